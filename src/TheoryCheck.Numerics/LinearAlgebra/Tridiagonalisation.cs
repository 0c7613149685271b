using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>
/// Householder's reduction of a symmetric matrix to tridiagonal form, A = Q T Qᵀ. The rank-two update of one step and the matrix-vector
/// product of the next are one sweep over the rows, so each step reads and writes the matrix once.
/// </summary>
[Cites("golubvanloan2013", "algorithm 8.3.1")]
internal static class Tridiagonalisation
{
    /// <summary>The padded row length: the next multiple of 8.</summary>
    public static int Stride(int n) => (n + 7) & ~7;

    /// <summary>Reduces in place.</summary>
    /// <param name="a">n rows of <see cref="Stride"/> numbers, symmetric, padding zero; destroyed. On return row k holds reflection k when asked for.</param>
    /// <param name="n">The size.</param>
    /// <param name="diagonal">Receives the n diagonal elements of T.</param>
    /// <param name="off">Receives the n - 1 elements beside them, then 0.</param>
    /// <param name="work">4·<see cref="Stride"/> numbers.</param>
    /// <param name="scales">Empty, or n numbers that receive β of each reflection I - β v vᵀ; then v is left in row k of <paramref name="a"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(Span<double> a, int n, Span<double> diagonal, Span<double> off, Span<double> work, Span<double> scales)
    {
        var stride = Stride(n);
        var v = work[..stride];
        var w = work.Slice(stride, stride);
        var next = work.Slice(2 * stride, stride);
        var product = work.Slice(3 * stride, stride);
        v.Clear();
        w.Clear();
        for (var k = 0; k < n; k++)
        {
            // Row k with the pending update v wᵀ + w vᵀ taken off.
            var row = a.Slice(k * stride, stride);
            Lanes.AddScaled(row, -v[k], w);
            Lanes.AddScaled(row, -w[k], v);
            diagonal[k] = row[k];
            next.Clear();
            row[(k + 1)..].CopyTo(next[(k + 1)..]);
            var beta = k + 2 < n ? Reflect(next, k + 1, out off[k]) : 0;
            if (k + 2 >= n)
            {
                off[k] = k + 1 < n ? next[k + 1] : 0;
                next.Clear();
            }

            if (!scales.IsEmpty)
            {
                next.CopyTo(row);
                scales[k] = beta;
            }

            // w := p - (β/2)(p·v) v with p = β A v.
            product.Clear();
            Sweep(a, n, stride, k + 1, v, w, next, product);
            foreach (ref var x in product)
            {
                x *= beta;
            }

            Lanes.AddScaled(product, -0.5 * beta * Lanes.Dot(product, next), next);
            product.CopyTo(w);
            next.CopyTo(v);
        }
    }

    /// <summary>Forms Qᵀ from the reflections left by <see cref="Reduce"/>: rows of <see cref="Stride"/> numbers.</summary>
    public static void FormTransposed(ReadOnlySpan<double> reflections, ReadOnlySpan<double> scales, int n, Span<double> q)
    {
        var stride = Stride(n);
        q.Clear();
        for (var i = 0; i < n; i++)
        {
            q[i * stride + i] = 1;
        }

        for (var k = n - 1; k >= 0; k--)
        {
            if (scales[k] == 0)
            {
                continue;
            }

            var v = reflections.Slice(k * stride, stride);
            for (var i = 0; i < n; i++)
            {
                var row = q.Slice(i * stride, stride);
                Lanes.AddScaled(row, -scales[k] * Lanes.Dot(row, v), v);
            }
        }
    }

    /// <summary>Turns x (from <paramref name="from"/> on) into v with (I - β v vᵀ) x = (α, 0, …, 0); returns β.</summary>
    private static double Reflect(Span<double> x, int from, out double alpha)
    {
        var first = x[from];
        x[from] = 0;
        var tail = Lanes.Dot(x, x);
        x[from] = first;
        if (tail == 0)
        {
            alpha = first;
            x.Clear();
            return 0;
        }

        var norm = Math.Sqrt(Math.FusedMultiplyAdd(first, first, tail));
        alpha = first > 0 ? -norm : norm;
        x[from] = first - alpha;
        return 2 / Math.FusedMultiplyAdd(x[from], x[from], tail);
    }

