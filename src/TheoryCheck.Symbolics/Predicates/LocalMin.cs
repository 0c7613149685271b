using TheoryCheck.Core;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>Some ball around the points W has F &gt;= F(W) in it.</summary>
public sealed class LocalMin : Predicate
{
    /// <inheritdoc/>
    public override string Name => "local_min";

    /// <inheritdoc/>
    public override string Usage => "local_min(F, W, ..)";

    /// <inheritdoc/>
    public override string Summary => "Some ball around the points W has F >= F(W) in it.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = t^2\nclaim origin: local_min(f, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("local_min", "\\operatorname{local\\_min}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Any], () => CalculusTyping.WrongPoints(Name, arguments) ?? TermType.Truth, repeats: true);
}
