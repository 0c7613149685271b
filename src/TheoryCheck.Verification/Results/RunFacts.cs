using TheoryCheck.Core;

namespace TheoryCheck.Verification.Results;

/// <summary>What is true of one execution only: times and the machine. Kept out of <see cref="RunResult"/>, so that equal runs give equal bytes.</summary>
/// <param name="Started">When the run began.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Framework">The runtime.</param>
/// <param name="Processors">How many processors were used.</param>
/// <param name="ClaimTimes">How long each claim took.</param>
public sealed record RunFacts(
    DateTimeOffset Started,
    TimeSpan Elapsed,
    Sequence<string> Arguments,
    string Machine,
    string OperatingSystem,
    string Framework,
    int Processors,
    Sequence<ClaimTime> ClaimTimes)
{
    /// <summary>What oracles for linear programs said of the optima that claims name; no verdict rests on it.</summary>
    public Sequence<OpinionFact> Opinions { get; init; } = [];
}

/// <summary>The time one claim took.</summary>
/// <param name="Spec">The spec's id.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Elapsed">Processor time spent on it.</param>
public sealed record ClaimTime(string Spec, string Claim, TimeSpan Elapsed);
