using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>
/// The anytime confidence sequence for a proportion: {p : B(S+1, t−S+1)/(p^S (1−p)^(t−S)) &lt; 1/α}, the mixture of likelihood ratios over a
/// uniform prior.
/// </summary>
/// <remarks><i>Accuracy</i>: encloses; membership of a rational is decided by outward rounded arithmetic, and what is not decided belongs to the set.</remarks>
[Cites("robbins1970", "Section 3")]
[Cites("howard2021", "Section 3.2, beta-binomial mixture")]
public sealed class BetaMixtureSequence : TestProcedure
{
    /// <inheritdoc/>
    public override string Name => "beta-mixture confidence sequence";

    /// <inheritdoc/>
    public override string Decides => "an interval for P(A) that may be read at any time";

    /// <inheritdoc/>
    public override string Guarantee => "with probability at least 1 - alpha the interval holds P(A) at all times at once, for independent trials";

    /// <summary>The interval for P(A); the unknown trials count as failures for its lower end and as successes for its upper end.</summary>
    public static ProportionInterval Interval(Tally tally, Alpha alpha) => new(
        Upper(tally.Trials, tally.Trials - tally.Successes, alpha).Complement,
        Upper(tally.Trials, tally.Successes + tally.Unknowns, alpha),
        alpha.Confidence);

    /// <summary>Whether the whole sequence set after t trials with S events lies below p, decided exactly.</summary>
    public static Certainty LiesBelow(long trials, long events, Probability p, Alpha alpha) =>
        trials == 0 || p.Value.IsOne || new Rational(events, trials) >= p.Value
            ? CertaintyLogic.Of(trials > 0 && p.Value.IsOne && events < trials)
            : Excludes(trials, events, p.Value, alpha, MarginalInverse(trials, events));

    private static Probability Upper(long trials, long events, Alpha alpha)
    {
        if (trials == 0 || events == trials)
        {
            return new Probability(Rational.One);
        }

        var inverse = MarginalInverse(trials, events);
        return ProportionInterval.LeastAbove(
            new Rational(events, trials),
            p => p * trials > events && (p.IsOne || Excludes(trials, events, p, alpha, inverse) == Certainty.True));
    }

    // B(S+1, t-S+1) = 1/((t+1) C(t, S)); p is excluded iff (t+1) C(t, S) p^S (1-p)^(t-S) <= alpha.
    private static Certainty Excludes(long trials, long events, Rational p, Alpha alpha, PositiveEnclosure inverse) =>
        PositiveEnclosure.AtLeast(
            PositiveEnclosure.Of(alpha.Value),
            inverse * PositiveEnclosure.Power(PositiveEnclosure.Of(p), events)
                * PositiveEnclosure.Power(PositiveEnclosure.Of(Rational.One - p), trials - events));

    private static PositiveEnclosure MarginalInverse(long trials, long events)
    {
        var product = PositiveEnclosure.Of(new BigInteger(trials) + 1);
        var few = Math.Min(events, trials - events);
        for (var i = 0L; i < few; i++)
        {
            product = (product * PositiveEnclosure.Of(trials - i)).DividedBy(i + 1);
        }

        return product;
    }
}
