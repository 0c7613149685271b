using System.Numerics;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>The inverse of an integer matrix modulo a prime below 2³¹.</summary>
internal static class ModularInverse
{
    /// <summary>Inverts by Gauss-Jordan elimination; null when the matrix is singular modulo the prime.</summary>
    /// <param name="matrix">n rows of n integers.</param>
    /// <param name="prime">The modulus.</param>
    public static ulong[][]? Of(BigInteger[][] matrix, uint prime)
    {
        var n = matrix.Length;
        var work = new ulong[n][];
        for (var i = 0; i < n; i++)
        {
            work[i] = new ulong[2 * n];
            for (var j = 0; j < n; j++)
            {
                work[i][j] = Residue(matrix[i][j], prime);
            }

            work[i][n + i] = 1;
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = Array.FindIndex(work, k, row => row[k] != 0);
            if (pivot < 0)
            {
                return null;
            }

            (work[k], work[pivot]) = (work[pivot], work[k]);
            var factor = (ulong)BigInteger.ModPow(work[k][k], prime - 2, prime);
            for (var j = k; j < 2 * n; j++)
            {
                work[k][j] = work[k][j] * factor % prime;
            }

            for (var i = 0; i < n; i++)
            {
                var multiple = prime - work[i][k];
                if (i != k && work[i][k] != 0)
                {
                    for (var j = k; j < 2 * n; j++)
                    {
                        work[i][j] = (work[i][j] + multiple * work[k][j]) % prime;
                    }
                }
            }
        }

        return [.. work.Select(row => row[n..])];
    }

    /// <summary>The representative in [0, prime).</summary>
    public static ulong Residue(BigInteger value, uint prime)
    {
        var rest = (long)(value % prime);
        return (ulong)(rest < 0 ? rest + prime : rest);
    }
}
