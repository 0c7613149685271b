namespace TheoryCheck.Checker.Kinds;

/// <summary>The value of a linear program, which has one solution.</summary>
internal sealed class UniqueLinearProgramOptimum() : LinearProgram("unique_lp_optimum", isUnique: true);
