namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>When a matrix of doubles counts as symmetric.</summary>
public static class SymmetricMatrix
{
    /// <summary>The largest difference of mirrored elements that counts as rounding, relative to the largest element: 2⁻⁴⁰.</summary>
    public const double Tolerance = 1.0 / (1L << 40);

    /// <summary>Finds the largest magnitude of a finite symmetric matrix.</summary>
    /// <returns>False when an element is NaN or infinite, or mirrored elements differ by more than <see cref="Tolerance"/> allows.</returns>
    public static bool TryScale(ReadOnlySpan<double> matrix, int n, out double size)
    {
        size = 0;
        foreach (var x in matrix[..(n * n)])
        {
            if (!double.IsFinite(x))
            {
                return false;
            }

            size = Math.Max(size, Math.Abs(x));
        }

        var allowed = size * Tolerance;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(matrix[i * n + j] - matrix[j * n + i]) > allowed)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
