namespace TheoryCheck.Verification.Diagnostics;

/// <summary>Work that was refused before it began, because its estimate exceeds what it may use.</summary>
/// <param name="message">What was estimated, what is allowed, and what to change.</param>
public sealed class RefusedException(string message) : Exception(message);
