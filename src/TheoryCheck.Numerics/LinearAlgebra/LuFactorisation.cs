using TheoryCheck.Core;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>Gaussian elimination with partial pivoting, P A = L U, for determinants, inverses and linear systems.</summary>
[Cites("higham2002", "chapter 9")]
public static class LuFactorisation
{
    /// <summary>Replaces A by L (below the diagonal, ones understood) and U.</summary>
    /// <param name="a">n·n numbers, row-major.</param>
    /// <param name="n">The size.</param>
    /// <param name="order">Receives the row of A that stands in each place.</param>
    /// <param name="sign">1 or -1, the parity of the exchanges.</param>
    /// <returns>False when a pivot is exactly 0 or not finite: the matrix is singular to working precision, or has no value.</returns>
    public static bool TryFactor(Span<double> a, int n, Span<int> order, out int sign)
    {
        sign = 1;
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (var k = 0; k < n; k++)
        {
            var best = k;
            for (var i = k + 1; i < n; i++)
            {
                best = Math.Abs(a[i * n + k]) > Math.Abs(a[best * n + k]) ? i : best;
            }

            if (best != k)
            {
                sign = -sign;
                (order[k], order[best]) = (order[best], order[k]);
                for (var j = 0; j < n; j++)
                {
                    (a[k * n + j], a[best * n + j]) = (a[best * n + j], a[k * n + j]);
                }
            }

            var pivot = a[k * n + k];
            if (pivot == 0 || !double.IsFinite(pivot))
            {
                return false;
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i * n + k] / pivot;
                a[i * n + k] = factor;
                Lanes.AddScaled(a.Slice(i * n + k + 1, n - k - 1), -factor, a.Slice(k * n + k + 1, n - k - 1));
            }
        }

        return true;
    }

    /// <summary>The determinant; 0 when elimination meets an exact zero column, NaN when the matrix is not finite.</summary>
    public static double Determinant(ReadOnlySpan<double> matrix, int n)
    {
        if (!AllFinite(matrix))
        {
            return double.NaN;
        }

        var a = matrix.ToArray();
        var order = new int[n];
        if (!TryFactor(a, n, order, out var sign))
        {
            return AllFinite(a) ? 0 : double.NaN;
        }

        double product = sign;
        for (var i = 0; i < n; i++)
        {
            product *= a[i * n + i];
        }

        return product;
    }

    /// <summary>Solves A X = B for <paramref name="columns"/> right sides at once; NaN when A is singular to working precision.</summary>
    /// <param name="matrix">A, n·n.</param>
    /// <param name="n">The size.</param>
    /// <param name="right">B, n·columns, row-major.</param>
    /// <param name="columns">The number of right sides.</param>
    /// <param name="solution">Receives X.</param>
    public static void Solve(ReadOnlySpan<double> matrix, int n, ReadOnlySpan<double> right, int columns, Span<double> solution)
    {
        var a = matrix.ToArray();
        var order = new int[n];
        if (!AllFinite(matrix) || !TryFactor(a, n, order, out _))
        {
            solution.Fill(double.NaN);
            return;
        }

        for (var i = 0; i < n; i++)
        {
            var row = solution.Slice(i * columns, columns);
            right.Slice(order[i] * columns, columns).CopyTo(row);
            for (var k = 0; k < i; k++)
            {
                Lanes.AddScaled(row, -a[i * n + k], solution.Slice(k * columns, columns));
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var row = solution.Slice(i * columns, columns);
            for (var k = i + 1; k < n; k++)
            {
                Lanes.AddScaled(row, -a[i * n + k], solution.Slice(k * columns, columns));
            }

            foreach (ref var x in row)
            {
                x /= a[i * n + i];
            }
        }
    }

    private static bool AllFinite(ReadOnlySpan<double> numbers)
    {
        foreach (var x in numbers)
        {
            if (!double.IsFinite(x))
            {
                return false;
            }
        }

        return true;
    }
}
