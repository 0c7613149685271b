namespace TheoryCheck.Cli;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Every verdict is as expected.</summary>
    public const int AsExpected = 0;

    /// <summary>A verdict is not the expected one.</summary>
    public const int Unexpected = 1;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 2;

    /// <summary>A mistake of the program.</summary>
    public const int InternalError = 3;

    /// <summary>A mistake in a spec, a file or the command line.</summary>
    public const int BadInput = 4;

    /// <summary>No spec or claim to run.</summary>
    public const int NothingToRun = 5;

    /// <summary>Under <c>--strict</c>: something is unrefuted, inconclusive or vacuous without being expected so.</summary>
    public const int Strict = 6;
}
