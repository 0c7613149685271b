using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>What a frequency test has to say.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Alpha">The level of the side that decided; null while undecided.</param>
/// <param name="Tally">The trials up to the decision, or all of them while undecided.</param>
/// <param name="SupportLog10">log₁₀ of the largest e-value for support; null if the claim cannot be supported by sampling.</param>
/// <param name="RefuteLog10">log₁₀ of the largest e-value against the claim; null if it cannot be refuted by sampling.</param>
public sealed record FrequencyResult(FrequencyClaim Claim, Decision Decision, Alpha? Alpha, Tally Tally, double? SupportLog10, double? RefuteLog10);

/// <summary>
/// A sequential test of a claim about a probability by two finite-mixture e-processes: stop at the first look at which one of them
/// reaches 1/α. Trials enter in the order of their index, never in the order in which they finish.
/// </summary>
/// <remarks>Not thread-safe; the decision, once taken, is final, and later observations are ignored.</remarks>
/// <example><code>with probability >= 1 - delta over x, y: risk(x, y) &lt;= bound</code></example>
public sealed class FrequencyTest
{
    private Tally tally;

    /// <summary>Starts a test.</summary>
    public FrequencyTest(FrequencyRule rule) => Rule = rule;

    /// <summary>Starts a test that spends half of a level on support and half on refutation.</summary>
    public FrequencyTest(FrequencyClaim claim, Alpha alpha)
        : this(new FrequencyRule(claim, alpha.Share(2), alpha.Share(2)))
    {
    }

    /// <summary>The rule it follows.</summary>
    public FrequencyRule Rule { get; }

    /// <summary>What is decided so far.</summary>
    public Decision Decision { get; private set; }

    /// <summary>The trials up to the decision.</summary>
    public Tally Tally => tally;

    /// <summary>The state as a record.</summary>
    public FrequencyResult Result => new(
        Rule.Claim,
        Decision,
        Decision switch { Decision.Supported => Rule.SupportAlpha, Decision.Refuted => Rule.RefuteAlpha, _ => null },
        tally,
        Largest(Rule.SupportLines),
        Largest(Rule.RefuteLines));

    /// <summary>Takes the next trial and looks.</summary>
    public Decision Observe(Outcome outcome)
    {
        if (Decision == Decision.Undecided)
        {
            tally = tally.With(outcome);
            Decision = Rule.Look(tally);
        }

        return Decision;
    }

    /// <summary>Takes the next trials in order, looking after each.</summary>
    public Decision Observe(ReadOnlySpan<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (Observe(outcome) != Decision.Undecided)
            {
                break;
            }
        }

        return Decision;
    }

    /// <summary>The probability of the event, at any time, with confidence 1 − α; unknown trials widen the interval.</summary>
    public ProportionInterval Interval(Alpha alpha) => BetaMixtureSequence.Interval(tally, alpha);

    private double? Largest(Sequence<EvidenceLine> lines) => lines.IsEmpty ? null : lines.Max(line => line.Log10(tally));
}
