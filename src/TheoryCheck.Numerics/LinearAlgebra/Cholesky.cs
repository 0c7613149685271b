using TheoryCheck.Core;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>Triangular roots of positive semidefinite matrices.</summary>
[Cites("higham2002", "chapter 10")]
public static class Cholesky
{
    /// <summary>
    /// Replaces a symmetric positive semidefinite matrix by its lower triangular L with L·Lᵀ the matrix. A pivot within n·2⁻⁵⁰ of
    /// zero, relative to the largest diagonal element, counts as zero, and its column then must vanish as in a semidefinite matrix.
    /// </summary>
    /// <param name="matrix">n·n numbers, row-major.</param>
    /// <param name="n">The size.</param>
    /// <returns>False when the matrix is not symmetric, not semidefinite, or not finite; its content is then undefined.</returns>
    public static bool TryFactorSemidefinite(Span<double> matrix, int n)
    {
        if (!SymmetricMatrix.TryScale(matrix, n, out var size))
        {
            return false;
        }

        var tolerance = n * size * (1.0 / (1L << 50));
        var columnTolerance = Math.Sqrt(tolerance * size);
        for (var j = 0; j < n; j++)
        {
            var row = matrix.Slice(j * n, n);
            var pivot = row[j] - Lanes.Dot(row[..j], row[..j]);
            if (!(pivot >= -tolerance))
            {
                return false;
            }

            var isZero = pivot <= tolerance;
            row[j] = isZero ? 0 : Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
            {
                var rest = matrix[i * n + j] - Lanes.Dot(matrix.Slice(i * n, j), row[..j]);
                if (isZero && !(Math.Abs(rest) <= columnTolerance))
                {
                    return false;
                }

                matrix[i * n + j] = isZero ? 0 : rest / row[j];
            }

            row[(j + 1)..].Clear();
        }

        return true;
    }
}
