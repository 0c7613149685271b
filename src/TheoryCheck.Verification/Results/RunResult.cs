using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Results;

/// <summary>
/// All that a run found, as data: a function of the specs, the seed and the version alone. Times and machines are kept apart in <see cref="RunFacts"/>.
/// </summary>
/// <param name="ToolVersion">The version of the tool.</param>
/// <param name="Seed">The seed of all randomness.</param>
/// <param name="Alpha">The error budget of the whole run.</param>
/// <param name="Specs">One outcome for each spec, ordered by id.</param>
/// <param name="Ledger">How the error budget was spent, in the order of spending.</param>
public sealed record RunResult(string ToolVersion, ulong Seed, Rational Alpha, Sequence<SpecOutcome> Specs, Sequence<LedgerEntry> Ledger)
{
    /// <summary>The version of the shape of these records; raised when a field changes its meaning or goes away.</summary>
    public const int SchemaVersion = 2;
}

/// <summary>One expense of the error budget.</summary>
/// <param name="Spec">The spec's id.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Case">The case's label; empty for the claim as a whole.</param>
/// <param name="Purpose">What was tested.</param>
/// <param name="Alpha">How much was spent.</param>
public sealed record LedgerEntry(string Spec, string Claim, string Case, string Purpose, Rational Alpha);
