using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TheoryCheck.Numerics.Random;

/// <summary>Derives the seed that keys all draws of one claim in one case.</summary>
public static class MasterSeed
{
    /// <summary>
    /// The first eight bytes, little end first, of SHA-256 over the parts, each in UTF-8 behind its length, and the user's seed.
    /// Different specs, claims, cases or seeds so draw unrelated numbers.
    /// </summary>
    /// <param name="spec">The spec's hash or text.</param>
    /// <param name="claim">The claim's name.</param>
    /// <param name="case">The case of the sweep, printed canonically.</param>
    /// <param name="seed">The user's seed.</param>
    public static ulong Derive(string spec, string claim, string @case, ulong seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[8];
        foreach (var part in (ReadOnlySpan<string>)[spec, claim, @case])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt64LittleEndian(word, bytes.Length);
            hash.AppendData(word);
            hash.AppendData(bytes);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(word, seed);
        hash.AppendData(word);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }
}
