using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>0 where yᵢ fᵢ ≥ 1 for all i, +∞ elsewhere. Dual: u = qᵢ/yᵢ ≥ 0.</summary>
/// <remarks>The largest margin over |ν| ≤ 1 is one over the least |ν| with this loss, and the optimal measures are proportional.</remarks>
/// <param name="Labels">The yᵢ, not 0.</param>
public sealed record HardMargin(Sequence<Rational> Labels) : SeparableLoss
{
    private readonly double[] labels = LossArguments.NonzeroLabels(Labels);

    /// <inheritdoc/>
    public override int Count => Labels.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => false;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => this;

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision) =>
        Labels[sample] * output >= 1 ? Interval.FromRational(0, precision) : null;

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => dual.Sign * Labels[sample].Sign < 0 ? 0 : dual;

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision) => Interval.FromRational(dual / Labels[sample], precision);

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        var (label, margin) = (labels[sample], labels[sample] * output);
        var (center, strength) = (multiplier / label, stiffness / (label * label));
        var dual = Math.Max(0, center + strength * (1 - margin));
        var shift = (dual - center) / strength;
        return new(shift * (center + strength / 2 * shift), dual * label, dual > 0 ? stiffness : 0);
    }

    /// <inheritdoc/>
    public override (Rational? Lower, Rational? Upper) OutputRange(int sample) =>
        Labels[sample].Sign > 0 ? (1 / Labels[sample], null) : (null, 1 / Labels[sample]);

    /// <inheritdoc/>
    public override LossCorner? Corner(int sample) => Labels[sample].Sign > 0 ? new(1 / Labels[sample], null, Rational.Zero) : new(1 / Labels[sample], Rational.Zero, null);

    /// <summary>Equal labels.</summary>
    public bool Equals(HardMargin? other) => other is not null && Labels == other.Labels;

    /// <inheritdoc/>
    public override int GetHashCode() => Labels.GetHashCode();
}
