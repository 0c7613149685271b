using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.MinimumNorm;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// Least total variation of a signed measure with given outputs, by the exchange method: a linear program over finitely many directions, the peaks of
/// its dual potential above 1 as new directions, and so on. Badly conditioned samples do it no harm. Everything is in doubles and proposes only.
/// </summary>
/// <remarks>
/// A program halves the distance of the two directions between which a peak lies, so that it divides the excess by four. At the end the peaks at the atoms are set to 1
/// by the smallest change of the dual variables (Newton's method, because the height of a peak is linear in them to first order).
/// </remarks>
/// <param name="Dual">Dual variables whose potential exceeds 1 by little.</param>
/// <param name="Atoms">Atoms with these outputs to rounding.</param>
/// <param name="Excess">How far the highest peak found is above 1.</param>
/// <param name="Contacts">The peaks next to the atoms.</param>
[Cites("hettich1993", "section 7, exchange methods")]
internal sealed record InterpolationExchange(double[] Dual, List<MovingAtom> Atoms, double Excess, IReadOnlyList<Peak> Contacts)
{
    private const int MaximalRounds = 60;
    private const double LeastTolerance = 1e-9;
    private const double Contact = 1e-7;
    private const int MaximalSteps = 4;

    /// <summary>A proposal; null when no program could be solved.</summary>
    /// <param name="feature">The inputs and the activation.</param>
    /// <param name="insertion">The search for peaks.</param>
    /// <param name="targets">The outputs, n numbers.</param>
    /// <param name="excess">How far above 1 peaks do not matter, where rounding lets them be found.</param>
    /// <param name="cancellation">Stops early, with what is at hand.</param>
    internal static InterpolationExchange? Propose(
        SampledFeature feature, AtomInsertion insertion, double[] targets, double excess, CancellationToken cancellation)
    {
        var tolerance = Math.Max(excess, LeastTolerance);
        InterpolationExchange? found = null;
        var directions = Start(feature).ToList();
        var columns = new List<double>();
        var request = new MinimumNormRequest { Tolerance = tolerance, IterationLimit = 200 * feature.Count, Cancellation = cancellation };
        for (var (round, filled) = (0, 0); round < MaximalRounds; round++)
        {
            for (; filled < directions.Count; filled++)
            {
                columns.AddRange(feature.Column(directions[filled]));
            }

            var solution = MinimumNormInterpolation.Solve(new ExplicitDictionary([.. columns], feature.Count), targets, request);
            if (solution.Status is not (LinearProgramStatus.Optimal or LinearProgramStatus.Infeasible))
            {
                break;
            }

            // Where the program is infeasible, its multipliers are a separating functional, and directions at which that is not 0 cut it off.
            double[] dual = [.. solution.Multipliers];
            var level = solution.Status == LinearProgramStatus.Optimal ? 1 : 0;
            var atoms = MovingAtom.Merged([.. solution.Atoms.Select(atom => MovingAtom.At(feature, directions[atom.Column], Math.Sign(atom.Weight), Math.Abs(atom.Weight)))]);
            var above = level == 1 ? insertion.AllPeaks(dual, 1 + tolerance, 1, atoms, tolerance, cancellation) : insertion.Peaks(dual, tolerance, atoms);
            if (level == 1 && (found is null || Excess(above) < found.Excess))
            {
                found = new(dual, atoms, Excess(above), []);
            }

            if (above.Count == 0 || (solution.Iterations == 0 && round > 0))
            {
                break;
            }

            directions.AddRange(above.Select(peak => peak.Direction));
            request = request with { Start = solution.Basis };
        }

        for (var step = 0; found is not null && step < MaximalSteps && Levelled(found) is { } better; step++)
        {
            found = better;
        }

        return found is null ? null : found with { Contacts = ContactsOf(found) };

        double Excess(IReadOnlyList<Peak> above) => above.Count == 0 ? tolerance : above[0].Value - 1;

        // The smallest change of the dual variables after which the peak next to each atom would be 1; null if it is no gain.
        InterpolationExchange? Levelled(InterpolationExchange last)
        {
            var contacts = ContactsOf(last);
            var size = contacts.Count;

            var active = contacts.Select(peak => Array.ConvertAll(feature.Column(peak.Direction), z => peak.Sign * z)).ToArray();
            var gram = new double[size * size];
            for (var entry = 0; entry < gram.Length; entry++)
            {
                gram[entry] = RidgeSum.Dot(active[entry / size], active[entry % size]);
            }

            var change = new double[size];
            LuFactorisation.Solve(gram, size, [.. contacts.Select(peak => 1 - peak.Value)], 1, change);
            var dual = (double[])last.Dual.Clone();
            for (var j = 0; j < size; j++)
            {
                Lanes.AddScaled(dual, change[j], active[j]);
            }

            var excess = insertion.Peaks(dual, 1 - Contact, last.Atoms) is [var highest, ..] ? highest.Value - 1 : double.PositiveInfinity;
            return Math.Abs(excess) < last.Excess / 2 ? new(dual, last.Atoms, Math.Abs(excess), contacts) : null;
        }

        List<Peak> ContactsOf(InterpolationExchange last)
        {
            var near = insertion.Peaks(last.Dual, 1 - Contact, last.Atoms).ToLookup(peak => peak.Sign);
            return [.. last.Atoms.Where(atom => near.Contains(atom.Sign)).Select(atom => near[atom.Sign].MaxBy(peak => RidgeSum.Dot(peak.Direction, atom.Moment))!).Distinct()];
        }
    }

    /// <summary>Directions that span the outputs: in the plane those of the kinks, between which all features are linear.</summary>
    private static IEnumerable<double[]> Start(SampledFeature feature)
    {
        var inputs = Enumerable.Range(0, feature.Count).Where(i => feature.Lengths[i] > 0).Select(i => Array.ConvertAll(feature.Input(i).ToArray(), x => x / feature.Lengths[i]));
        return feature.Dimension switch
        {
            1 => [[1], [-1]],
            2 => inputs.SelectMany(x => new double[][] { [-x[1], x[0]], [x[1], -x[0]] }),
            _ => SpreadDirections.Of(feature.Dimension, 8 * feature.Count),
        };
    }
}
