using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The infimum over couplings of (E norm(x - y)^p)^(1/p), for p &gt;= 1.</summary>
public sealed class Wasserstein : Functional
{
    /// <inheritdoc/>
    public override string Name => "wasserstein";

    /// <inheritdoc/>
    public override string Usage => "wasserstein(p, mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The infimum over couplings of (E norm(x - y)^p)^(1/p), for p >= 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim order: wasserstein(1, p, q) <= wasserstein(2, p, q)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("W", "W");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Scalar, Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 1, 2) ?? TermType.Real);
}
