using System.Diagnostics.CodeAnalysis;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tails;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>A function of one number and its derivatives as formulas, made as they are asked for, in readings at points, over intervals and near the ends of a domain.</summary>
/// <param name="function">The function, explicit.</param>
/// <param name="symbol">The number.</param>
internal sealed class LineDerivatives(Term function, Symbol symbol)
{
    private const int Precision = 160;
    private const int LargestFormula = 800;

    private readonly Interpreter<Rational> closed = new(Rational.One, Environment<Rational>.Empty);

    private readonly List<Term> formulas = [IndexForm.Of(function)];
    private readonly List<Term> kinks = [];

    /// <summary>What is 0 where a derivative that was asked for, the first one at least, is a convention.</summary>
    public IReadOnlyList<Term> Kinks => Formula(1) is null ? [] : kinks;

    /// <summary>An enclosure of the derivative of an order over an interval; null where it may be undefined, or unbounded.</summary>
    public Interval? Over(int order, Rational low, Rational high) => Formula(order) is { } formula ? Over(formula, low, high) : null;

    /// <summary>Whether the function certainly has derivatives of all orders that were asked for inside of an interval.</summary>
    public bool IsSmooth(Rational low, Rational high) => kinks.TrueForAll(kink => Over(kink, low, high) is { } apart && (apart.Lower.Sign > 0 || apart.Upper.Sign < 0));

    /// <summary>Whether a derivative is exactly 0 at a point.</summary>
    public bool IsZero(int order, Rational point) => Over(order, point, point) is { } value && value.Contains(Rational.Zero)
        && (value.IsPoint || IsZero(order, point, FormalReal.FromRational) || IsZero(order, point, static q => ExactReal.FromRational(q)));

    /// <summary>The function for all numbers beyond a start, with another number in the place of the own one; null where it is not read.</summary>
    public TailReal? Beyond(TailReal place) => Beyond(formulas[0], place);

    /// <summary>A number with the sign of the slope, beyond a start.</summary>
    public TailReal? SlopeBeyond(TailReal place) => Formula(1) is { } slope && kinks.Count == 0 ? Beyond(ExplicitForm.Primitive(slope, Facts.None), place) : null;

    /// <summary>Whether a number without symbols is certainly positive, or not negative.</summary>
    public static bool IsAtLeastZero(Term number, bool isStrict)
    {
        var known = new LineDerivatives(number, new Symbol("s", SymbolRole.Bound, default));
        return known.Over(0, Rational.Zero, Rational.Zero) is { } value && (value.Lower.Sign > 0 || (!isStrict && (value.Lower.Sign >= 0 || known.IsZero(0, Rational.Zero))));
    }

    private bool IsZero<T>(int order, Rational point, Func<Rational, T> literal)
        where T : IReal<T> => TryRead(Formula(order)!, literal, new Value<T>.Exact(point), out var value) && T.Compare(Relation.Equal, value, literal(Rational.Zero)) == Certainty.True;

    private TailReal? Beyond(Term formula, TailReal place) => TryRead(formula, place.Literal, new Value<TailReal>.Real(place), out var value) ? value : null;

    private Interval? Over(Term formula, Rational low, Rational high) =>
        TryRead(formula, static q => Interval.FromRational(q, Precision), low == high ? new Value<Interval>.Exact(low) : new Value<Interval>.Real(Interval.FromBounds(low, high, Precision)), out var value)
            && value is { IsUndecided: false, IsBounded: true } ? value : null;

    private bool TryRead<T>(Term formula, Func<Rational, T> literal, Value<T> place, [MaybeNullWhen(false)] out T value)
        where T : IReal<T>
    {
        try
        {
            value = closed.Over(literal).With(symbol, place).EvaluateScalar(formula);
            return true;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException or NoClosedFormException)
        {
            value = default;
            return false;
        }
    }

    private Term? Formula(int order)
    {
        while (formulas.Count <= order)
        {
            try
            {
                var derivative = Differentiation.Partial(formulas[^1], new Variable(Build.Ref(symbol), []));
                if (!derivative.Conditions.IsEmpty || !derivative.Kinks.All(static k => k.Under.IsEmpty) || Size(derivative.Value) > LargestFormula)
                {
                    return null;
                }

                kinks.AddRange(derivative.Kinks.Select(static k => k.Vanishing).Except(kinks));
                var simple = Canonical.Normalize(derivative.Value, Facts.None);
                formulas.Add(Size(simple) <= Size(derivative.Value) ? simple : derivative.Value);
            }
            catch (NoClosedFormException)
            {
                return null;
            }
        }

        return formulas[order];
    }

    private static int Size(Term term) => 1 + term.Children.Sum(Size);
}
