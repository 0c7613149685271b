using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>Where in a claim's prefix the judge stands.</summary>
/// <param name="Instance">What is bound.</param>
/// <param name="Place">The path of binder instances that led here; it keys the randomness, so that every place has its own.</param>
/// <param name="IsPilot">Whether this run only chooses a witness: few trials, and nothing it says is reported.</param>
internal sealed record Scope(Instance Instance, string Place, bool IsPilot)
{
    /// <summary>Whether a later refutation rests on what is settled here, so that doubles may not settle it.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>Whether this is one try of a search for a witness, whose failure is not shown.</summary>
    public bool IsTry { get; init; }

    /// <summary>How many configurations a search may visit of which this is one.</summary>
    public int Siblings { get; init; } = 1;

    /// <summary>The last step at which a run has to fail to be of interest, where one that fails there is known and a smaller one is looked for; null elsewhere.</summary>
    public int? FailsBy { get; init; }

    /// <summary>The scope of one instance of a binder.</summary>
    public Scope Enter(Instance instance, string step) => this with { Instance = instance, Place = Place + "/" + step };
}
