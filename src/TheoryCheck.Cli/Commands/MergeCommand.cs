using System.CommandLine;
using System.Diagnostics;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Running.State;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>merge DIR...</c>: joins the shards of a run and ends as the whole run would have: same reports, same exit code.</summary>
internal sealed class MergeCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var folders = new Argument<string[]>("DIR") { Description = "The output folders of all shards, from 'run --shard k/N --out DIR'.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("merge", "Joins the shards of a run and writes its reports.") { folders };
        var endings = new EndingOptions(command);
        command.SetAction(parsed =>
        {
            if (endings.Read(parsed, terminal) is not { } ending)
            {
                return ExitCode.BadInput;
            }

            try
            {
                var shards = parsed.GetValue(folders)!.Select(folder => (Folder: folder, Manifest: ShardManifest.Read(folder))).ToList();
                var whole = shards[0].Manifest;
                RequireOneRun(shards);
                var state = RunState.Join(shards.Select(s => Path.Combine(s.Folder, "state")));
                return Join(whole.Options, state, ending([.. whole.Paths], whole.Options.Filter), endings.Coloured(parsed, terminal));
            }
            catch (FormatException reason)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8014: {reason.Message}");
                return ExitCode.BadInput;
            }
            catch (DamagedStateException damaged)
            {
                terminal.Error.WriteLine($"theorycheck: error TC8012: {damaged.Message}");
                terminal.Error.WriteLine("  help: remove the file and run its shard again with --resume");
                return ExitCode.BadInput;
            }
        });
        return command;
    }

    private static void RequireOneRun(List<(string Folder, ShardManifest Manifest)> shards)
    {
        var first = shards[0].Manifest;
        if (shards.FirstOrDefault(s => !s.Manifest.IsOfOneRunWith(first)) is { Folder: not null } stranger)
        {
            throw new FormatException($"'{stranger.Folder}' is a shard of another run than '{shards[0].Folder}': specs, seed, filter, alpha, budget and the number of shards must be the same");
        }

        var there = shards.Select(s => s.Manifest.Options.Shard.Number).ToHashSet();
        var lacking = Enumerable.Range(1, first.Options.Shard.Count).Where(k => !there.Contains(k)).ToList();
        if (lacking.Count > 0)
        {
            throw new FormatException($"shard {string.Join(", ", lacking.Take(5).Select(k => new Shard(k, first.Options.Shard.Count)))}{(lacking.Count > 5 ? ", ..." : "")} is missing");
        }
    }

    private static int Join(RunOptions options, RunState state, RunEnding ending, Terminal terminal)
    {
        if (SpecFiles.Find(ending.Paths, terminal) is not { } files || !Reports.Prepare(ending.Output, terminal) || !ending.CanCompare(terminal))
        {
            return ExitCode.BadInput;
        }

        var started = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        var specs = SpecFiles.Read(files, terminal);
        var (result, times) = SuiteRunner.Join(specs, options with { Shard = Shard.Whole }, state, out var missing);
        if (missing.Count > 0)
        {
            throw new FormatException($"{missing.Count} claim(s) are in none of the shards, {missing[0]} first: a shard was stopped (run it again with --resume), a spec was changed, or the program is another build");
        }

        if (!ending.Report(result, times, [], started, clock.Elapsed, options.Jobs, terminal))
        {
            return ExitCode.BadInput;
        }

        ending.Show(result, clock.Elapsed, "reports", terminal);
        if (times.IsEmpty && !result.Specs.Any(s => s.Diagnostics.Any(d => d.IsError)))
        {
            terminal.Error.WriteLine("theorycheck: nothing to run: no claim passes the filter");
            return ExitCode.NothingToRun;
        }

        return ending.Judge(result, terminal);
    }
}
