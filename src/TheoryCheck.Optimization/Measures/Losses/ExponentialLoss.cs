using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>scale·Σᵢ exp(−yᵢ fᵢ). Dual: scale·(u − u log u), u = qᵢ/(scale·yᵢ) ≥ 0.</summary>
/// <param name="Labels">The yᵢ, not 0.</param>
/// <param name="Scale">The positive factor.</param>
public sealed record ExponentialLoss(Sequence<Rational> Labels, Rational Scale) : SeparableLoss
{
    private readonly double[] labels = LossArguments.NonzeroLabels(Labels);
    private readonly double scale = LossArguments.PositiveScale(Scale);

    /// <inheritdoc/>
    public override int Count => Labels.Count;

    /// <inheritdoc/>
    public override bool IsSmooth => true;

    /// <inheritdoc/>
    public override bool DecaysAtInfinity => true;

    /// <inheritdoc/>
    public override SeparableLoss Times(Rational factor) => new ExponentialLoss(Labels, Scale * factor);

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision) =>
        Interval.FromRational(Scale, precision) * Interval.Exp(Interval.FromRational(-Labels[sample] * output, precision));

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => dual.Sign * Labels[sample].Sign < 0 ? 0 : dual;

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision)
    {
        var u = Interval.FromRational(dual / (Scale * Labels[sample]), precision);
        return dual.IsZero ? u : u.Literal(Scale) * (u - u * Interval.Log(u));
    }

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        var value = scale * DoubleReal.Exp(-labels[sample] * output).Value;
        return new(value, value * labels[sample], value * labels[sample] * labels[sample]);
    }

    /// <inheritdoc/>
    public override Interval? Dual(int sample, Interval output) =>
        output.Literal(Scale * Labels[sample]) * Interval.Exp(-output.Literal(Labels[sample]) * output);

    /// <inheritdoc/>
    public override Interval? Curvature(int sample, Interval output) =>
        output.Literal(Scale * Labels[sample] * Labels[sample]) * Interval.Exp(-output.Literal(Labels[sample]) * output);

    /// <inheritdoc/>
    public override Rational? Steepness(int sample, Rational dual, Rational value)
    {
        // ℓ'' = y²·ℓ, and the dual variable is y·ℓ.
        var square = Labels[sample] * Labels[sample];
        var (here, there) = (Labels[sample] * dual, square * value);
        return here > there ? here : there;
    }

    /// <inheritdoc/>
    public override Interval? OutputAt(int sample, Interval dual)
    {
        var share = dual / dual.Literal(Scale * Labels[sample]);
        return share.CertainSign == 1 ? -Interval.Log(share) / dual.Literal(Labels[sample]) : null;
    }

    /// <inheritdoc/>
    public override Interval? ValueAt(int sample, Interval dual) => dual / dual.Literal(Labels[sample]);

    /// <summary>Equal labels and scale.</summary>
    public bool Equals(ExponentialLoss? other) => other is not null && Labels == other.Labels && Scale == other.Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Labels, Scale);
}
