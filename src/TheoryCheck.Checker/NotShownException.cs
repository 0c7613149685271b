namespace TheoryCheck.Checker;

/// <summary>The certificate does not show what it says, or says it in a way that the checker does not read. It ends a check with a rejection.</summary>
internal sealed class NotShownException(string reason) : Exception(reason);
