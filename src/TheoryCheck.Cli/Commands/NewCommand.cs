using System.CommandLine;
using TheoryCheck.Core;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>new NAME</c>: writes a small spec that runs, to start from.</summary>
internal sealed class NewCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The spec's id; the file is NAME.theory.md." };
        var command = new Command("new", "Writes a small spec to start from.") { name };
        command.SetAction(parsed => Write(parsed.GetValue(name)!, terminal));
        return command;
    }

    private static int Write(string name, Terminal terminal)
    {
        var path = name.EndsWith(".theory.md", StringComparison.Ordinal) ? name : name + ".theory.md";
        if (File.Exists(path))
        {
            terminal.Error.WriteLine($"theorycheck: error TC8004: '{path}' exists already and was left as it is");
            return ExitCode.BadInput;
        }

        var id = Path.GetFileName(path)[..^".theory.md".Length];
        var text = $"""
            ---
            id: {id}
            title: The mean of coin flips concentrates
            source: Hoeffding 1963, Theorem 1
            tags: example
            ---
            # {id}

            Say in words what is claimed, where it comes from, and what is left open. The block below is what is checked.

            ```theory
            sweep n in {"{20, 100}"}
            x[i<n] ~ rademacher
            claim hoeffding: with probability >= 9/10 over x: abs(mean(i<n: x[i])) <= sqrt(2*log(20)/n)
            ```

            """;
        try
        {
            DurableFile.Write(path, text.Replace("\r\n", "\n", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8007: '{path}' cannot be written: {e.Message}");
            return ExitCode.BadInput;
        }

        terminal.Out.WriteLine($"wrote {path}; run it with: theorycheck run {path}");
        return ExitCode.AsExpected;
    }
}
