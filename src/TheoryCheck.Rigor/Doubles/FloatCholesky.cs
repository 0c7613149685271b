using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>Cholesky's factorisation B ≈ L·Lᵀ in doubles, by dot products of rows; running to completion is a proof.</summary>
/// <remarks>
/// If every pivot is positive and finite, L·Lᵀ = B + E with |E_ij| ≤ γ/(1 - γ)·√(b_ii·b_jj) + underflow, γ = (n+1)u/(1 - (n+1)u), in
/// whatever order the dot products are summed, so that λmin(B) ≥ -γ/(1 - γ)·tr(B) - underflow. A NaN or infinity anywhere reaches a pivot and ends the factorisation.
/// </remarks>
[Cites("rump2006", "Theorem 2.3 and Corollary 2.4")]
internal sealed class FloatCholesky
{
    private readonly double[] factor;
    private readonly int n;

    private FloatCholesky(double[] factor, int n) => (this.factor, this.n) = (factor, n);

    /// <summary>The factorisation of a matrix in its lower triangle, shape (n, n), row-major, or null where a pivot is not positive.</summary>
    internal static FloatCholesky? Of(ReadOnlySpan<double> matrix, int n)
    {
        const int Panel = 48;
        var l = matrix.ToArray();
        for (var start = 0; start < n; start += Panel)
        {
            // A panel of rows goes through all earlier columns together, so that each earlier row is read once per panel.
            var end = Math.Min(start + Panel, n);
            for (var j = 0; j < end; j++)
            {
                var row = l.AsSpan(j * n, n);
                for (var i = Math.Max(start, j); i < end; i++)
                {
                    var other = l.AsSpan(i * n, n);
                    var rest = other[j] - Dot(other[..j], row[..j]);
                    if (i > j)
                    {
                        other[j] = rest / row[j];
                    }
                    else if (rest > 0 && double.IsFinite(rest))
                    {
                        other[j] = Math.Sqrt(rest);
                    }
                    else
                    {
                        return null;
                    }
                }
            }
        }

        return new(l, n);
    }

    /// <summary>An approximate solution of L·Lᵀ·x = b, in place.</summary>
    internal void Solve(Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            b[i] = (b[i] - Dot(factor.AsSpan(i * n, i), b[..i])) / factor[i * n + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= factor[i * n + i];
            for (var j = 0; j < i; j++)
            {
                b[j] -= factor[i * n + j] * b[i];
            }
        }
    }

    /// <summary>x·y in four lanes of four: the same bits on every machine.</summary>
    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var u = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var v = MemoryMarshal.Cast<double, Vector256<double>>(y);
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var at = 0;
        for (; at + 4 <= u.Length; at += 4)
        {
            a += u[at] * v[at];
            b += u[at + 1] * v[at + 1];
            c += u[at + 2] * v[at + 2];
            d += u[at + 3] * v[at + 3];
        }

        for (; at < u.Length; at++)
        {
            a += u[at] * v[at];
        }

        var sum = Vector256.Sum((a + b) + (c + d));
        for (var i = 4 * u.Length; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
