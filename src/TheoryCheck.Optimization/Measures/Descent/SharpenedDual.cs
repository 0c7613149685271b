using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// Dual variables on the circle beyond the digits of doubles: their norm can be a million times that of the potential, whose peaks rounding then moves by 1e-10. The heights of the peaks at the atoms are
/// computed in rationals from doubles and a correction, and set to 1 by the smallest change of the correction. It proposes only.
/// </summary>
internal static class SharpenedDual
{
    private const int Rounds = 3;
    private const double OnKink = 1e-9;

    /// <summary>What to add to each dual variable; null where the change does not come out small.</summary>
    /// <param name="problem">The exact inputs and slopes.</param>
    /// <param name="feature">The same in doubles.</param>
    /// <param name="dual">The dual variables in doubles, for a potential of height about 1.</param>
    /// <param name="contacts">The peaks whose height is to be 1.</param>
    /// <param name="isFree">Whether a dual variable may be changed.</param>
    internal static double[]? Correction(MeasureProblem problem, SampledFeature feature, double[] dual, IReadOnlyList<Peak> contacts, Func<int, bool> isFree)
    {
        if (problem.Dimension != 2 || contacts.Count == 0)
        {
            return null;
        }

        var active = ActiveColumns.Of(feature, contacts, isFree);
        var correction = new double[dual.Length];
        for (var round = 0; round < Rounds; round++)
        {
            ActiveColumns.Shift(correction, active, [.. contacts.Select(peak => Missing(problem, feature, dual, correction, peak.Direction))]);
        }

        return Array.TrueForAll(correction, c => Math.Abs(c) < 1e-6) ? correction : null;
    }

    // 1 minus the height of the peak of the exact potential near a direction: the length of the gradient between kinks, or the value at a kink.
    private static double Missing(MeasureProblem problem, SampledFeature feature, double[] dual, double[] correction, double[] direction)
    {
        var (first, second, kink) = (Rational.Zero, Rational.Zero, -1);
        for (var i = 0; i < dual.Length; i++)
        {
            var side = RidgeSum.Dot(feature.Input(i), direction);
            if (Math.Abs(side) <= OnKink * feature.Lengths[i])
            {
                kink = feature.Lengths[i] > 0 ? i : kink;
                continue;
            }

            var factor = (Rational.FromExact(dual[i]) + Rational.FromExact(correction[i])) * (side > 0 ? problem.Feature.Right : problem.Feature.Left);
            (first, second) = (first + (factor * problem.Inputs[i][0]), second + (factor * problem.Inputs[i][1]));
        }

        var square = (first * first) + (second * second);
        if (kink >= 0)
        {
            var (x, y) = (problem.Inputs[kink][0], problem.Inputs[kink][1]);
            var along = (second * x) - (first * y);
            square = along * along / ((x * x) + (y * y));
        }

        return (Rational.One - square).ToDouble() / (1 + Math.Sqrt(square.ToDouble()));
    }
}
