using TheoryCheck.Core;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Verification.Results;

/// <summary>One step of a derivation.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Before">The term it was applied to.</param>
/// <param name="After">The term it gave.</param>
/// <param name="Justification">The law in words or as a formula, with its source.</param>
public sealed record DerivationStep(string Rule, Typeset Before, Typeset After, string Justification)
{
    /// <summary>The side conditions that were discharged, in the claim language.</summary>
    public Sequence<string> Conditions { get; init; } = [];
}
