using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;

namespace TheoryCheck.Symbolics.Evaluation.Recurrences;

/// <summary>All solutions of M·x = b in rationals: one of them, and the columns of a basis of those of M·x = 0.</summary>
/// <param name="Solution">A solution.</param>
/// <param name="Kernel">The basis; null where the solution is the only one.</param>
internal sealed record LinearEquations(DenseMatrix<Rational> Solution, DenseMatrix<Rational>? Kernel)
{
    /// <summary>The solutions, or null where there are none.</summary>
    /// <param name="matrix">M.</param>
    /// <param name="right">b, a column.</param>
    public static LinearEquations? Solve(DenseMatrix<Rational> matrix, DenseMatrix<Rational> right)
    {
        var (n, pivots) = (matrix.Columns, new List<int>());
        var rows = Enumerable.Range(0, matrix.Rows).Select(i => Enumerable.Range(0, n).Select(j => matrix[i, j]).Append(right[i, 0]).ToArray()).ToArray();
        for (var column = 0; column < n && pivots.Count < rows.Length; column++)
        {
            var found = Array.FindIndex(rows, pivots.Count, row => !row[column].IsZero);
            if (found < 0)
            {
                continue;
            }

            (rows[pivots.Count], rows[found]) = (rows[found], rows[pivots.Count]);
            var pivot = rows[pivots.Count];
            Scale(pivot, Rational.One / pivot[column], column);
            foreach (var row in rows.Where(row => !ReferenceEquals(row, pivot) && !row[column].IsZero))
            {
                Reduce(row, pivot, row[column], column);
            }

            pivots.Add(column);
        }

        if (rows.Skip(pivots.Count).Any(row => !row[n].IsZero))
        {
            return null;
        }

        int[] free = [.. Enumerable.Range(0, n).Except(pivots)];
        var solution = DenseMatrix<Rational>.Of(n, 1, (i, _) => pivots.IndexOf(i) is var at and >= 0 ? rows[at][n] : Rational.Zero);
        return new(solution, free.Length == 0 ? null : DenseMatrix<Rational>.Of(n, free.Length, (i, c) =>
            pivots.IndexOf(i) is var at and >= 0 ? -rows[at][free[c]] : i == free[c] ? Rational.One : Rational.Zero));
    }

    private static void Scale(Rational[] row, Rational factor, int from)
    {
        for (var j = from; j < row.Length; j++)
        {
            row[j] *= factor;
        }
    }

    private static void Reduce(Rational[] row, Rational[] pivot, Rational factor, int from)
    {
        for (var j = from; j < row.Length; j++)
        {
            row[j] -= factor * pivot[j];
        }
    }
}
