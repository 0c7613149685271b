using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Verification.Search.Strategies;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// Climbs to where a violation is exactly 0, which a strict inequality, an inequation or an equation among assumptions may ask for: steps along the slope that would end at 0
/// if it were linear, longer while they help, for where two sides touch the slope is 0 too; then a pattern search, as slopes do not help on kinks.
/// </summary>
[Cites("polyak1969", "Section 1")]
internal static class ZeroLevel
{
    private const double LongestStep = 2;
    private const double ShortestStep = 1e-3;
    private const double LeastSlope = 1e-300;

    /// <summary>Climbs until 0 is reached as far as doubles tell, or the budget is spent; the landscape remembers the best point.</summary>
    /// <param name="landscape">The landscape, with heights measured absolutely.</param>
    /// <param name="start">A point of the domain.</param>
    /// <param name="source">Randomness.</param>
    /// <param name="budget">How many evaluations each of the two climbs may take.</param>
    public static void Climb(Landscape landscape, double[] start, UniformSource source, long budget)
    {
        landscape.Allow(budget);
        var (point, height) = ((double[])start.Clone(), landscape.Height(start));
        for (var step = 1.0; landscape.IsOpen && step > ShortestStep && height < 0 && landscape.Gradient(point) is { } gradient;)
        {
            var squares = gradient.Sum(static g => g * g);
            if (squares < LeastSlope)
            {
                break;
            }

            var next = (double[])point.Clone();
            for (var i = 0; i < next.Length; i++)
            {
                next[i] -= step * height / squares * gradient[i];
            }

            landscape.Project(next);
            var reached = landscape.Height(next);
            (point, height, step) = reached > height ? (next, reached, Math.Min(LongestStep, 1.5 * step)) : (point, height, step / 2);
        }

        landscape.Allow(budget);
        if (landscape.IsOpen)
        {
            new PatternSearch().Climb(landscape, landscape.Best, source);
        }
    }
}
