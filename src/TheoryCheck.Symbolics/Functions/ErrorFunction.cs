using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The error function and its complement in readings of double precision.</summary>
internal static class ErrorFunction
{
    private const int SeriesTerms = 60;

    // The error of n levels of the fraction falls like exp(-4t√(n/2)): below 1e-23 relative for t ≥ 1 and t ≥ 2.
    private const int LevelsFromOne = 400;
    private const int LevelsFromTwo = 120;

    /// <summary>
    /// erf(t): for |t| &lt; 2 by 2/√π·exp(-t²)·Σ 2ᵏ t^(2k+1)/(1·3·…·(2k+1)), whose terms have one sign; beyond by the complement.
    /// </summary>
    internal static T Of<T>(T t)
        where T : IReal<T>
    {
        RoundingReading.Require(t, "erf");
        var zero = t.Literal(Rational.Zero);
        if (IsSmall(t))
        {
            return Series(t);
        }

        var one = t.Literal(Rational.One);
        return T.Compare(Relation.Greater, t, zero) == Certainty.True ? one - Fraction(t, LevelsFromTwo) : Fraction(-t, LevelsFromTwo) - one;
    }

    /// <summary>erfc(t) = 1 - erf(t), with full relative accuracy in the right tail.</summary>
    internal static T Complement<T>(T t)
        where T : IReal<T>
    {
        RoundingReading.Require(t, "erf");
        var one = t.Literal(Rational.One);
        if (T.Compare(Relation.GreaterOrEqual, t, t.Literal(2)) == Certainty.True)
        {
            return Fraction(t, LevelsFromTwo);
        }

        return T.Compare(Relation.GreaterOrEqual, t, one) == Certainty.True ? Fraction(t, LevelsFromOne) : one - Of(t);
    }

    private static bool IsSmall<T>(T t)
        where T : IReal<T> =>
        T.Compare(Relation.Less, t, t.Literal(2)) == Certainty.True && T.Compare(Relation.Greater, t, t.Literal(-2)) == Certainty.True;

    private static T Series<T>(T t)
        where T : IReal<T>
    {
        var square = t * t;
        var sum = t.Literal(Rational.One);
        for (var k = SeriesTerms; k >= 1; k--)
        {
            sum = t.Literal(Rational.One) + (sum * square * t.Literal(new Rational(2, (2 * k) + 1)));
        }

        return t.Literal(2) / T.Sqrt(t.LiteralPi()) * T.Exp(-square) * t * sum;
    }

    /// <summary>erfc(t) = exp(-t²)/√π / (t + (1/2)/(t + (2/2)/(t + (3/2)/(t + …)))) for t &gt; 0, from the tail.</summary>
    private static T Fraction<T>(T t, int levels)
        where T : IReal<T>
    {
        var value = t;
        for (var k = levels; k >= 1; k--)
        {
            value = t + (t.Literal(new Rational(k, 2)) / value);
        }

        return T.Exp(-(t * t)) / T.Sqrt(t.LiteralPi()) / value;
    }
}
