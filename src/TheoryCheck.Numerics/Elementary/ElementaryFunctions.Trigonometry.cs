using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Elementary;

public static partial class ElementaryFunctions
{
    /// <summary>Above this magnitude an angle is reduced with as many digits of π as it needs.</summary>
    private const double ReductionLimit = 1048576.0;

    private const double HalfPiFirst = 1.5707963267948966;
    private const double HalfPiSecond = 6.123233995736766e-17;
    private const double HalfPiThird = -1.4973849048591833e-33;

    /// <summary>Sine and cosine of an angle in radians, each within 1 ulp for every finite argument; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCos(Vector512<double> x)
    {
        var (high, low, quadrant) = ReduceToQuadrant(x);
        if (Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(ReductionLimit)))
        {
            LargeAngle.Reduce(x, ReductionLimit, ref high, ref low, ref quadrant);
        }

        return Rotate(SinKernel(high, low), CosKernel(high, low), quadrant);
    }

    /// <summary>Sine and cosine, the bits of <see cref="SinCos(Vector512{double})"/>.</summary>
    public static (double Sin, double Cos) SinCos(double x)
    {
        var (sin, cos) = SinCos(Vector512.Create(x));
        return (sin.ToScalar(), cos.ToScalar());
    }

    /// <summary>Sine of an angle in radians, within 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x) => SinCos(x).Sin;

    /// <summary>Sine, the bits of <see cref="Sin(Vector512{double})"/>.</summary>
    public static double Sin(double x) => Sin(Vector512.Create(x)).ToScalar();

    /// <summary>Cosine of an angle in radians, within 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) => SinCos(x).Cos;

    /// <summary>Cosine, the bits of <see cref="Cos(Vector512{double})"/>.</summary>
    public static double Cos(double x) => Cos(Vector512.Create(x)).ToScalar();

    /// <summary>Sine and cosine of 2π·turns, each within 2 ulp, for |turns| ≤ 2⁵⁰; the reduction is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Sin, Vector512<double> Cos) SinCosTurns(Vector512<double> turns)
    {
        var shifted = Vector512.FusedMultiplyAdd(turns, Vector512.Create(4.0), Vector512.Create(Rounder));
        var fraction = Vector512.FusedMultiplyAdd(shifted - Vector512.Create(Rounder), Vector512.Create(-0.25), turns);
        var high = fraction * Vector512.Create(4 * HalfPiFirst);
        var low = Vector512.FusedMultiplyAdd(
            fraction,
            Vector512.Create(4 * HalfPiSecond),
            Vector512.FusedMultiplyAdd(fraction, Vector512.Create(4 * HalfPiFirst), -high));
        return Rotate(SinKernel(high, low), CosKernel(high, low), shifted.AsInt64());
    }

    /// <summary>Sine and cosine of 2π·turns, the bits of the vector form.</summary>
    public static (double Sin, double Cos) SinCosTurns(double turns)
    {
        var (sin, cos) = SinCosTurns(Vector512.Create(turns));
        return (sin.ToScalar(), cos.ToScalar());
    }

    /// <summary>The angle of the point (x, y) in (-π, π], within 2 ulp; 0 at the origin. The sign of a zero is not looked at: the angle of (-1, -0) is π.</summary>
    [Cites("fdlibm", "s_atan.c")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x)
    {
        var infinity = Vector512.Create(double.PositiveInfinity);
        var ay = Vector512.Abs(y);
        var ax = Vector512.Abs(x);
        var isSteep = Vector512.GreaterThan(ay, ax);
        var small = Vector512.ConditionalSelect(isSteep, ax, ay);
        var large = Vector512.ConditionalSelect(isSteep, ay, ax);

        // Directions at infinity and the origin, then a scale that keeps 2·large finite.
        var atInfinity = Vector512.Equals(large, infinity);
        var diagonal = Vector512.ConditionalSelect(Vector512.Equals(small, infinity), Vector512<double>.One, Vector512<double>.Zero);
        diagonal = Vector512.ConditionalSelect(Vector512.Equals(small, small), diagonal, small);
        small = Vector512.ConditionalSelect(atInfinity, diagonal, small);
        var isDegenerate = atInfinity | Vector512.Equals(large, Vector512<double>.Zero);
        large = Vector512.ConditionalSelect(isDegenerate, Vector512<double>.One, large);
        var scale = Vector512.ConditionalSelect(
            Vector512.GreaterThan(large, Vector512.Create(1e300)),
            Vector512.Create(0.0625),
            Vector512<double>.One);
        small *= scale;
        large *= scale;

        // arctan(small/large) = base + arctan(q), |q| ≤ 7/16, with base arctan 0, arctan ½ or arctan 1.
        var middle = Vector512.GreaterThanOrEqual(small, Vector512.Create(0.4375) * large);
        var upper = Vector512.GreaterThanOrEqual(small, Vector512.Create(0.6875) * large);
        var numerator = Vector512.ConditionalSelect(middle, (small + small) - large, small);
        numerator = Vector512.ConditionalSelect(upper, small - large, numerator);
        var denominator = Vector512.ConditionalSelect(middle, (large + large) + small, large);
        denominator = Vector512.ConditionalSelect(upper, small + large, denominator);
        var baseHigh = Vector512.ConditionalSelect(middle, Vector512.Create(4.63647609000806093515e-01), Vector512<double>.Zero);
        baseHigh = Vector512.ConditionalSelect(upper, Vector512.Create(HalfPiFirst / 2), baseHigh);
        var baseLow = Vector512.ConditionalSelect(middle, Vector512.Create(2.26987774529616870924e-17), Vector512<double>.Zero);
        baseLow = Vector512.ConditionalSelect(upper, Vector512.Create(HalfPiSecond / 2), baseLow);
        var q = numerator / denominator;

        var z = q * q;
        var w = z * z;
        var odd = Vector512.FusedMultiplyAdd(w, Vector512.Create(1.62858201153657823623e-02), Vector512.Create(4.97687799461593236017e-02));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(6.66107313738753120669e-02));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(9.09088713343650656196e-02));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(1.42857142725034663711e-01));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(3.33333333333329318027e-01));
        var even = Vector512.FusedMultiplyAdd(w, Vector512.Create(-3.65315727442169155270e-02), Vector512.Create(-5.83357013379057348645e-02));
        even = Vector512.FusedMultiplyAdd(w, even, Vector512.Create(-7.69187620504482999495e-02));
        even = Vector512.FusedMultiplyAdd(w, even, Vector512.Create(-1.11111104054623557880e-01));
        even = Vector512.FusedMultiplyAdd(w, even, Vector512.Create(-1.99999999998764832476e-01));
        var shortfall = q * Vector512.FusedMultiplyAdd(w, even, z * odd);

        // angle = turn ± (base + q - shortfall), turn one of 0, π/2, π: the large parts are added without loss.
        var isLeft = Vector512.LessThan(x, Vector512<double>.Zero);
        var turn = Vector512.ConditionalSelect(isLeft, Vector512.Create(2.0), Vector512<double>.Zero);
        turn = Vector512.ConditionalSelect(isSteep, Vector512<double>.One, turn);
        var minus = Vector512.ConditionalSelect(isSteep, ~isLeft, isLeft).AsInt64() & Vector512.Create(-0.0).AsInt64();
        var turnHigh = turn * Vector512.Create(HalfPiFirst);
        var turnLow = turn * Vector512.Create(HalfPiSecond);
        var signedHigh = (baseHigh.AsInt64() ^ minus).AsDouble();
        var signedLow = ((baseLow - shortfall).AsInt64() ^ minus).AsDouble();
        var signedQ = (q.AsInt64() ^ minus).AsDouble();
        var sum = turnHigh + signedHigh;
        var sumLow = (turnHigh - sum) + signedHigh;
        var total = sum + signedQ;
        var part = total - sum;
        var totalLow = (sum - (total - part)) + (signedQ - part);
        var magnitude = total + (totalLow + (sumLow + (turnLow + signedLow)));
        magnitude = Vector512.ConditionalSelect(Vector512.Equals(x, x), magnitude, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), -magnitude, magnitude);
    }

    /// <summary>The angle of the point (x, y), the bits of the vector form.</summary>
    public static double Atan2(double y, double x) => Atan2(Vector512.Create(y), Vector512.Create(x)).ToScalar();

    /// <summary>x - n·π/2 as high + low, with n in the low bits of the quadrant: π/2 in three doubles, the first product exact for |x| ≤ 2²⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> High, Vector512<double> Low, Vector512<long> Quadrant) ReduceToQuadrant(Vector512<double> x)
    {
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(0.6366197723675814), Vector512.Create(Rounder));
        var n = shifted - Vector512.Create(Rounder);
        var first = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiFirst), x);
        var second = n * Vector512.Create(HalfPiSecond);
        var secondError = Vector512.FusedMultiplyAdd(n, Vector512.Create(HalfPiSecond), -second);
        var high = first - second;
        var part = first - high;
        var error = (part - second) + (first - (high + part));
        var low = (error - secondError) - n * Vector512.Create(HalfPiThird);
        return (high, low, shifted.AsInt64());
    }

    /// <summary>sin(x + y) for |x| ≤ π/4 and a tiny y.</summary>
    [Cites("fdlibm", "k_sin.c")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SinKernel(Vector512<double> x, Vector512<double> y)
    {
        var z = x * x;
        var v = z * x;
        var r = Vector512.FusedMultiplyAdd(z, Vector512.Create(1.58969099521155010221e-10), Vector512.Create(-2.50507602534068634195e-08));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(2.75573137070700676789e-06));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(-1.98412698298579493134e-04));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(8.33333333332248946124e-03));
        var tail = Vector512.FusedMultiplyAdd(z, Vector512.FusedMultiplyAdd(v, r, Vector512.Create(-0.5) * y), y);
        return x + Vector512.FusedMultiplyAdd(v, Vector512.Create(-1.66666666666666324348e-01), tail);
    }

    /// <summary>cos(x + y) for |x| ≤ π/4 and a tiny y.</summary>
    [Cites("fdlibm", "k_cos.c")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CosKernel(Vector512<double> x, Vector512<double> y)
    {
        var z = x * x;
        var r = Vector512.FusedMultiplyAdd(z, Vector512.Create(-1.13596475577881948265e-11), Vector512.Create(2.08757232129817482790e-09));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(-2.75573143513906633035e-07));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(2.48015872894767294178e-05));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(-1.38888888888741095749e-03));
        r = Vector512.FusedMultiplyAdd(z, r, Vector512.Create(4.16666666666666019037e-02));
        var half = Vector512.Create(0.5) * z;
        var high = Vector512<double>.One - half;
        var low = (Vector512<double>.One - high) - half;
        return high + (low + Vector512.FusedMultiplyAdd(z * z, r, -(x * y)));
    }

    /// <summary>Turns (sin, cos) by the quadrant in the two low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Sin, Vector512<double> Cos) Rotate(Vector512<double> sin, Vector512<double> cos, Vector512<long> quadrant)
    {
        var isOdd = Vector512.Equals(quadrant & Vector512<long>.One, Vector512<long>.One).AsDouble();
        var sinSign = (quadrant & Vector512.Create(2L)) << 62;
        var cosSign = ((quadrant + Vector512<long>.One) & Vector512.Create(2L)) << 62;
        var first = Vector512.ConditionalSelect(isOdd, cos, sin);
        var second = Vector512.ConditionalSelect(isOdd, sin, cos);
        return ((first.AsInt64() ^ sinSign).AsDouble(), (second.AsInt64() ^ cosSign).AsDouble());
    }
}
