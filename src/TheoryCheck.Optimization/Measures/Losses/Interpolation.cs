using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>0 where fᵢ = yᵢ for all i, +∞ elsewhere. Dual: qᵢ yᵢ.</summary>
/// <param name="Targets">The yᵢ.</param>
public sealed record Interpolation(Sequence<Rational> Targets) : SeparableLoss
{
    private readonly double[] targets = [.. Targets.Items.Select(y => y.ToDouble())];

    /// <inheritdoc/>
    public override int Count => Targets.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => false;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => this;

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision) =>
        output == Targets[sample] ? Interval.FromRational(0, precision) : null;

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => dual;

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision) => Interval.FromRational(dual * Targets[sample], precision);

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        var residual = targets[sample] - output;
        return new(residual * (multiplier + stiffness / 2 * residual), multiplier + stiffness * residual, stiffness);
    }

    /// <inheritdoc/>
    public override (Rational? Lower, Rational? Upper) OutputRange(int sample) => (Targets[sample], Targets[sample]);

    /// <inheritdoc/>
    public override LossCorner? Corner(int sample) => new(Targets[sample], null, null);

    /// <summary>Equal targets.</summary>
    public bool Equals(Interpolation? other) => other is not null && Targets == other.Targets;

    /// <inheritdoc/>
    public override int GetHashCode() => Targets.GetHashCode();
}
