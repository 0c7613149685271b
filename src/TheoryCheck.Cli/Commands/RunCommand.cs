using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Running.State;

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
        var failFast = new Option<bool>("--fail-fast") { Description = "Stop at the first verdict that is not the expected one." };
        var resume = new Option<bool>("--resume") { Description = "Go on with a run that was stopped or killed: claims whose outcomes are kept in the output folder are not judged again." };
        var shard = new Option<string>("--shard") { Description = "k/N: judge the k-th of N parts of the claims and keep the outcomes for 'merge'; no reports.", DefaultValueFactory = _ => "1/1" };
        var oracle = new OracleOption("The solver of linear programs that is asked for a second opinion on optima over measures; changes no result.");
        var programs = new Option<bool>("--programs") { Description = "Also write these linear programs below the output folder, as MPS files that 'solve' reads." };
        var command = new Command("run", "Judges the claims of specs and writes the reports.") { paths, seed, jobs, filter, alpha, budget, memory };
        var endings = new EndingOptions(command);
        command.Add(failFast);
        command.Add(resume);
        command.Add(shard);
        command.Add(oracle.Option);
        command.Add(programs);
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

            if (Shard.TryParse(parsed.GetValue(shard)!) is not { } part)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8005: --shard is '{parsed.GetValue(shard)}', but must be k/N with k from 1 to N");
                return Task.FromResult(ExitCode.BadInput);
            }

            var isPart = parsed.GetResult(shard) is { Implicit: false };
            if (isPart && endings.AsksForReports(parsed))
            {
                terminal.Error.WriteLine("theorycheck: error TC8005: a shard writes no reports and compares nothing: --baseline and --format belong to 'merge'");
                return Task.FromResult(ExitCode.BadInput);
            }

            if (endings.Read(parsed, terminal) is not { } ending)
            {
                return Task.FromResult(ExitCode.BadInput);
            }

            var request = new Request(options with { Shard = part }, ending(parsed.GetValue(paths)!, options.Filter), isPart, parsed.GetValue(resume), oracle.Read(parsed), parsed.GetValue(programs));
            return Task.FromResult(Run(request, endings.Coloured(parsed, terminal), cancellation));
        });
        return command;
    }

    private static int Run(Request request, Terminal terminal, CancellationToken cancellation)
    {
        var ending = request.Ending;
        if (SpecFiles.Find(ending.Paths, terminal) is not { } files || !Reports.Prepare(ending.Output, terminal) || !ending.CanCompare(terminal))
        {
            return ExitCode.BadInput;
        }

        var started = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        var specs = SpecFiles.Read(files, terminal);
        if (Open(request, terminal) is not { } state)
        {
            return ExitCode.BadInput;
        }

        RunResult result;
        Sequence<ClaimTime> times;
        Sequence<OpinionFact> opinions;
        try
        {
            using var progress = new RunProgress(terminal);
            var second = new SecondOpinions(progress);
            (result, times) = SuiteRunner.Run(specs, request.Options, second, cancellation, state);
            opinions = second.Ask(request.IsPart ? [] : request.Oracles, cancellation);
        }
        catch (DamagedStateException damaged)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8012: {damaged.Message}");
            terminal.Error.WriteLine("  help: remove the file, or run without --resume");
            return ExitCode.BadInput;
        }

        if (state.Failure is { } failure)
        {
            terminal.Error.WriteLine($"theorycheck: warning TC8013: an outcome could not be kept: {failure}");
        }

        if (!request.IsPart && !ending.Report(result, times, opinions, started, clock.Elapsed, request.Options.Jobs, terminal))
        {
            return ExitCode.BadInput;
        }

        ending.Show(result, clock.Elapsed, request.IsPart ? "outcomes" : "reports", terminal);
        OpinionLines.Write(opinions, terminal);
        if (request.WritesPrograms && !OpinionPrograms.Write(opinions, ending.Output, terminal))
        {
            return ExitCode.BadInput;
        }

        if (request.IsPart && state.Failure is not null)
        {
            return ExitCode.BadInput;
        }

        if (cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine("theorycheck: stopped; the same command with --resume goes on with the claims that were not judged");
            return ExitCode.Interrupted;
        }

        if (!request.IsPart && result.Specs.All(s => s.Claims.IsEmpty && !s.Diagnostics.Any(d => d.IsError)))
        {
            terminal.Error.WriteLine("theorycheck: nothing to run: no claim passes the filter");
            return ExitCode.NothingToRun;
        }

        return ending.Judge(result, terminal);
    }

    private static RunState? Open(Request request, Terminal terminal)
    {
        var output = request.Ending.Output;
        try
        {
            var state = RunState.Open(Path.Combine(output, "state"), request.Resume);
            if (request.IsPart)
            {
                new ShardManifest(request.Ending.Paths.ToSequence(), request.Options).Write(output);
            }

            return state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: the folder '{output}' cannot be written to: {e.Message}");
            terminal.Error.WriteLine("  help: choose another folder with --out");
            return null;
        }
    }

    private sealed record Request(RunOptions Options, RunEnding Ending, bool IsPart, bool Resume, ImmutableArray<LinearProgramOracle> Oracles, bool WritesPrograms);
}
