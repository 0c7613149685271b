using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Exact;

/// <summary>The angles that are rational multiples of π and have a rational cos²: by Niven's theorem those with sin² = 0, 1/4, 1/2, 3/4 or 1; and the twelfths of π, whose sines are sums of square roots.</summary>
[Cites("niven1956", "Corollary 3.12")]
internal static class RightAngles
{
    private static readonly ExactReal[] Twelfths =
    [
        ExactReal.FromRational(0),
        (Root(6) - Root(2)) / ExactReal.FromRational(4),
        ExactReal.FromRational(new Rational(1, 2)),
        Root(2) / ExactReal.FromRational(2),
        Root(3) / ExactReal.FromRational(2),
        (Root(6) + Root(2)) / ExactReal.FromRational(4),
        ExactReal.FromRational(1),
    ];

    /// <summary>sin(n·π/12).</summary>
    internal static ExactReal Sine(int n)
    {
        n = ((n % 24) + 24) % 24;
        return n > 12 ? -Sine(n - 12) : Twelfths[Math.Min(n, 12 - n)];
    }

    /// <summary>The twelfths of π in the angle in [0, π/2] whose sine has the given square; null when the angle is no rational multiple of π.</summary>
    internal static int? OfSquaredSine(Rational square) =>
        square.IsZero ? 0
        : square == new Rational(1, 4) ? 2
        : square == new Rational(1, 2) ? 3
        : square == new Rational(3, 4) ? 4
        : square.IsOne ? 6
        : null;

    private static ExactReal Root(int n) => ExactReal.Sqrt(ExactReal.FromRational(n));
}
