using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;

namespace TheoryCheck.Checker;

/// <summary>A certificate that the checker has accepted in this process. Nothing but the checker makes one.</summary>
public sealed class AcceptedCertificate
{
    internal AcceptedCertificate(string kind, string claim, Finding f, string json) => (Kind, Claim, (Truth, Words), Json) = (kind, claim, f, json);

    /// <summary>The kind, such as <c>counterexample</c>.</summary>
    public string Kind { get; }

    /// <summary>The claim it belongs to.</summary>
    public string Claim { get; }

    /// <summary>Whether the claim is true, on every instance it speaks of, or false; unknown where this is a fact, which by itself settles no claim.</summary>
    public Certainty Truth { get; }

    /// <summary>What was checked, in a sentence made by the checker, never by the prover.</summary>
    public string Words { get; }

    /// <summary>The text that was checked.</summary>
    public string Json { get; }
}

/// <summary>The answer of the checker.</summary>
/// <param name="Accepted">The certificate, or null when it was rejected.</param>
/// <param name="Reason">Why it was rejected, or empty.</param>
/// <param name="Wanted">The problem of which a minimiser has to be listed for more to be decided, or null.</param>
public sealed record CheckResult(AcceptedCertificate? Accepted, string Reason, VectorProblem? Wanted = null);
