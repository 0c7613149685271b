using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>The curve g of laws on [0, 1] is a W2 geodesic from mu to nu: wasserstein(2, g(s), g(t)) == abs(s - t)*wasserstein(2, mu, nu).</summary>
public sealed class GeodesicBetween : Predicate
{
    /// <inheritdoc/>
    public override string Name => "geodesic";

    /// <inheritdoc/>
    public override string Usage => "geodesic(g, mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The curve g of laws on [0, 1] is a W2 geodesic from mu to nu: wasserstein(2, g(s), g(t)) == abs(s - t)*wasserstein(2, mu, nu).";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in laws(vector(d)), nu in laws(vector(d)), g(t in [0, 1]) in laws(vector(d))\nclaim ends: geodesic(g, mu, nu) implies g(0) == mu";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("geodesic", "\\operatorname{geodesic}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Measure, Slot.Measure], () =>
            ((FunctionType)arguments[0].Type) is { Parameters: [{ IsScalar: true }], Result: MeasureType or ErrorType }
                ? TermType.Truth
                : Typing.Wrong("'geodesic' takes a function of one number with laws as values", 0));
}
