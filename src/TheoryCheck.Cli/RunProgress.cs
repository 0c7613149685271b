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
    private readonly HashSet<string> shrinking = [];
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
    public void CounterexampleFound(string spec, string claim)
    {
        shrinking.Add($"{spec}/{claim}");
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
        terminal.Error.Write("\r\u001b[K" + Line(Width(), done / Math.Max(1, total), finished, total, done > 0.5 ? left : null, [.. running.Keys.Select(k => shrinking.Contains(k) ? k + " (counterexample found, making it smaller)" : k)]));
        isDrawn = true;
    }

    /// <summary>The line for a window: at most its width less one; where that is narrow the bar goes, then part of the names.</summary>
    internal static string Line(int window, double share, int finished, int total, TimeSpan? left, IReadOnlyList<string> names)
    {
        const int Cells = 20;
        const int Narrow = 80;
        var width = Math.Max(20, window - 1);
        var bar = window < Narrow ? "" : $"[{new string('#', (int)(Cells * Math.Clamp(share, 0, 1))).PadRight(Cells, '.')}] ";
        var counts = string.Create(CultureInfo.InvariantCulture, $"{bar}{finished}/{total} claims, {(left is { } time ? $"about {Words(time)} left" : "estimating")}");
        var shown = names.Count > 1 ? $"{names[0]} and {names.Count - 1} more" : string.Concat(names);
        var line = shown.Length == 0 ? counts : $"{counts}: {shown}";
        return line.Length <= width ? line : string.Concat(line.AsSpan(0, width - 1), "…");
    }

    private static string Words(TimeSpan time) => time.TotalSeconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(time.TotalHours, 999):0.0} h"),
    };

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
