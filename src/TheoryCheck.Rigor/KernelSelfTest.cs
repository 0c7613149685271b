using TheoryCheck.Rigor.Doubles;

namespace TheoryCheck.Rigor;

/// <summary>
/// Asks once whether this host's doubles are what the proofs behind <see cref="DoubleInterval"/> assume: binary64, rounded to
/// nearest with ties to even, with subnormal numbers. Where they are not, no verdict may be certified.
/// </summary>
/// <remarks>
/// A fused multiply-add that rounds twice is no failure: the kernel then finds its errors by splitting.
/// <i>Cost:</i> a few tens of milliseconds, once per process.
/// </remarks>
public static class KernelSelfTest
{
    private static readonly Lazy<string> Failure = new(Run);

    /// <summary>Whether everything held.</summary>
    public static bool Passed => Reason.Length == 0;

    /// <summary>What failed, in words; empty when everything held.</summary>
    public static string Reason => Failure.Value;

    /// <summary>The first failure among rounding rules and known points, or an empty text.</summary>
    /// <param name="add">The addition that is asked; tests pass wrong ones.</param>
    /// <param name="multiply">The multiplication that is asked.</param>
    /// <param name="golden">The known points.</param>
    internal static string Examine(Func<double, double, double> add, Func<double, double, double> multiply, IEnumerable<Golden> golden)
    {
        const double HalfUnit = 1.1102230246251565E-16;
        var one = FusedProbe.Opaque(1);
        if (add(one, HalfUnit) != 1 || add(one, 3 * HalfUnit) != 1 + (4 * HalfUnit) || add(-one, -HalfUnit) != -1
            || add(one, 1.5 * HalfUnit) != 1 + (2 * HalfUnit) || add(-one, -1.5 * HalfUnit) != -1 - (2 * HalfUnit))
        {
            return "sums of doubles are not rounded to the nearest, ties to even";
        }

        if (multiply(1 + (2 * HalfUnit), FusedProbe.Opaque(1.5)) != 1.5 + (4 * HalfUnit) || multiply(one / 3, 3) != 1
            || multiply(one + (2 * HalfUnit), 1 + (2 * HalfUnit)) != 1 + (4 * HalfUnit))
        {
            return "products of doubles are not rounded to the nearest, ties to even";
        }

        const double LeastNormal = 2.2250738585072014E-308;
        if (multiply(FusedProbe.Opaque(LeastNormal), 0.5) * 2 != LeastNormal || add(FusedProbe.Opaque(LeastNormal), -1.5 * LeastNormal) == 0
            || multiply(FusedProbe.Opaque(double.Epsilon), 1) == 0)
        {
            return "subnormal numbers are flushed to zero";
        }

        var missed = golden.FirstOrDefault(static point => !point.IsMet);
        return missed is null ? "" : $"the enclosure of {missed.Function} at a known point is wrong";
    }

    private static string Run() => Examine(static (a, b) => a + b, static (a, b) => a * b, Golden.Shipped());
}
