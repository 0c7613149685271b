using System.Diagnostics;
using System.Globalization;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli;

/// <summary>
/// Shows how a run goes: one line that is rewritten, with an estimate of the time left, on a terminal; one plain line per
/// finished claim in a pipe.
/// </summary>
internal sealed class RunProgress(Terminal terminal) : IRunObserver, IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<string, double> running = [];
    private long lastDrawn;
    private int total;
    private int finished;
    private bool isDrawn;

    /// <inheritdoc/>
    public void Started(int claims) => total = claims;

    /// <inheritdoc/>
    public void ClaimStarted(string spec, string claim)
    {
        running[$"{spec}/{claim}"] = 0;
        Draw();
    }

    /// <inheritdoc/>
    public void ClaimProgressed(string spec, string claim, double fraction)
    {
        running[$"{spec}/{claim}"] = fraction;
        Draw();
    }

    /// <inheritdoc/>
    public void ClaimFinished(string spec, ClaimOutcome outcome)
    {
        running.Remove($"{spec}/{outcome.Name}");
        finished++;
        if (terminal.IsInteractive)
        {
            Draw();
            return;
        }

        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"[{finished}/{total}] {outcome.Verdict.Kind.ToString().ToLowerInvariant(),-12} {spec}/{outcome.Name} ({clock.Elapsed.TotalSeconds:0.0} s)"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDrawn)
        {
            terminal.Error.Write("\r\u001b[K");
            isDrawn = false;
        }
    }

    private void Draw()
    {
        if (!terminal.IsInteractive || (clock.ElapsedMilliseconds - lastDrawn < 100 && finished < total))
        {
            return;
        }

        lastDrawn = clock.ElapsedMilliseconds;
        var done = finished + running.Values.Sum(f => Math.Min(f, 0.95));
        var left = done > 0.5 ? TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds * (total - done) / done) : TimeSpan.Zero;
        var bar = new string('#', (int)(20 * done / Math.Max(1, total))).PadRight(20, '.');
        var estimate = done > 0.5 ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(left.TotalSeconds):0} s left") : "estimating";
        var names = string.Join(", ", running.Keys.Take(2));
        var line = string.Create(CultureInfo.InvariantCulture, $"[{bar}] {finished}/{total} claims, {estimate}: {names}");
        var width = Math.Max(20, Width() - 1);
        terminal.Error.Write("\r\u001b[K" + (line.Length > width ? line[..width] : line));
        isDrawn = true;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
