using System.Globalization;
using System.Runtime.InteropServices;
using TheoryCheck.Core;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Tables;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli.Commands;

/// <summary>What follows the judging, for a run and for joined parts of one: reports, the table, comparisons, the exit code.</summary>
/// <param name="Paths">The specs that were asked for.</param>
/// <param name="Filter">The filter on claims.</param>
/// <param name="Output">The folder of the reports.</param>
/// <param name="Formats">The reports to write.</param>
/// <param name="Baseline">An earlier results file, or null.</param>
/// <param name="Strict">Whether an undecided claim is an error.</param>
internal sealed record RunEnding(string[] Paths, string Filter, string Output, IReadOnlyList<ReportFormat> Formats, string? Baseline, bool Strict)
{
    /// <summary>Whether the baseline, if there is one, can be compared with; said before any work is done.</summary>
    public bool CanCompare(Terminal terminal)
    {
        if (Baseline is null)
        {
            return true;
        }

        if (!File.Exists(Baseline))
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: there is no baseline file '{Baseline}'");
            return false;
        }

        try
        {
            Reporting.Baseline.Compare(File.ReadAllText(Baseline), new RunResult("", 0, Rational.One, [], []), BaselineScope.All);
            return true;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8008: '{Baseline}' is no baseline: {e.Message}");
            terminal.Error.WriteLine("  help: name the results.json of an earlier run");
            return false;
        }
    }

    /// <summary>Writes the reports; false after an error has been written.</summary>
    public bool Report(RunResult result, Sequence<ClaimTime> times, Sequence<OpinionFact> opinions, DateTimeOffset started, TimeSpan elapsed, int jobs, Terminal terminal)
    {
        var facts = new RunFacts(
            started,
            elapsed,
            Environment.GetCommandLineArgs().Skip(1).ToSequence(),
            Environment.MachineName,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            Math.Min(jobs, Environment.ProcessorCount),
            times)
        {
            Opinions = opinions,
        };
        try
        {
            ReportDirectory.Write(result, facts, Formats, Output);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: the reports cannot be written to '{Output}': {e.Message}");
            terminal.Error.WriteLine("  help: make room or choose another folder with --out; 'run --resume' does not judge again what is kept");
            return false;
        }
    }

    /// <summary>The table of verdicts and the last line.</summary>
    public void Show(RunResult result, TimeSpan elapsed, string where, Terminal terminal)
    {
        if (terminal.IsInteractive || terminal.UsesColor)
        {
            var console = terminal.Rich();
            console.Write(VerdictTable.View(result, console.Profile.Width));
            terminal.Out.WriteLine(VerdictTable.Summary(result));
        }
        else
        {
            foreach (var line in VerdictTable.Lines(result))
            {
                terminal.Out.WriteLine(line);
            }
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Specs.Sum(s => s.Claims.Count)} claims in {elapsed.TotalSeconds:0.0} s; {where} in {Output}/"));
    }

    /// <summary>The exit code of a run that was not interrupted, its reasons said.</summary>
    public int Judge(RunResult result, Terminal terminal)
    {
        var refused = result.Specs.SelectMany(s => s.Claims).Select(c => c.Refusal).OfType<DiagnosticOutcome>().ToList();
        foreach (var refusal in refused)
        {
            terminal.Error.Write(refusal.Rendering);
        }

        if (refused.Count > 0 || result.Specs.Any(s => s.Diagnostics.Any(d => d.IsError)))
        {
            return ExitCode.BadInput;
        }

        var claims = result.Specs.SelectMany(s => s.Claims.Select(c => (Spec: s, Claim: c))).ToList();
        var changed = Baseline is { } earlier ? Reporting.Baseline.Compare(File.ReadAllText(earlier), result, new BaselineScope(Paths.ToSequence(), new ClaimFilter(Filter))) : [];
        foreach (var change in changed)
        {
            terminal.Error.WriteLine($"changed against the baseline: {change}");
        }

        var unexpected = claims.Where(c => !c.Claim.IsAsExpected || (c.Claim.Expected is null && c.Claim.Verdict.Kind is VerdictKind.Refuted or VerdictKind.Broken)).ToList();
        foreach (var (spec, claim) in unexpected)
        {
            terminal.Error.WriteLine($"{spec.Id}/{claim.Name}: {claim.Verdict.Kind}, expected {(claim.Expected is { } e ? e.ToString() : "no refutation")}");
        }

        if (unexpected.Count > 0 || changed.Count > 0)
        {
            return ExitCode.Unexpected;
        }

        return Strict && claims.Any(c => c.Claim.Expected is null && c.Claim.Verdict.Kind is VerdictKind.Unrefuted or VerdictKind.Inconclusive or VerdictKind.Vacuous)
            ? ExitCode.Strict
            : ExitCode.AsExpected;
    }
}
