using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>The words for verdicts, the same in every report.</summary>
internal static class VerdictWords
{
    /// <summary>The verdicts worst first, as tables sort them.</summary>
    public static IReadOnlyList<VerdictKind> WorstFirst { get; } = [.. Enum.GetValues<VerdictKind>().Order()];

    /// <summary>One lower-case word; also the word of results files and of <c>expect:</c>.</summary>
    public static string Word(VerdictKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The word with the qualifier that weakens it.</summary>
    public static string Word(Verdict verdict) => verdict.Qualifier.Length == 0 ? Word(verdict.Kind) : $"{Word(verdict.Kind)} ({verdict.Qualifier})";

    /// <summary>A sign that tells verdicts apart without colour.</summary>
    public static string Sign(VerdictKind kind) => kind switch
    {
        VerdictKind.Proved => "∎",
        VerdictKind.Certified => "✓",
        VerdictKind.Supported => "≈",
        VerdictKind.Unrefuted => "◌",
        VerdictKind.Inconclusive => "?",
        VerdictKind.Vacuous => "∅",
        VerdictKind.Refuted => "✗",
        _ => "!",
    };

    /// <summary>What the verdict means, in one sentence.</summary>
    public static string Meaning(VerdictKind kind) => kind switch
    {
        VerdictKind.Proved => "True for all values in the stated domain, by a derivation that can be replayed.",
        VerdictKind.Certified => "True on each stated instance, by exact or interval arithmetic that a separate checker accepted.",
        VerdictKind.Supported => "As claimed on the stated cases, by a test at the stated confidence; not a proof.",
        VerdictKind.Unrefuted => "The search did not break it; this is not support.",
        VerdictKind.Inconclusive => "Not decided.",
        VerdictKind.Vacuous => "Its assumptions were never satisfied, so nothing was checked.",
        VerdictKind.Refuted => "False.",
        _ => "The spec or the program is at fault.",
    };
}

/// <summary>A claim together with its spec.</summary>
internal readonly record struct JudgedClaim(SpecOutcome Spec, ClaimOutcome Claim)
{
    /// <summary>All claims of a run: worst verdict first, unexpected before expected, then in the order of the run.</summary>
    public static IReadOnlyList<JudgedClaim> WorstFirst(RunResult result) =>
    [
        .. result.Specs.SelectMany(spec => spec.Claims.Select(claim => new JudgedClaim(spec, claim)))
            .OrderBy(judged => judged.Claim.Verdict.Kind)
            .ThenBy(judged => judged.Claim.IsAsExpected),
    ];
}
