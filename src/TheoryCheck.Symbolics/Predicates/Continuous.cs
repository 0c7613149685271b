using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The function is continuous on its domain.</summary>
public sealed class Continuous : Predicate
{
    /// <inheritdoc/>
    public override string Name => "continuous";

    /// <inheritdoc/>
    public override string Usage => "continuous(f)";

    /// <inheritdoc/>
    public override string Summary => "The function is continuous on its domain.";

    /// <inheritdoc/>
    public override string Example => "given phi(t in reals) in reals where continuous(phi)\nclaim square: continuous(t |-> phi(t)^2)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("continuous", "\\operatorname{continuous}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Function], () => TermType.Truth);
}
