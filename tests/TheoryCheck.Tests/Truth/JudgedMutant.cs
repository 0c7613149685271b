using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Truth;

/// <summary>What a run said of a mutant.</summary>
/// <param name="Name">The mutant's name.</param>
/// <param name="Kind">What was changed.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Text">The changed statement.</param>
/// <param name="Notes">What the verdict notes.</param>
internal sealed record JudgedMutant(string Name, string Kind, VerdictKind Verdict, string Text, string Notes)
{
    /// <summary>Whether it was taken for true.</summary>
    public bool IsAccepted => Verdict is VerdictKind.Proved or VerdictKind.Certified;

    // A mutant stands in no text that the checker could read, so that what a judge took for certain has no certificate.
    private static VerdictKind Taken(ClaimOutcome outcome) =>
        outcome.Verdict.Kind == VerdictKind.Unrefuted && outcome.Notes.Any(n => n.StartsWith("numerical, without a certificate", StringComparison.Ordinal)) ? VerdictKind.Certified : outcome.Verdict.Kind;

    /// <summary>A mutant with its outcome.</summary>
    public static JudgedMutant Of(Mutant mutant, ClaimOutcome outcome) => new(
        mutant.Name,
        mutant.Kind.StartsWith("assumption", StringComparison.Ordinal) ? "assumption dropped" : mutant.Kind,
        Taken(outcome),
        Line(mutant.Text),
        Line(string.Join("; ", outcome.Notes)));

    /// <summary>A text as one field of one line.</summary>
    public static string Line(string text) => string.Join(' ', text.Split(['\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
