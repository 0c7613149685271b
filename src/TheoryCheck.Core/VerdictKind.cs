namespace TheoryCheck.Core;

/// <summary>What a run says of a claim. Never merge two of these; the order is worst first, as tables sort them.</summary>
public enum VerdictKind
{
    /// <summary>The spec or the program is at fault.</summary>
    Broken,

    /// <summary>False: a re-checked counterexample, or a valid test at level alpha.</summary>
    Refuted,

    /// <summary>The assumptions were never satisfied.</summary>
    Vacuous,

    /// <summary>Budget spent, no checker, or numerics not good enough.</summary>
    Inconclusive,

    /// <summary>A claim about every configuration that the search could not break; not support.</summary>
    Unrefuted,

    /// <summary>A probability, mean or quantile is as claimed on the stated cases, at confidence 1 - alpha.</summary>
    Supported,

    /// <summary>True on each stated instance, by exact or interval arithmetic accepted by a separate checker.</summary>
    Certified,

    /// <summary>True for all values in the stated domain, by a replayable derivation.</summary>
    Proved,
}
