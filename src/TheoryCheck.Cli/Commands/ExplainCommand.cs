using System.CommandLine;
using TheoryCheck.Core;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>explain TC2003</c>: what a diagnostic means and how to mend it.</summary>
internal sealed class ExplainCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "A diagnostic id such as TC2003." };
        var command = new Command("explain", "Explains a diagnostic id.") { id };
        command.SetAction(parsed => Explain(parsed.GetValue(id)!, terminal));
        return command;
    }

    private static int Explain(string id, Terminal terminal)
    {
        var kinds = DiagnosticCatalogue.All;
        if (kinds.FirstOrDefault(k => k.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { } kind)
        {
            terminal.Error.WriteLine($"theorycheck: error TC8002: there is no diagnostic '{id}'; ids run from {kinds[0].Id} to {kinds[^1].Id}");
            return ExitCode.BadInput;
        }

        terminal.Out.WriteLine($"{kind.Id}: {kind.Title}\n\n{kind.Explanation}");
        if (kind.Example.Length > 0)
        {
            var marked = kind.Example.Replace("{|" + kind.Id + ":", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
            terminal.Out.WriteLine("\nExample:\n\n  " + marked.Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        return ExitCode.AsExpected;
    }
}
