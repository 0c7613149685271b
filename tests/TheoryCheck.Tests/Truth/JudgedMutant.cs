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

    /// <summary>A mutant with its outcome.</summary>
    public static JudgedMutant Of(Mutant mutant, ClaimOutcome outcome) => new(
        mutant.Name,
        mutant.Kind.StartsWith("assumption", StringComparison.Ordinal) ? "assumption dropped" : mutant.Kind,
        outcome.Verdict.Kind,
        Line(mutant.Text),
        Line(string.Join("; ", outcome.Notes)));

    /// <summary>A text as one field of one line.</summary>
    public static string Line(string text) => string.Join(' ', text.Split(['\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
