using System.CommandLine;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Search.Replay;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>replay TOKEN</c>: judges the one instance, or runs the one trial, that a report's token names, and prints both sides.</summary>
internal sealed class ReplayCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var word = new Argument<string>("TOKEN") { Description = "The token of a counterexample or a trial, as a report shows it." };
        var file = new Option<string>("--spec") { Description = "The spec file; by default the one that the token names." };
        var command = new Command("replay", "Judges the one instance or trial that a token names.") { word, file };
        command.SetAction((parsed, cancellation) => Task.FromResult(Replay(parsed.GetValue(word)!, parsed.GetValue(file), terminal, cancellation)));
        return command;
    }

    private static int Replay(string word, string? file, Terminal terminal, CancellationToken cancellation)
    {
        if (ReplayToken.Read(word, out var mistake) is not { } token)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8009: this is no replay token: {mistake}");
            terminal.Error.WriteLine("  help: copy the whole token from the report or from results.json");
            return ExitCode.BadInput;
        }

        if (SpecFiles.ReadOne(file ?? token.Path, $"name the file of the spec '{token.Spec}' with --spec", terminal) is not { Spec: { } spec })
        {
            return ExitCode.BadInput;
        }

        if (ReplayRun.Obstacle(token, spec) is { } obstacle)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8010: the token does not fit: {obstacle}");
            terminal.Error.WriteLine("  help: use the spec as it was when the report was written, or run the spec again for a new token");
            return ExitCode.BadInput;
        }

        var outcome = ReplayRun.Run(token, spec, cancellation);
        Show(token, outcome, terminal);
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : token.Trial is not null || outcome.Verdict.Kind == VerdictKind.Refuted ? ExitCode.AsExpected
            : ExitCode.Unexpected;
    }

    private static void Show(ReplayToken token, ClaimOutcome outcome, Terminal terminal)
    {
        var what = token.Trial is { } trial ? $"trial {trial} with seed {token.Seed}" : "the instance of the token";
        terminal.Out.WriteLine($"{token.Spec}/{token.Claim}: {what}");
        if (outcome.Counterexample is { } example)
        {
            foreach (var value in example.Values)
            {
                terminal.Out.WriteLine($"  {value.Symbol.Text} = {value.Value}");
            }

            if (example.Failure is { } failure)
            {
                terminal.Out.WriteLine($"  left side:  {failure.LeftValue}");
                terminal.Out.WriteLine($"  right side: {failure.RightValue}");
                terminal.Out.WriteLine($"  claimed {failure.Relation}, fails by {failure.Margin}");
            }

            terminal.Out.WriteLine($"  re-checked in {example.Arithmetic}");
        }

        if (token.Trial is null)
        {
            terminal.Out.WriteLine($"  {outcome.Verdict.Kind.ToString().ToLowerInvariant()}: {outcome.Verdict.Reason}");
        }
        else
        {
            terminal.Out.WriteLine($"  {outcome.Verdict.Reason}");
        }
    }
}
