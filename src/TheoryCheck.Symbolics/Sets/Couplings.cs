using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The laws of pairs whose first and second components have the laws mu and nu.</summary>
public sealed class Couplings : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "couplings";

    /// <inheritdoc/>
    public override string Usage => "couplings(mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The laws of pairs whose first and second components have the laws mu and nu.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in laws(vector(d)), nu in laws(vector(d))\nclaim unit: for all g in couplings(mu, nu): mass(g) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Π", "\\Pi");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Measure, Slot.Measure], () => new SetType(new MeasureType(
            new TupleType([((MeasureType)arguments[0].Type).Point, ((MeasureType)arguments[1].Type).Point]),
            MeasureKind.Probability)));
}
