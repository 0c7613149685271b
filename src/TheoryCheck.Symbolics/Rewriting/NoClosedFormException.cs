namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>The symbolic engine has no rule for a term; the caller reports that no checker is available, never a verdict.</summary>
public sealed class NoClosedFormException(string message) : Exception(message);
