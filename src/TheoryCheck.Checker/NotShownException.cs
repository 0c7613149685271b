using TheoryCheck.Checker.Statements;

namespace TheoryCheck.Checker;

/// <summary>The certificate does not show what it says, or says it in a way that the checker does not read. It ends a check with a rejection.</summary>
/// <param name="reason">What is missing.</param>
internal sealed class NotShownException(string reason) : Exception(reason)
{
    /// <summary>The problem of which no minimiser is listed.</summary>
    public VectorProblem? Wanted { get; init; }
}
