using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// A one-sided series Σ cₖ·hᵏ + O(h^Limit) as h → 0 from above, with finitely many negative powers allowed. Comparisons are
/// those that hold for all small enough h &gt; 0, so kinks are resolved by the side from which they are reached.
/// </summary>
/// <remarks>
/// Whatever would depend on terms beyond the limit, or on a coefficient whose sign the reading <typeparamref name="T"/> cannot
/// tell, is Unknown in a comparison and otherwise throws <see cref="NotRepresentableException"/>; so do functions with no such
/// series (logarithms of something that tends to 0, fractional powers, essential singularities).
/// <i>Accuracy:</i> that of the coefficients; exact over <see cref="Rational"/>, enclosing over <see cref="Interval"/>.
/// </remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
public readonly struct PowerSeries<T> : IReal<PowerSeries<T>>
    where T : IReal<T>
{
    private const int Unlimited = int.MaxValue;

    private readonly ImmutableArray<T> coefficients;
    private readonly T one;
    private readonly int terms;

    /// <summary>Keeps what is known: drops leading zeros, and everything beyond <paramref name="terms"/> coefficients or the limit.</summary>
    private PowerSeries(T one, int terms, int start, IReadOnlyList<T> known, int limit)
    {
        this.one = one;
        this.terms = terms;
        var count = limit == Unlimited ? known.Count : Math.Clamp(limit - start, 0, known.Count);
        var first = 0;
        while (first < count && IsZero(known[first]))
        {
            first++;
        }

        var last = count;
        while (limit == Unlimited && last > first && IsZero(known[last - 1]))
        {
            last--;
        }

        if (last - first > terms)
        {
            last = first + terms;
            limit = start + last;
        }

        var kept = ImmutableArray.CreateBuilder<T>(last - first);
        for (var k = first; k < last; k++)
        {
            kept.Add(known[k]);
        }

        coefficients = kept.MoveToImmutable();
        Start = first < last ? start + first : limit == Unlimited ? 0 : Math.Max(limit, start + first);
        Limit = limit;
    }

    /// <summary>The exponent of the first coefficient that is not known to be 0.</summary>
    public int Start { get; }

    /// <summary>The terms below h^Limit are known; <see cref="int.MaxValue"/> for a finite sum that is known in full.</summary>
    public int Limit { get; }

    /// <summary>Whether this is the number 0, for every h.</summary>
    public bool IsExactlyZero => Known.IsEmpty && Limit == Unlimited;

    private ImmutableArray<T> Known => coefficients.IsDefault ? [] : coefficients;

    /// <summary>Sum.</summary>
    public static PowerSeries<T> operator +(PowerSeries<T> left, PowerSeries<T> right)
    {
        if (left.IsExactlyZero || right.IsExactlyZero)
        {
            return left.IsExactlyZero ? right : left;
        }

        var start = Math.Min(left.Start, right.Start);
        var end = Math.Max(left.Start + left.Known.Length, right.Start + right.Known.Length);
        return new(
            left.one,
            left.terms,
            start,
            Enumerable.Range(start, end - start).Select(k => left.Coefficient(k) + right.Coefficient(k)).ToArray(),
            Math.Min(left.Limit, right.Limit));
    }

    /// <summary>Difference.</summary>
    public static PowerSeries<T> operator -(PowerSeries<T> left, PowerSeries<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static PowerSeries<T> operator -(PowerSeries<T> value) => value.Map(static coefficient => -coefficient);

    /// <summary>Product.</summary>
    public static PowerSeries<T> operator *(PowerSeries<T> left, PowerSeries<T> right)
    {
        if (left.IsExactlyZero || right.IsExactlyZero)
        {
            return left.IsExactlyZero ? left : right;
        }

        var limit = Math.Min(Shifted(left.Limit, right.Start), Shifted(right.Limit, left.Start));
        var start = left.Start + right.Start;
        var count = Math.Max(0, left.Known.Length + right.Known.Length - 1);
        var product = new T[limit == Unlimited ? count : Math.Clamp(limit - start, 0, count)];
        for (var k = 0; k < product.Length; k++)
        {
            var sum = left.Number(0);
            for (var i = Math.Max(0, k - right.Known.Length + 1); i <= Math.Min(k, left.Known.Length - 1); i++)
            {
                sum += left.Known[i] * right.Known[k - i];
            }

            product[k] = sum;
        }

        return new(left.one, left.terms, start, product, limit);
    }

    /// <summary>Quotient; the divisor's first coefficient must certainly not vanish.</summary>
    public static PowerSeries<T> operator /(PowerSeries<T> left, PowerSeries<T> right) => left * right.Inverse();

    /// <summary>The variable h itself.</summary>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    /// <param name="terms">How many coefficients are kept.</param>
    public static PowerSeries<T> Variable(T one, int terms = 12) =>
        new(one, terms > 0 ? terms : throw new ArgumentOutOfRangeException(nameof(terms), terms, "must be positive"), 1, [one.Literal(Rational.One)], Unlimited);

    /// <summary>A number, for every h.</summary>
    /// <param name="value">The number.</param>
    /// <param name="terms">How many coefficients are kept in what is computed from it.</param>
    public static PowerSeries<T> Constant(T value, int terms = 12) =>
        new(value, terms > 0 ? terms : throw new ArgumentOutOfRangeException(nameof(terms), terms, "must be positive"), 0, [value], Unlimited);

    /// <summary>√(c·h^2m·(1 + …)) = √c·h^m·…; c must certainly be positive and the power even.</summary>
    public static PowerSeries<T> Sqrt(PowerSeries<T> value)
    {
        if (value.IsExactlyZero)
        {
            return value;
        }

        if (value.LeadingSign("square root") < 0)
        {
            throw new UndefinedException("square root of a negative number");
        }

        if ((value.Start & 1) != 0)
        {
            throw new NotRepresentableException("the square root of an odd power is no power series");
        }

        if (value.Limit == Unlimited && value.Known.Length == 1)
        {
            return value.With(value.Start / 2, [T.Sqrt(value.Known[0])], Unlimited);
        }

        var count = value.KnownCount();
        var root = new List<T> { T.Sqrt(value.Known[0]) };
        for (var k = 1; k < count; k++)
        {
            var rest = value.Term(k);
            for (var i = 1; i < k; i++)
            {
                rest -= root[i] * root[k - i];
            }

            root.Add(rest / (root[0] + root[0]));
        }

        return value.With(value.Start / 2, root, value.Start / 2 + count);
    }

    /// <summary>By e' = a'·e; a must stay bounded.</summary>
    public static PowerSeries<T> Exp(PowerSeries<T> value)
    {
        if (value.IsExactlyZero)
        {
            return value.Literal(Rational.One);
        }

        var (a, count) = value.Regular("exponential");
        var e = new T[count];
        e[0] = T.Exp(a[0]);
        var present = Enumerable.Range(1, count - 1).Where(i => !IsZero(a[i])).ToArray();
        for (var k = 1; k < count; k++)
        {
            e[k] = value.Number(0);
            foreach (var i in present.TakeWhile(i => i <= k))
            {
                e[k] += value.Number(new Rational(i, k)) * a[i] * e[k - i];
            }
        }

        return value.With(0, e, value.LimitAfter(count));
    }

    /// <summary>By l' = a'/a; a must tend to a positive number.</summary>
    public static PowerSeries<T> Log(PowerSeries<T> value)
    {
        if (value.IsExactlyZero || value.LeadingSign("logarithm") < 0)
        {
            throw new UndefinedException("logarithm of a non-positive number");
        }

        if (value.Start != 0)
        {
            throw new NotRepresentableException("the logarithm of something that tends to 0 or infinity is no power series");
        }

        var (a, count) = value.Regular("logarithm");
        var l = new List<T> { T.Log(a[0]) };
        for (var k = 1; k < count; k++)
        {
            var rest = a[k];
            for (var i = 1; i < k; i++)
            {
                rest -= value.Number(new Rational(i, k)) * l[i] * a[k - i];
            }

            l.Add(rest / a[0]);
        }

        return value.With(0, l, value.LimitAfter(count));
    }

    /// <inheritdoc/>
    public static PowerSeries<T> Sin(PowerSeries<T> value) => value.Wave().Sine;

    /// <inheritdoc/>
    public static PowerSeries<T> Cos(PowerSeries<T> value) => value.Wave().Cosine;

    /// <summary>By θ' = (x·y' - y·x')/(x² + y²), from the angle at which the point leaves or is reached.</summary>
    public static PowerSeries<T> Atan2(PowerSeries<T> y, PowerSeries<T> x)
    {
        if (y.IsExactlyZero && (x.IsExactlyZero || x.Sign() == 1))
        {
            return y.With(0, [], Unlimited);
        }

        // The angle does not change when both are divided by the same positive power.
        var shift = y.IsExactlyZero ? x.Start : x.IsExactlyZero ? y.Start : Math.Min(x.Start, y.Start);
        (y, x) = (y.Shift(-shift), x.Shift(-shift));
        var slope = (x * y.Derivative() - y * x.Derivative()) / (x * x + y * y);
        return slope.Integral() + y.With(0, [StartingAngle(y, x)], Unlimited);
    }

    /// <summary>Constant for small h, with the side decided by the sign of what is added to an integer.</summary>
    public static PowerSeries<T> Floor(PowerSeries<T> value)
    {
        if (value.IsExactlyZero)
        {
            return value;
        }

        if (value.Start < 0 || value.Limit <= 0)
        {
            throw new NotRepresentableException("the floor of something unbounded is no power series");
        }

        var start = value.Coefficient(0);
        if (!T.TryExact(T.Floor(start), out var floor))
        {
            throw new NotRepresentableException("the floor is not decided at this precision");
        }

        if (T.Compare(Relation.Greater, start, value.Number(floor)) == Certainty.True)
        {
            return value.Literal(floor);
        }

        return (value - value.Literal(floor)).Sign() switch
        {
            >= 0 => value.Literal(floor),
            < 0 => value.Literal(floor - Rational.One),
            null => throw new NotRepresentableException("the floor is not decided by the known terms"),
        };
    }

    /// <inheritdoc/>
    /// <exception cref="NotRepresentableException">The known terms do not decide.</exception>
    public static PowerSeries<T> Select(Relation relation, PowerSeries<T> left, PowerSeries<T> right, PowerSeries<T> then, PowerSeries<T> otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => throw new NotRepresentableException("a case distinction is not decided by the known terms of the series"),
        };

    /// <summary>The comparison for all small enough h &gt; 0.</summary>
    public static Certainty Compare(Relation relation, PowerSeries<T> left, PowerSeries<T> right) =>
        (left - right).Sign() is { } sign ? CertaintyLogic.Of(Rational.Holds(relation, sign)) : Certainty.Unknown;

    /// <inheritdoc/>
    public static bool TryExact(PowerSeries<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.IsExactlyZero || (value.Limit == Unlimited && value.Start == 0 && value.Known.Length == 1 && T.TryExact(value.Known[0], out exact));
    }

    /// <summary>Whether |this| ≤ C·|gauge| for some C and all small h &gt; 0.</summary>
    public Certainty IsBigO(PowerSeries<T> gauge) => GrowsAtMost(gauge, 0);

    /// <summary>Whether this/gauge tends to 0 as h → 0 from above.</summary>
    public Certainty IsLittleO(PowerSeries<T> gauge) => GrowsAtMost(gauge, 1);

    /// <summary>Whether |this| ≥ c·|gauge| for some c &gt; 0 and all small h &gt; 0.</summary>
    public Certainty IsOmega(PowerSeries<T> gauge) => gauge.IsBigO(this);

    /// <summary>Whether this and the gauge have the same order.</summary>
    public Certainty IsTheta(PowerSeries<T> gauge) => IsBigO(gauge).And(IsOmega(gauge));

    /// <summary>The sign for all small enough h &gt; 0, or null when the known terms do not tell.</summary>
    public int? Sign() => IsExactlyZero ? 0 : Known.IsEmpty ? null : SignOf(Known[0]) is { } sign and not 0 ? sign : null;

    /// <summary>The coefficient of hᵏ.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exponent"/> is not below <see cref="Limit"/>.</exception>
    public T CoefficientOf(int exponent) =>
        exponent < Limit ? Coefficient(exponent) : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, $"must be below {Limit}");

    /// <inheritdoc/>
    public PowerSeries<T> Literal(Rational value) => With(0, [Number(value)], Unlimited);

    /// <inheritdoc/>
    public PowerSeries<T> LiteralPi() => With(0, [one.LiteralPi()], Unlimited);

    /// <inheritdoc/>
    public override string ToString()
    {
        var start = Start;
        var sum = Known.Select((coefficient, k) => $"{coefficient}·h^{start + k}");
        return string.Join(" + ", Limit == Unlimited ? (Known.IsEmpty ? ["0"] : sum) : sum.Append($"O(h^{Limit})"));
    }

    private static bool IsZero(T value) => T.TryExact(value, out var exact) && exact.IsZero;

    private static int? SignOf(T value)
    {
        var zero = value.Literal(Rational.Zero);
        return T.Compare(Relation.Greater, value, zero) == Certainty.True ? 1
            : T.Compare(Relation.Less, value, zero) == Certainty.True ? -1
            : T.Compare(Relation.Equal, value, zero) == Certainty.True ? 0
            : null;
    }

    private static int Shifted(int limit, int by) => limit == Unlimited ? Unlimited : checked(limit + by);

    /// <summary>The angle at h → 0+; on the cut, where y tends to 0 beside a negative x, by the side of y.</summary>
    private static T StartingAngle(PowerSeries<T> y, PowerSeries<T> x)
    {
        if (y.Limit <= 0 || x.Limit <= 0)
        {
            throw new NotRepresentableException("the angle is not decided by the known terms");
        }

        var (b, a) = (y.Coefficient(0), x.Coefficient(0));
        if (!IsZero(b) || SignOf(a) == 1)
        {
            return T.Atan2(b, a);
        }

        return y.Sign() switch
        {
            >= 0 => T.Atan2(b, a),
            < 0 => -T.Atan2(b, a),
            null => throw new NotRepresentableException("the side of the cut is not decided by the known terms"),
        };
    }

    /// <summary>Whether every power below gauge's (plus <paramref name="above"/>) is absent.</summary>
    private Certainty GrowsAtMost(PowerSeries<T> gauge, int above)
    {
        if (IsExactlyZero)
        {
            return Certainty.True;
        }

        if (gauge.IsExactlyZero)
        {
            return Sign() is null ? Certainty.Unknown : Certainty.False;
        }

        // gauge's true order is at least gauge.Start, and exactly that when its first coefficient is certain.
        if (gauge.Sign() is null)
        {
            return Certainty.Unknown;
        }

        var needed = gauge.Start + above;
        if (Start >= needed)
        {
            return Certainty.True;
        }

        return Known.Take(Math.Max(0, needed - Start)).Any(c => SignOf(c) is 1 or -1) ? Certainty.False : Certainty.Unknown;
    }

    private PowerSeries<T> Inverse()
    {
        if (IsExactlyZero)
        {
            throw new UndefinedException("division by zero");
        }

        _ = LeadingSign("quotient");
        if (Limit == Unlimited && Known.Length == 1)
        {
            return With(-Start, [Number(1) / Known[0]], Unlimited);
        }

        var count = KnownCount();
        var inverse = new T[count];
        inverse[0] = Number(1) / Known[0];
        for (var k = 1; k < count; k++)
        {
            var sum = Number(0);
            for (var i = 1; i <= Math.Min(k, Known.Length - 1); i++)
            {
                sum += Known[i] * inverse[k - i];
            }

            inverse[k] = -(sum * inverse[0]);
        }

        return With(-Start, inverse, -Start + count);
    }

    private (PowerSeries<T> Sine, PowerSeries<T> Cosine) Wave()
    {
        if (IsExactlyZero)
        {
            return (this, Literal(Rational.One));
        }

        var (a, count) = Regular("sine or cosine");
        var s = new List<T> { T.Sin(a[0]) };
        var c = new List<T> { T.Cos(a[0]) };
        for (var k = 1; k < count; k++)
        {
            var sine = Number(0);
            var cosine = Number(0);
            for (var i = 1; i <= k; i++)
            {
                var weight = Number(new Rational(i, k)) * a[i];
                sine += weight * c[k - i];
                cosine -= weight * s[k - i];
            }

            s.Add(sine);
            c.Add(cosine);
        }

        return (With(0, s, LimitAfter(count)), With(0, c, LimitAfter(count)));
    }

    /// <summary>The coefficients of h⁰, h¹, …, of a series without negative powers.</summary>
    private (List<T> Coefficients, int Count) Regular(string function)
    {
        if (Start < 0 || Limit <= 0)
        {
            throw new NotRepresentableException($"the {function} of something unbounded is no power series");
        }

        var isConstant = Limit == Unlimited && Start == 0 && Known.Length == 1;
        var count = isConstant ? 1 : Math.Min(terms, Limit);
        var series = this;
        return ([.. Enumerable.Range(0, count).Select(series.Coefficient)], count);
    }

    private int LimitAfter(int count) => Limit == Unlimited && Start == 0 && Known.Length == 1 ? Unlimited : count;

    private int LeadingSign(string function) =>
        Sign() ?? throw new NotRepresentableException($"the {function} is not decided by the known terms of the series");

    private int KnownCount() => Limit == Unlimited ? terms : Math.Min(terms, Limit - Start);

    private T Term(int k) => k < Known.Length ? Known[k] : Number(0);

    private T Coefficient(int exponent) => exponent >= Start && exponent - Start < Known.Length ? Known[exponent - Start] : Number(0);

    private T Number(Rational value) => one.Literal(value);

    private PowerSeries<T> Map(Func<T, T> function) => new(one, terms, Start, [.. Known.Select(function)], Limit);

    private PowerSeries<T> With(int start, IReadOnlyList<T> known, int limit) => new(one, terms, start, known, limit);

    private PowerSeries<T> Shift(int by) => IsExactlyZero ? this : With(Start + by, Known, Shifted(Limit, by));

    private PowerSeries<T> Derivative()
    {
        var series = this;
        return IsExactlyZero ? this : With(Start - 1, [.. Known.Select((c, k) => c * series.Number(series.Start + k))], Shifted(Limit, -1));
    }

    private PowerSeries<T> Integral()
    {
        var series = this;
        return IsExactlyZero ? this
            : Start < 0 ? throw new NotRepresentableException("the angle is no power series")
            : With(Start + 1, [.. Known.Select((c, k) => c / series.Number(series.Start + k + 1))], Shifted(Limit, 1));
    }
}
