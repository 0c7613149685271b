using System.Runtime.InteropServices;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>
/// An unevaluated sum of two doubles with |Low| ≤ ulp(High)/2: about 106 bits. Relative errors, with u = 2⁻⁵³, as long as nothing
/// leaves the range from 2⁻⁹⁰⁰ to 2⁹⁰⁰: sums below 4u², whatever the signs, products below 5u², quotients below 15u².
/// </summary>
/// <param name="High">The nearest double.</param>
/// <param name="Low">The rest.</param>
[Cites("joldes2017", "Algorithms 4, 6, 9, 12 and 17")]
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Twofold(double High, double Low)
{
    public static implicit operator Twofold(double value) => new(value, 0);

    public static Twofold operator +(Twofold left, Twofold right)
    {
        var s = Sum(left.High, right.High);
        var t = Sum(left.Low, right.Low);
        var v = Renormalized(s.High, s.Low + t.High);
        return Renormalized(v.High, t.Low + v.Low);
    }

    public static Twofold operator +(Twofold left, double right)
    {
        var s = Sum(left.High, right);
        return Renormalized(s.High, left.Low + s.Low);
    }

    public static Twofold operator -(Twofold left, Twofold right) => left + -right;

    public static Twofold operator -(Twofold value) => new(-value.High, -value.Low);

    public static Twofold operator *(Twofold left, Twofold right)
    {
        var p = Product(left.High, right.High);
        return Renormalized(p.High, p.Low + (left.High * right.Low + left.Low * right.High));
    }

    public static Twofold operator *(Twofold left, double right)
    {
        var p = Product(left.High, right);
        return Renormalized(p.High, p.Low + left.Low * right);
    }

    public static Twofold operator /(Twofold left, Twofold right)
    {
        var first = left.High / right.High;
        var rest = left - right * first;
        return Renormalized(first, rest.High / right.High);
    }

    /// <summary>The root of a positive number, by one step of Newton's iteration in both parts: relative error below 25u².</summary>
    internal static Twofold SquareRoot(Twofold value)
    {
        var root = Math.Sqrt(value.High);
        var rest = ErrorFree.Remainder(value.High, root, root) + value.Low;
        return Renormalized(root, rest / (2 * root));
    }

    /// <summary>a + b, exact.</summary>
    internal static Twofold Sum(double a, double b)
    {
        var s = a + b;
        return new(s, ErrorFree.SumError(a, b, s));
    }

    /// <summary>a·b, exact above 2⁻⁹⁶⁰.</summary>
    internal static Twofold Product(double a, double b)
    {
        var p = a * b;
        return new(p, ErrorFree.ProductError(a, b, p));
    }

    /// <summary>a·2ᵏ; exact while no part becomes subnormal.</summary>
    internal Twofold Scale(int k) => new(Math.ScaleB(High, k), Math.ScaleB(Low, k));

    private static Twofold Renormalized(double large, double small)
    {
        var s = large + small;
        return new(s, small - (s - large));
    }
}
