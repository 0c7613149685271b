using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A statement along a flow without chance, decided on an enclosure of the solution: false where it is certainly false at one time, true where it is certainly true on finitely many ranges that cover all times it speaks of.
/// </summary>
/// <param name="formula">The statement.</param>
/// <param name="instance">The values of its symbols.</param>
/// <param name="evaluation">Evaluates the ends of ranges.</param>
internal sealed class FlowPath(Term formula, Instance instance, ClosedEvaluation evaluation)
{
    private const int MostRanges = 2000;
    private const int MostHalvings = 14;
    private const int MostHalvingsAfter = 8;

    private readonly ExactPath path = new(formula, instance);

    /// <summary>Whether the statement speaks of all times, or all of a range.</summary>
    public bool HasClock => path.IsEndless;

    /// <summary>Why nothing was decided, where that is known.</summary>
    public string? Obstacle => path.Obstacle;

    /// <summary>The truth at a time, or of a statement that names its times; null where it cannot be evaluated.</summary>
    /// <param name="time">The time; not looked at without a clock.</param>
    public Decided? At(Rational time) => path.At(time);

    /// <summary>The counterexample at a time where the statement is certainly false.</summary>
    public FailureEvidence Failure(Rational time, Decided decided)
    {
        var failure = path.Failure(time, decided);
        return formula is Quantified { Kind: QuantifierKind.ForAll, Binders: [var clock, ..] } && ExactPath.IsClock(clock) && failure.Values.All(v => v.Symbol != clock.Symbol)
            ? failure with { Values = failure.Values.Append((clock.Symbol, (Term)new Number(time))).ToSequence() }
            : failure;
    }

    /// <summary>The truth of a statement about all times of a bounded range, by dividing it; where it is false the time is one at which it is, where it is unknown the last, of which it was asked why.</summary>
    public (Certainty Truth, Rational Time) Throughout()
    {
        if (formula is not Quantified { Kind: QuantifierKind.ForAll } all)
        {
            return (Certainty.Unknown, Rational.Zero);
        }

        if (Listed(all)?.Select(time => (Truth: path.At(time)?.Truth ?? Certainty.Unknown, Time: time)).ToList() is { Count: > 0 } listed)
        {
            return listed.Exists(static t => t.Truth == Certainty.False) ? listed.Find(static t => t.Truth == Certainty.False)
                : (listed.TrueForAll(static t => t.Truth == Certainty.True) ? Certainty.True : Certainty.Unknown, listed.Max(static t => t.Time));
        }

        if (Range(all) is not var (from, to))
        {
            return (Certainty.Unknown, Rational.Zero);
        }

        var isOpen = false;
        var ranges = new Stack<(Rational From, Rational To, int Halvings)>([(from, to, 0)]);
        for (var seen = 0; ranges.TryPop(out var range); seen++)
        {
            var (middle, truth) = ((range.From + range.To) / 2, path.Over(all, range.From, range.To));
            if (truth == Certainty.False)
            {
                return (truth, middle);
            }

            if (truth == Certainty.True)
            {
                continue;
            }

            // Once some times stay open the rest is looked through for one at which it is false.
            if (isOpen && path.Over(all, range.To, range.To) == Certainty.False)
            {
                return (Certainty.False, range.To);
            }

            if (seen < MostRanges && range.Halvings < (isOpen ? MostHalvingsAfter : MostHalvings))
            {
                ranges.Push((middle, range.To, range.Halvings + 1));
                ranges.Push((range.From, middle, range.Halvings + 1));
            }
            else
            {
                isOpen = true;
            }
        }

        return isOpen ? (path.At(to) is { Truth: Certainty.False } ? Certainty.False : Certainty.Unknown, to) : (Certainty.True, to);
    }

    // The closed range of all times that are meant; there is none below 0, and of none anything is shown.
    private (Rational From, Rational To)? Range(Quantified all)
    {
        Rational? Value(Term term) => evaluation.TryRational(term, instance);
        return all.Binders.Where(ExactPath.IsClock).ToList() is [var clock] && StepRanges.Until(clock, Value) is { } last
            && (clock.Domain is RealInterval { Lower: var lower } ? Value(lower) : Rational.Zero) is { Sign: >= 0 } first && first <= last
            ? (first, last)
            : null;
    }

    // The times that are listed; null where they are not.
    private IEnumerable<Rational>? Listed(Quantified all) => all.Binders.Where(ExactPath.IsClock).ToList() is [{ Domain: Collection { Kind: CollectionKind.Set, Children: var listed } }]
        && listed.Select(time => evaluation.TryRational(time, instance)).ToList() is var times && times.TrueForAll(static t => t is not null)
        ? times.Select(static t => t!.Value)
        : null;
}
