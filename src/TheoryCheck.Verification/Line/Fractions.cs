using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>Rationals near other numbers: proposals that something exact checks.</summary>
internal static class Fractions
{
    /// <summary>The number rounded to so many bits behind the point.</summary>
    public static Rational Rounded(Rational value, int bits) =>
        value.Denominator.GetBitLength() <= bits ? value : new(Rational.Floor((value * Rational.Power(2, bits)) + new Rational(1, 2)).Numerator, BigInteger.One << bits);
}
