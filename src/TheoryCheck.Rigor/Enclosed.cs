using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>A number that is exact as long as it is rational, and enclosed to 128 bits from where it is not: the data of problems whose solution is proved in rationals.</summary>
/// <remarks><i>Accuracy:</i> exact, or encloses as <see cref="Interval"/> does.</remarks>
public readonly struct Enclosed : IReal<Enclosed>, INear
{
    private const int Precision = 128;

    // The number; for one that is only enclosed the square, where it is a root of a rational.
    private readonly Rational exact;
    private readonly Interval? enclosure;

    private Enclosed(Rational exact, Interval? enclosure) => (this.exact, this.enclosure) = (exact, enclosure);

    /// <summary>Whether the number is known exactly.</summary>
    public bool IsExact => enclosure is null;

    /// <summary>A number certainly not above it; null for none.</summary>
    public Rational? Lower => enclosure is not { } wide ? exact : wide is { IsUndecided: false, IsBounded: true } ? wide.Lower : null;

    /// <summary>A number certainly not below it; null for none.</summary>
    public Rational? Upper => enclosure is not { } wide ? exact : wide is { IsUndecided: false, IsBounded: true } ? wide.Upper : null;

    /// <inheritdoc/>
    public double Near => enclosure is { } wide ? Midpoint.Of(wide) : exact.ToDouble();

    private Interval Wide => enclosure ?? Interval.FromRational(exact, Precision);

    /// <summary>Sum; one with 0 is the other number, with what is known of its square.</summary>
    public static Enclosed operator +(Enclosed left, Enclosed right) =>
        left.IsExact && right.IsExact ? Of(left.exact + right.exact)
        : left.IsExact && left.exact.IsZero ? right
        : right.IsExact && right.exact.IsZero ? left
        : Of(left.Wide + right.Wide);

    /// <summary>Difference.</summary>
    public static Enclosed operator -(Enclosed left, Enclosed right) => left + -right;

    /// <summary>Product; 0 times a number that is only enclosed is 0.</summary>
    public static Enclosed operator *(Enclosed left, Enclosed right) =>
        left.IsExact && right.IsExact ? Of(left.exact * right.exact)
        : (left.IsExact && left.exact.IsZero && right.Lower is not null) || (right.IsExact && right.exact.IsZero && left.Lower is not null) ? default
        : Of(left.Wide * right.Wide);

    /// <summary>Quotient.</summary>
    public static Enclosed operator /(Enclosed left, Enclosed right) => left.IsExact && right.IsExact ? Of(left.exact / right.exact) : Of(left.Wide / right.Wide);

    /// <summary>Negation.</summary>
    public static Enclosed operator -(Enclosed value) => value.IsExact ? Of(-value.exact) : new(value.exact, -value.Wide);

    /// <summary>A rational number.</summary>
    public static Enclosed Of(Rational number) => new(number, null);

    /// <inheritdoc/>
    public static Enclosed Sqrt(Enclosed value)
    {
        var root = Apply(value, Rational.Sqrt, Interval.Sqrt);
        return value.IsExact && root.enclosure is { } wide ? new(value.exact, wide) : root;
    }

    /// <inheritdoc/>
    public static Enclosed Exp(Enclosed value) => Apply(value, Rational.Exp, Interval.Exp);

    /// <inheritdoc/>
    public static Enclosed Log(Enclosed value) => Apply(value, Rational.Log, Interval.Log);

    /// <inheritdoc/>
    public static Enclosed Sin(Enclosed value) => Apply(value, Rational.Sin, Interval.Sin);

    /// <inheritdoc/>
    public static Enclosed Cos(Enclosed value) => Apply(value, Rational.Cos, Interval.Cos);

    /// <inheritdoc/>
    public static Enclosed Atan2(Enclosed y, Enclosed x) => Of(Interval.Atan2(y.Wide, x.Wide));

    /// <inheritdoc/>
    public static Enclosed Floor(Enclosed value) => Apply(value, Rational.Floor, Interval.Floor);

    /// <inheritdoc/>
    public static Enclosed Power(Enclosed value, int exponent) =>
        value.IsExact ? Of(Rational.Power(value.exact, exponent))
        : value.exact.Sign > 0 && exponent % 2 == 0 ? Of(Rational.Power(value.exact, exponent / 2))
        : Of(Interval.Power(value.Wide, exponent));

    /// <inheritdoc/>
    public static Enclosed Select(Relation relation, Enclosed left, Enclosed right, Enclosed then, Enclosed otherwise) => Compare(relation, left, right) switch
    {
        Certainty.True => then,
        Certainty.False => otherwise,
        _ => Either(then, otherwise),
    };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, Enclosed left, Enclosed right) =>
        left.IsExact && right.IsExact ? Rational.Compare(relation, left.exact, right.exact) : Interval.Compare(relation, left.Wide, right.Wide);

    /// <inheritdoc/>
    public static Enclosed Abs(Enclosed value) => value.IsExact ? Of(value.exact.Sign < 0 ? -value.exact : value.exact) : Of(Interval.Abs(value.Wide));

    /// <inheritdoc/>
    public static Enclosed Max(Enclosed left, Enclosed right) => Compare(Relation.GreaterOrEqual, left, right) switch
    {
        Certainty.True => left,
        Certainty.False => right,
        _ => Of(Interval.Max(left.Wide, right.Wide)),
    };

    /// <inheritdoc/>
    public static Enclosed Min(Enclosed left, Enclosed right) => -Max(-left, -right);

    /// <inheritdoc/>
    public static Enclosed Either(Enclosed left, Enclosed right) => Of(Interval.Either(left.Wide, right.Wide));

    /// <inheritdoc/>
    public static bool TryExact(Enclosed value, out Rational exact)
    {
        exact = value.exact;
        return value.IsExact || Interval.TryExact(value.enclosure!.Value, out exact);
    }

    /// <inheritdoc/>
    public Enclosed Literal(Rational value) => Of(value);

    /// <inheritdoc/>
    public Enclosed LiteralPi() => Of(Interval.Pi(Precision));

    private static Enclosed Of(Interval enclosure) => new(Rational.Zero, enclosure);

    private static Enclosed Apply(Enclosed value, Func<Rational, Rational> exactly, Func<Interval, Interval> enclosing)
    {
        if (value.IsExact)
        {
            try
            {
                return Of(exactly(value.exact));
            }
            catch (NotRepresentableException)
            {
                // Irrational: enclosed from here on.
            }
        }

        return Of(enclosing(value.Wide));
    }
}
