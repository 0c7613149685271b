namespace TheoryCheck.Checker.Kinds;

/// <summary>No eigenvalue lies below a positive margin.</summary>
internal sealed class PositiveDefinite() : LeastEigenvalue("positive_definite", "margin");
