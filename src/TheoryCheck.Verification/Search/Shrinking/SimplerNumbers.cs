using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Search.Shrinking;

/// <summary>Numbers that are simpler than a given one and near it, or simply simple.</summary>
internal static class SimplerNumbers
{
    private const int MostConvergents = 12;

    /// <summary>How much there is to write: the bits of numerator and denominator, and one for a sign.</summary>
    public static long Weight(Rational value) =>
        (long)BigInteger.Abs(value.Numerator).GetBitLength() + (2 * ((long)value.Denominator.GetBitLength() - 1)) + (value.Sign < 0 ? 1 : 0);

    /// <summary>Candidates of less weight, the simplest first: 0, ±1, about the half of the number and of its reciprocal, the convergents of the continued fraction.</summary>
    public static IEnumerable<Rational> Of(Rational value)
    {
        var weight = Weight(value);
        Rational[] plain = value.Sign < 0 ? [Rational.Zero, Rational.One, -Rational.One] : [Rational.Zero, Rational.One];
        Rational[] half = value.IsZero ? [] : [Rational.Floor(value / 2), .. Rational.Floor(Rational.One / value / 2) is { IsZero: false } under ? [Rational.One / under] : Array.Empty<Rational>()];
        return plain.Concat(half).Concat(Convergents(value)).Where(c => Weight(c) < weight).Distinct().OrderBy(Weight);
    }

    /// <summary>
    /// The first convergents p/q of x = [a₀; a₁, a₂, …], the best approximations of their denominators:
    /// pₖ = aₖpₖ₋₁ + pₖ₋₂, the same for q.
    /// </summary>
    public static IEnumerable<Rational> Convergents(Rational value)
    {
        var rest = value;
        (BigInteger P, BigInteger Q) before = (0, 1), last = (1, 0);
        for (var k = 0; k < MostConvergents; k++)
        {
            var whole = Rational.Floor(rest);
            (before, last) = (last, ((whole.Numerator * last.P) + before.P, (whole.Numerator * last.Q) + before.Q));
            yield return new Rational(last.P, last.Q);
            if (rest == whole)
            {
                yield break;
            }

            rest = Rational.One / (rest - whole);
        }
    }
}
