using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>
/// Several minimisers for an activation that is neither even nor odd, φ(z) = e|z| + o·z such as the rectifier: atoms of one sign at t and -t that share a weight w in any way cost |w| and contribute w·e|⟨t, x⟩| and a multiple of
/// ⟨t, x⟩ between ±w·o. More pairs than dimensions contribute one linear function in many ways.
/// </summary>
/// <remarks>
/// The relaxed problem has the activation e|z| and a linear function ⟨v, x⟩ at no cost: its least value is no more, since a measure gives one of both with no more variation. Krawczyk's test encloses a solution, moments uₖ with signs sₖ and v;
/// its dual variables have Σᵢ qᵢ xᵢ = 0, so that the certificate is the same at t and -t. With o·Σₖ sₖ βₖ uₖ = v for shares |βₖ| ≤ 1, the weights (1 ± βₖ)/2 at ±uₖ/|uₖ| attain that value. Shares strictly within (-1, 1), of which d are solved for and
/// the others chosen, may be moved where there are more than d. All of this is strict and regular, so that it holds for small penalties too where it does for interpolation. All minimisers then give solutions of the relaxed problem, so that they live on these pairs; and any dual solution satisfies the conditions of the relaxed problem, as the pairs span the space.
/// </remarks>
internal static class OppositeAtoms
{
    private const int Precision = 128;

    /// <summary>That there are several, with what they share; null where that is not proved.</summary>
    internal static SparseOptimum? Examine(MeasureProblem problem, SeparableLoss loss, MeasureSolution solution, double[] dual, CancellationToken cancellation)
    {
        var (even, odd) = ((problem.Feature.Right - problem.Feature.Left) / 2, (problem.Feature.Right + problem.Feature.Left) / 2);
        if (even.IsZero || odd.IsZero)
        {
            return null;
        }

        var relaxed = new MeasureProblem(problem.Inputs, new HomogeneousFeature(even, -even), loss, problem.Penalty, problem.IsNonnegative, problem.NormBound);
        var feature = new SampledFeature(relaxed);
        var (atoms, mirrors) = MirroredMinimisers.Pairs(feature, solution, 1);
        if (atoms.Count <= problem.Dimension)
        {
            return null;
        }

        var linear = new double[problem.Dimension];
        foreach (var atom in solution.Atoms)
        {
            for (var k = 0; k < linear.Length; k++)
            {
                linear[k] += odd.ToDouble() * atom.Weight * atom.Direction[k];
            }
        }

        return SparseOptimum.ByKrawczyk(relaxed, feature, loss, atoms, mirrors, dual, Certainty.True, linear, cancellation) is { IsUnique: Certainty.True } only && AreWithin(only, odd)
            ? new(Certainty.True, Certainty.False, [], only.Dual, "opposite atoms may exchange parts of their weights: more of them than dimensions have one linear function together")
            {
                Hull = MirroredMinimisers.OnPairs(problem, only, 1),
                Variation = only.Variation,
                HasStableAtoms = Certainty.True,
            }
            : null;
    }

    // Whether there are shares strictly within (-1, 1), for certain.
    private static bool AreWithin(SparseOptimum only, Rational odd)
    {
        var d = only.Linear.Length;
        var columns = only.Atoms.Select(atom => atom.Moment.Select(m => m * m.Literal(odd * atom.Sign)).ToArray()).ToArray();
        var middle = Array.ConvertAll(columns, static c => Array.ConvertAll(c, Midpoint.Of));
        var chosen = PivotedColumns.Choose(middle, d);
        if (chosen.Count < d || Shares(middle, [.. only.Linear.Select(Midpoint.Of)]) is not { } shares)
        {
            return false;
        }

        // What is left for the chosen ones, in the point found: C(r - M β) with C near the inverse of M.
        var (matrix, inverse, unit) = (new double[d * d], new double[d * d], new double[d * d]);
        for (var a = 0; a < d; a++)
        {
            unit[a * d + a] = 1;
            for (var b = 0; b < d; b++)
            {
                matrix[a * d + b] = middle[chosen[b]][a];
            }
        }

        LuFactorisation.Solve(matrix, d, unit, d, inverse);
        if (!Array.TrueForAll(inverse, double.IsFinite))
        {
            return false;
        }

        var zero = Interval.FromRational(0, Precision);
        var rest = only.Linear.Select((v, k) => columns.Select((c, j) => c[k] * zero.Literal(Rational.FromExact(shares[j]))).Aggregate(v, static (sum, c) => sum - c)).ToArray();
        var (defect, step) = (zero, zero);
        for (var a = 0; a < d; a++)
        {
            var (row, move) = (zero, zero);
            for (var b = 0; b < d; b++)
            {
                var entry = zero.Literal(a == b ? 1 : 0);
                for (var k = 0; k < d; k++)
                {
                    entry -= zero.Literal(Rational.FromExact(inverse[a * d + k])) * columns[chosen[b]][k];
                }

                row += Interval.Abs(entry);
                move += zero.Literal(Rational.FromExact(inverse[a * d + b])) * rest[b];
            }

            (defect, step) = (Interval.Max(defect, row), Interval.Max(step, Interval.Abs(move)));
        }

        return defect.Upper < Rational.One && (step / (step.Literal(1) - defect)).Upper is var radius
            && shares.Select((b, j) => Rational.FromExact(Math.Abs(b)) + (chosen.Contains(j) ? radius : Rational.Zero)).All(static most => most < Rational.One);
    }

    // Shares whose greatest is least: the longest multiple of the right side that shares within [-1, 1] reach.
    private static double[]? Shares(double[][] columns, double[] right)
    {
        const double Longest = 16;
        var program = new LinearProgram(
            "shares",
            ObjectiveSense.Maximise,
            [.. right.Select(static (_, k) => new LinearRow(Name('r', k), 0, 0))],
            [.. columns.Select(static (c, j) => LinearColumn.Dense(Name('b', j), 0, -1, 1, c)), LinearColumn.Dense("multiple", 1, 0, Longest, Array.ConvertAll(right, static v => -v))]);
        var solution = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default);
        return solution.Status == LinearProgramStatus.Optimal && solution.Primal.Length > columns.Length && solution.Primal[columns.Length] is > 0 and var multiple
            ? [.. solution.Primal.Take(columns.Length).Select(b => b / multiple)]
            : null;
    }

    private static string Name(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
