using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>As a condition behind given: all draws of steps before k, with all draws outside the block, are known.</summary>
public sealed class Past : Predicate
{
    /// <inheritdoc/>
    public override string Name => "past";

    /// <inheritdoc/>
    public override string Usage => "past(k)";

    /// <inheritdoc/>
    public override string Summary => "As a condition behind given: all draws of steps before k, with all draws outside the block, are known.";

    /// <inheritdoc/>
    public override string Example => "evolve k:\n  start x = 0\n  z ~ normal(0, 1)\n  x <- x + z\nclaim martingale: for all k: expect(z: x@(k+1) given past(k)) == x@k";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("past", "\\operatorname{past}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Scalar], () => TermType.Truth);
}
