using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A statement along a recursion, decided on the recursion itself: iterates in exact rationals while their digits last, then in
/// enclosures of growing precision. A quantifier over steps without end is looked at step by step. Along a flow it is decided on
/// an enclosure of the solution, at times and over ranges of times.
/// </summary>
/// <param name="formula">The statement.</param>
/// <param name="instance">The values of its symbols.</param>
internal sealed class ExactPath(Term formula, Instance instance)
{
    private readonly ClosedEvaluation evaluation = new();
    private readonly Term plain = IndexForm.Evaluable(formula);

    /// <summary>Whether the statement has a quantifier over steps without end, so that a prefix is all that can be looked at.</summary>
    public bool IsEndless { get; } = Clocks(formula).Any();

    /// <summary>Why the last question had no answer, where what could not be evaluated says so.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The truth at one step or time, or of the whole statement when it is about finitely many.</summary>
    /// <param name="step">The step or time.</param>
    /// <param name="isEnclosed">Whether enclosures are tried first, which are faster than iterates of many digits.</param>
    /// <returns>False refutes the statement. Null when the recursion has no exact reading (a flow, chance, a size out of reach).</returns>
    public Decided? At(Rational step, bool isEnclosed = false)
    {
        Obstacle = null;
        try
        {
            return isEnclosed && evaluation.DecideEnclosed(IsEndless ? Restricted(plain, step) : plain, instance) is { Truth: not Certainty.Unknown } enclosed ? enclosed : evaluation.Decide(IsEndless ? Restricted(plain, step) : plain, instance);
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            Obstacle = e.Message;
            return null;
        }
    }

    /// <summary>The truth of what is said of each time of a flow over a whole range of times; unknown where enclosures do not tell.</summary>
    /// <param name="all">The quantifier over times, of this statement.</param>
    /// <param name="from">The beginning of the range.</param>
    /// <param name="to">Its end.</param>
    public Certainty Over(Quantified all, Rational from, Rational to) => evaluation.DecideOver(Said(all), instance, all.Binders.Where(IsClock).Select(clock => (clock.Symbol, from, to)));

    /// <summary>Follows the statement from the start while each step certainly holds.</summary>
    /// <param name="last">Where to stop.</param>
    /// <returns>The first step that does not certainly hold (past the last one when all do), and what is known there.</returns>
    public (int Step, Decided? There, string Arithmetic) Follow(int last)
    {
        var arithmetic = "";
        for (var step = 0; step <= last; step++)
        {
            var there = At(step);
            if (there is not { Truth: Certainty.True } held)
            {
                return (step, there, arithmetic);
            }

            arithmetic = held.Arithmetic;
        }

        return (last + 1, null, arithmetic);
    }

    /// <summary>The counterexample at a step where the statement is certainly false.</summary>
    public FailureEvidence Failure(Rational step, Decided decided)
    {
        var (body, at) = plain is Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null } clock] } all && IsClock(clock)
            ? (all.Body, instance.With(clock.Symbol, new Number(step)))
            : (IsEndless ? Restricted(plain, step) : plain, instance);
        return InequalityChecker.Failure(InequalityChecker.FailedPart(body, at, evaluation), at, decided, evaluation);
    }

    // The statement with its endless universal quantifiers over steps looked at in one step only, which it implies.
    private static Term Restricted(Term formula, Rational step) => formula switch
    {
        Quantified { Kind: QuantifierKind.ForAll } all when all.Binders.Any(IsClock) => new Quantified(QuantifierKind.ForAll, all.Binders.Map(b => IsClock(b) ? b with { Domain = Only(b, new Number(step)), Where = StepRanges.Condition(b) } : b), all.Body),
        Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or } joined => joined.With(joined.Children.Map(c => Restricted(c, step))),
        Connective { Kind: ConnectiveKind.Implies } implies => implies.With([implies.Children[0], Restricted(implies.Children[1], step)]),
        _ => formula,
    };

    private static Term Only(Binder clock, Number at) => clock.Symbol.Evolution is { IsFlow: true } ? new Collection(CollectionKind.Set, new SetType(TermType.Real), [at]) : new IndexRange(at, at);

    // What is said of each time, where it is one that is meant.
    private static Term Said(Quantified all)
    {
        var others = all.Binders.Where(static b => !IsClock(b)).ToSequence();
        var body = others.IsEmpty ? all.Body : new Quantified(QuantifierKind.ForAll, others, all.Body);
        return all.Binders.Where(IsClock).Select(StepRanges.Condition).OfType<Term>().Aggregate(body, static (said, condition) => new Connective(ConnectiveKind.Implies, [condition, said]));
    }

    private static IEnumerable<Binder> Clocks(Term formula) => formula switch
    {
        Quantified { Kind: QuantifierKind.ForAll } all => all.Binders.Where(IsClock),
        Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or } joined => joined.Children.SelectMany(Clocks),
        Connective { Kind: ConnectiveKind.Implies } implies => Clocks(implies.Children[1]),
        _ => [],
    };

    /// <summary>Whether a binder runs over all steps, or over times.</summary>
    public static bool IsClock(Binder binder) => binder is { Domain: null or IndexRange { Upper: Constant }, Symbol.Role: SymbolRole.Clock } or { Symbol: { Role: SymbolRole.Clock, Evolution.IsFlow: true } };
}
