using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>Cholesky factorisation of a dense symmetric matrix, given and returned as its lower triangle in row-major order.</summary>
internal static class DenseCholesky
{
    /// <summary>Replaces the lower triangle by its factor; false when a pivot is not clearly positive.</summary>
    internal static bool TryFactor(double[] matrix, int size)
    {
        for (var a = 0; a < size; a++)
        {
            var row = matrix.AsSpan(a * size, a + 1);
            for (var b = 0; b <= a; b++)
            {
                var sum = row[b] - Lanes.Dot(row[..b], matrix.AsSpan(b * size, b));
                if (a == b)
                {
                    if (!(sum > 1e-18 * Math.Abs(row[a])) || !(sum > 0))
                    {
                        return false;
                    }

                    row[a] = Math.Sqrt(sum);
                }
                else
                {
                    row[b] = sum / matrix[b * size + b];
                }
            }
        }

        return true;
    }

    /// <summary>Solves with the factor, in place.</summary>
    internal static void Substitute(double[] factor, double[] solution, int size)
    {
        for (var a = 0; a < size; a++)
        {
            solution[a] = (solution[a] - Lanes.Dot(factor.AsSpan(a * size, a), solution.AsSpan(0, a))) / factor[a * size + a];
        }

        for (var a = size - 1; a >= 0; a--)
        {
            solution[a] /= factor[a * size + a];
            Lanes.AddScaled(solution.AsSpan(0, a), -solution[a], factor.AsSpan(a * size, a));
        }
    }
}
