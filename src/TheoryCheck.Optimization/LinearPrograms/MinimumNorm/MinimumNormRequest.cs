using System.Collections.Immutable;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>How hard to try.</summary>
public sealed record MinimumNormRequest
{
    /// <summary>No start, a million pivots.</summary>
    public static MinimumNormRequest Default { get; } = new();

    /// <summary>Columns to start from, different ones; dependent columns are left out.</summary>
    public ImmutableArray<int> Start { get; init; } = [];

    /// <summary>The most pivots.</summary>
    public long IterationLimit { get; init; } = 1_000_000;

    /// <summary>How far |φⱼ·p| may exceed 1.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Ends the work early with <see cref="LinearProgramStatus.LimitReached"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
