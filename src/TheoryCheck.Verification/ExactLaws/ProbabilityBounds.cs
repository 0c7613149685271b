using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>Between which numbers the probability of an event lies.</summary>
/// <param name="Least">The probability of the values at which the event certainly holds.</param>
/// <param name="Most">The probability of the values at which it does not certainly fail.</param>
/// <param name="Values">How many values the sums can take together.</param>
internal sealed record ProbabilityBounds(Rational Least, Rational Most, int Values)
{
    /// <summary>The bounds from the joint law of the sums: the event is decided for ranges of values at once, halved where it is not one thing for all of them.</summary>
    /// <param name="sums">The event.</param>
    /// <param name="law">The values of the sums with their probabilities.</param>
    /// <param name="bounds">Rational bounds of a probability.</param>
    /// <param name="instance">The values of everything else.</param>
    /// <param name="evaluation">Evaluates the event.</param>
    public static ProbabilityBounds Of<T>(
        DrawnSums sums, IReadOnlyDictionary<Sequence<Rational>, T> law, Func<T, (Rational Low, Rational High)> bounds, Instance instance, ClosedEvaluation evaluation)
    {
        var (least, most) = (Rational.Zero, Rational.Zero);
        var waiting = new Stack<List<Sequence<Rational>>>([[.. law.Keys.Order(Comparer<Sequence<Rational>>.Create(Compare))]]);
        while (waiting.TryPop(out var values))
        {
            var truth = Truth(sums, values, instance, evaluation);
            if (truth == Certainty.Unknown && values.Count > 1)
            {
                waiting.Push(values[(values.Count / 2)..]);
                waiting.Push(values[..(values.Count / 2)]);
                continue;
            }

            foreach (var (low, high) in values.Select(v => bounds(law[v])))
            {
                least += truth == Certainty.True ? low : Rational.Zero;
                most += truth == Certainty.False ? Rational.Zero : high;
            }
        }

        return new ProbabilityBounds(least, most < Rational.One ? most : Rational.One, law.Count);
    }

    private static Certainty Truth(DrawnSums sums, List<Sequence<Rational>> values, Instance instance, ClosedEvaluation evaluation)
    {
        var over = evaluation.DecideOver(sums.Event, instance, sums.Sums.Select((s, q) => (s.Place, values.Min(v => v[q]), values.Max(v => v[q]))));
        return over != Certainty.Unknown || values.Count > 1
            ? over
            : evaluation.TryDecide(sums.Event, sums.Sums.Zip(values[0]).Aggregate(instance, (bound, sum) => bound.With(sum.First.Place, new Number(sum.Second))));
    }

    private static int Compare(Sequence<Rational> one, Sequence<Rational> other) =>
        one.Zip(other).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(order => order != 0);
}
