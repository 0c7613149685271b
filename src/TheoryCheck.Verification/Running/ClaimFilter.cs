using TheoryCheck.Core;

namespace TheoryCheck.Verification.Running;

/// <summary>Which claims a run judges: those whose <c>spec/claim</c> contains the text, and all of a spec that has it as a tag.</summary>
/// <param name="Text">The text, in any case; empty for all claims.</param>
public sealed record ClaimFilter(string Text)
{
    /// <summary>The filter that every claim passes.</summary>
    public static ClaimFilter None { get; } = new("");

    /// <summary>Whether a claim passes.</summary>
    /// <param name="spec">The spec's id.</param>
    /// <param name="tags">The spec's tags.</param>
    /// <param name="claim">The claim's name.</param>
    public bool Passes(string spec, Sequence<string> tags, string claim) =>
        Text.Length == 0
        || $"{spec}/{claim}".Contains(Text, StringComparison.OrdinalIgnoreCase)
        || tags.Any(tag => tag.Equals(Text, StringComparison.OrdinalIgnoreCase));
}
