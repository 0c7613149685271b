using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>An interval for a probability; its ends are exact numbers k/2⁴⁰, rounded outwards.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Confidence">1 − α.</param>
public sealed record ProportionInterval(Probability Lower, Probability Upper, Rational Confidence)
{
    private const int GridBits = 40;

    /// <summary>The least k/2⁴⁰ in [from, 1] for which an upward closed condition holds; 1 if none is known to.</summary>
    internal static Probability LeastAbove(Rational from, Func<Rational, bool> holds)
    {
        var grid = BigInteger.One << GridBits;
        var below = (long)Rational.Floor(from * grid).Numerator - 1;
        var above = (long)grid;
        while (above - below > 1)
        {
            var middle = below + (above - below) / 2;
            (below, above) = holds(new Rational(middle < 0 ? 0 : middle, grid)) ? (below, middle) : (middle, above);
        }

        return new Probability(new Rational(Math.Max(0, above), grid));
    }
}
