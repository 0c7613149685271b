using System.Runtime.InteropServices;

namespace TheoryCheck.Numerics.Random;

/// <summary>
/// The address of one symbol's draws in one trial. Its uniforms u[0], u[1], … and its standard normals z[0], z[1], … are two
/// independent infinite sequences, each number a function of (key, index) alone.
/// </summary>
/// <param name="Master">The seed of the claim and case, see <see cref="MasterSeed"/>.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Stream">The drawn symbol's number, below 2³¹.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DrawKey(ulong Master, ulong Trial, uint Stream)
{
    /// <summary>How many numbers of each kind a key has.</summary>
    public const long Capacity = 1L << 33;

    /// <summary>
    /// An independent key for each index: the draws of step k of a process, or of row i of a family whose inner extent varies.
    /// Keyed hashing by <see cref="Philox"/> under a key of its own; two of N derived masters coincide with probability below N²·2⁻⁶⁵.
    /// </summary>
    public DrawKey Child(ulong index)
    {
        // Draws never use this key: it differs from the master in a fixed pattern.
        const ulong Derivation = 0x6A09E667F3BCC908UL;
        return this with { Master = Philox.Block(Master ^ Derivation, index, Stream).First };
    }

    /// <summary>The second counter word: the stream, its top bit set for normals.</summary>
    internal uint CounterStream(bool normal) => Stream >= 1u << 31
        ? throw new InvalidOperationException($"stream {Stream} is not below 2^31")
        : Stream | (normal ? 1u << 31 : 0);

    /// <summary>Refuses an index range beyond the capacity: block counters have 32 bits.</summary>
    internal static void CheckRange(long first, long count)
    {
        if (first < 0 || count < 0 || first > Capacity - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"draws {first}..{first + count} lie outside 0..2^33");
        }
    }
}
