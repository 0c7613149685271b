using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>What a budget of trials can decide about a bounded mean; the row that <c>theorycheck plan</c> prints.</summary>
/// <param name="Low">The lower end of the range.</param>
/// <param name="High">The upper end of the range.</param>
/// <param name="Budget">The number of trials.</param>
/// <param name="LeastSupport">The trials that support needs when every value is the one that speaks most for the claim; null above the budget.</param>
/// <param name="LeastRefutation">The trials that refutation needs when every value is the one that speaks most against it; null above the budget.</param>
public sealed record MeanPlan(Rational Low, Rational High, long Budget, long? LeastSupport, long? LeastRefutation)
{
    private const long LongestSearch = 20_000;

    /// <summary>Plans a test by feeding it the values that decide soonest.</summary>
    /// <param name="relation">An inequality.</param>
    /// <param name="bound">The bound, in the range.</param>
    /// <param name="low">The lower end of the range.</param>
    /// <param name="high">The upper end of the range, above the lower one.</param>
    /// <param name="alpha">The level of the statement; each side has half of it.</param>
    /// <param name="budget">The number of trials.</param>
    /// <remarks><i>Accuracy</i>: exact; numbers above 20,000 are not looked for.</remarks>
    public static MeanPlan Of(Relation relation, Rational bound, Rational low, Rational high, Alpha alpha, long budget)
    {
        var atMost = relation is Relation.Less or Relation.LessOrEqual;
        return new MeanPlan(low, high, budget, Least(atMost ? low : high, Decision.Supported), Least(atMost ? high : low, Decision.Refuted));

        long? Least(Rational value, Decision wanted)
        {
            var test = Betting.Start(relation, bound, low, high, alpha);
            while (test.Decision == Decision.Undecided && test.Trials < Math.Min(budget, LongestSearch))
            {
                test.ObserveExact(value);
            }

            return test.Decision == wanted ? test.Trials : null;
        }
    }
}
