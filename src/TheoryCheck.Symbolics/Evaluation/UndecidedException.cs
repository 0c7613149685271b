namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>A value depends on a question that the reading cannot decide at its precision; a finer one may.</summary>
public sealed class UndecidedException(string message) : Exception(message);
