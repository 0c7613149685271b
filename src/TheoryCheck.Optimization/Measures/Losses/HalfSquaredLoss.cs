using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>scale/2·Σᵢ (yᵢ − fᵢ)². Dual: qᵢ yᵢ − qᵢ²/(2·scale).</summary>
/// <param name="Targets">The yᵢ.</param>
/// <param name="Scale">The positive factor, 1/n for the mean.</param>
public sealed record HalfSquaredLoss(Sequence<Rational> Targets, Rational Scale) : SeparableLoss
{
    private readonly double[] targets = [.. Targets.Items.Select(y => y.ToDouble())];
    private readonly double scale = LossArguments.PositiveScale(Scale);

    /// <inheritdoc/>
    public override int Count => Targets.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => true;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => new HalfSquaredLoss(Targets, Scale * factor);

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision) =>
        Interval.FromRational(Scale * (Targets[sample] - output) * (Targets[sample] - output) / 2, precision);

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => dual;

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision) =>
        Interval.FromRational(dual * Targets[sample] - dual * dual / (2 * Scale), precision);

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        var residual = targets[sample] - output;
        return new(scale / 2 * residual * residual, scale * residual, scale);
    }

    /// <inheritdoc/>
    public override Interval? Dual(int sample, Interval output) => output.Literal(Scale) * (output.Literal(Targets[sample]) - output);

    /// <inheritdoc/>
    public override Interval? Curvature(int sample, Interval output) => output.Literal(Scale);

    /// <inheritdoc/>
    public override Rational? Steepness(int sample, Rational dual, Rational value) => Scale;

    /// <inheritdoc/>
    public override Interval? OutputAt(int sample, Interval dual) => dual.Literal(Targets[sample]) - dual / dual.Literal(Scale);

    /// <inheritdoc/>
    public override Interval? ValueAt(int sample, Interval dual) => Interval.Power(dual, 2) / dual.Literal(2 * Scale);

    /// <summary>Equal targets and scale.</summary>
    public bool Equals(HalfSquaredLoss? other) => other is not null && Targets == other.Targets && Scale == other.Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Targets, Scale);
}
