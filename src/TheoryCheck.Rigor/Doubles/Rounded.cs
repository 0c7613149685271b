using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>
/// An operation's result, rounded to nearest, with a number of the sign of its error. The processor's rounding mode is never
/// touched: the error comes from error-free transforms.
/// </summary>
/// <remarks>
/// <i>Accuracy:</i> the sign is exact for all finite operands: where the plain transforms may lose it (below 2⁻⁹⁶⁰, above 2¹⁰²⁰),
/// scaled operands give it. An overflow has the error sign that points back to the largest double. NaN operands give NaN.
/// </remarks>
/// <param name="Nearest">The rounded result.</param>
/// <param name="Error">Of the sign of (exact - nearest); 0 only when the result is exact.</param>
[Cites("rump2009rounding", "Section 2")]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rounded(double Nearest, double Error)
{
    // 2⁻⁹⁶⁰ and 2⁹⁶⁰; 2^±²⁰⁰ and 2^±¹⁰⁰ further below.
    private const double Small = 1.0261342003245941e-289;
    private const double Large = 9.7453140114e+288;

    /// <summary>a + b; ends of intervals, so that ∞ - ∞ does not occur.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Rounded Sum(double a, double b)
    {
        var s = a + b;
        return Math.Abs(a) < Large && Math.Abs(b) < Large ? new(s, ErrorFree.SumError(a, b, s)) : LargeSum(a, b, s);
    }

    /// <summary>a·b, with 0·∞ = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Rounded Product(double a, double b)
    {
        var p = a * b;
        var size = Math.Abs(p);
        return size > Small && size < Large && Math.Abs(a) < Large && Math.Abs(b) < Large
            ? new(p, ErrorFree.ProductError(a, b, p))
            : EdgeProduct(a, b, p);
    }

    /// <summary>a/b for b ≠ 0, with a/∞ = 0 for finite a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Rounded Quotient(double a, double b)
    {
        var q = a / b;
        var (top, size) = (Math.Abs(a), Math.Abs(q));
        return top > Small && top < Large && size > Small && size < Large && Math.Abs(b) < Large
            ? new(q, ErrorFree.Remainder(a, q, b) * Math.Sign(b))
            : EdgeQuotient(a, b, q);
    }

    /// <summary>√a for a ≥ 0.</summary>
    internal static Rounded SquareRoot(double a)
    {
        if (a == 0 || double.IsPositiveInfinity(a))
        {
            return new(a + 0.0, 0);
        }

        // The root of a·2^±²⁰⁰ is the scaled root exactly, because a root is never subnormal.
        var s = Math.Sqrt(a);
        return a < Small ? new(s, ErrorFree.Remainder(a * 1.6069380442589903e+60, s * 1.2676506002282294e+30, s * 1.2676506002282294e+30))
            : a > Large ? new(s, ErrorFree.Remainder(a * 6.223015277861142e-61, s * 7.888609052210118e-31, s * 7.888609052210118e-31))
            : new(s, ErrorFree.Remainder(a, s, s));
    }

    /// <summary>a·2ᵏ for a finite a.</summary>
    internal static Rounded Scaled(double a, int k)
    {
        var scaled = Math.ScaleB(a, k);
        return double.IsInfinity(scaled) ? new(scaled, -scaled) : new(scaled + 0.0, a - Math.ScaleB(scaled, -k));
    }

    private static Rounded LargeSum(double a, double b, double s)
    {
        if (!double.IsFinite(a) || !double.IsFinite(b))
        {
            return new(s, 0);
        }

        if (double.IsInfinity(s))
        {
            return new(s, -s);
        }

        // A summand below 1 beside one above 2⁹⁵⁹ is all lost; otherwise a sixteenth of everything is exact.
        var small = Math.MinMagnitude(a, b);
        return Math.Abs(small) < 1 ? new(s, small) : new(s, ErrorFree.SumError(a / 16, b / 16, s / 16));
    }

    private static Rounded EdgeProduct(double a, double b, double p)
    {
        if (a == 0 || b == 0)
        {
            return double.IsNaN(a) || double.IsNaN(b) ? new(double.NaN, 0) : default;
        }

        if (!double.IsFinite(a) || !double.IsFinite(b) || double.IsInfinity(p))
        {
            return new(p, double.IsFinite(a) && double.IsFinite(b) ? -p : 0);
        }

        var (first, second) = (Math.ILogB(a), Math.ILogB(b));
        var (u, v) = (Math.ScaleB(a, -first), Math.ScaleB(b, -second));
        var exact = u * v;
        return new(p + 0.0, Difference(exact, ErrorFree.ProductError(u, v, exact), Math.ScaleB(p, -first - second)));
    }

    private static Rounded EdgeQuotient(double a, double b, double q)
    {
        if (a == 0 || !double.IsFinite(a) || !double.IsFinite(b))
        {
            return new(q + 0.0, 0);
        }

        if (double.IsInfinity(q))
        {
            return new(q, -q);
        }

        var (first, second) = (Math.ILogB(a), Math.ILogB(b));
        var (u, v) = (Math.ScaleB(a, -first), Math.ScaleB(b, -second));
        var exact = u / v;
        return new(q + 0.0, Difference(exact, ErrorFree.Remainder(u, exact, v) * Math.Sign(v), Math.ScaleB(q, second - first)));
    }

    /// <summary>
    /// The sign of (exact + error) - candidate, where |error| is at most half a unit of exact. The candidate, a double that was
    /// scaled up exactly, is 0 or has no finer unit than exact, so their difference is exact and outweighs the error unless 0.
    /// </summary>
    private static double Difference(double exact, double error, double candidate)
    {
        var difference = exact - candidate;
        return difference != 0 ? difference : error;
    }
}
