namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// A solver of linear programs; an open family, one file each, found by the catalogue. An oracle proposes and is never trusted: it may be
/// wrong or absent, but it must not throw for what a program holds.
/// </summary>
public abstract class LinearProgramOracle
{
    /// <summary>The name in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Where the oracle stands when several can answer: the least comes first, the embedded one last.</summary>
    public abstract int Preference { get; }

    /// <summary>Whether a call can be expected to succeed on this machine, and if not what is missing.</summary>
    public abstract OracleAvailability Availability();

    /// <summary>Solves a program, or says why not.</summary>
    public abstract LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request);
}

/// <summary>Whether an oracle can be used here.</summary>
/// <param name="IsAvailable">Whether a call can be expected to succeed.</param>
/// <param name="Explanation">The version that answers, or what is missing and how to get it.</param>
public sealed record OracleAvailability(bool IsAvailable, string Explanation);

/// <summary>How hard to try.</summary>
public sealed record LinearProgramRequest
{
    /// <summary>No limits but the defaults, no start.</summary>
    public static LinearProgramRequest Default { get; } = new();

    /// <summary>The longest time by the clock.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most pivots.</summary>
    public long IterationLimit { get; init; } = 1_000_000;

    /// <summary>A basis to start from; need not be feasible, nor even regular.</summary>
    public LinearProgramBasis? Start { get; init; }

    /// <summary>Ends the work early with <see cref="LinearProgramStatus.LimitReached"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
