using TheoryCheck.Core;

namespace TheoryCheck.Verification.Results;

/// <summary>What a run says of a claim or case, and how strongly.</summary>
/// <param name="Kind">Which verdict.</param>
/// <param name="Strength">
/// Its strength in words, one sentence: quantifiers, cases, instances, horizon, delta, alpha, arithmetic. Never says more than <paramref name="Kind"/>.
/// </param>
/// <param name="Reason">Why the verdict is not a better or worse one: what stopped a derivation, which budget ran out; or empty.</param>
/// <param name="Qualifier">A word that weakens the kind, such as <c>numerical</c>, <c>truncated</c>, <c>open symbol</c>; or empty.</param>
public sealed record Verdict(VerdictKind Kind, string Strength, string Reason = "", string Qualifier = "");
