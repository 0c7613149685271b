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
    /// move, still falls. That sum is at least 0, so the last bound met ends the move whatever rounding makes of the slope; of bounds met at
    /// one place the one with the largest pivot does.
    /// </summary>
    /// <param name="values">The basic values.</param>
    /// <param name="rates">Their change for a unit of the move.</param>
    /// <param name="lower">The lower bound of each basic variable.</param>
    /// <param name="upper">The upper bound of each basic variable.</param>
    /// <param name="violations">The slope of each violation: -1 below the lower bound, 1 above the upper one, 0 between.</param>
    /// <param name="range">The distance to the entering variable's other bound.</param>
    /// <param name="tolerance">Moves that differ by less end at one place.</param>
    public static Blocking Infeasible(
        ReadOnlySpan<double> values, ReadOnlySpan<double> rates, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> violations, double range, double tolerance)
    {
        var breaks = new List<(double Step, int Place, bool AtUpper)>();
        var slope = 0.0;
        for (var k = 0; k < values.Length; k++)
        {
            if (Math.Abs(rates[k]) <= PivotTolerance)
            {
                continue;
            }

            slope += violations[k] * rates[k];
            var rises = rates[k] > 0;
            if (rises ? violations[k] < 0 : violations[k] > 0)
            {
                breaks.Add(rises ? ((lower[k] - values[k]) / rates[k], k, false) : ((upper[k] - values[k]) / rates[k], k, true));
            }

            var far = rises ? upper[k] : lower[k];
            if (!double.IsInfinity(far) && (rises ? violations[k] <= 0 : violations[k] >= 0))
            {
                breaks.Add((Math.Max(0, (far - values[k]) / rates[k]), k, rises));
            }
        }

        breaks.Sort();
        for (var at = 0; at < breaks.Count && breaks[at].Step < range; at++)
        {
            slope += Math.Abs(rates[breaks[at].Place]);
            if (slope >= 0 || (at == breaks.Count - 1 && double.IsInfinity(range)))
            {
                var chosen = at;
                for (var near = at - 1; near >= 0 && breaks[at].Step - breaks[near].Step <= tolerance; near--)
                {
                    chosen = Math.Abs(rates[breaks[near].Place]) > Math.Abs(rates[breaks[chosen].Place]) ? near : chosen;
                }

                return new(breaks[chosen].Place, breaks[chosen].Step, breaks[chosen].AtUpper);
            }
        }

        return double.IsInfinity(range) ? new(-2, range, false) : new(-1, range, false);
    }
}
