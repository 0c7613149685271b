using System.Runtime.InteropServices;

namespace TheoryCheck.Cli;

/// <summary>
/// What Ctrl-C and the signal to terminate do: the first asks the command to end, which reports what it has; a command that is still
/// there some seconds later, or a second signal, ends the process. The exit code is the documented one each time.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] signals;
    private int asked;

    /// <summary>Listens from now on.</summary>
    public Interruption() => signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Exchange(ref asked, 1) != 0)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        new Thread(EndAfterPatience) { IsBackground = true, Name = "interruption" }.Start();
        source.Cancel();
    }

    private static void EndAfterPatience()
    {
        Thread.Sleep(Patience);
        Environment.Exit(ExitCode.Interrupted);
    }
}
