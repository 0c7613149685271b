using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>scale·Σᵢ max(0, 1 − yᵢ fᵢ). Dual: scale·u, u = qᵢ/(scale·yᵢ) in [0, 1].</summary>
/// <param name="Labels">The yᵢ, not 0.</param>
/// <param name="Scale">The positive factor.</param>
public sealed record HingeLoss(Sequence<Rational> Labels, Rational Scale) : SeparableLoss
{
    private readonly double[] labels = LossArguments.NonzeroLabels(Labels);
    private readonly double scale = LossArguments.PositiveScale(Scale);

    /// <inheritdoc/>
    public override int Count => Labels.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => false;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => new HingeLoss(Labels, Scale * factor);

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision)
    {
        var lack = 1 - Labels[sample] * output;
        return Interval.FromRational(lack.Sign > 0 ? Scale * lack : 0, precision);
    }

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => LossArguments.Clamp(dual / (Scale * Labels[sample])) * Scale * Labels[sample];

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision) => Interval.FromRational(dual / Labels[sample], precision);

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        // In the margin z: the multiplier of the unsmoothed loss, moved by the shortfall and clamped to [0, scale].
        var (label, margin) = (labels[sample], labels[sample] * output);
        var (center, strength) = (multiplier / label, stiffness / (label * label));
        var free = center + strength * (1 - margin);
        var dual = Math.Clamp(free, 0, scale);
        var shift = (dual - center) / strength;
        var value = scale * Math.Max(0, 1 - (margin + shift)) + shift * (center + strength / 2 * shift);
        return new(value, dual * label, free > 0 && free < scale ? stiffness : 0);
    }

    /// <inheritdoc/>
    public override IEnumerable<Rational> Tangents(int sample, Rational near) => [Rational.Zero, Scale * Labels[sample]];

    /// <inheritdoc/>
    public override LossCorner? Corner(int sample) =>
        Labels[sample].Sign > 0 ? new(1 / Labels[sample], Scale * Labels[sample], Rational.Zero) : new(1 / Labels[sample], Rational.Zero, Scale * Labels[sample]);

    /// <summary>Equal labels and scale.</summary>
    public bool Equals(HingeLoss? other) => other is not null && Labels == other.Labels && Scale == other.Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Labels, Scale);
}