    /// <summary>For rows i ≥ from: row -= vᵢ w + wᵢ v, then productsᵢ := row·next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(Span<double> a, int n, int stride, int from, ReadOnlySpan<double> v, ReadOnlySpan<double> w, ReadOnlySpan<double> next, Span<double> products)
    {
        ref var rows = ref MemoryMarshal.GetReference(a);
        ref var vs = ref MemoryMarshal.GetReference(v);
        ref var ws = ref MemoryMarshal.GetReference(w);
        ref var ns = ref MemoryMarshal.GetReference(next);
        var start = from & ~7;
        var i = from;
        for (; i + 4 <= n; i += 4)
        {
            ref var r0 = ref Unsafe.Add(ref rows, i * stride);
            ref var r1 = ref Unsafe.Add(ref r0, stride);
            ref var r2 = ref Unsafe.Add(ref r1, stride);
            ref var r3 = ref Unsafe.Add(ref r2, stride);
            var (v0, v1, v2, v3) = (Vector512.Create(-v[i]), Vector512.Create(-v[i + 1]), Vector512.Create(-v[i + 2]), Vector512.Create(-v[i + 3]));
            var (w0, w1, w2, w3) = (Vector512.Create(-w[i]), Vector512.Create(-w[i + 1]), Vector512.Create(-w[i + 2]), Vector512.Create(-w[i + 3]));
            var (s0, s1, s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var j = (nuint)start; j < (nuint)stride; j += 8)
            {
                var vj = Vector512.LoadUnsafe(ref vs, j);
                var wj = Vector512.LoadUnsafe(ref ws, j);
                var nj = Vector512.LoadUnsafe(ref ns, j);
                var t0 = Vector512.FusedMultiplyAdd(w0, vj, Vector512.FusedMultiplyAdd(v0, wj, Vector512.LoadUnsafe(ref r0, j)));
                var t1 = Vector512.FusedMultiplyAdd(w1, vj, Vector512.FusedMultiplyAdd(v1, wj, Vector512.LoadUnsafe(ref r1, j)));
                var t2 = Vector512.FusedMultiplyAdd(w2, vj, Vector512.FusedMultiplyAdd(v2, wj, Vector512.LoadUnsafe(ref r2, j)));
                var t3 = Vector512.FusedMultiplyAdd(w3, vj, Vector512.FusedMultiplyAdd(v3, wj, Vector512.LoadUnsafe(ref r3, j)));
                t0.StoreUnsafe(ref r0, j);
                t1.StoreUnsafe(ref r1, j);
                t2.StoreUnsafe(ref r2, j);
                t3.StoreUnsafe(ref r3, j);
                s0 = Vector512.FusedMultiplyAdd(t0, nj, s0);
                s1 = Vector512.FusedMultiplyAdd(t1, nj, s1);
                s2 = Vector512.FusedMultiplyAdd(t2, nj, s2);
                s3 = Vector512.FusedMultiplyAdd(t3, nj, s3);
            }

            products[i] = Lanes.Sum(s0);
            products[i + 1] = Lanes.Sum(s1);
            products[i + 2] = Lanes.Sum(s2);
            products[i + 3] = Lanes.Sum(s3);
        }

        for (; i < n; i++)
        {
            ref var r0 = ref Unsafe.Add(ref rows, i * stride);
            var (v0, w0, s0) = (Vector512.Create(-v[i]), Vector512.Create(-w[i]), Vector512<double>.Zero);
            for (var j = (nuint)start; j < (nuint)stride; j += 8)
            {
                var t0 = Vector512.FusedMultiplyAdd(v0, Vector512.LoadUnsafe(ref ws, j), Vector512.LoadUnsafe(ref r0, j));
                t0 = Vector512.FusedMultiplyAdd(w0, Vector512.LoadUnsafe(ref vs, j), t0);
                t0.StoreUnsafe(ref r0, j);
                s0 = Vector512.FusedMultiplyAdd(t0, Vector512.LoadUnsafe(ref ns, j), s0);
            }

            products[i] = Lanes.Sum(s0);
        }
    }
}
