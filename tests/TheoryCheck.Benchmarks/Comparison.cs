namespace TheoryCheck.Benchmarks;

/// <summary>One thing that is measured beside its peers. An open family: one sealed class in the file of what it measures, found by the catalogue.</summary>
internal abstract class Comparison
{
    /// <summary>What to ask for it by.</summary>
    public abstract string Name { get; }

    /// <summary>Measures, prints ratios, and says whether all results agree.</summary>
    public abstract bool Run();
}
