using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>One line of evidence of a frequency test: an e-process on the count of one outcome.</summary>
/// <param name="Event">The outcome that is counted.</param>
/// <param name="CountsUnknown">Whether unknown trials count as that outcome, which is the cautious reading when its rarity is to be shown.</param>
/// <param name="Process">The e-process.</param>
/// <param name="Alpha">The level at which it decides.</param>
public sealed record EvidenceLine(Outcome Event, bool CountsUnknown, BernoulliMixture Process, Alpha Alpha)
{
    /// <summary>Whether K ≥ 1/α after these trials.</summary>
    public Certainty Reached(Tally tally) => Process.Reaches(tally.Trials, Count(tally), Alpha);

    /// <summary>log₁₀ of the e-value, for printing.</summary>
    public double Log10(Tally tally) => Process.Log10(tally.Trials, Count(tally));

    /// <summary>The count S that enters the process.</summary>
    public long Count(Tally tally) => tally.Count(Event, CountsUnknown);
}

/// <summary>
/// The rule by which trials decide a claim about a probability: lines that support it and lines that refute it. A pure function of the
/// <see cref="Tally"/>, so anybody can repeat the decision from (claim, α, tally).
/// </summary>
/// <remarks>
/// Unknown trials count against whichever side wants to speak: as failures for support, as successes for refutation. So with any
/// resolution of the unknown trials, chosen by an adversary who sees everything, the e-values would have been at least as large.
/// </remarks>
public sealed class FrequencyRule
{
    /// <summary>The rule for a claim.</summary>
    /// <param name="claim">
    /// An inequality maps to P(fail) ≤ δ and is tested on both sides; strict and weak ones share the rule. <c>==</c> can only be refuted and
    /// <c>!=</c> only supported: both by two one-sided lines with half the level each.
    /// </param>
    /// <param name="support">The level of support.</param>
    /// <param name="refute">The level of refutation.</param>
    public FrequencyRule(FrequencyClaim claim, Alpha support, Alpha refute)
    {
        Claim = claim;
        SupportAlpha = support;
        RefuteAlpha = refute;
        (SupportLines, RefuteLines) = claim.Relation switch
        {
            Relation.GreaterOrEqual or Relation.Greater => OneSided(Outcome.Failure, claim.Bound.Complement, support, refute),
            Relation.LessOrEqual or Relation.Less => OneSided(Outcome.Success, claim.Bound, support, refute),
            Relation.Equal => (Sequence<EvidenceLine>.Empty, TwoSided(claim.Bound, refute)),
            _ => (TwoSided(claim.Bound, support), Sequence<EvidenceLine>.Empty),
        };
    }

    /// <summary>The claim.</summary>
    public FrequencyClaim Claim { get; }

    /// <summary>The level of support.</summary>
    public Alpha SupportAlpha { get; }

    /// <summary>The level of refutation.</summary>
    public Alpha RefuteAlpha { get; }

    /// <summary>Any of these lines, reached, supports the claim.</summary>
    public Sequence<EvidenceLine> SupportLines { get; }

    /// <summary>Any of these lines, reached, refutes it.</summary>
    public Sequence<EvidenceLine> RefuteLines { get; }

    /// <summary>What a look at these trials decides; contradictory evidence decides nothing.</summary>
    public Decision Look(Tally tally)
    {
        var supported = SupportLines.Any(line => line.Reached(tally) == Certainty.True);
        var refuted = RefuteLines.Any(line => line.Reached(tally) == Certainty.True);
        return (supported, refuted) switch
        {
            (true, false) => Decision.Supported,
            (false, true) => Decision.Refuted,
            _ => Decision.Undecided,
        };
    }

    private static (Sequence<EvidenceLine> Support, Sequence<EvidenceLine> Refute) OneSided(Outcome fail, Probability delta, Alpha support, Alpha refute) =>
        ([new EvidenceLine(fail, CountsUnknown: true, BernoulliMixture.Support(delta), support)],
         [new EvidenceLine(fail, CountsUnknown: false, BernoulliMixture.Refutation(delta), refute)]);

    private static Sequence<EvidenceLine> TwoSided(Probability bound, Alpha alpha) =>
    [
        new EvidenceLine(Outcome.Success, CountsUnknown: false, BernoulliMixture.Refutation(bound), alpha.Share(2)),
        new EvidenceLine(Outcome.Failure, CountsUnknown: false, BernoulliMixture.Refutation(bound.Complement), alpha.Share(2)),
    ];
}
