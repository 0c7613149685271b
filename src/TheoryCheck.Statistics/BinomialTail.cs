using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>Tails of the binomial law, compared with rationals without error.</summary>
internal static class BinomialTail
{
    private const long LargestExactBits = 1L << 24;

    /// <summary>P(Bin(n, p) ≤ k) for 0 ≤ p ≤ 1, enclosed by a sum of positive terms. O(k) operations.</summary>
    internal static PositiveEnclosure AtMost(long n, Rational p, long k)
    {
        if (k < 0)
        {
            return PositiveEnclosure.Zero;
        }

        if (k >= n || p.IsZero)
        {
            return PositiveEnclosure.One;
        }

        if (p.IsOne)
        {
            return PositiveEnclosure.Zero;
        }

        var odds = PositiveEnclosure.Of(p / (Rational.One - p));
        var term = PositiveEnclosure.Power(PositiveEnclosure.Of(Rational.One - p), n);
        var sum = term;
        for (var i = 0L; i < k; i++)
        {
            term = (term * odds * PositiveEnclosure.Of(n - i)).DividedBy(i + 1);
            sum += term;
        }

        return sum;
    }

    /// <summary>P(Bin(n, p) ≥ k).</summary>
    internal static PositiveEnclosure AtLeast(long n, Rational p, long k) => AtMost(n, Rational.One - p, n - k);

    /// <summary>Whether P(Bin(n, p) ≤ k) ≤ level: enclosure first, integers on a tie.</summary>
    internal static Certainty AtMostIsWithin(long n, Rational p, long k, Rational level)
    {
        var certainty = PositiveEnclosure.AtLeast(PositiveEnclosure.Of(level), AtMost(n, p, k));
        return certainty != Certainty.Unknown || n * p.Denominator.GetBitLength() > LargestExactBits
            ? certainty
            : CertaintyLogic.Of(Exact((int)n, p, (int)Math.Min(k, n)) <= level);
    }

    /// <summary>P(Bin(n, p) ≤ k), exact.</summary>
    internal static Rational Exact(int n, Rational p, int k)
    {
        // Over the common denominator q^n the term i is C(n, i) hit^i miss^(n-i).
        var hit = p.Numerator;
        var miss = p.Denominator - hit;
        var sum = BigInteger.Zero;
        var coefficient = BigInteger.One;
        for (var i = 0; i <= k; i++)
        {
            sum += coefficient * BigInteger.Pow(hit, i) * BigInteger.Pow(miss, n - i);
            coefficient = coefficient * (n - i) / (i + 1);
        }

        return new Rational(sum, BigInteger.Pow(p.Denominator, n));
    }
}
