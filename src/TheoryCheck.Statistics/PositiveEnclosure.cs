using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>
/// An interval [low, high]·2^exponent of non-negative reals with 192-bit ends, rounded outwards. Sums, products and powers of
/// positive numbers lose next to nothing, and the exponent has no range to leave: tails of 10⁷ trials neither underflow nor overflow.
/// </summary>
/// <remarks><i>Accuracy</i>: encloses.</remarks>
internal readonly struct PositiveEnclosure
{
    private const int Bits = 192;
    private readonly BigInteger low;
    private readonly BigInteger high;
    private readonly long exponent;

    private PositiveEnclosure(BigInteger low, BigInteger high, long exponent)
    {
        var excess = (int)high.GetBitLength() - Bits;
        if (excess > 0)
        {
            low >>= excess;
            high = ShiftUp(high, excess);
        }
        else if (!high.IsZero)
        {
            low <<= -excess;
            high <<= -excess;
        }

        this.low = low;
        this.high = high;
        this.exponent = exponent + excess;
    }

    internal static PositiveEnclosure Zero => Of(BigInteger.Zero);

    internal static PositiveEnclosure One => Of(BigInteger.One);

    public static PositiveEnclosure operator *(PositiveEnclosure left, PositiveEnclosure right) =>
        new(left.low * right.low, left.high * right.high, left.exponent + right.exponent);

    public static PositiveEnclosure operator +(PositiveEnclosure left, PositiveEnclosure right)
    {
        if (left.high.IsZero || right.high.IsZero)
        {
            return left.high.IsZero ? right : left;
        }

        var (larger, smaller) = left.exponent >= right.exponent ? (left, right) : (right, left);
        var shift = (int)Math.Min(larger.exponent - smaller.exponent, 2 * Bits);
        return new(larger.low + (smaller.low >> shift), larger.high + ShiftUp(smaller.high, shift), larger.exponent);
    }

    internal static PositiveEnclosure Of(BigInteger value) => new(value, value, 0);

    internal static PositiveEnclosure Of(Rational value) => Of(value.Numerator).DividedBy(value.Denominator);

    internal static PositiveEnclosure Power(PositiveEnclosure value, long exponent)
    {
        var power = One;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * value : power;
            value = exponent > 1 ? value * value : value;
        }

        return power;
    }

    internal PositiveEnclosure DividedBy(BigInteger divisor)
    {
        var shift = Bits + (int)divisor.GetBitLength();
        return new((low << shift) / divisor, ((high << shift) + divisor - 1) / divisor, exponent - shift);
    }

    /// <summary>Whether every number of the one is at least every number of the other.</summary>
    internal static Certainty AtLeast(PositiveEnclosure left, PositiveEnclosure right) =>
        Order(left.low, left.exponent, right.high, right.exponent) >= 0 ? Certainty.True
        : Order(left.high, left.exponent, right.low, right.exponent) < 0 ? Certainty.False
        : Certainty.Unknown;

    /// <summary>The decimal logarithm of the upper end, to some 12 digits; −∞ for zero. For printing.</summary>
    internal double Log10() => high.IsZero ? double.NegativeInfinity : BigInteger.Log10(high) + exponent * Math.Log10(2);

    private static int Order(BigInteger left, long leftExponent, BigInteger right, long rightExponent)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.Sign.CompareTo(right.Sign);
        }

        var size = (left.GetBitLength() + leftExponent).CompareTo(right.GetBitLength() + rightExponent);
        if (size != 0)
        {
            return size;
        }

        var shift = (int)(leftExponent - rightExponent);
        return shift >= 0 ? (left << shift).CompareTo(right) : left.CompareTo(right << -shift);
    }

    private static BigInteger ShiftUp(BigInteger value, int shift) => -(-value >> shift);
}
