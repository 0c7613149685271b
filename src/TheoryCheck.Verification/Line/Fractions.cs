using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>Rationals near other numbers: proposals that something exact checks.</summary>
internal static class Fractions
{
    /// <summary>The number with the least denominator between two numbers, both included, found along their continued fractions.</summary>
    [Cites("knuth1997", "section 4.5.3, exercise 39")]
    public static Rational SimplestBetween(Rational low, Rational high)
    {
        var floor = Rational.Floor(low);
        return low == floor ? floor
            : floor + Rational.One <= high ? floor + Rational.One
            : floor + (Rational.One / SimplestBetween(Rational.One / (high - floor), Rational.One / (low - floor)));
    }

    /// <summary>The number rounded to so many bits behind the point.</summary>
    public static Rational Rounded(Rational value, int bits) =>
        value.Denominator.GetBitLength() <= bits ? value : new(Rational.Floor((value * Rational.Power(2, bits)) + new Rational(1, 2)).Numerator, BigInteger.One << bits);
}
