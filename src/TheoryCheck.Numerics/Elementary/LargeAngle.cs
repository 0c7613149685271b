using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Numerics.Elementary;

/// <summary>Reduction of large angles modulo π/2 in exact integer arithmetic; rare, and slow.</summary>
internal static class LargeAngle
{
    /// <summary>Bits of π behind the point: 1024 for the largest exponent, and 176 so that even a near miss of a multiple of π/2 keeps 106 good bits.</summary>
    private const int Precision = 1200;

    private static readonly BigInteger HalfPi = MachinPi(Precision + 32) >> 33;

    /// <summary>Overwrites the reduction in the lanes beyond the limit.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Reduce(
        Vector512<double> x,
        double limit,
        ref Vector512<double> high,
        ref Vector512<double> low,
        ref Vector512<long> quadrant)
    {
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            var angle = x[lane];
            if (!(double.Abs(angle) > limit))
            {
                continue;
            }

            var (h, l, q) = double.IsFinite(angle) ? Reduce(angle) : (double.NaN, double.NaN, 0);
            high = high.WithElement(lane, h);
            low = low.WithElement(lane, l);
            quadrant = quadrant.WithElement(lane, q);
        }
    }

    /// <summary>angle - n·π/2 in [-π/4, π/4] as an unevaluated sum of two doubles, and n modulo 4.</summary>
    internal static (double High, double Low, long Quadrant) Reduce(double angle)
    {
        var scaled = Rational.FromExact(angle) * (Rational)(BigInteger.One << Precision);
        var whole = scaled.Numerator / scaled.Denominator;
        var n = BigInteger.Divide(BigInteger.Abs(whole) * 2 + HalfPi, HalfPi * 2) * whole.Sign;
        var rest = whole - n * HalfPi;
        var high = new Rational(rest, BigInteger.One << Precision).ToDouble();
        var low = (new Rational(rest, BigInteger.One << Precision) - Rational.FromExact(high)).ToDouble();
        return (high, low, (long)(n & 3));
    }

    /// <summary>π·2^bits, cut off: 16 arctan(1/5) - 4 arctan(1/239).</summary>
    private static BigInteger MachinPi(int bits)
    {
        const int Guard = 32;
        var one = BigInteger.One << (bits + Guard);
        return (16 * ArctanOfInverse(5, one) - 4 * ArctanOfInverse(239, one)) >> Guard;
    }

    private static BigInteger ArctanOfInverse(int denominator, BigInteger one)
    {
        var power = one / denominator;
        var sum = power;
        for (var k = 1; !power.IsZero; k++)
        {
            power /= -denominator * denominator;
            sum += power / (2 * k + 1);
        }

        return sum;
    }
}
