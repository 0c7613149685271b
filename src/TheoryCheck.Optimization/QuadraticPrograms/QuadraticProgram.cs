using System.Collections.Immutable;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.QuadraticPrograms;

/// <summary>A convex quadratic program with rational data: minimise offset + c·x + xᵀQx under the linear conditions of a linear program, with Q positive semidefinite.</summary>
/// <param name="Linear">The conditions, the costs c and the offset; minimised.</param>
/// <param name="Square">The entries of the symmetric Q that are not 0, both (i, j) and (j, i).</param>
public sealed record QuadraticProgram(RationalProgram Linear, ImmutableArray<(int Row, int Column, Rational Value)> Square)
{
    /// <summary>The value of the objective at a point.</summary>
    public Rational At(IReadOnlyList<Rational> point) =>
        Linear.Offset + Sum(Linear.Columns.Select((c, j) => c.Cost * point[j])) + Sum(Square.Select(q => q.Value * point[q.Row] * point[q.Column]));

    /// <summary>
    /// The linear program that touches it at a point: costs c + 2Qx. A feasible point is optimal exactly if it is an optimum of the linear program that touches there, since
    /// the objective is convex, and then the optimal points are those of that linear program with the same Qx.
    /// </summary>
    public RationalProgram Touching(IReadOnlyList<Rational> point)
    {
        var slopes = Slopes(point);
        return Linear with { Columns = [.. Linear.Columns.Select((c, j) => c with { Cost = c.Cost + slopes[j] + slopes[j] })] };
    }

    /// <summary>The linear program with the same costs on the points with the same Qx.</summary>
    /// <param name="costs">The program with the costs.</param>
    /// <param name="point">The point x.</param>
    public RationalProgram Level(RationalProgram costs, IReadOnlyList<Rational> point)
    {
        var slopes = Slopes(point);
        var rows = Square.Select(static q => q.Row).Distinct().Order().ToArray();
        var at = costs.Rows.Length;
        var added = Square.ToLookup(static q => q.Column, q => (at + Array.BinarySearch(rows, q.Row), q.Value));
        return costs with
        {
            Rows = [.. costs.Rows, .. rows.Select(r => new RationalBounds(slopes[r], slopes[r]))],
            Columns = [.. costs.Columns.Select((c, j) => c with { Entries = [.. c.Entries, .. added[j]] })],
        };
    }

    // Qx.
    private Rational[] Slopes(IReadOnlyList<Rational> point)
    {
        var slopes = new Rational[Linear.Columns.Length];
        foreach (var (row, column, value) in Square)
        {
            slopes[row] += value * point[column];
        }

        return slopes;
    }

    private static Rational Sum(IEnumerable<Rational> terms) => terms.Aggregate(Rational.Zero, static (sum, t) => sum + t);
}
