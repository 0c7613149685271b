using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>A plan for a fixed number of trials.</summary>
/// <param name="Trials">n.</param>
/// <param name="Failures">The largest number of failures that still gives support.</param>
public sealed record FixedPlan(long Trials, long Failures);

/// <summary>
/// The test of P(fail) ≤ δ when the number of trials n is fixed before the first of them: supported iff P(Bin(n, δ) ≤ S) ≤ α, refuted iff
/// P(Bin(n, δ) ≥ S) ≤ α.
/// </summary>
/// <remarks><i>Accuracy</i>: exact; limits are rounded outwards to k/2⁴⁰.</remarks>
[Cites("clopper1934", "Section 3")]
public sealed class ClopperPearson : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "exact binomial test";

    /// <inheritdoc/>
    public override string Decides => "P(fail) <= delta with a number of trials fixed beforehand";

    /// <inheritdoc/>
    public override string Guarantee => "a false statement of either side has probability at most its alpha; void if the trials were looked at before the end";

    /// <summary>The decision after all n trials; unknown trials count as failures for support and as successes for refutation.</summary>
    public static Decision Decide(Tally tally, Probability delta, Alpha support, Alpha refute)
    {
        var n = tally.Trials;
        var supported = delta.Value.Sign > 0
            && BinomialTail.AtMostIsWithin(n, delta.Value, tally.Failures + tally.Unknowns, support.Value) == Certainty.True;
        var refuted = BinomialTail.AtMostIsWithin(n, Rational.One - delta.Value, n - tally.Failures, refute.Value) == Certainty.True;
        return supported == refuted ? Decision.Undecided : supported ? Decision.Supported : Decision.Refuted;
    }

    /// <summary>The upper limit U = BetaInv(1−α; S+1, n−S): P(fail) ≤ U with confidence 1 − α.</summary>
    public static Probability UpperLimit(long trials, long failures, Alpha alpha) =>
        failures >= trials
            ? new Probability(Rational.One)
            : ProportionInterval.LeastAbove(
                new Rational(failures, trials),
                p => PositiveEnclosure.AtLeast(PositiveEnclosure.Of(alpha.Value), BinomialTail.AtMost(trials, p, failures)) == Certainty.True);

    /// <summary>The lower limit L = BetaInv(α; S, n−S+1): P(fail) ≥ L with confidence 1 − α.</summary>
    public static Probability LowerLimit(long trials, long failures, Alpha alpha) => UpperLimit(trials, trials - failures, alpha).Complement;

    /// <summary>The least n for which <paramref name="failures"/> failures support P(fail) ≤ δ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">δ is 0 or 1.</exception>
    public static long TrialsNeeded(Probability delta, Alpha alpha, long failures)
    {
        RequireInner(delta);
        return Boundary.Bisect(failures + 1, n => BinomialTail.AtMostIsWithin(n, delta.Value, failures, alpha.Value) == Certainty.True);
    }

    /// <summary>The smallest plan that supports P(fail) ≤ δ with probability at least <paramref name="power"/> if the true probability is p &lt; δ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ p &lt; δ &lt; 1, or the power is not below 1.</exception>
    public static FixedPlan Plan(Probability delta, Alpha alpha, Probability truth, Probability power)
    {
        RequireInner(delta);
        if (truth >= delta || power.Value.IsOne)
        {
            throw new ArgumentOutOfRangeException(nameof(truth), truth, $"no plan reaches a power of {power} unless the true probability is below {delta} and the power below 1");
        }

        // Support needs more than failures/δ trials, and the chance of so few failures at the truth rises with the plan: double, then bisect.
        var failures = Boundary.Bisect(0, c => HasPower(c));
        while (failures > 0 && HasPower(failures - 1))
        {
            failures--;
        }

        return new FixedPlan(TrialsNeeded(delta, alpha, failures), failures);

        bool HasPower(long c) => PositiveEnclosure.AtLeast(
            BinomialTail.AtMost(TrialsNeeded(delta, alpha, c), truth.Value, c), PositiveEnclosure.Of(power.Value)) == Certainty.True;
    }

    private static void RequireInner(Probability delta)
    {
        if (delta.Value.IsZero || delta.Value.IsOne)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "no number of trials decides a bound of 0 or 1; it must lie strictly between");
        }
    }
}
