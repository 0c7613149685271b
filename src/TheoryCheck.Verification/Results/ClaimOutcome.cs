using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Results;

/// <summary>What a run found about one claim.</summary>
/// <param name="Name">The claim's name within its spec.</param>
/// <param name="Statement">The closed formula, implied quantifiers included.</param>
/// <param name="Verdict">The judgement.</param>
public sealed record ClaimOutcome(string Name, Typeset Statement, Verdict Verdict)
{
    /// <summary>The verdict the author accepted earlier; null when none is recorded.</summary>
    public VerdictKind? Expected { get; init; }

    /// <summary>Whether the verdict is the expected one, or none is expected.</summary>
    public bool IsAsExpected => Expected is null || Expected == Verdict.Kind;

    /// <summary>Why the claim was refused before its trials began, as a diagnostic at its place; null when it was not.</summary>
    public DiagnosticOutcome? Refusal { get; init; }

    /// <summary>Where the statement differs from the claim it corrects; null when it corrects none.</summary>
    public Difference? Correction { get; init; }

    /// <summary>The assumptions in force.</summary>
    public Sequence<AssumptionOutcome> Assumptions { get; init; } = [];

    /// <summary>One outcome for each combination of swept values, in the order of the sweep.</summary>
    public Sequence<CaseOutcome> Cases { get; init; } = [];

    /// <summary>Pictures of a quantity against its bound.</summary>
    public Sequence<Curve> Curves { get; init; } = [];

    /// <summary>Pictures of what the claim is about.</summary>
    public Sequence<Figure> Figures { get; init; } = [];

    /// <summary>How the slack (or another quantity) was distributed over the trials; null when there is none.</summary>
    public Histogram? Histogram { get; init; }

    /// <summary>The instance in which the claim fails; null when there is none.</summary>
    public Counterexample? Counterexample { get; init; }

    /// <summary>The steps of a derivation, in order.</summary>
    public Sequence<DerivationStep> Derivation { get; init; } = [];

    /// <summary>What was spent of the error budget.</summary>
    public Sequence<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>The command that repeats this judgement alone.</summary>
    public string Replay { get; init; } = "";

    /// <summary>The file with the certificate; empty when there is none.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>Certificates, accepted in this run, of facts that the verdict rests on in part; they settle no claim.</summary>
    public Sequence<AcceptedCertificate> Facts { get; init; } = [];

    /// <summary>How much was done: trials, points searched, steps.</summary>
    public Sequence<WorkCount> Work { get; init; } = [];

    /// <summary>The works that the judgement relies on.</summary>
    public Sequence<Citation> Citations { get; init; } = [];

    /// <summary>Remarks for the reader, one sentence each.</summary>
    public Sequence<string> Notes { get; init; } = [];
}

/// <summary>An assumption and how often it held.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Statement">Its formula.</param>
/// <param name="Tried">How many candidates were looked at; 0 when none had to be.</param>
/// <param name="Accepted">How many of them satisfied it.</param>
public sealed record AssumptionOutcome(string Name, Typeset Statement, long Tried, long Accepted)
{
    /// <summary>What became of the claim without it; null when it was not dropped.</summary>
    public AuditFinding? Audit { get; init; }
}

/// <summary>What became of a claim when one of its assumptions was dropped.</summary>
/// <param name="Finding"><c>needed</c>, <c>not needed</c> (derived without it), <c>not shown to be needed</c>, or <c>not decided</c>.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record AuditFinding(string Finding, string Reason)
{
    /// <summary>Where the claim fails without it; null when it was not seen to fail.</summary>
    public Counterexample? Counterexample { get; init; }
}

/// <summary>How much of one kind of work was done.</summary>
/// <param name="What">The unit in words, plural: <c>trials</c>, <c>points searched</c>.</param>
/// <param name="Count">How many.</param>
public sealed record WorkCount(string What, long Count);

/// <summary>A work, and the place in it.</summary>
/// <param name="Key">The key in the bibliography.</param>
/// <param name="Locus">Theorem, section or page.</param>
public sealed record Citation(string Key, string Locus);
