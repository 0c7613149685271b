using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>Rationals of all sizes from a fixed linear congruence (Knuth's MMIX constants).</summary>
internal sealed class Samples(ulong seed)
{
    private ulong state = seed;

    public int Integer(int below)
    {
        unchecked
        {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
        }

        return (int)((state >> 33) % (ulong)below);
    }

    /// <summary>A rational of either sign between about 2^-scale and 2^scale.</summary>
    public Rational Next(int scale = 6)
    {
        var size = Rational.Power(2, Integer(2 * scale + 1) - scale);
        return new Rational(Integer(1 << 30) - (1 << 29), (BigInteger)(1 + Integer(1 << 29))) * size;
    }

    public Rational Positive(int scale = 6)
    {
        var value = Next(scale);
        return value.IsZero ? 1 : value.Sign < 0 ? -value : value;
    }
}
