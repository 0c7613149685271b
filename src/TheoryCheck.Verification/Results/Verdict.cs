using TheoryCheck.Checker;
using TheoryCheck.Core;

namespace TheoryCheck.Verification.Results;

/// <summary>What a run says of a claim or case, and how strongly.</summary>
/// <param name="Kind">Which verdict. <c>Certified</c>, and <c>Refuted</c> without a qualifier, can only be made with an accepted certificate that says so.</param>
/// <param name="Strength">
/// Its strength in words, one sentence: quantifiers, cases, instances, horizon, delta, alpha, arithmetic. Never says more than <paramref name="Kind"/>.
/// </param>
/// <param name="Reason">Why the verdict is not a better or worse one: what stopped a derivation, which budget ran out; or empty.</param>
/// <param name="Qualifier">A word that weakens the kind, such as <c>numerical</c>, <c>truncated</c>, <c>open symbol</c>; or empty.</param>
/// <param name="Certificate">What the separate checker accepted in this run, or null.</param>
public sealed record Verdict(VerdictKind Kind, string Strength, string Reason = "", string Qualifier = "", AcceptedCertificate? Certificate = null)
{
    /// <summary>The strength of what a stopped run says of a claim that it did not reach.</summary>
    public const string NotJudged = "not judged";

    /// <summary>Which verdict.</summary>
    public VerdictKind Kind { get; } = Justified(Kind, Qualifier, Certificate);

    /// <summary>A word that weakens the kind, or empty.</summary>
    public string Qualifier { get; } = Qualifier;

    /// <summary>What the separate checker accepted in this run, or null.</summary>
    public AcceptedCertificate? Certificate { get; } = Certificate;

    private static VerdictKind Justified(VerdictKind kind, string qualifier, AcceptedCertificate? certificate)
    {
        Certainty? needed = kind == VerdictKind.Certified ? Certainty.True : kind == VerdictKind.Refuted && qualifier.Length == 0 ? Certainty.False : null;
        return needed is null || certificate?.Truth == needed ? kind : throw new ArgumentException($"the verdict '{kind}' needs a certificate that the checker accepted", nameof(certificate));
    }
}
