using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Verification.Planning;

/// <summary>What a run would have to settle at one place of a claim, as far as it is known before the run.</summary>
/// <param name="Checker">The kind of checker: <c>identity</c>, <c>inequality</c>, <c>path</c>, <c>order</c>, <c>frequency</c>; empty when none accepts it.</param>
/// <param name="Case">The swept values, or empty.</param>
/// <param name="Configurations">How many searched configurations ask for the same; 1 outside searches.</param>
public sealed record PlannedObligation(string Checker, string Case, int Configurations)
{
    /// <summary>The error level of one statement, or null where no chance is involved.</summary>
    public Rational? Alpha { get; init; }

    /// <summary>What the trials can decide, or null.</summary>
    public BudgetPlan? Budget { get; init; }

    /// <summary>Whether the spec fixes the number of trials, so that the exact binomial test is used.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Roughly how many floating-point operations a trial takes; 0 if not known.</summary>
    public double OperationsPerTrial { get; init; }

    /// <summary>Roughly how many bytes each thread holds; 0 if not known.</summary>
    public double BytesPerThread { get; init; }

    /// <summary>What else is known: why nothing will be checked, or that a pilot run comes first; or empty.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>The plan for one claim.</summary>
/// <param name="Spec">The spec's id.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Alpha">The share of the run's error budget; null when the claim needs none.</param>
/// <param name="PilotRuns">How many pilot runs rank candidates for witnesses first, at most.</param>
/// <param name="Obligations">The obligations in the order in which a run meets them.</param>
/// <param name="Remark">What stops the plan, or empty.</param>
public sealed record ClaimPlan(string Spec, string Claim, Rational? Alpha, int PilotRuns, Sequence<PlannedObligation> Obligations, string Remark);
