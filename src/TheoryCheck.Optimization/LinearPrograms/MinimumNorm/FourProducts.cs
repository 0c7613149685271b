using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>Products of one vector with many rows, four rows at a time: four sums in flight hide the latency of one.</summary>
internal static class FourProducts
{
    /// <summary>target[r] := row r · vector, for rows of the vector's length that lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ReadOnlySpan<double> rows, ReadOnlySpan<double> vector, Span<double> target)
    {
        var n = vector.Length;
        ref var v = ref MemoryMarshal.GetReference(vector);
        var r = 0;
        unchecked
        {
            for (; r + 4 <= target.Length; r += 4)
            {
                ref var a = ref MemoryMarshal.GetReference(rows.Slice(r * n, 4 * n));
                ref var b = ref Unsafe.Add(ref a, n);
                ref var c = ref Unsafe.Add(ref b, n);
                ref var d = ref Unsafe.Add(ref c, n);
                var (sa, sb, sc, sd) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
                var i = 0;
                for (; i + 8 <= n; i += 8)
                {
                    var x = Vector512.LoadUnsafe(ref v, (nuint)i);
                    sa = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref a, (nuint)i), sa);
                    sb = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b, (nuint)i), sb);
                    sc = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref c, (nuint)i), sc);
                    sd = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref d, (nuint)i), sd);
                }

                var (ta, tb, tc, td) = (Lanes.Sum(sa), Lanes.Sum(sb), Lanes.Sum(sc), Lanes.Sum(sd));
                for (; i < n; i++)
                {
                    var x = Unsafe.Add(ref v, i);
                    ta = Math.FusedMultiplyAdd(x, Unsafe.Add(ref a, i), ta);
                    tb = Math.FusedMultiplyAdd(x, Unsafe.Add(ref b, i), tb);
                    tc = Math.FusedMultiplyAdd(x, Unsafe.Add(ref c, i), tc);
                    td = Math.FusedMultiplyAdd(x, Unsafe.Add(ref d, i), td);
                }

                (target[r], target[r + 1], target[r + 2], target[r + 3]) = (ta, tb, tc, td);
            }
        }

        for (; r < target.Length; r++)
        {
            target[r] = Lanes.Dot(rows.Slice(r * n, n), vector);
        }
    }
}
