using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// Column generation on the sphere for a smooth loss: descend on the atoms at hand, look for the peaks of the potential above the
/// penalty, insert atoms there, and repeat until no peak is left. Everything is in doubles and proposes only.
/// </summary>
[Cites("denoyelle2020", "Algorithm 2")]
internal sealed class AtomInsertion(SampledFeature feature, bool isNonnegative, long cones)
{
    private const int InsertedAtOnce = 48;
    private const int MostPeaks = 512;
    private const int StepsWhileFar = 6;
    private const double Nearness = 1e-4;
    private readonly SphereMaximiser maximiser = SphereMaximiser.For(feature.Dimension, feature.Inputs);
    private readonly List<double[]> directions = SpreadDirections.Of(feature.Dimension, feature.Dimension <= 3 ? 0 : 64);

    /// <summary>The number of iterations so far.</summary>
    internal int Iterations { get; private set; }

    /// <summary>The peaks of the potential above a level.</summary>
    internal IReadOnlyList<Peak> Peaks(double[] dual, double level, IEnumerable<MovingAtom> atoms)
    {
        IReadOnlyList<double[]> starts = feature.Dimension <= 3 ? [] : [.. atoms.Select(a => Array.ConvertAll(a.Moment, m => m / a.Magnitude)), .. directions];
        return maximiser.Peaks(feature.Potential(dual), level, isNonnegative, starts, MostPeaks);
    }

    /// <summary>The same, and one from the search over cones where there seems to be none; none if there is none.</summary>
    internal IReadOnlyList<Peak> AllPeaks(double[] dual, double level, double penalty, IEnumerable<MovingAtom> atoms, double excess, CancellationToken cancellation)
    {
        var peaks = Peaks(dual, level, atoms);
        return peaks.Count == 0 && feature.Dimension > 1 ? Unseen(dual, penalty, excess, cancellation) : peaks;
    }

    /// <summary>The optimal atoms to a relative excess of the potential over the penalty.</summary>
    /// <param name="penalty">The factor of the total variation, positive.</param>
    /// <param name="piece">The loss of an output.</param>
    /// <param name="start">Atoms to begin with.</param>
    /// <param name="excess">The relative excess at which to stop.</param>
    /// <param name="maximalIterations">The budget.</param>
    /// <param name="report">Told of the state and the highest peak (at least the penalty) after each descent.</param>
    /// <param name="cancellation">Stops early.</param>
    internal AtomDescent Run(
        double penalty,
        Func<int, double, LossPiece> piece,
        IEnumerable<MovingAtom> start,
        double excess,
        int maximalIterations,
        Action<AtomDescent, double>? report,
        CancellationToken cancellation)
    {
        var descent = new AtomDescent(feature, penalty, piece, start);
        var (stalls, least) = (0, double.PositiveInfinity);
        var isFar = descent.Atoms.Count == 0;
        for (var iteration = 0; iteration < maximalIterations && !cancellation.IsCancellationRequested; iteration++)
        {
            Iterations++;
            var before = descent.Objective;
            if (descent.Atoms.Count > 0)
            {
                // While peaks are far above the penalty, the atoms at hand are not worth their optimum.
                descent.Run(isFar ? StepsWhileFar : AtomDescent.MaximalSteps);
            }

            // A peak within the rounding of the potential is none.
            var level = penalty + Math.Max(excess * penalty, 20 * descent.Noise);
            var peaks = AllPeaks(descent.Dual, level, penalty, descent.Atoms, excess, cancellation);

            // Progress is a lower objective or, once that is at its last digits, a lower peak.
            var highest = peaks.Count > 0 ? peaks[0].Value : penalty;
            var wasFar = isFar;
            isFar = highest > penalty * (1 + Nearness);
            var progresses = iteration == 0 || before - descent.Objective > 1e-13 * Math.Abs(before) || highest - penalty < 0.9 * least;
            least = Math.Min(least, highest - penalty);
            stalls = progresses ? 0 : stalls + 1;
            report?.Invoke(descent, highest);
            if (!wasFar && (peaks.Count == 0 || stalls == 5))
            {
                return descent;
            }

            descent.Insert(Spread(peaks).Select(top => MovingAtom.At(feature, top.Direction, top.Sign, 1)));
        }

        return descent;
    }

    /// <summary>
    /// High peaks that are far apart. With many inputs the highest ones crowd about one place, where one new atom serves for all: each peak taken is the highest that
    /// keeps its distance from those taken before, and the distance is halved when none is left.
    /// </summary>
    private static List<Peak> Spread(IReadOnlyList<Peak> peaks)
    {
        var taken = new List<Peak>();
        for (var closeness = 0.5; taken.Count < InsertedAtOnce && closeness > 1e-7; closeness /= 4)
        {
            foreach (var peak in peaks)
            {
                if (taken.Count < InsertedAtOnce && !taken.Exists(t => t.Sign == peak.Sign && RidgeSum.Dot(t.Direction, peak.Direction) > 1 - closeness))
                {
                    taken.Add(peak);
                }
            }
        }

        return taken;
    }

    /// <summary>A peak that the ascents did not see, from the search over cones; none if there is none or the budget ends.</summary>
    private List<Peak> Unseen(double[] dual, double penalty, double excess, CancellationToken cancellation)
    {
        var potential = feature.Potential(dual);
        foreach (var sign in isNonnegative ? [1] : new[] { 1, -1 })
        {
            var signed = sign > 0 ? potential : potential.Negated();
            var found = ConeSearch.Supremum(signed, excess, penalty, 0, cones, stopsAbove: true, cancellation: cancellation);
            if (found.Argument is { } argument && found.Best > penalty * (1 + excess))
            {
                var top = FaceAscent.Climb(signed, argument);
                return [new(top, sign, signed.At(top))];
            }
        }

        return [];
    }
}
