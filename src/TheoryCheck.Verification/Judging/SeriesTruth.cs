using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Formulas about infinitely many terms at an instance: <c>converges(sum(j in m..: e))</c> by comparison with a power,
/// <c>for all j in m..: A</c> for all j at once.
/// </summary>
/// <remarks>
/// Let e(j) = c(j)·j^p for j ≥ N with c(j) in an enclosure. If it is bounded and p &lt; -1, the series converges absolutely; if it
/// leaves out 0 and p ≥ -1, the terms have one sign in the end and the series diverges; else nothing is said.
/// </remarks>
[Cites("knopp1990theory", "Sections 12 and 14, comparison tests of the first kind")]
internal static class SeriesTruth
{
    private const int Precision = 128;
    internal static readonly int[] Starts = [0, 10, 20];

    /// <summary>The words for this arithmetic.</summary>
    public const string Arithmetic = "comparison with powers in enclosures of 128 bits";

    /// <summary>Whether a formula, as a connective of parts, speaks of infinitely many terms.</summary>
    public static bool Concerns(Term formula) => formula switch
    {
        Call { Operation: Converges, Arguments: [Binding { Form: Sum, Binders: [{ Domain: IndexRange { Upper: Constant } }] }] } => true,
        Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Symbol.Role: SymbolRole.Bound, Domain: IndexRange { Upper: Constant } }] } => true,
        Connective connective => connective.Children.Items.Any(Concerns),
        _ => false,
    };

    /// <summary>The truth of such a formula; unknown where the comparison does not tell.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="instance">The values of its symbols, infinite families as formulas in their index.</param>
    /// <param name="other">Settles the parts that speak of finitely many terms.</param>
    public static Certainty Decide(Term formula, Instance instance, Func<Term, Certainty> other)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.Not } not:
                return Decide(not.Children[0], instance, other).Not();
            case Connective { Kind: ConnectiveKind.And } and:
                return and.Children.Select(c => Decide(c, instance, other)).Aggregate(CertaintyLogic.And);
            case Connective { Kind: ConnectiveKind.Or } or:
                return or.Children.Select(c => Decide(c, instance, other)).Aggregate(CertaintyLogic.Or);
            case Connective { Kind: ConnectiveKind.Implies } implies:
                return Decide(implies.Children[0], instance, other).Not().Or(Decide(implies.Children[1], instance, other));
            case Call { Operation: Converges, Arguments: [Binding { Binders: [var binder], Body: var body }] } when Concerns(formula):
                return binder.Where is null ? Converge(binder, Written(body, instance), instance) : Certainty.Unknown;
            case Quantified { Binders: [var binder], Body: var body } when Concerns(formula):
                return binder.Where is null ? ForAll(binder, Written(body, instance), instance) : Certainty.Unknown;
            default:
                return other(formula);
        }
    }

    private static Term Written(Term body, Instance instance)
    {
        var families = instance.Values.Where(v => SequenceProposals.IsInfinite(v.Key)).ToDictionary(v => v.Key, v => v.Value);
        return Unfold.Definitions(body).Replace(families);
    }

    private static Certainty Converge(Binder binder, Term body, Instance instance)
    {
        foreach (var bits in Starts)
        {
            if (Scale(binder, instance, Rational.Power(2, bits)) is not var (interpreter, _) || !body.Type.IsScalar)
            {
                return Certainty.Unknown;
            }

            var term = interpreter.EvaluateScalar(body);
            if (term.Factor is { IsPoint: true } point && point.Contains(Rational.Zero) && term.Log.IsZero)
            {
                return Certainty.True;
            }

            if (term.Log.IsZero && term.Power < -Rational.One && term.Factor.IsBounded)
            {
                return Certainty.True;
            }

            if (term.Log.IsZero && term.Power >= -Rational.One && term.Factor.CertainSign is 1 or -1)
            {
                return Certainty.False;
            }
        }

        return Certainty.Unknown;
    }

    private static Certainty ForAll(Binder binder, Term body, Instance instance) =>
        Scale(binder, instance, Rational.One) is var (interpreter, isAll) && isAll ? interpreter.Decide(body) : Certainty.Unknown;

    // Values for j >= start, and whether those are all j of the range.
    private static (Interpreter<PowerScale<Interval>> Interpreter, bool IsAll)? Scale(Binder binder, Instance instance, Rational start)
    {
        if (((IndexRange)binder.Domain!).Lower is not Number { Value: { Sign: >= 0 } lower })
        {
            return null;
        }

        start = lower > start ? lower : start;
        return (Reading(binder.Symbol, instance, start), start == lower);
    }

    /// <summary>The values of an instance, and a number from a start on.</summary>
    internal static Interpreter<PowerScale<Interval>> Reading(Symbol symbol, Instance instance, Rational start)
    {
        var one = Interval.FromRational(Rational.One, Precision);
        var reading = PowerScale<Interval>.Constant(one, start);
        var environment = Environment<PowerScale<Interval>>.Empty;
        foreach (var (other, value) in instance.Values.Where(v => !SequenceProposals.IsInfinite(v.Key)))
        {
            environment = environment.With(other, new Interpreter<PowerScale<Interval>>(reading, Environment<PowerScale<Interval>>.Empty).Evaluate(value));
        }

        return new Interpreter<PowerScale<Interval>>(reading, environment.With(symbol, new Value<PowerScale<Interval>>.Real(PowerScale<Interval>.Variable(one, start))));
    }
}
