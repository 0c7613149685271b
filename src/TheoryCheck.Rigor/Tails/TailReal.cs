using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tails;

/// <summary>
/// A number that depends on a variable s, for all s from a start on: Σ cₖ(s)·mₖ(s) with functions mₖ of distinct growth and coefficients that lie in known intervals for every s ≥ start. Comparisons are
/// those that hold for all of these s.
/// </summary>
/// <remarks>
/// Inverses, roots, exponentials and logarithms are taken of the fastest growing part times 1 + δ, where δ tends to 0: four terms of the series in δ are kept and the rest is enclosed. What grows faster than
/// exp of powers and logarithms of s, iterated logarithms, and what is not decided from the start on, throw <see cref="NotRepresentableException"/>: a later start may decide it.
/// <i>Accuracy:</i> encloses.
/// </remarks>
[Cites("gruntz1996", "comparability classes and leading terms; here with bounds that hold from a number on")]
public sealed class TailReal : IReal<TailReal>
{
    private const int Precision = 128;
    private const int MostTerms = 60;
    private const int SeriesTerms = 4;

    private static readonly Interval Unit = Interval.FromRational(Rational.One, Precision);

    private readonly Rational start;
    private readonly ImmutableArray<(TailMonomial Monomial, TailCoefficient Coefficient)> terms;

    private TailReal(Rational start, IEnumerable<(TailMonomial Monomial, TailCoefficient Coefficient)> sum)
    {
        this.start = start;
        terms =
        [
            .. sum.GroupBy(static t => t.Monomial, static (monomial, same) => (monomial, same.Select(static t => t.Coefficient).Aggregate(static (a, b) => a + b)))
                .Where(static t => !t.Item2.IsZero).OrderDescending(Comparer<(TailMonomial Monomial, TailCoefficient)>.Create(static (a, b) => a.Monomial.Outgrows(b.Monomial))),
        ];
        if (terms.Length > MostTerms)
        {
            throw Beyond("a sum of so many functions");
        }
    }

    /// <summary>Whether it certainly tends to 0 as s grows.</summary>
    public bool Vanishes => terms.All(static t => t.Monomial.Trend < 0);

    private bool IsConstant => terms.All(static t => t.Monomial.Trend == 0);

    private TailMonomial Leading => terms[0].Monomial;

    /// <summary>Sum.</summary>
    public static TailReal operator +(TailReal left, TailReal right) => new(left.start, left.terms.Concat(right.terms));

    /// <summary>Difference.</summary>
    public static TailReal operator -(TailReal left, TailReal right) => left + -right;

    /// <summary>Product.</summary>
    public static TailReal operator *(TailReal left, TailReal right) =>
        new(left.start, left.terms.SelectMany(a => right.terms.Select(b => (a.Monomial * b.Monomial, a.Coefficient * b.Coefficient))));

    /// <summary>Quotient; the sign of the fastest growing part of the divisor must be known.</summary>
    public static TailReal operator /(TailReal left, TailReal right)
    {
        if (right.terms.IsEmpty)
        {
            throw new UndefinedException("division by zero");
        }

        var (factor, small) = right.Split();
        return left * new TailReal(left.start, [(right.Leading.Raised(-Rational.One), TailCoefficient.Of(Rational.One) / factor)])
            * small.Series(static k => k % 2 == 0 ? Rational.One : -Rational.One, static (within, k) => Interval.Power(Unit + within, -k - 1) * Unit.Literal(k % 2 == 0 ? Rational.One : -Rational.One));
    }

    /// <summary>Negation.</summary>
    public static TailReal operator -(TailReal value) => new(value.start, value.terms.Select(static t => (t.Monomial, -t.Coefficient)));

    /// <summary>The variable itself.</summary>
    /// <param name="start">Where it starts, above 1.</param>
    public static TailReal Variable(Rational start) => start > Rational.One ? new(start, [(TailMonomial.Variable, TailCoefficient.Of(Rational.One))])
        : throw new ArgumentOutOfRangeException(nameof(start), start, "must be above 1");

    /// <inheritdoc/>
    public static TailReal Sqrt(TailReal value)
    {
        if (value.terms.IsEmpty)
        {
            return value;
        }

        var (half, (factor, small)) = (new Rational(1, 2), value.Split());
        var root = small.Series(k => Binomial(half, k), (within, k) => Unit.Literal(Binomial(half, k)) * Interval.Sqrt(Unit + within) / Interval.Power(Unit + within, k));
        return new TailReal(value.start, [(value.Leading.Raised(half), factor.Under(ExactReal.Sqrt, Interval.Sqrt))]) * root;
    }

