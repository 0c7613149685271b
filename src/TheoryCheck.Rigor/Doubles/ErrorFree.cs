using System.Runtime.CompilerServices;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>The rounding errors of sums and products of doubles, which are doubles themselves.</summary>
internal static class ErrorFree
{
    /// <summary>Whether <see cref="Math.FusedMultiplyAdd"/> rounds once, as asked at start; some hosts round twice.</summary>
    internal static readonly bool IsFused = FusedProbe.Passes();

    private const double Splitter = 134217729;

    /// <summary>(a + b) - s for s = fl(a + b). Exact, also in the subnormal range, for |a|, |b| ≤ 2¹⁰²⁰.</summary>
    [Cites("muller2018handbook", "Algorithm 4.4 (2Sum)")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SumError(double a, double b, double s)
    {
        var shadow = s - a;
        return (a - (s - shadow)) + (b - shadow);
    }

    /// <summary>a·b - p for p = fl(a·b). Exact for 2⁻⁹⁶⁰ ≤ |p| and |a|, |b| ≤ 2⁹⁹⁰.</summary>
    [Cites("muller2018handbook", "Algorithms 4.8 and 4.9, DekkerProd and 2ProdFMA")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double ProductError(double a, double b, double p) =>
        IsFused ? Math.FusedMultiplyAdd(a, b, -p) : SplitProductError(a, b, p);

    /// <summary>c - a·b, of the right sign, and exact where it is a double and fl(a·b) is within a factor 2 of c; ranges as for products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Remainder(double c, double a, double b)
    {
        if (IsFused)
        {
            return Math.FusedMultiplyAdd(-a, b, c);
        }

        // c - fl(a·b) is exact by Sterbenz's lemma, and one rounded subtraction keeps the sign.
        var p = a * b;
        return (c - p) - SplitProductError(a, b, p);
    }

    /// <summary>The same error from halves of 26 bits, without a fused operation.</summary>
    internal static double SplitProductError(double a, double b, double p)
    {
        var (high, low) = Split(a);
        var (otherHigh, otherLow) = Split(b);
        return (((high * otherHigh) - p) + (high * otherLow) + (low * otherHigh)) + (low * otherLow);
    }

    private static (double High, double Low) Split(double value)
    {
        var scaled = Splitter * value;
        var high = scaled - (scaled - value);
        return (high, value - high);
    }
}
