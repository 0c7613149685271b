namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>What the outputs of a measure are judged by: an open family, one file each.</summary>
public abstract record Loss
{
    /// <summary>The number of outputs.</summary>
    public abstract int Count { get; }
}
