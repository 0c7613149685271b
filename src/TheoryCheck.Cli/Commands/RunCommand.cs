using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TheoryCheck.Core;
using TheoryCheck.Language;
using Spectre.Console;
using TheoryCheck.Reporting;
using TheoryCheck.Reporting.Tables;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>run PATH...</c>: judges the claims of specs, writes the reports, and answers with an exit code.</summary>
internal sealed class RunCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Spec files or folders.", Arity = ArgumentArity.OneOrMore };
        var seed = new Option<ulong>("--seed") { Description = "The seed of all randomness.", DefaultValueFactory = _ => 1 };
        var jobs = new Option<int>("--jobs") { Description = "How many threads work at once; changes no result.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var filter = new Option<string>("--filter") { Description = "Only claims whose spec/claim contains this text, or specs with this tag.", DefaultValueFactory = _ => "" };
        var alpha = new Option<string>("--alpha") { Description = "The error probability of the whole run.", DefaultValueFactory = _ => "1/1000" };
        var budget = new Option<double>("--budget") { Description = "A factor on the default numbers of trials and configurations.", DefaultValueFactory = _ => 1 };
        var memory = new Option<double>("--max-memory") { Description = "The most gigabytes to hold at once; default 70% of what is available." };
        var output = new Option<string>("--out") { Description = "The folder for the reports.", DefaultValueFactory = _ => "out" };
        var format = new Option<string[]>("--format") { Description = "Which reports to write; all of them by default.", AllowMultipleArgumentsPerToken = true };
        var color = new Option<string>("--color") { Description = "auto, always or never.", DefaultValueFactory = _ => "auto" };
        var baseline = new Option<string>("--baseline") { Description = "An earlier results.json; a changed verdict fails the run, a changed digit does not." };
        var strict = new Option<bool>("--strict") { Description = "Exit 6 if something is unrefuted, inconclusive or vacuous without being expected so." };
        var failFast = new Option<bool>("--fail-fast") { Description = "Stop at the first verdict that is not the expected one." };
        color.AcceptOnlyFromAmong("auto", "always", "never");
        var command = new Command("run", "Judges the claims of specs and writes the reports.")
        {
            paths, seed, jobs, filter, alpha, budget, memory, output, format, color, baseline, strict, failFast,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (!ErrorLevel.TryRead(parsed.GetValue(alpha)!, terminal, out var level))
            {
                return Task.FromResult(ExitCode.BadInput);
            }

            if (parsed.GetValue(jobs) < 1 || !(parsed.GetValue(budget) > 0))
            {
                terminal.Error.WriteLine("theorycheck: error TC8005: --jobs must be at least 1 and --budget positive");
                return Task.FromResult(ExitCode.BadInput);
            }

            var options = new RunOptions
            {
                Seed = parsed.GetValue(seed),
                Jobs = parsed.GetValue(jobs),
                Filter = parsed.GetValue(filter)!,
                Alpha = level,
                Budget = parsed.GetValue(budget),
                FailFast = parsed.GetValue(failFast),
            };
            if (parsed.GetResult(memory) is not null && !(parsed.GetValue(memory) > 0))
            {
                terminal.Error.WriteLine("theorycheck: error TC8005: --max-memory must be positive");
                return Task.FromResult(ExitCode.BadInput);
            }

            if (parsed.GetValue(memory) is > 0 and var gigabytes)
            {
                options = options with { MaxMemory = (long)(gigabytes * 1e9) };
            }

            var request = new Request(parsed.GetValue(paths)!, options, parsed.GetValue(output)!, parsed.GetValue(format) ?? [], parsed.GetValue(baseline), parsed.GetValue(strict));
            return Task.FromResult(Run(request, terminal.WithColor(parsed.GetValue(color)!), cancellation));
        });
        return command;
    }

    private static int Run(Request request, Terminal terminal, CancellationToken cancellation)
    {
        if (SpecFiles.Find(request.Paths, terminal) is not { } files || Reports.Choose(request.Formats, terminal) is not { } formats || !Reports.Prepare(request.Output, terminal))
        {
            return ExitCode.BadInput;
        }

        if (request.Baseline is { } earlier && !File.Exists(earlier))
        {
            terminal.Error.WriteLine($"theorycheck: error TC8003: there is no baseline file '{earlier}'");
            return ExitCode.BadInput;
        }

        if (request.Baseline is { } compared && !IsReadable(compared, terminal))
        {
            return ExitCode.BadInput;
        }

        var started = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        var specs = files.Select(SpecReader.Read).ToList();
        foreach (var diagnostic in specs.SelectMany(s => s.Diagnostics))
        {
            terminal.Error.Write(diagnostic.Render());
        }

        using var progress = new RunProgress(terminal);
        var (result, times) = SuiteRunner.Run(specs, request.Options, progress, cancellation);
        progress.Dispose();
        var facts = new RunFacts(
            started,
            clock.Elapsed,
            Environment.GetCommandLineArgs().Skip(1).ToSequence(),
            Environment.MachineName,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            Math.Min(request.Options.Jobs, Environment.ProcessorCount),
            times);
        ReportDirectory.Write(result, facts, formats, request.Output);
        Show(result, terminal);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Specs.Sum(s => s.Claims.Count)} claims in {clock.Elapsed.TotalSeconds:0.0} s; reports in {request.Output}/"));

        var refused = result.Specs.SelectMany(s => s.Claims).Select(c => c.Refusal).OfType<DiagnosticOutcome>().ToList();
        foreach (var refusal in refused)
        {
            terminal.Error.Write(refusal.Rendering);
        }

        if (refused.Count > 0 || specs.Exists(s => s.Diagnostics.Any(d => d.Kind.Severity == Severity.Error)))
        {
            return ExitCode.BadInput;
        }

        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : Judge(result, request, terminal);
    }

    // Said before any work is done.
    private static bool IsReadable(string baseline, Terminal terminal)
    {
        try
        {
            Baseline.Compare(File.ReadAllText(baseline), new RunResult("", 0, Rational.One, [], []), BaselineScope.All);
            return true;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8008: '{baseline}' is no baseline: {e.Message}");
            terminal.Error.WriteLine("  help: name the results.json of an earlier run");
            return false;
        }
    }

    private static void Show(RunResult result, Terminal terminal)
    {
        if (terminal.IsInteractive || terminal.UsesColor)
        {
            terminal.Rich().Write(VerdictTable.View(result));
        }
        else
        {
            foreach (var line in VerdictTable.Lines(result))
            {
                terminal.Out.WriteLine(line);
            }
        }
    }

    private static int Judge(RunResult result, Request request, Terminal terminal)
    {
        var claims = result.Specs.SelectMany(s => s.Claims.Select(c => (Spec: s, Claim: c))).ToList();
        if (claims.Count == 0)
        {
            terminal.Error.WriteLine("theorycheck: nothing to run: no claim passes the filter");
            return ExitCode.NothingToRun;
        }

        var changed = request.Baseline is { } earlier ? Baseline.Compare(File.ReadAllText(earlier), result, new BaselineScope(request.Paths.ToSequence(), new ClaimFilter(request.Options.Filter))) : [];
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

        return request.Strict && claims.Any(c => c.Claim.Expected is null && c.Claim.Verdict.Kind is VerdictKind.Unrefuted or VerdictKind.Inconclusive or VerdictKind.Vacuous)
            ? ExitCode.Strict
            : ExitCode.AsExpected;
    }

    private sealed record Request(string[] Paths, RunOptions Options, string Output, string[] Formats, string? Baseline, bool Strict);
}
