using TheoryCheck.Optimization.Measures.Discretised;

namespace TheoryCheck.Verification.Results;

/// <summary>What an oracle for linear programs said of an optimum that a claim names; differs with what is installed on a machine.</summary>
/// <param name="Spec">The spec's id.</param>
/// <param name="Claim">The claim's name.</param>
/// <param name="Opinion">What was said.</param>
public sealed record OpinionFact(string Spec, string Claim, SecondOpinion Opinion);
