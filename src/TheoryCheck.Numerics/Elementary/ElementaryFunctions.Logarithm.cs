using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Elementary;

public static partial class ElementaryFunctions
{
    /// <summary>The natural logarithm, within 1 ulp, subnormal arguments included; -∞ at 0, NaN below.</summary>
    [Cites("fdlibm", "e_log.c")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        var isSubnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        var normal = Vector512.ConditionalSelect(isSubnormal, x * Vector512.Create(18014398509481984.0), x);
        var value = LogOfNormal(normal, Vector512.ConditionalSelect(isSubnormal, Vector512.Create(54.0), Vector512<double>.Zero));
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(double.PositiveInfinity)), x, value);
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), value);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero), value, Vector512.Create(double.NaN));
    }

    /// <summary>The natural logarithm, the bits of <see cref="Log(Vector512{double})"/>.</summary>
    public static double Log(double x) => Log(Vector512.Create(x)).ToScalar();

    /// <summary>log(1 + x), within 2 ulp, also for small x; -∞ at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x)
    {
        // With u = fl(1 + x): log(1 + x) = log u + ((1 + x) - u)/u to first order in the rounding error.
        var u = Vector512<double>.One + x;
        var back = u - x;
        var error = (Vector512<double>.One - back) + (x - (u - back));
        var value = Log(u) + error / u;
        value = Vector512.ConditionalSelect(Vector512.Equals(u, Vector512<double>.One), x, value);
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(double.PositiveInfinity)), x, value);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(-1.0)), Vector512.Create(double.NegativeInfinity), value);
    }

    /// <summary>log(1 + x), the bits of <see cref="Log1p(Vector512{double})"/>.</summary>
    public static double Log1p(double x) => Log1p(Vector512.Create(x)).ToScalar();

    /// <summary>
    /// log(x) - k₀·ln 2 for positive normal x: x = 2ᵏ(1 + f) with √½ ≤ 1 + f &lt; √2, and
    /// log(1 + f) = f - f²/2 + s(f²/2 + R(s²)), s = f/(2 + f), R a minimax polynomial with error 2⁻⁵⁸·⁴⁵.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> LogOfNormal(Vector512<double> x, Vector512<double> k0)
    {
        const ulong RootHalf = 0x3FE6A09E667F3BCDUL;
        const ulong Bias = 1024UL << 52;

        // The exponent plus 1024 stands in the upper 12 bits; put under 2⁵² it reads as a double.
        var bits = x.AsUInt64();
        var biased = (bits + Vector512.Create(Bias - RootHalf)) >>> 52;
        var k = (biased | Vector512.Create(0x4330000000000000UL)).AsDouble() - Vector512.Create(4503599627370496.0 + 1024) - k0;
        var mantissa = (bits - (biased << 52) + Vector512.Create(Bias)).AsDouble();

        var f = mantissa - Vector512<double>.One;
        var s = f / (mantissa + Vector512<double>.One);
        var z = s * s;
        var w = z * z;
        var even = Vector512.FusedMultiplyAdd(w, Vector512.Create(1.531383769920937332e-01), Vector512.Create(2.222219843214978396e-01));
        even = Vector512.FusedMultiplyAdd(w, even, Vector512.Create(3.999999999940941908e-01));
        var odd = Vector512.FusedMultiplyAdd(w, Vector512.Create(1.479819860511658591e-01), Vector512.Create(1.818357216161805012e-01));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(2.857142874366239149e-01));
        odd = Vector512.FusedMultiplyAdd(w, odd, Vector512.Create(6.666666666666735130e-01));
        var remainder = Vector512.FusedMultiplyAdd(w, even, z * odd);
        var halfSquare = Vector512.Create(0.5) * f * f;
        var correction = Vector512.FusedMultiplyAdd(s, halfSquare + remainder, k * Vector512.Create(Ln2Low));
        return Vector512.FusedMultiplyAdd(k, Vector512.Create(Ln2High), (correction - halfSquare) + f);
    }
}
