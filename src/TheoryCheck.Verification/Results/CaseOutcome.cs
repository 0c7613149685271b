using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Results;

/// <summary>What a run found in one combination of swept values.</summary>
/// <param name="Label">The combination, such as <c>M = 64, delta = 1/10</c>; empty for a claim without sweeps.</param>
/// <param name="Verdict">The judgement in this case.</param>
public sealed record CaseOutcome(string Label, Verdict Verdict)
{
    /// <summary>How many trials were run.</summary>
    public long Trials { get; init; }

    /// <summary>In how many of them the event certainly did not happen.</summary>
    public long Failures { get; init; }

    /// <summary>In how many of them it stayed undecided.</summary>
    public long Unknowns { get; init; }

    /// <summary>The estimated quantity with its interval, against the claimed value; null when nothing was estimated.</summary>
    public Estimate? Estimate { get; init; }

    /// <summary>The decimal logarithm of the final e-value of the deciding test; null when no test was run.</summary>
    public double? EValueLog10 { get; init; }

    /// <summary>What the case cost of the error budget; null when nothing.</summary>
    public Rational? AlphaSpent { get; init; }

    /// <summary>How sharp the bound is: typical value of the bounded quantity over its bound; null when not measured.</summary>
    public double? Tightness { get; init; }

    /// <summary>The least (bound - quantity) seen; negative when the bound was broken; null when not measured.</summary>
    public double? Slack { get; init; }
}

/// <summary>An estimated quantity with a confidence interval, against the value the claim states.</summary>
/// <param name="Quantity">What was estimated, in words: <c>failure frequency</c>, <c>failure probability</c> when it is computed, <c>mean</c>.</param>
/// <param name="Value">The point estimate.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
/// <param name="Relation">How the quantity is claimed to compare with <paramref name="Claimed"/>.</param>
/// <param name="Claimed">The claimed value.</param>
public sealed record Estimate(string Quantity, double Value, double Lower, double Upper, Relation Relation, double Claimed);
