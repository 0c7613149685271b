using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The function has derivatives of every order on its domain.</summary>
public sealed class Smooth : Predicate
{
    /// <inheritdoc/>
    public override string Name => "smooth";

    /// <inheritdoc/>
    public override string Usage => "smooth(f)";

    /// <inheritdoc/>
    public override string Summary => "The function has derivatives of every order on its domain.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., f(u in vector(d)) in reals where smooth(f)\nclaim square: smooth(u |-> f(u)^2)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("smooth", "\\operatorname{smooth}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Function], () => TermType.Truth);
}
