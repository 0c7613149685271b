namespace TheoryCheck.Checker.Kinds;

/// <summary>The least eigenvalue, from both sides.</summary>
internal sealed class EigenvalueEnclosure() : LeastEigenvalue("eigenvalue_enclosure", "lower", "upper");
