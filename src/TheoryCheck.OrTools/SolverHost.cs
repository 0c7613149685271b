using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json;

namespace TheoryCheck.OrTools;

/// <summary>
/// A child process that stays up and answers frames (a 32-bit little-endian length, then the bytes) on its standard streams. Its first frame says
/// who it is. Every failure is a <see cref="SolverHostException"/>; after one the process is dead.
/// </summary>
internal sealed class SolverHost : IDisposable
{
    /// <summary>Longer frames are nonsense.</summary>
    private const uint LongestFrame = 1 << 30;

    private readonly Process process;

    private SolverHost(Process process) => this.process = process;

    /// <summary>What the host says of itself.</summary>
    public HostGreeting Greeting { get; private set; } = new(0, "", "", "");

    public int ProcessId => process.Id;

    /// <summary>Starts the host and waits for its greeting.</summary>
    public static SolverHost Start(HostCommand command, TimeSpan patience)
    {
        var start = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.Folder,
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        SolverHost host;
        try
        {
            host = new(Process.Start(start) ?? throw new SolverHostException("the host did not start"));
        }
        catch (Exception mistake) when (mistake is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            throw new SolverHostException($"the host did not start: {mistake.Message}");
        }

        // Unread error output would block the host once the pipe is full.
        host.process.ErrorDataReceived += static (_, _) => { };
        host.process.BeginErrorReadLine();
        try
        {
            host.Greeting = Parse(host.Guarded(token => host.ReadFrame(token), patience, default));
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and waits for the answer.</summary>
    public byte[] Exchange(byte[] request, TimeSpan patience, CancellationToken cancellation) => Guarded(
        async token =>
        {
            var input = process.StandardInput.BaseStream;
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, request.Length);
            await input.WriteAsync(length, token);
            await input.WriteAsync(request, token);
            await input.FlushAsync(token);
            return await ReadFrame(token);
        },
        patience,
        cancellation);

    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(2000);
        }
        catch (Exception mistake) when (mistake is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException or AggregateException)
        {
            // It ended by itself.
        }

        process.Dispose();
    }

    private static HostGreeting Parse(byte[] frame)
    {
        try
        {
            var greeting = JsonSerializer.Deserialize(frame, HostGreetingJson.Default.HostGreeting);
            return greeting is { Protocol: 1, Solver: not null, Package: not null, Node: not null }
                ? greeting : throw new SolverHostException("the host does not speak protocol 1");
        }
        catch (JsonException)
        {
            throw new SolverHostException("the host greets with nonsense");
        }
    }

    private async Task<byte[]> ReadFrame(CancellationToken token)
    {
        var output = process.StandardOutput.BaseStream;
        var head = new byte[4];
        await output.ReadExactlyAsync(head, token);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length > LongestFrame)
        {
            throw new SolverHostException($"the host announces {length} bytes");
        }

        // Grows with what arrives: an announced length costs nothing until it is sent.
        var body = new MemoryStream();
        var buffer = new byte[Math.Min(length, 1 << 16)];
        while (body.Length < length)
        {
            var count = await output.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - body.Length)), token);
            if (count == 0)
            {
                throw new EndOfStreamException();
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private byte[] Guarded(Func<CancellationToken, Task<byte[]>> work, TimeSpan patience, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(patience);
        var task = Task.Run(() => work(timer.Token), CancellationToken.None);
        try
        {
            // Pipes need not obey a token, so the wait does; killing the process then ends the task.
            task.Wait(timer.Token);
            return task.Result;
        }
        catch (OperationCanceledException)
        {
            Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new SolverHostException($"the host gave no answer within {patience.TotalSeconds:0.#} s and was ended");
        }
        catch (AggregateException mistakes)
        {
            Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw mistakes.InnerException as SolverHostException ?? new SolverHostException(mistakes.InnerException switch
            {
                EndOfStreamException => "the host ended before it answered",
                OperationCanceledException => $"the host gave no answer within {patience.TotalSeconds:0.#} s and was ended",
                IOException or ObjectDisposedException or InvalidOperationException => "the connection to the host broke",
                var other => $"the host failed: {other?.Message}",
            });
        }
    }
}
