using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>
/// Sums over eight virtual lanes: element i belongs to lane i mod 8, each lane is a chain of fused multiply-adds, and the lanes are
/// added in one fixed tree. So a sum has the same bits on every machine.
/// </summary>
public static class Lanes
{
    /// <summary>Σ aᵢ bᵢ; error at most (n/8 + 4)·2⁻⁵³·Σ|aᵢ bᵢ|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException("the vectors have different lengths", nameof(right));
        }

        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        var sum = Vector512<double>.Zero;
        var i = 0;
        for (; i + 8 <= left.Length; i += 8)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), sum);
        }

        if (i < left.Length)
        {
            Span<double> tail = stackalloc double[16];
            tail.Clear();
            left[i..].CopyTo(tail);
            right[i..].CopyTo(tail[8..]);
            sum = Vector512.FusedMultiplyAdd(Vector512.Create<double>(tail), Vector512.Create<double>(tail[8..]), sum);
        }

        return Sum(sum);
    }

    /// <summary>target := target + factor·source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source[..target.Length]);
        var factors = Vector512.Create(factor);
        var i = 0;
        for (; i + 8 <= target.Length; i += 8)
        {
            Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref s, (nuint)i), Vector512.LoadUnsafe(ref t, (nuint)i)).StoreUnsafe(ref t, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(factor, source[i], target[i]);
        }
    }

    /// <summary>(x, y) := (c·x - s·y, s·x + c·y), a rotation of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y[..x.Length]);
        var (cs, ss) = (Vector512.Create(c), Vector512.Create(s));
        var i = 0;
        for (; i + 8 <= x.Length; i += 8)
        {
            var (u, v) = (Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i));
            Vector512.FusedMultiplyAdd(cs, u, -(ss * v)).StoreUnsafe(ref a, (nuint)i);
            Vector512.FusedMultiplyAdd(ss, u, cs * v).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            var (u, v) = (x[i], y[i]);
            x[i] = Math.FusedMultiplyAdd(c, u, -(s * v));
            y[i] = Math.FusedMultiplyAdd(s, u, c * v);
        }
    }

    /// <summary>The sum of the lanes: ((0+4)+(2+6)) + ((1+5)+(3+7)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
