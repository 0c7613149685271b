using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Uniqueness;

/// <summary>Linear systems A·u = b with independent columns, by elimination in exact rationals.</summary>
internal static class FullRankSystem
{
    /// <summary>The solution; null when there is none or the columns are dependent.</summary>
    /// <param name="matrix">A, shape (n, m).</param>
    /// <param name="right">b, shape (n).</param>
    internal static Rational[]? Solve(Rational[,] matrix, Sequence<Rational> right)
    {
        var (n, size) = (matrix.GetLength(0), matrix.GetLength(1));
        var work = new Rational[n, size + 1];
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < size; c++)
            {
                work[i, c] = matrix[i, c];
            }

            work[i, size] = right[i];
        }

        for (var c = 0; c < size; c++)
        {
            var pivot = c;
            while (pivot < n && work[pivot, c].IsZero)
            {
                pivot++;
            }

            if (pivot == n)
            {
                return null;
            }

            for (var k = c; k <= size && pivot != c; k++)
            {
                (work[c, k], work[pivot, k]) = (work[pivot, k], work[c, k]);
            }

            for (var i = 0; i < n; i++)
            {
                if (i == c || work[i, c].IsZero)
                {
                    continue;
                }

                var factor = work[i, c] / work[c, c];
                for (var k = c; k <= size; k++)
                {
                    work[i, k] -= factor * work[c, k];
                }
            }
        }

        for (var i = size; i < n; i++)
        {
            if (!work[i, size].IsZero)
            {
                return null;
            }
        }

        return [.. Enumerable.Range(0, size).Select(c => work[c, size] / work[c, c])];
    }
}
