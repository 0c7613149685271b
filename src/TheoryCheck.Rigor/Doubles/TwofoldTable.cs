using System.Numerics;
using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>
/// The constants of the elementary functions, from the arbitrary-precision bounds at start-up: each is the exact value up to
/// 2⁻¹⁰⁶ of itself, the rounding of its second part, plus one unit of 2⁻²⁰⁰.
/// </summary>
internal static class TwofoldTable
{
    private const int Bits = 200;

    internal static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>2^(j/32), j from 0 to 31.</summary>
    internal static readonly Twofold[] PowersOfTwo = Make(32, static j => FixedPoint.Exp(LogTwoBig * j / 32, Bits, Direction.Down));

    /// <summary>-ln(c) for the short reciprocals c = i/128, i from <see cref="LogarithmKernel.FirstReciprocal"/> on.</summary>
    internal static readonly Twofold[] MinusLogarithms = Make(
        LogarithmKernel.LastReciprocal - LogarithmKernel.FirstReciprocal + 1,
        static i => MinusLogarithm(i + LogarithmKernel.FirstReciprocal));

    /// <summary>arctan(j/64), j from 0 to 64.</summary>
    internal static readonly Twofold[] Arctangents = Make(65, static j => FixedPoint.Arctan(One * j / 64, Bits, Direction.Down));

    /// <summary>sin(j/64), j from 0 to 51.</summary>
    internal static readonly Twofold[] Sines = Make(52, static j => FixedPoint.Sin(One * j / 64, Bits, Direction.Down));

    /// <summary>cos(j/64), j from 0 to 51.</summary>
    internal static readonly Twofold[] Cosines = Make(52, static j => FixedPoint.Cos(One * j / 64, Bits, Direction.Down));

    internal static readonly Twofold Pi = Of(FixedConstant.Pi(Bits, Direction.Down));

    internal static readonly Twofold HalfPi = Pi.Scale(-1);

    internal static readonly Twofold LogTwo = Of(LogTwoBig);

    private static BigInteger LogTwoBig => FixedConstant.LogTwo(Bits, Direction.Down);

    /// <summary>A constant as parts of the given bits and a last one of 53, each with the rest of those before it.</summary>
    internal static double[] Parts(BigInteger value, params ReadOnlySpan<int> bits)
    {
        var parts = new double[bits.Length + 1];
        for (var i = 0; i <= bits.Length; i++)
        {
            var exact = i < bits.Length ? new Dyadic(value, -Bits).Round(bits[i], Direction.Down) : new Dyadic(value, -Bits);
            parts[i] = exact.ToDouble(Direction.Down);
            value -= Fixed(parts[i]);
        }

        return parts;
    }

    private static BigInteger MinusLogarithm(int i)
    {
        // -ln(i/128) = 7·ln 2 - ln i, with i = 2ᵏ·m and 1 ≤ m < 2.
        var k = BitOperations.Log2((uint)i);
        return (7 - k) * LogTwoBig - FixedPoint.Log(One * i >> k, Bits, Direction.Down);
    }

    private static Twofold[] Make(int count, Func<int, BigInteger> value)
    {
        var table = new Twofold[count];
        for (var j = 0; j < count; j++)
        {
            table[j] = Of(value(j));
        }

        return table;
    }

    private static Twofold Of(BigInteger value)
    {
        var high = Nearest(value);
        return new(high, Nearest(value - Fixed(high)));
    }

    private static double Nearest(BigInteger value) => RoundedDouble.FromScaled(BigInteger.Abs(value), -Bits, sticky: false) * value.Sign;

    private static BigInteger Fixed(double value)
    {
        var exact = Rational.FromExact(value);
        return (exact.Numerator << Bits) / exact.Denominator;
    }
}
