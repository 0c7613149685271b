using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// A way to climb a landscape of violations from a start. An open family: one file each, found by the catalogue. Budgets count
/// evaluations, so a strategy does the same on every machine; what it ends with is a guess that others check.
/// </summary>
internal abstract class SearchStrategy
{
    /// <summary>What to call it in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Its turn: strategies that are cheap where they work come first.</summary>
    public abstract int Turn { get; }

    /// <summary>Climbs until a violation is found or the landscape's budget is spent; the landscape remembers the best point.</summary>
    /// <param name="landscape">The landscape, with the budget of this climb.</param>
    /// <param name="start">A point of the domain.</param>
    /// <param name="source">Randomness, for strategies that use some.</param>
    public abstract void Climb(Landscape landscape, double[] start, UniformSource source);
}
