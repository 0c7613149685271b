using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>scale·Σᵢ log(1 + exp(−yᵢ fᵢ)). Dual: scale·H(u), u = qᵢ/(scale·yᵢ) in [0, 1], H(u) = −u log u − (1−u) log(1−u).</summary>
/// <param name="Labels">The yᵢ, not 0.</param>
/// <param name="Scale">The positive factor.</param>
public sealed record LogisticLoss(Sequence<Rational> Labels, Rational Scale) : SeparableLoss
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
    public override SeparableLoss Times(Rational factor) => new LogisticLoss(Labels, Scale * factor);

    /// <inheritdoc/>
    public override Interval? Value(int sample, Rational output, int precision)
    {
        var margin = Labels[sample] * output;
        var one = Interval.FromRational(1, precision);
        var rest = Interval.Log(one + Interval.Exp(Interval.FromRational(margin.Sign < 0 ? margin : -margin, precision)));
        return one.Literal(Scale) * (one.Literal(margin.Sign < 0 ? -margin : 0) + rest);
    }

    /// <inheritdoc/>
    public override Rational Admissible(int sample, Rational dual) => LossArguments.Clamp(dual / (Scale * Labels[sample])) * Scale * Labels[sample];

    /// <inheritdoc/>
    public override Interval DualValue(int sample, Rational dual, int precision)
    {
        var u = dual / (Scale * Labels[sample]);
        return Interval.FromRational(Scale, precision) * (Entropy(u, precision) + Entropy(1 - u, precision));
    }

    /// <inheritdoc/>
    public override LossPiece Piece(int sample, double output, double multiplier, double stiffness)
    {
        var margin = labels[sample] * output;
        var small = DoubleReal.Exp(-Math.Abs(margin)).Value;
        var share = margin > 0 ? small / (1 + small) : 1 / (1 + small);
        var value = Math.Max(0, -margin) + DoubleReal.Log(1 + small).Value;
        return new(scale * value, scale * labels[sample] * share, scale * labels[sample] * labels[sample] * small / ((1 + small) * (1 + small)));
    }

    /// <inheritdoc/>
    public override Interval? Dual(int sample, Interval output) =>
        output.Literal(Scale * Labels[sample]) / (output.Literal(1) + Interval.Exp(output.Literal(Labels[sample]) * output));

    /// <inheritdoc/>
    public override Interval? Curvature(int sample, Interval output)
    {
        var margin = output.Literal(Labels[sample]) * output;
        var (one, two) = (output.Literal(1), output.Literal(2));
        return output.Literal(Scale * Labels[sample] * Labels[sample]) * (one / (two + Interval.Exp(margin) + Interval.Exp(-margin)));
    }

    /// <inheritdoc/>
    public override Rational? Steepness(int sample, Rational dual, Rational value) => Scale * Labels[sample] * Labels[sample] / 4;

    /// <inheritdoc/>
    public override Interval? OutputAt(int sample, Interval dual)
    {
        // u = 1/(1 + exp(y f)).
        var share = dual / dual.Literal(Scale * Labels[sample]);
        var rest = dual.Literal(1) - share;
        return share.CertainSign == 1 && rest.CertainSign == 1 ? (Interval.Log(rest) - Interval.Log(share)) / dual.Literal(Labels[sample]) : null;
    }

    /// <inheritdoc/>
    public override Interval? ValueAt(int sample, Interval dual)
    {
        var rest = dual.Literal(1) - dual / dual.Literal(Scale * Labels[sample]);
        return rest.CertainSign == 1 ? -dual.Literal(Scale) * Interval.Log(rest) : null;
    }

    /// <summary>Equal labels and scale.</summary>
    public bool Equals(LogisticLoss? other) => other is not null && Labels == other.Labels && Scale == other.Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Labels, Scale);

    private static Interval Entropy(Rational share, int precision)
    {
        var enclosed = Interval.FromRational(share, precision);
        return share.IsZero ? enclosed : -enclosed * Interval.Log(enclosed);
    }
}
