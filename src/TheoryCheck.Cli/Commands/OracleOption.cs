using System.Collections.Immutable;
using System.CommandLine;
using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>--oracle</c>: who solves linear programs. The words are the first words of the oracles' names, and auto and none.</summary>
internal sealed class OracleOption
{
    private const string Everyone = "auto";
    private const string Nobody = "none";

    /// <summary>The option of a command.</summary>
    /// <param name="description">What the command asks oracles for.</param>
    public OracleOption(string description)
    {
        string[] words = [Everyone, .. LinearProgramOracles.InOrder.Select(Word), Nobody];
        Option = new("--oracle") { Description = $"{description} One of {string.Join(", ", words)}.", DefaultValueFactory = _ => Everyone };
        Option.AcceptOnlyFromAmong(words);
    }

    /// <summary>The option.</summary>
    public Option<string> Option { get; }

    /// <summary>The oracles that were chosen, the preferred first; empty for none.</summary>
    public ImmutableArray<LinearProgramOracle> Read(ParseResult parsed)
    {
        var word = parsed.GetValue(Option);
        return word == Everyone ? LinearProgramOracles.InOrder : [.. LinearProgramOracles.InOrder.Where(o => Word(o) == word)];
    }

    private static string Word(LinearProgramOracle oracle) => oracle.Name.Split(' ')[0].ToLowerInvariant();
}
