namespace TheoryCheck.Checker.Kinds;

/// <summary>The value of a linear program, and nothing of its solutions.</summary>
internal sealed class LinearProgramOptimum() : LinearProgram("lp_optimum", isUnique: false);