    /// <inheritdoc/>
    public static TailReal Exp(TailReal value)
    {
        var (growth, number) = (TailMonomial.One, TailCoefficient.Of(Rational.Zero));
        foreach (var (monomial, coefficient) in value.terms.Where(static t => t.Monomial.Trend >= 0))
        {
            if (monomial.Trend == 0)
            {
                number += coefficient;
            }
            else if (coefficient.Known is { } exact && monomial.Exponential(exact) is { } factor)
            {
                growth *= factor;
            }
            else
            {
                throw Beyond("the exponential of something that grows fast, or at a rate that is not rational");
            }
        }

        var small = new TailReal(value.start, value.terms.Where(static t => t.Monomial.Trend < 0));
        return new TailReal(value.start, [(growth, number.Under(ExactReal.Exp, Interval.Exp))])
            * small.Series(static k => Rational.One / Factorial(k), static (within, k) => Interval.Exp(within) * Unit.Literal(Rational.One / Factorial(k)));
    }

    /// <inheritdoc/>
    public static TailReal Log(TailReal value)
    {
        if (value.terms.IsEmpty)
        {
            throw new UndefinedException("logarithm of 0");
        }

        var (factor, small) = value.Split();
        if (!value.Leading.LogPower.IsZero)
        {
            throw Beyond("an iterated logarithm");
        }

        IEnumerable<(TailMonomial, TailCoefficient)> powers =
        [
            (TailMonomial.Logarithm, TailCoefficient.Of(value.Leading.Power)),
            (TailMonomial.One, factor.Under(ExactReal.Log, Interval.Log)),
            .. value.Leading.Exponent.Select(static p => (TailMonomial.Variable.Raised(p.Power) * TailMonomial.Logarithm.Raised(p.LogPower), TailCoefficient.Of(p.Coefficient))),
        ];
        return new TailReal(value.start, powers)
            + small.Series(static k => k == 0 ? Rational.Zero : new Rational(k % 2 == 1 ? 1 : -1, k), static (within, k) => Unit.Literal(new Rational(k % 2 == 1 ? 1 : -1, k)) / Interval.Power(Unit + within, k));
    }

    /// <inheritdoc/>
    public static TailReal Sin(TailReal value) => value.Under(Interval.Sin);

    /// <inheritdoc/>
    public static TailReal Cos(TailReal value) => value.Under(Interval.Cos);

    /// <inheritdoc/>
    public static TailReal Atan2(TailReal y, TailReal x) => y.terms.IsEmpty && Compare(Relation.Greater, x, y) == Certainty.True ? y : y.Of(Interval.Atan2(y.Range(), x.Range()));

    /// <inheritdoc/>
    public static TailReal Floor(TailReal value) => Interval.TryExact(Interval.Floor(value.Range()), out var floor) ? value.Literal(floor) : throw Beyond("an integer part that changes");

