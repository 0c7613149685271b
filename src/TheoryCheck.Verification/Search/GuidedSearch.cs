using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// Climbs the violation of a formula from the configurations that came closest to breaking it, by each strategy in turn. What
/// it returns are guesses: exact configurations near points that violate the formula in doubles.
/// </summary>
internal sealed class GuidedSearch(Term formula, IReadOnlyList<Term> restrictions, ClosedEvaluation evaluation)
{
    private const int Starts = 3;
    private const int MostScored = 64;

    private const int MostTouching = 4;
    private const long LongestTouching = 120;

    private static readonly double[] Tolerances = [1e-3, 1e-5, 1e-7];

    // Coarse grids first: a small denominator is the better counterexample.
    private static readonly long[] Denominators = [1, 4, 16, 256, 1L << 16, 1L << 32];

    private const long GridOfHighest = 64;
    private const double Level = 1e-6;

    /// <summary>How many evaluations were made.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The configurations at which the violation was greatest, after climbs and before.</summary>
    public IReadOnlyList<Instance> Highest { get; private set; } = [];

    /// <summary>Climbs; yields the configurations worth an exact check, the simplest first.</summary>
    /// <param name="starts">Configurations that satisfy the assumptions.</param>
    /// <param name="symbols">The searched symbols with their domains in force.</param>
    /// <param name="budget">How many evaluations may be made.</param>
    /// <param name="source">Randomness.</param>
    public IEnumerable<Instance> Climb(IReadOnlyList<Instance> starts, IReadOnlyList<(Symbol Symbol, Term Domain)> symbols, long budget, UniformSource source)
    {
        var ranked = new List<(Coordinates Coordinates, Landscape Landscape, double Height)>();
        foreach (var start in starts.Take((int)Math.Min(MostScored, (budget + 3) / 4)))
        {
            if (Evaluations < budget && Landscape(start, symbols) is var (coordinates, landscape))
            {
                landscape.Allow(1);
                ranked.Add((coordinates, landscape, landscape.Height(coordinates.Point)));
                Evaluations++;
            }
        }

        var chosen = ranked.Where(r => r.Height > -2).OrderByDescending(r => r.Height).Take(Starts).ToList();
        var strategies = Catalogue<SearchStrategy>.Members.OrderBy(s => s.Turn).ToList();
        foreach (var strategy in strategies)
        {
            foreach (var (coordinates, landscape, _) in chosen)
            {
                var before = landscape.Evaluations;
                landscape.Allow(Math.Max(8, (budget - ranked.Count) / Math.Max(1, strategies.Count * chosen.Count)));
                strategy.Climb(landscape, coordinates.Point, source);
                Evaluations += landscape.Evaluations - before;
                if (landscape.IsFound)
                {
                    foreach (var denominator in Denominators)
                    {
                        yield return coordinates.Round(landscape.Best, denominator);
                    }
                }
            }
        }

        // Where both sides are 0 nothing can rise.
        Highest =
        [
            .. chosen.Where(static c => c.Landscape.Best.Length > 0 && c.Landscape.BestHeight < -Level).OrderByDescending(static c => c.Landscape.BestHeight).Select(static c => c.Coordinates.Round(c.Landscape.Best, GridOfHighest)),
            .. ranked.Where(static r => r.Height is > -2 and < -Level).OrderByDescending(static r => r.Height).Take(Starts).Select(static r => r.Coordinates.Start),
        ];
        foreach (var near in Touching(starts, symbols, budget, source))
        {
            yield return near;
        }
    }

    // Points where a violation is exactly 0: what is strict, an inequation, or asked for under equations, may fail there alone.
    private IEnumerable<Instance> Touching(IReadOnlyList<Instance> starts, IReadOnlyList<(Symbol Symbol, Term Domain)> symbols, long budget, UniformSource source)
    {
        var ranked = new List<(Coordinates Coordinates, Landscape Landscape, double Height)>();
        foreach (var start in starts.Take((int)Math.Min(MostScored / 2, budget / 8)))
        {
            if (Landscape(start, symbols, isAbsolute: true) is var (coordinates, landscape))
            {
                landscape.Allow(1);
                ranked.Add((coordinates, landscape, landscape.Height(coordinates.Point)));
                Evaluations++;
            }
        }

        // Of each number of coordinates the highest, for sizes may decide whether sides can touch; then the highest of all.
        var open = ranked.Where(static r => r.Height > -2).OrderByDescending(static r => r.Height).ToList();
        foreach (var (coordinates, landscape, _) in open.DistinctBy(static r => r.Coordinates.Count).Concat(open).DistinctBy(static r => r.Landscape).Take(MostTouching))
        {
            var before = landscape.Evaluations;
            ZeroLevel.Climb(landscape, coordinates.Point, source, Math.Min(LongestTouching, 8 + (budget / 6)));
            Evaluations += landscape.Evaluations - before;
            foreach (var near in landscape.IsTouching ? Tolerances.Select(t => coordinates.Snap(landscape.Best, t)).OfType<Instance>() : [])
            {
                yield return near;
            }
        }
    }

    private (Coordinates, Landscape)? Landscape(Instance start, IReadOnlyList<(Symbol Symbol, Term Domain)> symbols, bool isAbsolute = false)
    {
        try
        {
            return Coordinates.Of(start, symbols, restrictions, evaluation) is { } coordinates
                ? (coordinates, new Landscape(formula, restrictions, coordinates, evaluation, isAbsolute))
                : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }
}
