using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// The minimisers for even and odd activations, |z| and z: every atom may share its weight with the one opposite to it, which has the same outputs (with the other sign where the activation is
/// odd). Where there is one minimiser but for that, all of them live on its atoms and the opposite ones.
/// </summary>
internal static class MirroredMinimisers
{
    private const int Precision = 128;

    /// <summary>What they share; null where it is not proved that there is one but for mirrored atoms.</summary>
    internal static MinimiserHull? Hull(MeasureProblem problem, SampledFeature feature, SeparableLoss loss, MeasureSolution solution, double[] dual, CancellationToken cancellation)
    {
        var turn = problem.Feature.Right == problem.Feature.Left ? -1 : 1;
        var (atoms, mirrors) = Pairs(feature, solution, turn);
        if (atoms.Count == 0 || SparseOptimum.ByKrawczyk(problem, feature, loss, atoms, mirrors, dual, Certainty.True, null, cancellation) is not { IsUnique: Certainty.True } only)
        {
            return null;
        }

        return OnPairs(problem, only, turn);
    }

    /// <summary>What all minimisers share where they differ only in what opposite atoms have of the weights.</summary>
    internal static MinimiserHull OnPairs(MeasureProblem problem, SparseOptimum only, int turn)
    {
        var zero = Interval.FromRational(0, Precision);
        var variation = only.Variation is { } bound ? zero.Literal(bound) : only.Atoms.Aggregate(zero, static (sum, atom) => sum + Interval.Abs(atom.Weight));
        return new([.. only.Dual], variation, only.Level ?? Interval.AtLeast(problem.Penalty, Precision), [.. only.Atoms.SelectMany(atom => new[] { Half(atom, 1, atom.Sign), Half(atom, -1, turn * atom.Sign) })]);
    }

    /// <summary>One atom for each pair of opposite points that carry a measure, and the opposite ones.</summary>
    internal static (List<MovingAtom> Atoms, List<MovingAtom> Mirrors) Pairs(SampledFeature feature, MeasureSolution solution, int turn)
    {
        var atoms = Folded(solution, turn).ConvertAll(p => MovingAtom.At(feature, p.Direction, p.Sign, p.Weight));
        return (atoms, atoms.ConvertAll(a => MovingAtom.At(feature, [.. a.Moment.Select(m => -m / a.Magnitude)], turn * a.Sign, a.Magnitude)));
    }

    /// <summary>Atoms and their mirrors added up, at directions whose first coordinate that counts is positive; all atoms as they are where they have none.</summary>
    /// <param name="solution">The atoms.</param>
    /// <param name="turn">What the sign of the weight is multiplied by at the opposite point; 0 where that has other outputs.</param>
    internal static List<(double[] Direction, int Sign, double Weight)> Folded(MeasureSolution solution, int turn)
    {
        var total = solution.Atoms.Items.Sum(atom => Math.Abs(atom.Weight));
        var places = new List<(double[] Direction, int Sign, double Weight)>();
        foreach (var atom in solution.Atoms.Items.Where(atom => Math.Abs(atom.Weight) > 1e-9 * total))
        {
            var side = turn == 0 || atom.Direction.First(static u => Math.Abs(u) > 1e-6) > 0 ? 1 : -1;
            double[] direction = [.. atom.Direction.Select(u => side * u)];
            var sign = side > 0 ? atom.Sign : turn * atom.Sign;
            var place = places.FindIndex(p => p.Sign == sign && Spheres.RidgeSum.Dot(p.Direction, direction) > 1 - 1e-9);
            if (place < 0)
            {
                places.Add((direction, sign, Math.Abs(atom.Weight)));
            }
            else
            {
                places[place] = (places[place].Direction, sign, places[place].Weight + Math.Abs(atom.Weight));
            }
        }

        return places;
    }

    // From none to all of the weight.
    internal static EnclosedAtom Half(EnclosedAtom atom, int side, int sign)
    {
        var (zero, turned) = (atom.Weight.Literal(0), atom.Weight.Literal(side));
        return new(sign, Interval.Hull(zero, zero.Literal(sign) * Interval.Abs(atom.Weight)), [.. atom.Direction.Select(u => turned * u)], [.. atom.Moment.Select(m => Interval.Hull(zero, turned * m))]);
    }
}
