using System.Collections.Immutable;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Solves the problems over finitely many numbers that the checker asks for: quadratics and positive parts under linear conditions.</summary>
internal static class VectorOptima
{
    private const int MostParts = 400;
    private const int MostCoordinates = 16;

    /// <summary>A minimiser, and another one where there is one that is found, with what proves them; none where the problem is of another kind.</summary>
    public static IEnumerable<VectorOptimum> Of(VectorProblem problem) => problem.Parts.Count > MostParts || Program(problem) is not { } program
        ? []
        : Points(program, problem.Size).Select(p => VectorMultipliers.Of(problem, [.. p.Take(problem.Size)])).OfType<VectorOptimum>();

    private static IEnumerable<ImmutableArray<Rational>> Points(QuadraticProgram program, int size)
    {
        var found = program.Square.IsEmpty ? RationalOptimum.Of(program.Linear, withUniqueness: false).Outcome?.Certificate?.Primal : QuadraticOutcome.Of(program) is { Status: LinearProgramStatus.Optimal } optimum ? optimum.Point : null;
        if (found is not { } point)
        {
            return [];
        }

        // All minimisers are those of the linear program that touches there, and for them Qx is the same.
        var touching = program.Level(program.Touching(point), point);
        return RationalOptimum.Of(touching).Outcome is { Uniqueness: OptimumUniqueness.Unique } ? [point] : [point, .. Others(touching, point, size).Take(1)];
    }

    // Minimisers at which a coordinate is as small, or as great, as at any.
    private static IEnumerable<ImmutableArray<Rational>> Others(RationalProgram program, ImmutableArray<Rational> point, int size)
    {
        var value = program.Columns.Select((c, j) => c.Cost * point[j]).Aggregate(Rational.Zero, static (sum, t) => sum + t);
        var row = program.Rows.Length;
        RationalColumn Kept(RationalColumn column, Rational cost) => new(cost, column.Bounds, column.Cost.IsZero ? column.Entries : column.Entries.Add((row, column.Cost)));
        var starts = from k in Enumerable.Range(0, Math.Min(size, MostCoordinates)) from sign in new[] { 1, -1 } select (k, sign);
        return starts.Select(s => RationalOptimum.Of(
                program with { Rows = program.Rows.Add(new(value, value)), Columns = [.. program.Columns.Select((c, j) => Kept(c, j == s.k ? s.sign : Rational.Zero))] },
                withUniqueness: false).Outcome?.Certificate?.Primal)
            .OfType<ImmutableArray<Rational>>().Where(p => !p.Take(size).SequenceEqual(point.Take(size)));
    }

    // A column for each part; positive parts are at least 0 and what they are of, products are written out. Null where a condition, or a factor of a product, has a product.
    private static QuadraticProgram? Program(VectorProblem problem)
    {
        var n = problem.Parts.Count;
        bool IsLinear(Rational[] form) => Enumerable.Range(1, Math.Max(0, form.Length - 1)).All(k => form[k].IsZero || problem.Parts[k - 1].Shape != "product");
        if (!problem.Parts.All(p => IsLinear(p.Left) && IsLinear(p.Right)))
        {
            return null;
        }

        var (rows, costs, square) = (new List<(Rational[] Form, RationalBounds Bounds)>(), new Rational[n + 1], new SortedDictionary<(int, int), Rational>());
        problem.Objective.CopyTo(costs, 0);
        foreach (var (k, part) in problem.Parts.Index())
        {
            switch (part.Shape)
            {
                case "coordinate":
                    break;
                case "relu":
                    rows.Add(([.. Enumerable.Range(0, k + 2).Select(i => i == k + 1 ? Rational.One : -part.Left.ElementAtOrDefault(i))], new(part.Left[0], null)));
                    break;
                case "product":
                    Multiply(costs[k + 1], part.Left, part.Right);
                    costs[k + 1] = Rational.Zero;
                    break;
                default:
                    rows.Add((part.Left, new(-part.Left[0], part.Shape == nameof(Relation.Equal) ? -part.Left[0] : null)));
                    break;
            }
        }

        RationalColumn Column(VectorPart part, int k) => new(costs[k + 1], Bounds(part), [.. rows.Select((r, i) => (i, r.Form.ElementAtOrDefault(k + 1))).Where(static e => !e.Item2.IsZero)]);
        return new(
            new(ObjectiveSense.Minimise, [.. rows.Select(static r => r.Bounds)], [.. problem.Parts.Select(Column)], costs[0]),
            [.. square.Where(static q => !q.Value.IsZero).Select(static q => (q.Key.Item1, q.Key.Item2, q.Value))]);

        // w (l + L·z)(r + R·z), symmetric.
        void Multiply(Rational weight, Rational[] left, Rational[] right)
        {
            foreach (var (i, l) in left.Index())
            {
                foreach (var (j, r) in right.Index())
                {
                    if (i == 0 || j == 0)
                    {
                        costs[i + j] += weight * l * r;
                        continue;
                    }

                    var half = weight * l * r / 2;
                    square[(i - 1, j - 1)] = square.GetValueOrDefault((i - 1, j - 1)) + half;
                    square[(j - 1, i - 1)] = square.GetValueOrDefault((j - 1, i - 1)) + half;
                }
            }
        }
    }

    private static RationalBounds Bounds(VectorPart part) => part.Shape switch
    {
        "coordinate" => RationalBounds.Free,
        "relu" => RationalBounds.Nonnegative,
        _ => new(Rational.Zero, Rational.Zero),
    };
}
