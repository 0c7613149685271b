using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Integrals;

/// <summary>
/// A function Σ a·θʲ·cos(kθ) + b·θʲ·sin(kθ) of one number θ with rational frequencies k ≥ 0: what polynomials, sines and cosines make, and with
/// t = cos θ polynomials in t, arccos t, arcsin t and √(1 - t²). Its integral is exact in any reading. Other functions are refused.
/// </summary>
/// <remarks>
/// <i>Accuracy:</i> that of <typeparamref name="T"/>. By parts ∫θʲcos kθ = (θʲ sin kθ - j∫θʲ⁻¹ sin kθ)/k and ∫θʲsin kθ = (-θʲ cos kθ + j∫θʲ⁻¹ cos kθ)/k.
/// On the arc 0 ≤ θ ≤ π the sine is not negative: √(c·sin²ᵖθ) = √c·sinᵖθ, and a comparison is what holds for almost all θ.
/// </remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
internal sealed class TrigonometricPolynomial<T> : IReal<TrigonometricPolynomial<T>>
    where T : IReal<T>
{
    private const int MostTerms = 1024;

    private readonly T one;
    private readonly bool isOnArc;
    private readonly SortedDictionary<(Rational Frequency, int Power, bool IsSine), T> terms;

    private TrigonometricPolynomial(T one, bool isOnArc, IEnumerable<((Rational Frequency, int Power, bool IsSine) Key, T Coefficient)> summands)
    {
        (this.one, this.isOnArc, terms) = (one.Literal(Rational.One), isOnArc, []);
        foreach (var (key, coefficient) in summands)
        {
            // sin(-kθ) = -sin kθ, and a sine of frequency 0 vanishes.
            var own = key.Frequency.Sign < 0 && key.IsSine ? -coefficient : coefficient;
            var at = key with { Frequency = Magnitude(key.Frequency) };
            if (at is not { IsSine: true, Frequency.IsZero: true })
            {
                terms[at] = terms.TryGetValue(at, out var known) ? known + own : own;
            }
        }

        foreach (var zero in terms.Where(t => IsZero(t.Value)).Select(t => t.Key).ToList())
        {
            terms.Remove(zero);
        }

        if (terms.Count > MostTerms)
        {
            throw new NotRepresentableException($"an integrand with more than {MostTerms} terms");
        }
    }

    private bool IsConstant => terms.Keys.All(static k => k is { Frequency.IsZero: true, Power: 0 });

    /// <summary>Sum.</summary>
    public static TrigonometricPolynomial<T> operator +(TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right) =>
        left.Of(left.Summands().Concat(right.Summands()));

    /// <summary>Difference.</summary>
    public static TrigonometricPolynomial<T> operator -(TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static TrigonometricPolynomial<T> operator -(TrigonometricPolynomial<T> value) => value.Of(value.Summands().Select(static s => (s.Key, -s.Coefficient)));

    /// <summary>Product, by the formulas for products of sines and cosines.</summary>
    public static TrigonometricPolynomial<T> operator *(TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right)
    {
        return left.Of(Products());

        IEnumerable<((Rational Frequency, int Power, bool IsSine) Key, T Coefficient)> Products()
        {
            foreach (var (a, x) in left.terms)
            {
                foreach (var (b, y) in right.terms)
                {
                    var (both, power) = (x * y, a.Power + b.Power);
                    if (a.Frequency.IsZero || b.Frequency.IsZero)
                    {
                        yield return ((a.Frequency + b.Frequency, power, a.IsSine || b.IsSine), both);
                        continue;
                    }

                    var half = both / both.Literal(2);
                    var isSine = a.IsSine != b.IsSine;
                    yield return ((a.Frequency + b.Frequency, power, isSine), a.IsSine && b.IsSine ? -half : half);
                    yield return ((a.Frequency - b.Frequency, power, isSine), b.IsSine && isSine ? -half : half);
                }
            }
        }
    }

    /// <summary>Quotient by a number.</summary>
    public static TrigonometricPolynomial<T> operator /(TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right)
    {
        var divisor = right.Number();
        return left.Of(left.Summands().Select(s => (s.Key, s.Coefficient / divisor)));
    }

    /// <summary>θ.</summary>
    /// <param name="one">Any number in the reading.</param>
    /// <param name="isOnArc">Whether only 0 ≤ θ ≤ π matters.</param>
    public static TrigonometricPolynomial<T> Variable(T one, bool isOnArc) => new(one, isOnArc, [((Rational.Zero, 1, false), one.Literal(Rational.One))]);

    /// <summary>A number, for every θ.</summary>
    /// <param name="value">The number.</param>
    /// <param name="isOnArc">Whether only 0 ≤ θ ≤ π matters.</param>
    public static TrigonometricPolynomial<T> Constant(T value, bool isOnArc) => new(value, isOnArc, [((Rational.Zero, 0, false), value)]);

    /// <summary>A root of a number; on the arc √(c·sin²ᵖθ) = √c·sinᵖθ.</summary>
    public static TrigonometricPolynomial<T> Sqrt(TrigonometricPolynomial<T> value) => value.IsConstant ? value.Map(T.Sqrt)
        : value.SquareOfSine() is var (power, factor) ? value.Like(T.Sqrt(factor)) * Power(Sin(Variable(value.one, isOnArc: true)), power)
        : throw Beyond("a root of a function of the variable");

    /// <inheritdoc/>
    public static TrigonometricPolynomial<T> Exp(TrigonometricPolynomial<T> value) => value.Map(T.Exp);

    /// <inheritdoc/>
    public static TrigonometricPolynomial<T> Log(TrigonometricPolynomial<T> value) => value.Map(T.Log);

    /// <summary>sin(kθ + c) = sin kθ cos c + cos kθ sin c.</summary>
    public static TrigonometricPolynomial<T> Sin(TrigonometricPolynomial<T> value) => value.OfAngle(isSine: true);

    /// <summary>cos(kθ + c) = cos kθ cos c - sin kθ sin c.</summary>
    public static TrigonometricPolynomial<T> Cos(TrigonometricPolynomial<T> value) => value.OfAngle(isSine: false);

    /// <summary>Of numbers; on the arc the angle of c·(cos θ, sin θ), of c·(sin θ, cos θ), and of these with the second turned round, for c &gt; 0.</summary>
    public static TrigonometricPolynomial<T> Atan2(TrigonometricPolynomial<T> y, TrigonometricPolynomial<T> x)
    {
        if (y.IsConstant && x.IsConstant)
        {
            return y.Like(T.Atan2(y.Number(), x.Number()));
        }

        var angle = Variable(y.one, isOnArc: true);
        return (y.Multiple(isSine: true), x.Multiple(isSine: false), y.Multiple(isSine: false), x.Multiple(isSine: true)) switch
        {
            ({ Sign: > 0 } a, { } b, _, _) when a == Magnitude(b) => b.Sign > 0 ? angle : y.Like(y.one.LiteralPi()) - angle,
            (_, _, { } a, { Sign: > 0 } b) when b == Magnitude(a) => (y.Like(y.one.LiteralPi()) / angle.Literal(2)) - angle is var right && a.Sign > 0 ? right : -right,
            _ => throw Beyond("an angle of functions of the variable"),
        };
    }

    /// <summary>The angle in [0, π] with this cosine: of a number, and on the arc of ±cos θ.</summary>
    public static TrigonometricPolynomial<T> Acos(TrigonometricPolynomial<T> value) => value.IsConstant ? value.Map(T.Acos)
        : value.Multiple(isSine: false) is { } cosine && Magnitude(cosine).IsOne ? Atan2(Sin(Variable(value.one, isOnArc: true)), value)
        : throw Beyond("an angle of functions of the variable");

    /// <inheritdoc/>
    public static TrigonometricPolynomial<T> Floor(TrigonometricPolynomial<T> value) => value.Map(T.Floor);

    /// <summary>The case that holds for almost all θ.</summary>
    public static TrigonometricPolynomial<T> Select(
        Relation relation, TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right, TrigonometricPolynomial<T> then, TrigonometricPolynomial<T> otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => throw Beyond("a case distinction on the variable"),
        };

    /// <summary>What holds of almost all θ.</summary>
    public static Certainty Compare(Relation relation, TrigonometricPolynomial<T> left, TrigonometricPolynomial<T> right)
    {
        var difference = left - right;
        var zero = left.one.Literal(Rational.Zero);
        return difference.IsConstant ? T.Compare(relation, difference.Number(), zero)
            : difference.SquareOfSine() is var (_, factor) ? T.Compare(relation, factor, zero)
            : Certainty.Unknown;
    }

    /// <inheritdoc/>
    public static bool TryExact(TrigonometricPolynomial<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.IsConstant && T.TryExact(value.Number(), out exact);
    }

    /// <summary>The integral over θ from one number to another.</summary>
    public T Integral(T from, T to)
    {
        var antiderivative = Of(terms.SelectMany(t => Antiderivative(t.Key, t.Value)));
        return antiderivative.At(to) - antiderivative.At(from);
    }

    /// <inheritdoc/>
    public TrigonometricPolynomial<T> Literal(Rational value) => Like(one.Literal(value));

    /// <inheritdoc/>
    public TrigonometricPolynomial<T> LiteralPi() => Like(one.LiteralPi());

    private static IEnumerable<((Rational Frequency, int Power, bool IsSine) Key, T Coefficient)> Antiderivative((Rational Frequency, int Power, bool IsSine) key, T coefficient)
    {
        if (key.Frequency.IsZero)
        {
            yield return (key with { Power = key.Power + 1 }, coefficient / coefficient.Literal(key.Power + 1));
            yield break;
        }

        for (var (rest, isSine) = (key.Power, key.IsSine); rest >= 0; (rest, isSine) = (rest - 1, !isSine))
        {
            coefficient /= coefficient.Literal(isSine ? -key.Frequency : key.Frequency);
            yield return ((key.Frequency, rest, !isSine), coefficient);
            coefficient = -coefficient * coefficient.Literal(rest);
        }
    }

    private static Rational Magnitude(Rational value) => value.Sign < 0 ? -value : value;

    private static bool IsZero(T value) => T.TryExact(value, out var exact) && exact.IsZero;

    private static NotRepresentableException Beyond(string what) => new($"{what} under an integral");

    private TrigonometricPolynomial<T> Of(IEnumerable<((Rational Frequency, int Power, bool IsSine) Key, T Coefficient)> summands) => new(one, isOnArc, summands);

    private TrigonometricPolynomial<T> Like(T value) => Constant(value, isOnArc);

    private IEnumerable<((Rational Frequency, int Power, bool IsSine) Key, T Coefficient)> Summands() => terms.Select(static t => (t.Key, t.Value));

    private T At(T angle) => terms.Aggregate(one.Literal(Rational.Zero), (sum, t) => sum + (t.Value * T.Power(angle, t.Key.Power)
        * (t.Key.Frequency.IsZero ? one : t.Key.IsSine ? T.Sin(angle * one.Literal(t.Key.Frequency)) : T.Cos(angle * one.Literal(t.Key.Frequency)))));

    private TrigonometricPolynomial<T> OfAngle(bool isSine)
    {
        var (frequency, shift) = (Rational.Zero, one.Literal(Rational.Zero));
        foreach (var (key, coefficient) in terms)
        {
            if (key is { Frequency.IsZero: true, Power: 0 })
            {
                shift = coefficient;
            }
            else if (key is not { Frequency.IsZero: true, Power: 1 } || !T.TryExact(coefficient, out frequency))
            {
                throw Beyond("a sine or cosine of a function of the variable");
            }
        }

        return Of([((frequency, 0, isSine), T.Cos(shift)), ((frequency, 0, !isSine), isSine ? T.Sin(shift) : -T.Sin(shift))]);
    }

    // c where this is c·sin θ or c·cos θ on the arc.
    private Rational? Multiple(bool isSine) =>
        isOnArc && terms.Count == 1 && terms.First() is { Key: { Power: 0, Frequency.IsOne: true } key } only && key.IsSine == isSine && T.TryExact(only.Value, out var exact) ? exact : null;

    // p > 0 and c where this is c·sin²ᵖθ on the arc: sin²ᵖθ has the leading term ±2^(1-2p)·cos(2pθ).
    private (int Power, T Factor)? SquareOfSine()
    {
        if (!isOnArc || terms.Count == 0 || terms.Last().Key is not { Power: 0, IsSine: false, Frequency: { IsInteger: true, Sign: > 0 } top } || !top.Numerator.IsEven || top > MostTerms)
        {
            return null;
        }

        var power = (int)top.Numerator / 2;
        var factor = terms.Last().Value * one.Literal((power % 2 == 0 ? 1 : -1) * Rational.Power(2, (2 * power) - 1));
        var difference = this - (Like(factor) * Power(Sin(Variable(one, isOnArc: true)), 2 * power));
        return difference.terms.Count == 0 ? (power, factor) : null;
    }

    private static TrigonometricPolynomial<T> Power(TrigonometricPolynomial<T> value, int exponent) => Enumerable.Repeat(value, exponent).Aggregate(value.Literal(Rational.One), static (p, v) => p * v);

    private T Number() => !IsConstant ? throw Beyond("this function of the variable") : terms.Count == 0 ? one.Literal(Rational.Zero) : terms.First().Value;

    private TrigonometricPolynomial<T> Map(Func<T, T> function) => Like(function(Number()));
}
