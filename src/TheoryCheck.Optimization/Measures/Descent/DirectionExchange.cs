using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// Problems whose loss is made of finitely many lines, by the exchange method: a linear program over finitely many directions, the peaks of
/// its dual potential above its level as new directions, and so on. Badly conditioned samples do it no harm. Everything is in doubles and proposes only.
/// </summary>
/// <remarks>
/// A program halves the distance of the two directions between which a peak lies, so that it divides the excess by four. At the end the peaks at the atoms are set to the level
/// by the smallest change of the dual variables that are not at a bound (Newton's method, because the height of a peak is linear in them to first order).
/// </remarks>
/// <param name="Dual">Dual variables whose potential exceeds 1 by little, in units of the level.</param>
/// <param name="Level">The penalty and the multiplier of the bound on the variation, in units of the program.</param>
/// <param name="Parts">Atoms as the last program has them, of which no two have one direction.</param>
/// <param name="Atoms">The same with those of one cell added up.</param>
/// <param name="Excess">How far the highest peak found is above 1.</param>
/// <param name="Contacts">The peaks next to the atoms.</param>
/// <param name="Free">For each dual variable whether it is at no bound.</param>
[Cites("hettich1993", "section 7, exchange methods")]
internal sealed record DirectionExchange(double[] Dual, double Level, List<MovingAtom> Parts, List<MovingAtom> Atoms, double Excess, IReadOnlyList<Peak> Contacts, bool[] Free)
{
    private const int MaximalRounds = 250;
    private const double LeastTolerance = 1e-9;
    private const double Contact = 1e-7;
    private const double Coarse = 1e-2;
    private const double Sharper = 30;
    private const double Negligible = 1e-10;
    private const int MaximalSteps = 4;

    /// <summary>How far above 1 peaks do not matter, where rounding lets them be found.</summary>
    internal static double Tolerance(double excess) => Math.Max(excess, LeastTolerance);

    /// <summary>A proposal; null when no program could be solved.</summary>
    /// <param name="feature">The inputs and the activation.</param>
    /// <param name="insertion">The search for peaks.</param>
    /// <param name="program">The program, without directions.</param>
    /// <param name="isFree">Whether a dual variable, in the units of the program, may be changed either way.</param>
    /// <param name="excess">How far above 1 peaks should not matter.</param>
    /// <param name="cancellation">Stops early, with what is at hand.</param>
    internal static DirectionExchange? Propose(
        SampledFeature feature, AtomInsertion insertion, RestrictedProgram program, Func<int, double, bool> isFree, double excess, CancellationToken cancellation)
    {
        var tolerance = Tolerance(excess);
        var sight = feature.Dimension <= 3 ? tolerance : Math.Max(Coarse, tolerance);
        DirectionExchange? found = null;
        var directions = Start(feature).ToList();
        for (var (round, filled) = (0, 0); round < MaximalRounds; round++)
        {
            for (; filled < directions.Count; filled++)
            {
                program.Add(feature.Column(directions[filled]));
            }

            var solution = program.Solve(cancellation);
            if (solution.Status is not (LinearProgramStatus.Optimal or LinearProgramStatus.Infeasible) || (solution.Status == LinearProgramStatus.Optimal && !(solution.Level > 0)))
            {
                break;
            }

            // Where the program is infeasible, its multipliers are a separating functional, and directions at which that is not 0 cut it off.
            var level = solution.Level;
            var dual = level > 0 ? Array.ConvertAll(solution.Dual, q => q / level) : solution.Dual;
            List<MovingAtom> parts = [.. solution.Weights.Select(w => MovingAtom.At(feature, directions[w.Direction], Math.Sign(w.Weight), Math.Abs(w.Weight)))];
            var atoms = MovingAtom.Merged(parts);
            var above = level > 0 ? Above(dual, atoms, ref sight) : insertion.Peaks(dual, tolerance, atoms);
            if (level > 0 && (found is null || Excess(above) < found.Excess))
            {
                var least = Negligible * dual.Max(Math.Abs);
                found = new(dual, level, parts, atoms, Excess(above), [], [.. dual.Select((q, i) => Math.Abs(q) > least && isFree(i, level * q))]);
            }

            if (above.Count == 0 || (solution.Iterations == 0 && round > 0))
            {
                break;
            }

            directions.AddRange(above.Select(peak => peak.Direction));
        }

        for (var step = 0; found is not null && step < MaximalSteps && Levelled(found) is { } better; step++)
        {
            found = better;
        }

        return found is null ? null : found with { Contacts = ContactsOf(found) };

        double Excess(IReadOnlyList<Peak> above) => above.Count == 0 ? tolerance : above[0].Value - 1;

        // The peaks above a level that falls as soon as there are none, down to the tolerance. Where ascents may miss the highest, to polish those that they see would be lost work.
        IReadOnlyList<Peak> Above(double[] dual, List<MovingAtom> atoms, ref double sight)
        {
            for (; ; sight = Math.Max(tolerance, sight / Sharper))
            {
                var above = insertion.AllPeaks(dual, 1 + sight, 1, atoms, sight, cancellation);
                if (above.Count > 0 || sight <= tolerance)
                {
                    return above;
                }
            }
        }

        // The smallest change of the dual variables after which the peak next to each atom would be 1; null if it is no gain. What the change would move past a bound stays where it is.
        DirectionExchange? Levelled(DirectionExchange last)
        {
            var contacts = ContactsOf(last);
            var (dual, free) = (last.Dual, last.Free);
            for (var isWithin = false; !isWithin;)
            {
                (dual, var held) = ((double[])last.Dual.Clone(), free);
                ActiveColumns.Shift(dual, ActiveColumns.Of(feature, contacts, i => held[i]), [.. contacts.Select(peak => 1 - peak.Value)]);
                free = [.. dual.Select((q, i) => held[i] && isFree(i, last.Level * q))];
                isWithin = free.SequenceEqual(held);
            }

            var excess = insertion.Peaks(dual, 1 - Contact, last.Atoms) is [var highest, ..] ? highest.Value - 1 : double.PositiveInfinity;
            return Math.Abs(excess) < last.Excess / 2 ? last with { Dual = dual, Free = free, Excess = Math.Abs(excess), Contacts = contacts } : null;
        }

        List<Peak> ContactsOf(DirectionExchange last)
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
