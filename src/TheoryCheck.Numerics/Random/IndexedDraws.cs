using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;

namespace TheoryCheck.Numerics.Random;

/// <summary>
/// The numbers of a <see cref="DrawKey"/> by index, singly or in bulk, the same bits either way. Sixteen consecutive numbers come from
/// eight consecutive Philox blocks: number 16g + l from the first word (or the cosine) of block 8g + l, number 16g + 8 + l from
/// the second word (or the sine), l &lt; 8.
/// </summary>
public static class IndexedDraws
{
    /// <summary>How many numbers are made together.</summary>
    internal const int Group = 16;

    private const double Unit = 1.0 / 9007199254740992.0;

    /// <summary>u[index]: a multiple of 2⁻⁵³ in [0, 1).</summary>
    public static double Uniform(in DrawKey key, long index)
    {
        var (first, second) = Words(key, index, normal: false);
        return ((index & 8) == 0 ? first : second).ToUniform();
    }

    /// <summary>z[index], one number at a time: the plain reading of <see cref="FillNormal"/>.</summary>
    public static double Normal(in DrawKey key, long index)
    {
        var (first, second) = Words(key, index, normal: true);
        var radius = Math.Sqrt(-2 * ElementaryFunctions.Log(1 - first.ToUniform()));
        var (sin, cos) = ElementaryFunctions.SinCosTurns(second.ToUniform());
        return radius * ((index & 8) == 0 ? cos : sin);
    }

    /// <summary>u[first], u[first+1], …</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillUniform(in DrawKey key, long first, Span<double> target)
    {
        DrawKey.CheckRange(first, target.Length);
        var stream = key.CounterStream(normal: false);
        Span<double> group = stackalloc double[Group];
        while (!target.IsEmpty)
        {
            var (number, offset) = (first / Group, (int)(first % Group));
            if (offset == 0 && target.Length >= Group)
            {
                var whole = target.Length / Group;
                ref var place = ref MemoryMarshal.GetReference(target);
                for (var g = 0; g < whole; g++)
                {
                    StoreUniforms(key, stream, number + g, ref Unsafe.Add(ref place, g * Group));
                }

                target = target[(whole * Group)..];
                first += whole * Group;
                continue;
            }

            StoreUniforms(key, stream, number, ref MemoryMarshal.GetReference(group));
            var taken = Math.Min(Group - offset, target.Length);
            group.Slice(offset, taken).CopyTo(target);
            target = target[taken..];
            first += taken;
        }
    }

    /// <summary>z[first], z[first+1], …: independent standard normals by Box and Muller's transformation.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillNormal(in DrawKey key, long first, Span<double> target)
    {
        DrawKey.CheckRange(first, target.Length);
        var stream = key.CounterStream(normal: true);
        Span<double> group = stackalloc double[Group];
        while (!target.IsEmpty)
        {
            var (number, offset) = (first / Group, (int)(first % Group));
            if (offset == 0 && target.Length >= Group)
            {
                var whole = target.Length / Group;
                ref var place = ref MemoryMarshal.GetReference(target);
                for (var g = 0; g < whole; g++)
                {
                    StoreNormals(key, stream, number + g, ref Unsafe.Add(ref place, g * Group));
                }

                target = target[(whole * Group)..];
                first += whole * Group;
                continue;
            }

            StoreNormals(key, stream, number, ref MemoryMarshal.GetReference(group));
            var taken = Math.Min(Group - offset, target.Length);
            group.Slice(offset, taken).CopyTo(target);
            target = target[taken..];
            first += taken;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreUniforms(in DrawKey key, uint stream, long group, ref double place)
    {
        var (first, second) = Philox.Block8(key.Master, Counters(group), stream, key.Trial);
        ToUniform(first).StoreUnsafe(ref place);
        ToUniform(second).StoreUnsafe(ref place, 8);
    }

    /// <summary>√(-2 log(1 - u)) times the cosine and sine of 2πv: 1 - u is never 0.</summary>
    [Cites("boxmuller1958", "equation (1)")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreNormals(in DrawKey key, uint stream, long group, ref double place)
    {
        var (first, second) = Philox.Block8(key.Master, Counters(group), stream, key.Trial);
        var logarithm = ElementaryFunctions.LogOfNormal(Vector512<double>.One - ToUniform(first), Vector512<double>.Zero);
        var radius = Vector512.Sqrt(Vector512.Create(-2.0) * logarithm);
        var (sin, cos) = ElementaryFunctions.SinCosTurns(ToUniform(second));
        (radius * cos).StoreUnsafe(ref place);
        (radius * sin).StoreUnsafe(ref place, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Counters(long group) =>
        Vector512.Create((ulong)group * 8) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ToUniform(Vector512<ulong> word) =>
        Vector512.ConvertToDouble((word >>> 11).AsInt64()) * Vector512.Create(Unit);

    private static double ToUniform(this ulong word) => (long)(word >> 11) * Unit;

    private static (ulong First, ulong Second) Words(in DrawKey key, long index, bool normal)
    {
        DrawKey.CheckRange(index, 1);
        var block = (ulong)((index / Group * 8) + (index & 7));
        return Philox.Block(key.Master, block | ((ulong)key.CounterStream(normal) << 32), key.Trial);
    }
}
