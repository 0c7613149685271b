namespace TheoryCheck.OrTools;

/// <summary>The host is missing, dead, silent or talks nonsense; the message says which.</summary>
internal sealed class SolverHostException(string message) : Exception(message);
