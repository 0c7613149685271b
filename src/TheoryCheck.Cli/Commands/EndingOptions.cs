using System.CommandLine;

namespace TheoryCheck.Cli.Commands;

/// <summary>The options on how a run ends, the same for <c>run</c> and <c>merge</c>.</summary>
internal sealed class EndingOptions
{
    private readonly Option<string> output = new("--out") { Description = "The folder for the reports.", DefaultValueFactory = _ => "out" };
    private readonly Option<string[]> format = new("--format") { Description = "Which reports to write; all of them by default.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> color = new("--color") { Description = "auto, always or never.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> baseline = new("--baseline") { Description = "An earlier results.json; a changed verdict fails the run, a changed digit does not." };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit 6 if something is unrefuted, inconclusive or vacuous without being expected so." };

    /// <summary>The options, declared on a command.</summary>
    public EndingOptions(Command command)
    {
        color.AcceptOnlyFromAmong("auto", "always", "never");
        command.Add(output);
        command.Add(format);
        command.Add(color);
        command.Add(baseline);
        command.Add(strict);
    }

    /// <summary>Whether reports or comparisons are asked for, which a part of a run has none of.</summary>
    public bool AsksForReports(ParseResult parsed) => parsed.GetValue(baseline) is not null || parsed.GetValue(format) is { Length: > 0 };

    /// <summary>The terminal with the colours asked for.</summary>
    public Terminal Coloured(ParseResult parsed, Terminal terminal) => terminal.WithColor(parsed.GetValue(color)!);

    /// <summary>How to end, once the specs and the filter are known; null after an error has been written.</summary>
    public Func<string[], string, RunEnding>? Read(ParseResult parsed, Terminal terminal) =>
        Reports.Choose(parsed.GetValue(format) ?? [], terminal) is { } formats
            ? (paths, filter) => new RunEnding(paths, filter, parsed.GetValue(output)!, formats, parsed.GetValue(baseline), parsed.GetValue(strict))
            : null;
}
