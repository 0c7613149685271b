namespace TheoryCheck.Statistics;

/// <summary>What a test says of a claim; a statistical statement at a level, never a proof.</summary>
public enum Decision
{
    /// <summary>Neither side reached its threshold.</summary>
    Undecided,

    /// <summary>The claim's negation is rejected at the level of support.</summary>
    Supported,

    /// <summary>The claim is rejected at the level of refutation.</summary>
    Refuted,
}
