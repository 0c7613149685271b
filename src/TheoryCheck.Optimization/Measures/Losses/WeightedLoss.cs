using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>Σᵢ wᵢ ℓᵢ(fᵢ) with a positive weight for every sample. Dual: Σᵢ wᵢ Dᵢ(qᵢ/wᵢ).</summary>
public sealed record WeightedLoss : SeparableLoss
{
    private readonly double[] weights;

    /// <summary>Weighs a loss.</summary>
    /// <param name="inner">Σᵢ ℓᵢ(fᵢ).</param>
    /// <param name="factors">The wᵢ.</param>
    /// <exception cref="ArgumentException">There are not as many weights as outputs, or one is not positive.</exception>
    public WeightedLoss(SeparableLoss inner, Sequence<Rational> factors)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (factors.Count != inner.Count)
        {
            throw new ArgumentException($"{factors.Count} weights for a loss of {inner.Count} outputs", nameof(factors));
        }

        (Inner, Factors, weights) = (inner, factors, [.. factors.Select(LossArguments.PositiveScale)]);
    }

    /// <summary>Σᵢ ℓᵢ(fᵢ).</summary>
    public SeparableLoss Inner { get; }

    /// <summary>The wᵢ.</summary>
    public Sequence<Rational> Factors { get; }

    /// <inheritdoc/>
    public override int Count => Inner.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => Inner.IsSmooth;

    /// <inheritdoc/>
    public override bool DecaysAtInfinity => Inner.DecaysAtInfinity;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => new WeightedLoss(Inner, Factors.Map(w => w * factor));

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision) => Weighed(sample, Inner.Value(sample, output, precision));

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => Factors[sample] * Inner.Admissible(sample, dual / Factors[sample]);

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision) =>
        Interval.FromRational(Factors[sample], precision) * Inner.DualValue(sample, dual / Factors[sample], precision);

    /// <inheritdoc/>
    public override (Rational? Lower, Rational? Upper) OutputRange(int sample) => Inner.OutputRange(sample);

    /// <inheritdoc/>
    public override IEnumerable<Rational> Tangents(int sample, Rational near) => Inner.Tangents(sample, near / Factors[sample]).Select(q => Factors[sample] * q);

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        // The envelope of w·ℓ about m with stiffness ρ is w times that of ℓ about m/w with ρ/w.
        var w = weights[sample];
        var piece = Inner.Piece(sample, output, multiplier / w, stiffness / w);
        return new(w * piece.Value, w * piece.Dual, w * piece.Curvature);
    }

    /// <inheritdoc/>
    public override Interval? Dual(int sample, Interval output) => Weighed(sample, Inner.Dual(sample, output));

    /// <inheritdoc/>
    public override Interval? Curvature(int sample, Interval output) => Weighed(sample, Inner.Curvature(sample, output));

    /// <inheritdoc/>
    public override LossCorner? Corner(int sample) => Inner.Corner(sample) is var (at, below, above) ? new(at, Factors[sample] * below, Factors[sample] * above) : null;

    /// <inheritdoc/>
    public override Rational? Steepness(int sample, Rational dual, Rational value) => Factors[sample] * Inner.Steepness(sample, dual / Factors[sample], value / Factors[sample]);

    /// <inheritdoc/>
    public override Interval? OutputAt(int sample, Interval dual) => Inner.OutputAt(sample, Unweighed(sample, dual));

    /// <inheritdoc/>
    public override Interval? ValueAt(int sample, Interval dual) => Weighed(sample, Inner.ValueAt(sample, Unweighed(sample, dual)));

    /// <summary>Equal losses and weights.</summary>
    public bool Equals(WeightedLoss? other) => other is not null && Inner.Equals(other.Inner) && Factors == other.Factors;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inner, Factors);

    private Interval? Weighed(int sample, Interval? value) => value is { } known ? known.Literal(Factors[sample]) * known : null;

    private Interval Unweighed(int sample, Interval dual) => dual / dual.Literal(Factors[sample]);
}
