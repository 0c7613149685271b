using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Elementary;

/// <summary>
/// The elementary functions on eight doubles at once. Every function uses only correctly rounded operations
/// (+, -, ·, /, √, fused multiply-add), comparisons and bit moves, in one fixed order: the results are the same bits on every
/// machine, whatever its vector width, and a scalar call gives the bits of any lane of the vector call.
/// </summary>
/// <remarks>NaN goes to NaN, ±∞ and the ends of the range as in IEEE 754 unless a member says otherwise; the sign of a zero result is not kept by sine and angle. Errors are stated in units in the last place (ulp).</remarks>
public static partial class ElementaryFunctions
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>1.5·2⁵²: adding it rounds a small number to an integer, which then stands in the low bits.</summary>
    private const double Rounder = 6755399441055744.0;

    /// <summary>eˣ, within 1 ulp; correctly scaled into the subnormal numbers, +∞ above 709.78, 0 below -745.13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var scaled = ScaleByPowerOfTwo(Vector512<double>.One + ReducedExpm1(x, n), n);
        scaled = Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, Vector512.Create(709.782712893384)),
            Vector512.Create(double.PositiveInfinity),
            scaled);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-745.1332191019412)), Vector512<double>.Zero, scaled);
    }

    /// <summary>eˣ, the bits of <see cref="Exp(Vector512{double})"/>.</summary>
    public static double Exp(double x) => Exp(Vector512.Create(x)).ToScalar();

    /// <summary>eˣ - 1, within 2 ulp, also for small x where eˣ cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Expm1(Vector512<double> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var reduced = ReducedExpm1(x, n);

        // 2ⁿ(p + 1) - 1; near the overflow 2ⁿ itself is not finite, so one factor 2 is kept back.
        var half = PowerOfTwo(n - Vector512<double>.One);
        var value = Vector512.FusedMultiplyAdd(half, reduced, half - Vector512.Create(0.5)) * Vector512.Create(2.0);
        value = Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, Vector512.Create(709.782712893384)),
            Vector512.Create(double.PositiveInfinity),
            value);
        value = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-40.0)), Vector512.Create(-1.0), value);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1e-300)), x, value);
    }

    /// <summary>eˣ - 1, the bits of <see cref="Expm1(Vector512{double})"/>.</summary>
    public static double Expm1(double x) => Expm1(Vector512.Create(x)).ToScalar();

    /// <summary>The hyperbolic tangent, within 3 ulp, odd to the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x)
    {
        // tanh|x| = -t/(t + 2) with t = exp(-2|x|) - 1 in (-1, 0].
        var t = Expm1(Vector512.Abs(x) * Vector512.Create(-2.0));
        var magnitude = -t / (t + Vector512.Create(2.0));
        return CopySign(magnitude, x);
    }

    /// <summary>The hyperbolic tangent, the bits of <see cref="Tanh(Vector512{double})"/>.</summary>
    public static double Tanh(double x) => Tanh(Vector512.Create(x)).ToScalar();

    /// <summary>The logistic function 1/(1 + e⁻ˣ), within 3 ulp; no cancellation or overflow on either side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x)
    {
        // With u = exp(-|x|) ≤ 1: 1/(1 + u) on the right, u/(1 + u) on the left.
        var u = Exp(-Vector512.Abs(x));
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), u, Vector512<double>.One);
        return numerator / (Vector512<double>.One + u);
    }

    /// <summary>The logistic function, the bits of <see cref="Sigmoid(Vector512{double})"/>.</summary>
    public static double Sigmoid(double x) => Sigmoid(Vector512.Create(x)).ToScalar();

    /// <summary>e^r - 1 for r = x - n·ln 2, |r| ≤ 0.35: Taylor's polynomial of degree 13, whose remainder is below 2⁻⁵⁷.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ReducedExpm1(Vector512<double> x, Vector512<double> n)
    {
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        var rest = n * Vector512.Create(-Ln2Low);
        var high = r + rest;
        var low = (r - high) + rest;
        var square = high * high;

        // (e^r - 1 - r)/r², in pairs so that the chain of dependent operations stays short.
        var fourth = square * square;
        var p01 = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 6), Vector512.Create(0.5));
        var p23 = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 120), Vector512.Create(1.0 / 24));
        var p45 = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 5040), Vector512.Create(1.0 / 720));
        var p67 = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 362880), Vector512.Create(1.0 / 40320));
        var p89 = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 39916800), Vector512.Create(1.0 / 3628800));
        var pab = Vector512.FusedMultiplyAdd(high, Vector512.Create(1.0 / 6227020800), Vector512.Create(1.0 / 479001600));
        var upper = Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(pab, square, p89), fourth, Vector512.FusedMultiplyAdd(p67, square, p45));
        var polynomial = Vector512.FusedMultiplyAdd(upper, fourth, Vector512.FusedMultiplyAdd(p23, square, p01));
        return high + Vector512.FusedMultiplyAdd(square, polynomial, low);
    }

    /// <summary>value·2ⁿ in two steps, so that only the second rounds and only into the subnormal numbers; |n| ≤ 2000.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ScaleByPowerOfTwo(Vector512<double> value, Vector512<double> n)
    {
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(0.5), Vector512.Create(Rounder)) - Vector512.Create(Rounder);
        return value * PowerOfTwo(first) * PowerOfTwo(n - first);
    }

    /// <summary>2ⁿ for an integer n in -1022..1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> n) =>
        ((n + Vector512.Create(Rounder + 1023)).AsInt64() << 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CopySign(Vector512<double> magnitude, Vector512<double> sign) =>
        Vector512.ConditionalSelect(Vector512.Create(-0.0), sign, magnitude);
}
