using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Random;

/// <summary>
/// Philox4x32-10: a keyed bijection of 128-bit counters whose outputs on distinct counters pass for independent uniform bits.
/// Any block can be had at once, so a random number is a function of its address and never of the order of work.
/// </summary>
[Cites("salmon2011", "section 3.3, Philox4x32-10")]
public static class Philox
{
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>One block: 128 bits as two words, the first two output words in the first, little end first.</summary>
    /// <param name="key">The 64-bit key, low half first.</param>
    /// <param name="counter01">The first two 32-bit words of the counter, little end first.</param>
    /// <param name="counter23">The last two.</param>
    public static (ulong First, ulong Second) Block(ulong key, ulong counter01, ulong counter23)
    {
        unchecked
        {
            var (c0, c1, c2, c3) = ((uint)counter01, (uint)(counter01 >> 32), (uint)counter23, (uint)(counter23 >> 32));
            var (k0, k1) = ((uint)key, (uint)(key >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var a = (ulong)MultiplierA * c0;
                var b = (ulong)MultiplierB * c2;
                (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
                k0 += WeylA;
                k1 += WeylB;
            }

            return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
        }
    }

    /// <summary>Eight blocks whose counters differ in the first 32-bit word only; lane l gives the words of <see cref="Block"/> on counter l.</summary>
    /// <param name="key">The 64-bit key.</param>
    /// <param name="first">The first counter word of each lane, below 2³².</param>
    /// <param name="second">The second counter word.</param>
    /// <param name="counter23">The last two counter words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> First, Vector512<ulong> Second) Block8(ulong key, Vector512<ulong> first, uint second, ulong counter23)
    {
        unchecked
        {
            var c0 = first;
            var c1 = Vector512.Create((ulong)second);
            var c2 = Vector512.Create(counter23 & uint.MaxValue);
            var c3 = Vector512.Create(counter23 >> 32);
            var (k0, k1) = ((uint)key, (uint)(key >> 32));

            // The upper halves of the lanes may hold anything between the rounds; only the lower halves are multiplied.
            for (var round = 0; round < Rounds; round++)
            {
                var a = Multiply(c0, MultiplierA);
                var b = Multiply(c2, MultiplierB);
                c0 = (b >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
                c1 = b;
                c2 = (a >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
                c3 = a;
                k0 += WeylA;
                k1 += WeylB;
            }

            var low = Vector512.Create((ulong)uint.MaxValue);
            return ((c0 & low) | (c1 << 32), (c2 & low) | (c3 << 32));
        }
    }

    /// <summary>The full products of the lower halves; the instruction that does it where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Multiply(Vector512<ulong> value, uint multiplier)
    {
        var factor = Vector512.Create((ulong)multiplier);
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(value.AsUInt32(), factor.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(value.GetLower().AsUInt32(), factor.GetLower().AsUInt32()),
                Avx2.Multiply(value.GetUpper().AsUInt32(), factor.GetUpper().AsUInt32()));
        }

        return (value & Vector512.Create((ulong)uint.MaxValue)) * factor;
    }
}
