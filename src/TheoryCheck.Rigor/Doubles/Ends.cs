using System.Runtime.InteropServices;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>The two ends of an interval; both NaN when the enclosed value may not exist. <c>default</c> is the point 0.</summary>
/// <param name="Lower">The lower end, or -∞.</param>
/// <param name="Upper">The upper end, or ∞.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Ends(double Lower, double Upper)
{
    internal static Ends Undecided => new(double.NaN, double.NaN);

    internal static Ends Line => new(double.NegativeInfinity, double.PositiveInfinity);

    internal bool IsUndecided => double.IsNaN(Lower) || double.IsNaN(Upper);

    internal bool IsPoint => Lower == Upper;

    /// <summary>The mirrored interval; 0 - x, unlike -x, has no negative zero.</summary>
    public static Ends operator -(Ends value) => new(0 - value.Upper, 0 - value.Lower);

    internal static Ends Hull(Ends left, Ends right) => new(Math.Min(left.Lower, right.Lower), Math.Max(left.Upper, right.Upper));
}
