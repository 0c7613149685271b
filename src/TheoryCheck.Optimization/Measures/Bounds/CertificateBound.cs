using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>A rigorous enclosure of sup |Σᵢ qᵢ φ(⟨θ, xᵢ⟩)| over the sphere (of max(0, sup ...) when measures are nonnegative), and the point met.</summary>
internal static class CertificateBound
{
    /// <summary>The enclosure; the upper end is +∞ when the search had to stop without a bound.</summary>
    /// <param name="feature">The inputs in doubles.</param>
    /// <param name="dual">The qᵢ, exact as doubles.</param>
    /// <param name="isNonnegative">Whether only the positive side counts.</param>
    /// <param name="relative">The tolerance.</param>
    /// <param name="floor">A level below which the supremum need not be resolved.</param>
    /// <param name="known">Values met at unit vectors, positive and negative side, or 0.</param>
    /// <param name="cones">The budget of the search.</param>
    /// <param name="cancellation">Stops early, with a coarser bound.</param>
    internal static Interval Supremum(
        SampledFeature feature, double[] dual, bool isNonnegative, double relative, double floor, (double Positive, double Negative) known, long cones, CancellationToken cancellation)
    {
        // The inputs, the slopes and b are rounded: each cᵢ and xᵢ by a few units. Widening every factor covers it, see ConeSearch.
        var potential = feature.Potential(dual);
        var slack = Math.ScaleB((feature.Count + 16) * Weighted(feature, dual), -50);
        var positive = ConeSearch.Supremum(potential, relative, floor, known.Positive, cones, cancellation: cancellation);
        var (upper, best) = (positive.Upper, positive.Best);
        if (!isNonnegative)
        {
            var negative = ConeSearch.Supremum(potential.Negated(), relative, floor, known.Negative, cones, cancellation: cancellation);
            (upper, best) = (Math.Max(upper, negative.Upper), Math.Max(best, negative.Best));
        }

        upper = Math.BitIncrement(upper + slack);
        var lower = Math.Max(0, Math.BitDecrement(best - slack));
        return double.IsFinite(upper) && double.IsFinite(lower)
            ? Interval.FromBounds(Rational.FromExact(Math.Min(lower, upper)), Rational.FromExact(upper))
            : Interval.AtLeast(0);
    }

    /// <summary>Σᵢ (|right| + |left|)·|qᵢ|·|xᵢ|.</summary>
    private static double Weighted(SampledFeature feature, double[] dual)
    {
        var sum = 0.0;
        for (var i = 0; i < dual.Length; i++)
        {
            sum += (Math.Abs(feature.Right) + Math.Abs(feature.Left)) * Math.Abs(dual[i]) * feature.Lengths[i];
        }

        return sum;
    }
}
