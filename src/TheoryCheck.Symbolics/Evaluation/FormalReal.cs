using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// A number as a closed formula with an enclosure. A comparison that the enclosures leave open is settled where both formulas have one canonical form: bounds are often tight
/// where something is equal, as log(e^a + e^a) ≤ a + log 2, and no precision tells equal numbers apart.
/// </summary>
/// <remarks>
/// Every formula has a value: it was enclosed when it was made. What may be undefined, a case distinction that stays open, and formulas of more than 400 nodes throw
/// <see cref="NotRepresentableException"/>.
/// </remarks>
public sealed class FormalReal : IReal<FormalReal>
{
    private const int Precision = 128;
    private const int LargestSize = 400;

    private readonly Term term;
    private readonly Interval enclosure;
    private readonly int size;

    private FormalReal(Term term, Interval enclosure, int size)
    {
        (this.term, this.enclosure, this.size) = (term, enclosure, size);
        if (!enclosure.IsBounded || size > LargestSize)
        {
            throw new NotRepresentableException(size > LargestSize ? "too long a formula" : "a number that may be undefined");
        }
    }

    /// <summary>A rational number.</summary>
    public static FormalReal FromRational(Rational value) => new(new Number(value), Interval.FromRational(value, Precision), 1);

    /// <inheritdoc/>
    public static FormalReal operator +(FormalReal left, FormalReal right) => Of(left, right, static (a, b) => a + b, static (a, b) => a + b, static (a, b) => Build.Add(a, b));

    /// <inheritdoc/>
    public static FormalReal operator -(FormalReal left, FormalReal right) => left + -right;

    /// <inheritdoc/>
    public static FormalReal operator *(FormalReal left, FormalReal right) => Of(left, right, static (a, b) => a * b, static (a, b) => a * b, static (a, b) => Build.Multiply(a, b));

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">The divisor is 0.</exception>
    public static FormalReal operator /(FormalReal left, FormalReal right) =>
        right.term is Number { Value.IsZero: true } ? throw new UndefinedException("division by zero")
        : Of(left, right, static (a, b) => a / b, static (a, b) => a / b, static (a, b) => Build.Divide(a, b));

    /// <inheritdoc/>
    public static FormalReal operator -(FormalReal value) => value.term is Number known ? FromRational(-known.Value) : new(Build.Negate(value.term), -value.enclosure, value.size + 1);

    /// <inheritdoc/>
    public static FormalReal Sqrt(FormalReal value) => value.Under(Interval.Sqrt, static t => Build.Call<Sqrt>(t));

    /// <inheritdoc/>
    public static FormalReal Exp(FormalReal value) => value.Under(Interval.Exp, static t => Build.Call<Exp>(t));

    /// <inheritdoc/>
    public static FormalReal Log(FormalReal value) => value.Under(Interval.Log, static t => Build.Call<Log>(t));

    /// <inheritdoc/>
    public static FormalReal Sin(FormalReal value) => value.Under(Interval.Sin, static t => Build.Call<Sin>(t));

    /// <inheritdoc/>
    public static FormalReal Cos(FormalReal value) => value.Under(Interval.Cos, static t => Build.Call<Cos>(t));

    /// <inheritdoc/>
    public static FormalReal Acos(FormalReal value) => value.Under(Arccosine, static t => Build.Call<Arccos>(t));

    /// <summary>The angle of (x, y) for x &gt; 0.</summary>
    public static FormalReal Atan2(FormalReal y, FormalReal x) => Compare(Relation.Greater, x, x.Literal(Rational.Zero)) == Certainty.True
        ? (y / x).Under(t => Interval.Atan2(t, t.Literal(Rational.One)), static t => Build.Call<Arctan>(t))
        : throw new NotRepresentableException("an angle beyond a right one as a formula");

    /// <inheritdoc/>
    public static FormalReal Floor(FormalReal value) => Interval.TryExact(Interval.Floor(value.enclosure), out var floor) ? FromRational(floor)
        : throw new NotRepresentableException("the integer part of a formula is not decided");

    /// <inheritdoc/>
    public static FormalReal Power(FormalReal value, int exponent) =>
        value.term is Number known ? FromRational(Rational.Power(known.Value, exponent))
        : new(Build.Power(value.term, Build.Num(exponent)), Interval.Power(value.enclosure, exponent), value.size + 2);

    /// <inheritdoc/>
    public static FormalReal Select(Relation relation, FormalReal left, FormalReal right, FormalReal then, FormalReal otherwise) => Compare(relation, left, right) switch
    {
        Certainty.True => then,
        Certainty.False => otherwise,
        _ => throw new NotRepresentableException("a case distinction is not decided"),
    };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, FormalReal left, FormalReal right) =>
        left.term is Number a && right.term is Number b ? Rational.Compare(relation, a.Value, b.Value)
        : Interval.Compare(relation, left.enclosure, right.enclosure) is var apart and not Certainty.Unknown ? apart
        : IsEqual(left.term, right.term) ? CertaintyLogic.Of(relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual)
        : Certainty.Unknown;

    /// <inheritdoc/>
    public static bool TryExact(FormalReal value, out Rational exact)
    {
        exact = value.term is Number known ? known.Value : Rational.Zero;
        return value.term is Number;
    }

    /// <inheritdoc/>
    public FormalReal Literal(Rational value) => FromRational(value);

    /// <inheritdoc/>
    public FormalReal LiteralPi() => new(Constant.Pi, Interval.Pi(Precision), 1);

    /// <inheritdoc/>
    public override string ToString() => Typesetting.Typeset.TextOf(term);

    private static T Arccosine<T>(T value)
        where T : IReal<T> => T.Acos(value);

    private static bool IsEqual(Term left, Term right) => left.Equals(right) || Equality.Prove(left, right, Facts.None) is { Derivation.Restrictions.IsEmpty: true };

    private static FormalReal Of(FormalReal left, FormalReal right, Func<Rational, Rational, Rational> exactly, Func<Interval, Interval, Interval> enclosing, Func<Term, Term, Term> formally) =>
        left.term is Number a && right.term is Number b ? FromRational(exactly(a.Value, b.Value))
        : new(formally(left.term, right.term), enclosing(left.enclosure, right.enclosure), left.size + right.size + 1);

    private FormalReal Under(Func<Interval, Interval> enclosing, Func<Term, Term> formally) => new(formally(term), enclosing(enclosure), size + 1);
}
