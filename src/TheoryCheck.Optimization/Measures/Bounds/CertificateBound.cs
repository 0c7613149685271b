using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>A rigorous enclosure of sup |Σᵢ qᵢ φ(⟨θ, xᵢ⟩)| over the sphere (of max(0, sup ...) when measures are nonnegative), from below by values met. On the circle it is exact.</summary>
internal static class CertificateBound
{
    /// <summary>The enclosure; the upper end is +∞ when the search had to stop without a bound.</summary>
    /// <param name="problem">The inputs and φ.</param>
    /// <param name="feature">The same in doubles.</param>
    /// <param name="dual">The qᵢ; above the circle they are doubles.</param>
    /// <param name="isNonnegative">Whether only the positive side counts.</param>
    /// <param name="relative">The tolerance.</param>
    /// <param name="floor">A level below which the supremum need not be resolved.</param>
    /// <param name="known">Values met at unit vectors, positive and negative side, or 0.</param>
    /// <param name="cones">The budget of the search.</param>
    /// <param name="cancellation">Stops early, with a coarser bound.</param>
    internal static Interval Supremum(
        MeasureProblem problem, SampledFeature feature, Sequence<Rational> dual, bool isNonnegative, double relative, double floor, (double Positive, double Negative) known, long cones, CancellationToken cancellation)
    {
        if (problem.Dimension == 2)
        {
            return ArcSupremum.Of(problem, dual, isNonnegative);
        }

        double[] rounded = [.. dual.Select(static q => q.ToDouble())];
        var potential = feature.Potential(rounded);
        var slack = feature.Rounding(rounded);
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
}
