using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The gamma function and the derivatives of its logarithm.</summary>
internal static class GammaFunction
{
    // Below this argument the recurrence is used to climb; from here on Stirling's series with eight terms errs by less than 1e-17.
    private const int Asymptotic = 16;

    private const int LongestClimb = 10_000;

    // B_2, B_4, …, B_24.
    private static readonly Rational[] Bernoulli =
    [
        new(1, 6), new(-1, 30), new(1, 42), new(-1, 30), new(5, 66), new(-691, 2730), new(7, 6), new(-3617, 510),
        new(43867, 798), new(-174611, 330), new(854513, 138), new(-236364091, 2730),
    ];

    /// <summary>
    /// The value at a half integer, exactly: gamma(n) = (n-1)! and gamma(n + 1/2) = gamma(1/2)·(1/2)(3/2)…, gamma(1/2) = √π.
    /// Null at poles, elsewhere, and beyond |t| = 1000.
    /// </summary>
    internal static Term? AtHalfInteger(Rational t)
    {
        var twice = t * 2;
        if (!twice.IsInteger || BigInteger.Abs(twice.Numerator) > 2000 || (t.IsInteger && t.Sign <= 0))
        {
            return null;
        }

        var start = t.IsInteger ? Rational.One : new Rational(1, 2);
        var factor = Rational.One;
        for (var s = start; s < t; s += Rational.One)
        {
            factor *= s;
        }

        for (var s = t; s < start; s += Rational.One)
        {
            factor /= s;
        }

        return t.IsInteger ? Build.Num(factor) : Build.Multiply(Build.Num(factor), Build.Call<Sqrt>(Constant.Pi));
    }

    /// <summary>The formula that t is none of 0, -1, -2, …</summary>
    internal static Term IsNoPole(Term t) => new Connective(ConnectiveKind.Or, [
        new Comparison(t, Relation.Greater, Number.Zero),
        new Comparison(t, Relation.NotEqual, Build.Call<Floor>(t))]);

    /// <summary>gamma(t), by climbing to t ≥ 16 and Stirling's series there; below 1/2 by the reflection gamma(t)·gamma(1-t) = π/sin(πt).</summary>
    internal static T Of<T>(T t)
        where T : IReal<T>
    {
        if (T.TryExact(t, out var exact) && AtHalfInteger(exact) is { } known)
        {
            return known is Number number ? t.Literal(number.Value) : t.Literal(((Number)((Arithmetic)known).Children[0]).Value) * T.Sqrt(t.LiteralPi());
        }

        var one = t.Literal(Rational.One);
        var isLeft = T.Compare(Relation.Less, t, t.Literal(new Rational(1, 2))) == Certainty.True;
        RefusePole(t, "gamma");
        RoundingReading.Require(t, "gamma");
        if (isLeft)
        {
            // sin(πt) through the distance to the nearest integer, so that large |t| keeps its digits.
            var nearest = T.Floor(t + t.Literal(new Rational(1, 2)));
            var half = nearest / t.Literal(2);
            var even = T.Compare(Relation.Equal, half, T.Floor(half)) == Certainty.True;
            var sine = T.Sin(t.LiteralPi() * (t - nearest));
            return t.LiteralPi() / ((even ? sine : -sine) * Of(one - t));
        }

        var (shifted, product) = (t, one);
        while (T.Compare(Relation.Less, shifted, t.Literal(Asymptotic)) == Certainty.True)
        {
            product *= shifted;
            shifted += one;
        }

        return Stirling(shifted) / product;
    }

    /// <summary>The (order + 1)-th derivative of log gamma at t off the poles, by the recurrence up to t ≥ 16 + order and the asymptotic series there.</summary>
    internal static T Polygamma<T>(T order, T t)
        where T : IReal<T>
    {
        var k = IntegerTyping.Decide(order, "polygamma");
        var one = t.Literal(Rational.One);
        RefusePole(t, "polygamma");
        RoundingReading.Require(t, "polygamma");
        if (T.Compare(Relation.Less, t, t.Literal(-LongestClimb)) == Certainty.True)
        {
            throw new NotRepresentableException($"'polygamma' is not computed below -{LongestClimb}");
        }

        var factorial = Rational.One;
        for (var j = 2; j <= k; j++)
        {
            factorial *= j;
        }

        // ψ⁽ᵏ⁾(t) = ψ⁽ᵏ⁾(t + 1) - (-1)ᵏ k!/t^(k+1).
        var (shifted, sum) = (t, t.Literal(Rational.Zero));
        while (T.Compare(Relation.Less, shifted, t.Literal(Asymptotic + k)) == Certainty.True)
        {
            sum += one / IntegerPower(shifted, k + 1);
            shifted += one;
        }

        // k = 0: log t - 1/(2t) - Σ B_2j/(2j t^2j); else (-1)^(k+1) ((k-1)!/t^k + k!/(2 t^(k+1)) + Σ B_2j (2j+k-1)!/((2j)! t^(2j+k))).
        var inverse = one / shifted;
        var head = k == 0
            ? -T.Log(shifted) + (inverse / t.Literal(2))
            : (t.Literal(factorial / k) * IntegerPower(inverse, k)) + (t.Literal(factorial / 2) * IntegerPower(inverse, k + 1));
        var ratio = k == 0 ? Rational.One : factorial / k;
        for (var j = 1; j <= Bernoulli.Length; j++)
        {
            // (2j+k-1)!/(2j)!, from the previous one.
            ratio = j == 1 && k == 0
                ? new Rational(1, 2)
                : ratio * ((2 * j) + k - 1) * ((2 * j) + k - 2) / ((2 * j) * ((2 * j) - 1));
            head += t.Literal(Bernoulli[j - 1] * ratio) * IntegerPower(inverse, (2 * j) + k);
        }

        var value = head + (t.Literal(factorial) * sum);
        return k % 2 == 0 ? -value : value;
    }

    /// <summary>√(2π/t)·(t/e)ᵗ·exp(Σ B_2j/(2j(2j-1)t^(2j-1))); the power as two factors, so that it overflows only with the value.</summary>
    private static T Stirling<T>(T t)
        where T : IReal<T>
    {
        var inverse = t.Literal(Rational.One) / t;
        var square = inverse * inverse;
        var series = t.Literal(Rational.Zero);
        for (var j = Bernoulli.Length; j >= 1; j--)
        {
            series = (series * square) + t.Literal(Bernoulli[j - 1] / (2 * j * ((2 * j) - 1)));
        }

        var halfPower = T.Exp((t / t.Literal(2)) * (T.Log(t) - t.Literal(Rational.One)));
        return T.Sqrt(t.Literal(2) * t.LiteralPi() * inverse) * halfPower * T.Exp(series * inverse) * halfPower;
    }

    private static void RefusePole<T>(T t, string name)
        where T : IReal<T>
    {
        if (T.Compare(Relation.LessOrEqual, t, t.Literal(Rational.Zero)) == Certainty.True
            && T.Compare(Relation.Equal, t, T.Floor(t)) == Certainty.True)
        {
            throw new UndefinedException($"'{name}' at a pole");
        }
    }

    private static T IntegerPower<T>(T value, int exponent)
        where T : IReal<T>
    {
        var result = value.Literal(Rational.One);
        for (var i = 0; i < exponent; i++)
        {
            result *= value;
        }

        return result;
    }
}
