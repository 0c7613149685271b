using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>The <c>check</c> lines that apply to one claim: those for all claims first, then its own, which win.</summary>
internal sealed class CheckSettings
{
    private readonly List<CheckEntry> entries;

    public CheckSettings(Spec spec, string claim) => entries =
    [
        .. spec.Checks.Where(c => c.Claim.Length == 0).SelectMany(c => c.Entries),
        .. spec.Checks.Where(c => c.Claim == claim).SelectMany(c => c.Entries),
    ];

    /// <summary>The value of a key without subject, or null.</summary>
    public Term? Value(string key) => entries.LastOrDefault(e => e.Key == key && e.Subject is null)?.Value;

    /// <summary>The value of a key for a symbol (matched by identity or, for symbols bound in the claim, by name), or null.</summary>
    public Term? Value(string key, Symbol subject) =>
        entries.LastOrDefault(e => e.Key == key && e.Subject is { } s && (ReferenceEquals(s, subject) || s.Name == subject.Name))?.Value;
}
