using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>Eigenvalues of a symmetric tridiagonal matrix: one of them by counting, all of them by rotations.</summary>
internal static class TridiagonalEigenvalues
{
    /// <summary>
    /// Eigenvalue number <paramref name="index"/> from below, by Sturm's count at eight points at once: each pass divides the
    /// bracket by nine. Cannot fail; absolute error a few 2⁻⁵³·‖T‖.
    /// </summary>
    /// <param name="diagonal">The diagonal.</param>
    /// <param name="off">The elements beside it; the last is not read.</param>
    /// <param name="index">0 for the least.</param>
    [Cites("golubvanloan2013", "section 8.4.1")]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double One(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off, int index)
    {
        var (low, high) = Gershgorin(diagonal, off);
        var norm = Math.Max(Math.Abs(low), Math.Abs(high));
        var steps = Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8) * Vector512.Create(1.0 / 9);
        for (var pass = 0; pass < 60 && high - low > Math.Max(1e-18 * norm, 2.5e-16 * Math.Min(Math.Abs(low), Math.Abs(high))); pass++)
        {
            var points = Vector512.FusedMultiplyAdd(steps, Vector512.Create(high - low), Vector512.Create(low));
            var counts = CountBelow(diagonal, off, points);
            for (var lane = 0; lane < 8; lane++)
            {
                if (counts[lane] > index)
                {
                    high = Math.Min(high, points[lane]);
                }
                else
                {
                    low = Math.Max(low, Math.Min(points[lane], high));
                }
            }
        }

        return low + 0.5 * (high - low);
    }

    /// <summary>
    /// All eigenvalues by the implicit QL iteration, applying its rotations to the rows of <paramref name="vectors"/>. Unsorted.
    /// </summary>
    /// <param name="d">The diagonal; becomes the eigenvalues.</param>
    /// <param name="e">The elements beside it; destroyed.</param>
    /// <param name="vectors">Empty, or the rows of Qᵀ, which become the eigenvectors of Q T Qᵀ.</param>
    /// <param name="stride">The length of a row.</param>
    /// <returns>False when an eigenvalue took more than 60 iterations, or a number was not finite.</returns>
    [Cites("golubvanloan2013", "algorithm 8.3.3")]
    public static bool TryAll(Span<double> d, Span<double> e, Span<double> vectors, int stride)
    {
        var n = d.Length;
        e[n - 1] = 0;
        for (var l = 0; l < n; l++)
        {
            for (var iteration = 0; ; iteration++)
            {
                var m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 1.1102230246251565e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                if (iteration == 60)
                {
                    return false;
                }

                Step(d, e, l, m, vectors, stride);
            }
        }

        foreach (var x in d)
        {
            if (!double.IsFinite(x))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One sweep of rotations with Wilkinson's shift on the unreduced block l..m.</summary>
    private static void Step(Span<double> d, Span<double> e, int l, int m, Span<double> vectors, int stride)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        var r = Math.Sqrt(Math.FusedMultiplyAdd(g, g, 1));
        g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = m - 1; i >= l; i--)
        {
            var f = s * e[i];
            var b = c * e[i];
            r = Math.Sqrt(Math.FusedMultiplyAdd(f, f, g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = Math.FusedMultiplyAdd(d[i] - g, s, 2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = Math.FusedMultiplyAdd(c, r, -b);
            if (!vectors.IsEmpty)
            {
                Lanes.Rotate(vectors.Slice(i * stride, stride), vectors.Slice((i + 1) * stride, stride), c, s);
            }
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    /// <summary>In each lane the number of eigenvalues below the point: the negative pivots of T - x I.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> CountBelow(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off, Vector512<double> points)
    {
        // A pivot of 0 is moved below it, as if the point were moved up by an unnoticeable amount.
        var tiny = Vector512.Create(-1e-300);
        var count = Vector512<long>.Zero;
        var pivot = Vector512<double>.One;
        var square = 0.0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            pivot = Vector512.Create(diagonal[i]) - points - Vector512.Create(square) / pivot;
            pivot = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(pivot), Vector512.Create(1e-300)), tiny, pivot);
            count -= Vector512.LessThan(pivot, Vector512<double>.Zero).AsInt64();
            square = off[i] * off[i];
        }

        return count;
    }

    /// <summary>An interval that holds all eigenvalues, widened by the rounding of its own computation.</summary>
    private static (double Low, double High) Gershgorin(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> off)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < diagonal.Length; i++)
        {
            var radius = (i > 0 ? Math.Abs(off[i - 1]) : 0) + (i < diagonal.Length - 1 ? Math.Abs(off[i]) : 0);
            low = Math.Min(low, diagonal[i] - radius);
            high = Math.Max(high, diagonal[i] + radius);
        }

        var margin = 4e-16 * diagonal.Length * Math.Max(Math.Abs(low), Math.Abs(high)) + double.Epsilon;
        return (low - margin, high + margin);
    }
}
