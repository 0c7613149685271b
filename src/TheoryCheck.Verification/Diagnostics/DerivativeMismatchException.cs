namespace TheoryCheck.Verification.Diagnostics;

/// <summary>A gradient in the steps of a run disagrees with differences of what it differentiates: nothing that the run shows is believed.</summary>
/// <param name="message">Which, and the two values.</param>
public sealed class DerivativeMismatchException(string message) : Exception(message);
