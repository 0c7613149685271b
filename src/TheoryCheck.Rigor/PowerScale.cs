using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// A quantity that depends on x ≥ start, known as c·x^Power + Log·ln x with c in an enclosure that holds for all those x at once;
/// Log is 0 unless Power is. It bounds what a formula does towards infinity: tails of integrals, terms of series.
/// </summary>
/// <remarks>
/// Comparisons speak of all x ≥ start: True where they hold for each, False where for none. The terms of a sum are brought to the
/// greater power by x^q ∈ [0, start^q] for q &lt; 0; a function of something bounded encloses its range. What has no such form (the
/// exponential of something that grows) throws <see cref="NotRepresentableException"/>.
/// <i>Accuracy:</i> enclosing, when <typeparamref name="T"/> is.
/// </remarks>
/// <typeparam name="T">The reading of the coefficient; an enclosing one, which has <see cref="IReal{TSelf}.Either"/>.</typeparam>
public readonly struct PowerScale<T> : IReal<PowerScale<T>>
    where T : IReal<T>
{
    private readonly T start;
    private readonly Rational? exact;

    private PowerScale(T factor, Rational power, Rational log, T start, Rational? exact = null) =>
        (Factor, Power, Log, this.start, this.exact) = (factor, power, log, start, exact);

    /// <summary>An enclosure of c.</summary>
    public T Factor { get; }

    /// <summary>The power of x.</summary>
    public Rational Power { get; }

    /// <summary>The multiple of ln x.</summary>
    public Rational Log { get; }

    /// <summary>Sum.</summary>
    public static PowerScale<T> operator +(PowerScale<T> left, PowerScale<T> right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        var (a, b) = Aligned(left, right);
        return new(a.Factor + b.Factor, a.Power, a.Log + b.Log, a.start, left.exact + right.exact);
    }

    /// <summary>Difference.</summary>
    public static PowerScale<T> operator -(PowerScale<T> left, PowerScale<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static PowerScale<T> operator -(PowerScale<T> value) => new(-value.Factor, value.Power, -value.Log, value.start, -value.exact);

    /// <summary>Product; a logarithm may be multiplied by known numbers only.</summary>
    public static PowerScale<T> operator *(PowerScale<T> left, PowerScale<T> right) => (left.Log.IsZero, right.Log.IsZero) switch
    {
        (true, true) => new(left.Factor * right.Factor, left.Power + right.Power, Rational.Zero, left.start, left.exact * right.exact),
        (false, _) when right.exact is { } r => new(left.Factor * right.Factor, left.Power, left.Log * r, left.start),
        (_, false) when left.exact is { } l => new(left.Factor * right.Factor, right.Power, right.Log * l, left.start),
        _ => throw new NotRepresentableException("a product with a logarithm has no power scale"),
    };

    /// <summary>Quotient; the divisor's coefficient must certainly not vanish.</summary>
    public static PowerScale<T> operator /(PowerScale<T> left, PowerScale<T> right)
    {
        if (right.exact is { } divisor)
        {
            var inverse = divisor.IsZero ? throw new UndefinedException("division by zero") : Rational.One / divisor;
            return new(left.Factor / right.Factor, left.Power, left.Log * inverse, left.start, left.exact * inverse);
        }

        left.RequirePower();
        right.RequirePower();
        return T.Compare(Relation.NotEqual, right.Factor, right.Number(0)) == Certainty.True
            ? new(left.Factor / right.Factor, left.Power - right.Power, Rational.Zero, left.start)
            : throw new NotRepresentableException("a divisor's power is not known");
    }

    /// <summary>x itself, over x ≥ start.</summary>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    /// <param name="start">The least x; at least 1.</param>
    public static PowerScale<T> Variable(T one, Rational start) => start >= Rational.One
        ? new(one.Literal(Rational.One), Rational.One, Rational.Zero, one.Literal(start))
        : throw new ArgumentOutOfRangeException(nameof(start), start, "must be at least 1");

    /// <summary>A number, for every x ≥ start.</summary>
    /// <param name="value">The number.</param>
    /// <param name="start">The least x; at least 1.</param>
    public static PowerScale<T> Constant(T value, Rational start) =>
        new(value, Rational.Zero, Rational.Zero, value.Literal(start), T.TryExact(value, out var known) ? known : null);

    /// <summary>√c·x^(p/2).</summary>
    public static PowerScale<T> Sqrt(PowerScale<T> value)
    {
        value.RequirePower();
        return new(T.Sqrt(value.Factor), value.Power / 2, Rational.Zero, value.start);
    }

    /// <summary>exp(a ln x + c) = eᶜ·xᵃ; of something that tends to -∞ a bounded quantity.</summary>
    public static PowerScale<T> Exp(PowerScale<T> value)
    {
        if (value.Power.Sign <= 0)
        {
            return value.Power.IsZero ? new(T.Exp(value.Factor), value.Log, Rational.Zero, value.start) : value.Flat(T.Exp(value.Range()));
        }

        var zero = value.Number(0);
        return T.Compare(Relation.LessOrEqual, value.Factor, zero) == Certainty.True
            ? value.Flat(T.Either(zero, T.Exp(value.Factor * value.AtStart(value.Power))))
            : throw new NotRepresentableException("the exponential of something that grows has no power scale");
    }

    /// <summary>ln(c·xᵖ) = p ln x + ln c.</summary>
    static PowerScale<T> IReal<PowerScale<T>>.Log(PowerScale<T> value)
    {
        value.RequirePower();
        return new(T.Log(value.Factor), Rational.Zero, value.Power, value.start);
    }

    /// <inheritdoc/>
    public static PowerScale<T> Sin(PowerScale<T> value) => value.Flat(value.IsBounded ? T.Sin(value.Range()) : value.Unit());

    /// <inheritdoc/>
    public static PowerScale<T> Cos(PowerScale<T> value) => value.Flat(value.IsBounded ? T.Cos(value.Range()) : value.Unit());

    /// <inheritdoc/>
    public static PowerScale<T> Atan2(PowerScale<T> y, PowerScale<T> x) => y.Flat(T.Atan2(y.Range(), x.Range()));

    /// <inheritdoc/>
    public static PowerScale<T> Floor(PowerScale<T> value) => value.Flat(T.Floor(value.Range()));

    /// <inheritdoc/>
    public static PowerScale<T> Select(Relation relation, PowerScale<T> left, PowerScale<T> right, PowerScale<T> then, PowerScale<T> otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => Either(then, otherwise),
        };

    /// <summary>What holds of the two sides for all x ≥ start.</summary>
    public static Certainty Compare(Relation relation, PowerScale<T> left, PowerScale<T> right)
    {
        if (left.Log != right.Log)
        {
            return Certainty.Unknown;
        }

        if (left.Power == right.Power)
        {
            return T.Compare(relation, left.Factor, right.Factor);
        }

        var difference = left - right;
        return T.Compare(relation, difference.Factor, difference.Number(0));
    }

    /// <inheritdoc/>
    public static PowerScale<T> Either(PowerScale<T> left, PowerScale<T> right)
    {
        if (left.Log != right.Log)
        {
            throw new NotRepresentableException("cases of different growth have no common power scale");
        }

        var (a, b) = Aligned(left, right);
        return new(T.Either(a.Factor, b.Factor), a.Power, a.Log, a.start);
    }

    /// <inheritdoc/>
    public static bool TryExact(PowerScale<T> value, out Rational exact)
    {
        exact = value.exact ?? Rational.Zero;
        return value.exact is not null;
    }

    /// <inheritdoc/>
    static PowerScale<T> IReal<PowerScale<T>>.Power(PowerScale<T> value, int exponent)
    {
        value.RequirePower();
        return new(
            T.Power(value.Factor, exponent), value.Power * exponent, Rational.Zero, value.start, value.exact is { } number && !(number.IsZero && exponent < 0) ? Rational.Power(number, exponent) : null);
    }

    /// <inheritdoc/>
    public static PowerScale<T> Abs(PowerScale<T> value)
    {
        value.RequirePower();
        return new(T.Abs(value.Factor), value.Power, Rational.Zero, value.start, value.exact is { Sign: < 0 } ? -value.exact : value.exact);
    }

    /// <inheritdoc/>
    public PowerScale<T> Literal(Rational value) => new(Number(value), Rational.Zero, Rational.Zero, start, value);

    /// <inheritdoc/>
    public PowerScale<T> LiteralPi() => new(Factor.LiteralPi(), Rational.Zero, Rational.Zero, start);

    private bool IsZero => exact is { IsZero: true } || (Log.IsZero && T.TryExact(Factor, out var known) && known.IsZero);

    private bool IsBounded => Log.IsZero && Power.Sign <= 0;

    /// <summary>Both to the greater of the two powers, at which a logarithm stands beside constants only.</summary>
    private static (PowerScale<T> Left, PowerScale<T> Right) Aligned(PowerScale<T> left, PowerScale<T> right)
    {
        var power = left.Power > right.Power ? left.Power : right.Power;
        return ((left.Log.IsZero && right.Log.IsZero) || power.IsZero
            ? (left.To(power), right.To(power))
            : throw new NotRepresentableException("a sum of a logarithm and a power has no power scale"));
    }

    private PowerScale<T> To(Rational power) => power == Power ? this
        : new(Factor * T.Either(Number(0), AtStart(Power - power)), power, Log, start);

    // The values over all x ≥ start, of something bounded.
    private T Range() => !IsBounded ? throw new NotRepresentableException("something unbounded has no range to enclose") : To(Rational.Zero).Factor;

    private T AtStart(Rational power) => power.IsInteger && power.Numerator.GetBitLength() < 16
        ? T.Power(start, (int)power.Numerator)
        : T.Exp(Number(power) * T.Log(start));

    private PowerScale<T> Flat(T range) => new(range, Rational.Zero, Rational.Zero, start);

    private T Unit() => T.Either(Number(-1), Number(1));

    private T Number(Rational value) => start.Literal(value);

    private void RequirePower()
    {
        if (!Log.IsZero)
        {
            throw new NotRepresentableException("this function of a logarithm has no power scale");
        }
    }
}
