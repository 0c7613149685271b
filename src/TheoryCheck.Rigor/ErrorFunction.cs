using TheoryCheck.Core;
using TheoryCheck.Rigor.Tails;

namespace TheoryCheck.Rigor;

/// <summary>The error function and its complement in readings of double precision and in readings that enclose.</summary>
/// <remarks>
/// Enclosed: with K terms of the series, 2t²/(2K + 3) ≤ 1/2 makes what follows at most the last factor again, so Horner's scheme starts with [1, 2]; beyond the reach of the precision
/// 0 ≤ erfc(t) ≤ exp(-t²)/(t√π). The fraction lies between its values for the tails t and t + (n + 1)/(2t), for all that is divided by is at least t.
/// </remarks>
[Cites("abramowitz1964handbook", "7.1.6 and 7.1.14, series and continued fraction; 7.1.13, bound; 7.1.24, asymptotic expansion with its rest")]
public static class ErrorFunction
{
    private const int SeriesTerms = 60;

    // The error of n levels of the fraction falls like exp(-4t√(n/2)): below 1e-23 relative for t ≥ 1 and t ≥ 2.
    private const int LevelsFromOne = 400;
    private const int LevelsFromTwo = 120;

    // More levels than some hundreds are not worth the relative accuracy of a tail.
    private const int LargestTailPrecision = 128;

    /// <summary>
    /// erf(t): for |t| &lt; 2 by 2/√π·exp(-t²)·Σ 2ᵏ t^(2k+1)/(1·3·…·(2k+1)), whose terms have one sign; beyond by the complement.
    /// </summary>
    public static T Of<T>(T t)
        where T : IReal<T>
    {
        if (t is Tapes.IErrorFunction<T> own)
        {
            return own.Erf();
        }

        if (Precision(t) is { } bits)
        {
            return Enclosed(t, bits);
        }

        if (t is TailReal tail)
        {
            return (T)(object)Far(tail);
        }

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
    public static T Complement<T>(T t)
        where T : IReal<T>
    {
        var one = t.Literal(Rational.One);
        if (Precision(t) is { } bits)
        {
            return bits <= LargestTailPrecision && T.Compare(Relation.GreaterOrEqual, t, t.Literal(2)) == Certainty.True ? Tail(t, bits) : one - Enclosed(t, bits);
        }

        if (t is TailReal or Tapes.IErrorFunction<T>)
        {
            return one - Of(t);
        }

        RoundingReading.Require(t, "erf");
        if (T.Compare(Relation.GreaterOrEqual, t, t.Literal(2)) == Certainty.True)
        {
            return Fraction(t, LevelsFromTwo);
        }

        return T.Compare(Relation.GreaterOrEqual, t, one) == Certainty.True ? Fraction(t, LevelsFromOne) : one - Of(t);
    }

    // Where t is far from 0 for all s: 1 - exp(-t²)/(t√π)·(1 - r + 3θr²) with r = 1/(2t²) and θ in [0, 1].
    private static TailReal Far(TailReal t)
    {
        var (zero, one) = (t.Literal(Rational.Zero), t.Literal(Rational.One));
        if (TailReal.Compare(Relation.Less, t, zero) == Certainty.True)
        {
            return -Far(-t);
        }

        if (TailReal.Compare(Relation.Greater, t, one) != Certainty.True)
        {
            return t.Under(Of);
        }

        var square = t * t;
        var r = one / (t.Literal(2) * square);
        return one - (TailReal.Exp(-square) / (t * TailReal.Sqrt(t.LiteralPi())) * (one - r + (TailReal.Either(zero, t.Literal(3)) * r * r)));
    }

    // The precision of a reading that encloses.
    private static int? Precision<T>(T t)
        where T : IReal<T> => t switch
        {
            DoubleInterval => DoubleInterval.Precision,
            Interval interval => interval.Precision,
            _ => null,
        };

    private static T Enclosed<T>(T t, int bits)
        where T : IReal<T>
    {
        var reach = (int)Math.Ceiling(Math.Sqrt(bits * Math.Log(2))) + 1;
        var one = t.Literal(Rational.One);
        var size = Enumerable.Range(1, reach).FirstOrDefault(m => T.Compare(Relation.LessOrEqual, T.Abs(t), t.Literal(m)) == Certainty.True);
        if (size > 0)
        {
            var square = T.Power(t, 2);
            var sum = T.Either(one, t.Literal(2));
            for (var k = (2 * size * size) + bits; k >= 1; k--)
            {
                sum = one + (sum * square * t.Literal(new Rational(2, (2 * k) + 1)));
            }

            var value = t.Literal(2) / T.Sqrt(t.LiteralPi()) * T.Exp(-square) * t * sum;
            return T.Max(-one, T.Min(one, value));
        }

        var isRight = T.Compare(Relation.GreaterOrEqual, t, t.Literal(reach - 1)) == Certainty.True;
        if (!isRight && T.Compare(Relation.LessOrEqual, t, t.Literal(1 - reach)) != Certainty.True)
        {
            return T.Either(-one, one);
        }

        var far = T.Abs(t);
        var rest = T.Either(one - one, T.Exp(-T.Power(far, 2)) / (far * T.Sqrt(t.LiteralPi())));
        return isRight ? one - rest : rest - one;
    }

    // erfc(t) for t ≥ 2 with the relative accuracy of the reading: n levels leave exp(-4t√(n/2)).
    private static T Tail<T>(T t, int bits)
        where T : IReal<T>
    {
        var levels = Math.Max(LevelsFromTwo, bits * bits / 60);
        return Fraction(t, levels, T.Either(t, t + (t.Literal(new Rational(levels + 1, 2)) / t)));
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
        where T : IReal<T> => Fraction(t, levels, t);

    private static T Fraction<T>(T t, int levels, T tail)
        where T : IReal<T>
    {
        var value = tail;
        for (var k = levels; k >= 1; k--)
        {
            value = t + (t.Literal(new Rational(k, 2)) / value);
        }

        return T.Exp(-(t * t)) / T.Sqrt(t.LiteralPi()) / value;
    }
}
