using System.Runtime.InteropServices;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>How far the entering variable moves, and who stops it.</summary>
/// <param name="Place">The basic place that leaves; -1 when the entering variable meets its own other bound; -2 when nothing stops it.</param>
/// <param name="Step">The length of the move, at least 0.</param>
/// <param name="AtUpper">Whether the leaving variable stops at its upper bound.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Blocking(int Place, double Step, bool AtUpper);

/// <summary>The ratio tests of the primal simplex method with bounds on both sides.</summary>
internal static class RatioTest
{
    private const double PivotTolerance = 1e-9;

    /// <summary>Harris's test in two passes: the largest pivot among those that block within the tolerance.</summary>
    /// <param name="values">The basic values.</param>
    /// <param name="rates">Their change for a unit of the move.</param>
    /// <param name="lower">The lower bound of each basic variable.</param>
    /// <param name="upper">The upper bound of each basic variable.</param>
    /// <param name="range">The distance to the entering variable's other bound.</param>
    /// <param name="tolerance">How far a bound may be passed.</param>
    public static Blocking Feasible(
        ReadOnlySpan<double> values, ReadOnlySpan<double> rates, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double range, double tolerance)
    {
        var farthest = double.PositiveInfinity;
        for (var k = 0; k < values.Length; k++)
        {
            if (Math.Abs(rates[k]) > PivotTolerance)
            {
                var room = rates[k] > 0 ? upper[k] - values[k] : values[k] - lower[k];
                farthest = Math.Min(farthest, (Math.Max(0, room) + tolerance) / Math.Abs(rates[k]));
            }
        }

        var (place, step, pivot) = (-2, double.PositiveInfinity, 0.0);
        for (var k = 0; k < values.Length; k++)
        {
            var rate = Math.Abs(rates[k]);
            if (rate > PivotTolerance)
            {
                var ratio = Math.Max(0, rates[k] > 0 ? upper[k] - values[k] : values[k] - lower[k]) / rate;
                if (ratio <= farthest && rate > pivot && !double.IsPositiveInfinity(ratio))
                {
                    (place, step, pivot) = (k, ratio, rate);
                }
            }
        }

        return range <= step && !double.IsInfinity(range) ? new(-1, range, false) : new(place, step, place >= 0 && rates[place] > 0);
    }

    /// <summary>
    /// While some basic values violate their bounds: the move goes on past a bound as long as the sum of violations, a convex function of the
    /// move, still falls.
    /// </summary>
    /// <param name="values">The basic values.</param>
    /// <param name="rates">Their change for a unit of the move.</param>
    /// <param name="lower">The lower bound of each basic variable.</param>
    /// <param name="upper">The upper bound of each basic variable.</param>
    /// <param name="range">The distance to the entering variable's other bound.</param>
    /// <param name="slope">The change of the sum for a unit of the move, negative.</param>
    /// <param name="tolerance">Violations up to this count as none.</param>
    public static Blocking Infeasible(
        ReadOnlySpan<double> values, ReadOnlySpan<double> rates, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double range, double slope, double tolerance)
    {
        var breaks = new List<(double Step, int Place, bool AtUpper)>();
        for (var k = 0; k < values.Length; k++)
        {
            if (Math.Abs(rates[k]) <= PivotTolerance)
            {
                continue;
            }

            var rises = rates[k] > 0;
            if (rises ? values[k] < lower[k] - tolerance : values[k] > upper[k] + tolerance)
            {
                breaks.Add(rises ? ((lower[k] - values[k]) / rates[k], k, false) : ((upper[k] - values[k]) / rates[k], k, true));
            }

            var far = rises ? upper[k] : lower[k];
            if (!double.IsInfinity(far) && (rises ? values[k] <= far + tolerance : values[k] >= far - tolerance))
            {
                breaks.Add((Math.Max(0, (far - values[k]) / rates[k]), k, rises));
            }
        }

        breaks.Sort();
        foreach (var (step, place, atUpper) in breaks)
        {
            if (range <= step)
            {
                break;
            }

            slope += Math.Abs(rates[place]);
            if (slope >= 0)
            {
                return new(place, step, atUpper);
            }
        }

        return double.IsInfinity(range) ? new(-2, range, false) : new(-1, range, false);
    }
}
