using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>How many trials support needs with a number of failures.</summary>
/// <param name="Failures">S.</param>
/// <param name="Trials">The least t at which S failures support the claim; 2⁴⁰ where that many are not enough.</param>
public sealed record SupportNeed(int Failures, long Trials);

/// <summary>What to expect of the budget at one true probability of failure.</summary>
/// <param name="Truth">The assumed truth.</param>
/// <param name="Law">How the test ends.</param>
public sealed record Prospect(Probability Truth, StoppingLaw Law);

/// <summary>What a budget of trials can decide about P(fail) ≤ δ; the row that <c>theorycheck plan</c> prints.</summary>
/// <param name="Delta">δ.</param>
/// <param name="Alpha">The level of the obligation; each side of the test has half of it.</param>
/// <param name="Budget">The number of trials.</param>
/// <param name="Needs">The least trials for support with 0, 1, 2 and 5 failures; empty for δ of 0 or 1.</param>
/// <param name="LeastRefutation">The fewest trials that can refute: failures only; null if even they cannot.</param>
/// <param name="Prospects">What to expect at δ/2 and at 2δ, or (1+δ)/2 where that is no probability; missing if the work of finding out would be too great.</param>
public sealed record BudgetPlan(
    Probability Delta,
    Alpha Alpha,
    long Budget,
    Sequence<SupportNeed> Needs,
    long? LeastRefutation,
    Sequence<Prospect> Prospects)
{
    private const double LargestWork = 3e8;

    /// <summary>Whether the budget can support the claim at all; if not, the best outcome is inconclusive by design.</summary>
    public bool CanSupport => !Needs.IsEmpty && Needs[0].Trials <= Budget;

    /// <summary>Whether the budget can refute the claim at all.</summary>
    public bool CanRefute => LeastRefutation <= Budget;

    /// <summary>The least trials, none of which fails, that support P(fail) ≤ δ for δ in (0, 1); 2⁴⁰ where that many are not enough.</summary>
    public static long LeastSupport(Probability delta, Alpha alpha) => BernoulliMixture.Support(delta).LeastTrials(0, alpha.Share(2));

    /// <summary>Plans a test.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static BudgetPlan Of(Probability delta, Alpha alpha, long budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        var side = alpha.Share(2);
        if (delta.Value.IsZero || delta.Value.IsOne)
        {
            // δ = 0: one failure refutes, nothing supports. δ = 1: the claim says nothing.
            return new BudgetPlan(delta, alpha, budget, [], delta.Value.IsZero ? 1 : null, []);
        }

        var boundary = new FrequencyBoundary(delta, side, side);
        var needs = new[] { 0, 1, 2, 5 }.Select(s => new SupportNeed(s, boundary.SupportAt(s))).ToSequence();
        var least = Boundary.Bisect(1, s => s >= 1 << 20 || boundary.RefutesAtOnce(s));
        var half = new Probability(delta.Value / 2);
        var twice = new Probability(delta.Value * 2 < 1 ? delta.Value * 2 : (delta.Value + 1) / 2);
        var prospects = new[] { half, twice }.Select(p => Foresee(boundary, delta, side, p, budget)).OfType<Prospect>();
        return new BudgetPlan(delta, alpha, budget, needs, least >= 1 << 20 ? null : least, prospects.ToSequence());
    }

    private static Prospect? Foresee(FrequencyBoundary boundary, Probability delta, Alpha side, Probability truth, long budget)
    {
        // The band is some 20 standard deviations wide, and the test is over after a few times ln(1/α)/KL trials.
        var (d, p) = (delta.Value.ToDouble(), truth.Value.ToDouble());
        var divergence = p * Math.Log(p / d) + (1 - p) * Math.Log((1 - p) / (1 - d));
        var duration = Math.Min(budget, 10 * (10 - Math.Log(side.Value.ToDouble())) / divergence);
        return duration * (20 * Math.Sqrt(duration * p) + 10) > LargestWork ? null : new Prospect(truth, boundary.Law(truth, budget));
    }
}
