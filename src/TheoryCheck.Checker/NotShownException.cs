namespace TheoryCheck.Checker;

/// <summary>The certificate does not show what it says, or says it in a way that the checker does not read. It ends a check with a rejection.</summary>
/// <param name="reason">What is missing.</param>
/// <param name="isFinal">Whether no more bits could change it.</param>
internal sealed class NotShownException(string reason, bool isFinal = false) : Exception(reason)
{
    public bool IsFinal => isFinal;
}
