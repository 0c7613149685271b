using TheoryCheck.Language;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Running;

/// <summary>
/// Where a spec with <c>corrects: id</c> reads otherwise than the spec of that id: its claims against those of the same names there.
/// </summary>
/// <param name="specs">The specs that were read, judged or not.</param>
internal sealed class Corrections(IEnumerable<Spec> specs)
{
    private readonly Dictionary<string, Spec> byId = specs.GroupBy(s => s.Front.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>A claim beside the one it corrects; null when it corrects none that was read.</summary>
    public Difference? Of(Spec spec, Claim claim) =>
        spec.Front.Corrects.Length > 0 && byId.GetValueOrDefault(spec.Front.Corrects) is { } corrected && !ReferenceEquals(corrected, spec)
        && corrected.Claims.FirstOrDefault(c => c.Name == claim.Name) is { } earlier
            ? Difference.Mark(earlier.Closed, claim.Closed)
            : null;
}
