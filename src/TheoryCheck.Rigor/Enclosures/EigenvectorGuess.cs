namespace TheoryCheck.Rigor.Enclosures;

/// <summary>Proposes an eigenvector in doubles, by cyclic Jacobi rotations; whoever uses it checks it.</summary>
internal static class EigenvectorGuess
{
    private const int Sweeps = 30;

    /// <summary>A vector near the one of the least eigenvalue; never zero, always finite.</summary>
    /// <param name="matrix">The elements, shape (n, n), row-major; destroyed.</param>
    /// <param name="n">The number of rows.</param>
    internal static double[] OfLeast(double[] matrix, int n)
    {
        var vectors = All(matrix, n);
        var least = 0;
        for (var i = 1; i < n; i++)
        {
            least = matrix[i * n + i] < matrix[least * n + least] ? i : least;
        }

        var vector = Enumerable.Range(0, n).Select(i => vectors[i * n + least]).ToArray();
        return Array.TrueForAll(vector, double.IsFinite) && Array.Exists(vector, x => Math.Abs(x) > 1e-8)
            ? vector
            : [1, .. new double[n - 1]];
    }

    /// <summary>Nearly orthonormal eigenvectors, as the columns of a matrix; NaN where a rotation was not finite.</summary>
    /// <inheritdoc cref="OfLeast" path="/param"/>
    internal static double[] All(double[] matrix, int n)
    {
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            vectors[i * n + i] = 1;
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    rotated |= Rotate(matrix, vectors, n, p, q);
                }
            }

            if (!rotated)
            {
                break;
            }
        }

        return vectors;
    }

    private static bool Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var off = a[p * n + q];
        if (Math.Abs(off) <= 1e-17 * (Math.Abs(a[p * n + p]) + Math.Abs(a[q * n + q])) || !double.IsFinite(off))
        {
            return false;
        }

        var theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            (a[k * n + p], a[k * n + q]) = (c * a[k * n + p] - s * a[k * n + q], s * a[k * n + p] + c * a[k * n + q]);
        }

        for (var k = 0; k < n; k++)
        {
            (a[p * n + k], a[q * n + k]) = (c * a[p * n + k] - s * a[q * n + k], s * a[p * n + k] + c * a[q * n + k]);
            (vectors[k * n + p], vectors[k * n + q]) = (c * vectors[k * n + p] - s * vectors[k * n + q], s * vectors[k * n + p] + c * vectors[k * n + q]);
        }

        return true;
    }
}
