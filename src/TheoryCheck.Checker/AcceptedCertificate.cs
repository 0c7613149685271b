namespace TheoryCheck.Checker;

/// <summary>What an accepted certificate says about the claim it belongs to.</summary>
public enum Effect
{
    /// <summary>The claim is true, on every instance it speaks of.</summary>
    Holds,

    /// <summary>The claim is false.</summary>
    Fails,

    /// <summary>A fact about terms or trials of the spec; by itself it settles no claim.</summary>
    Fact,
}

/// <summary>A certificate that the checker has accepted in this process. Nothing but the checker makes one.</summary>
public sealed class AcceptedCertificate
{
    internal AcceptedCertificate(string kind, string claim, Effect effect, string words, string json, string hash) =>
        (Kind, Claim, Effect, Words, Json, Hash) = (kind, claim, effect, words, json, hash);

    /// <summary>The kind, such as <c>counterexample</c>.</summary>
    public string Kind { get; }

    /// <summary>The claim it belongs to.</summary>
    public string Claim { get; }

    /// <summary>What follows for the claim.</summary>
    public Effect Effect { get; }

    /// <summary>What was checked, in a sentence made by the checker, never by the prover.</summary>
    public string Words { get; }

    /// <summary>The text that was checked.</summary>
    public string Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/> in UTF-8, in lower-case hex.</summary>
    public string Hash { get; }
}

/// <summary>The answer of the checker.</summary>
/// <param name="Accepted">The certificate, or null when it was rejected.</param>
/// <param name="Reason">Why it was rejected, or empty.</param>
/// <param name="IsFinal">Whether enclosures of more bits could not change the answer.</param>
public sealed record CheckResult(AcceptedCertificate? Accepted, string Reason, bool IsFinal = true);
