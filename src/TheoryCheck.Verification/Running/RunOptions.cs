using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Running;

/// <summary>What a run is asked to do beyond its specs.</summary>
public sealed record RunOptions
{
    /// <summary>The user's seed; the same spec and seed give the same verdicts and the same <c>results.json</c>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads work at once; changes no result.</summary>
    public int Jobs { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Only claims whose <c>spec/claim</c> contains this text, or specs with this tag; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The error probability of the whole run.</summary>
    public Rational Alpha { get; init; } = new(1, 1000);

    /// <summary>A factor on the default numbers of trials and configurations.</summary>
    public double Budget { get; init; } = 1;

    /// <summary>The most bytes the run may hold at once.</summary>
    public long MaxMemory { get; init; } = (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.7);

    /// <summary>Which part of the claims to judge; a claim's outcome does not depend on it.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether to stop after the first claim whose verdict is not the expected one.</summary>
    public bool FailFast { get; init; }
}
