using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Elementary;

public static partial class ElementaryFunctions
{
    /// <summary>The error function 2/√π ∫₀ˣ exp(-t²) dt, within 4 ulp, odd to the bit.</summary>
    public static Vector512<double> Erf(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var inner = a * ErfOverArgument(a * a);
        var outer = Vector512<double>.One - ErfcOfPositive(a);
        return CopySign(Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.One), inner, outer), x);
    }

    /// <summary>The error function, the bits of <see cref="Erf(Vector512{double})"/>.</summary>
    public static double Erf(double x) => Erf(Vector512.Create(x)).ToScalar();

    /// <summary>1 - erf(x) without cancellation, within 8 ulp while it is a normal number.</summary>
    public static Vector512<double> Erfc(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        var inner = Vector512<double>.One - x * ErfOverArgument(x * x);
        var outer = ErfcOfPositive(a);
        outer = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(2.0) - outer, outer);
        return Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.One), inner, outer);
    }

    /// <summary>The complementary error function, the bits of <see cref="Erfc(Vector512{double})"/>.</summary>
    public static double Erfc(double x) => Erfc(Vector512.Create(x)).ToScalar();

    /// <summary>erf(√z)/√z on [0, 1]: Chebyshev interpolation of degree 12, error below 2⁻⁵⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErfOverArgument(Vector512<double> z)
    {
        var p = Vector512.Create(5.957176147748911e-11);
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-1.1372848856791674e-09));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(1.4659775274047436e-08));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-1.6350312701054695e-07));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(1.6461000484121368e-06));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-1.4925595266831182e-05));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(0.0001205533111164271));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-0.000854832698083379));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(0.0052239776248180145));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-0.026866170645076792));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(0.11283791670954879));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(-0.3761263890318375));
        p = Vector512.FusedMultiplyAdd(z, p, Vector512.Create(1.1283791670955126));
        return p;
    }

    /// <summary>
    /// erfc(x) = exp(-x²)·Q(t)/(x + 3), t = (x - 3)/(x + 3), for x ≥ 1: Chebyshev
    /// interpolation of degree 19 on 1 ≤ x ≤ 28 with error below 2⁻⁵⁷; x² is taken in two parts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ErfcOfPositive(Vector512<double> x)
    {
        var bounded = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(28.0)), Vector512.Create(28.0), x);
        var sum = bounded + Vector512.Create(3.0);
        var t = (bounded - Vector512.Create(3.0)) / sum;
        var q = Vector512.Create(-5.682981840514271e-09);
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(1.1223211577856124e-07));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-2.122157358448551e-07));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-4.76951213966825e-07));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(1.0128141777893936e-06));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(2.794230670962226e-06));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-4.761140034717217e-06));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-1.7476752713732984e-05));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(3.0401769456954556e-05));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(0.00010756219941106927));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.0002767784171779777));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.0005483097329071158));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(0.003034062051304167));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.0012124166263509477));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.026827234626807733));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(0.11952776128729868));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.3104672619005186));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(0.5902283571041015));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(-0.883394453169884));
        q = Vector512.FusedMultiplyAdd(t, q, Vector512.Create(1.0740069070883398));
        var square = bounded * bounded;
        var rest = Vector512.FusedMultiplyAdd(bounded, bounded, -square);
        var gaussian = Exp(-square);
        gaussian = Vector512.FusedMultiplyAdd(gaussian, -rest, gaussian);
        return gaussian * (q / sum);
    }
}