    /// <inheritdoc/>
    public static TailReal Select(Relation relation, TailReal left, TailReal right, TailReal then, TailReal otherwise) => Compare(relation, left, right) switch
    {
        Certainty.True => then,
        Certainty.False => otherwise,
        _ => Either(then, otherwise),
    };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, TailReal left, TailReal right)
    {
        var (difference, zero) = (left - right, Unit.Literal(Rational.Zero));
        return difference.terms.IsEmpty ? Interval.Compare(relation, zero, zero)
            : difference.Sign() is { } sign ? Interval.Compare(relation, sign, zero)
            : Certainty.Unknown;
    }

    /// <inheritdoc/>
    public static TailReal Either(TailReal left, TailReal right) => left.IsConstant && right.IsConstant ? left.Of(Interval.Hull(left.Range(), right.Range())) : throw Beyond("a case distinction that stays open");

    /// <inheritdoc/>
    public static bool TryExact(TailReal value, out Rational exact)
    {
        var known = value.terms.IsEmpty ? Rational.Zero : value.terms is [{ Monomial.Trend: 0 } single] ? single.Coefficient.Known : null;
        exact = known ?? Rational.Zero;
        return known is not null;
    }

    /// <inheritdoc/>
    public TailReal Literal(Rational value) => new(start, [(TailMonomial.One, TailCoefficient.Of(value))]);

    /// <inheritdoc/>
    public TailReal LiteralPi() => new(start, [(TailMonomial.One, TailCoefficient.Of(ExactReal.Pi))]);

    /// <summary>An interval that holds the number for every s from the start on; it may be unbounded.</summary>
    public Interval Range()
    {
        var sum = Unit.Literal(Rational.Zero);
        foreach (var (monomial, coefficient) in terms)
        {
            sum += coefficient.Range * Values(monomial);
        }

        return sum;
    }

    /// <summary>A function of the number, as one interval for every s.</summary>
    /// <exception cref="NotRepresentableException">The function is not bounded, or may be undefined.</exception>
    public TailReal Under(Func<Interval, Interval> function) => Of(function(Range()));

    /// <inheritdoc/>
    public override string ToString() => string.Join(" + ", terms.Select(static t => $"{t.Coefficient.Range}*{t.Monomial}"));

    // The values of a function from the start on.
    private Interval Values(TailMonomial monomial)
    {
        if (monomial.Trend == 0)
        {
            return Unit;
        }

        var isFalling = monomial.Trend < 0;
        if (!(isFalling ? monomial : monomial.Raised(-Rational.One)).FallsFrom(start))
        {
            throw Beyond("a function that is not yet monotone");
        }

        var at = monomial.At(start);
        return isFalling ? Interval.Hull(Unit.Literal(Rational.Zero), at) : at + Interval.AtLeast(Rational.Zero, Precision);
    }

    // An interval with the sign of the number at every s, 0 inside where it may be 0; null where it is not known. What is not negative may be left out beside a part that outgrows the rest.
    private Interval? Sign() => Below() is { } low ? low : (-this).Below() is { } high ? -high : null;

    private Interval? Below()
    {
        var doubtful = terms.Where(static t => !(t.Coefficient.Range.Lower >= Rational.Zero)).ToList();
        if (doubtful.Count == 0)
        {
            return terms.Any(static t => t.Coefficient.Range.Lower > Rational.Zero) ? Unit : Interval.AtLeast(Rational.Zero, Precision);
        }

        foreach (var (pivot, coefficient) in terms.Where(t => t.Coefficient.Range.Lower > Rational.Zero && t.Monomial.Outgrows(doubtful[0].Monomial) > 0))
        {
            if (doubtful.TrueForAll(t => (t.Monomial / pivot).FallsFrom(start))
                && doubtful.Aggregate(coefficient.Range, (sum, t) => sum + (t.Coefficient.Range * Values(t.Monomial / pivot))) is { CertainSign: > 0 } quotient)
            {
                return quotient;
            }
        }

        return null;
    }

    // The number is its leading function times the factor times 1 + small.
    private (TailCoefficient Factor, TailReal Small) Split()
    {
        var (leading, factor) = terms[0];
        if (factor.Range.CertainSign is null or 0)
        {
            throw Beyond("a number whose growth is not known");
        }

        return (factor, new(start, terms.Skip(1).Select(t => (t.Monomial / leading, t.Coefficient / factor))));
    }

    // A function of 1 + δ for this δ that tends to 0: a polynomial in δ, and a rest that an enclosure of the next coefficient over all values of δ bounds.
    private TailReal Series(Func<int, Rational> coefficient, Func<Interval, int, Interval> rest)
    {
        var sum = Literal(coefficient(0));
        if (terms.IsEmpty)
        {
            return sum;
        }

        var within = Interval.Hull(Range(), Unit.Literal(Rational.Zero));
        if (Interval.Compare(Relation.Greater, within, Unit.Literal(-Rational.One)) != Certainty.True)
        {
            throw Beyond("a number that is not yet near its limit");
        }

        var power = Literal(Rational.One);
        for (var k = 1; k < SeriesTerms; k++)
        {
            power *= this;
            sum += Literal(coefficient(k)) * power;
        }

        // The rest is one interval times the fastest growing part of the power.
        var leading = Leading.Raised(SeriesTerms);
        var scaled = new TailReal(start, terms.Select(t => (t.Monomial / Leading, t.Coefficient))).Range();
        return sum + new TailReal(start, [(leading, TailCoefficient.Between(rest(within, SeriesTerms) * Interval.Power(scaled, SeriesTerms)))]);
    }

    private TailReal Of(Interval interval) => new(start, [(TailMonomial.One, TailCoefficient.Between(interval))]);

    private static Rational Binomial(Rational alpha, int k) => Enumerable.Range(0, k).Aggregate(Rational.One, (product, j) => product * (alpha - j) / (j + 1));

    private static Rational Factorial(int k) => Enumerable.Range(1, k).Aggregate(Rational.One, static (product, j) => product * j);

    private static NotRepresentableException Beyond(string what) => new($"{what}, near the end of a domain");
}
