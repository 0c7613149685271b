using System.CommandLine;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>list [PATH...]</c>: the claims of specs; without paths, the names of the language.</summary>
internal sealed class ListCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Spec files or folders; none lists the names of the language.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("list", "Lists the claims of specs, or the names of the language.") { paths };
        command.SetAction(parsed => parsed.GetValue(paths) is { Length: > 0 } given ? Claims(given, terminal) : Names(terminal));
        return command;
    }

    private static int Claims(string[] paths, Terminal terminal)
    {
        if (SpecFiles.Find(paths, terminal) is not { } files)
        {
            return ExitCode.BadInput;
        }

        var broken = false;
        foreach (var result in files.Select(SpecReader.Read))
        {
            if (result.Spec is not { } spec)
            {
                broken = true;
                terminal.Out.WriteLine($"{result.Source.Path}: {result.Diagnostics.Count} diagnostic(s); see 'theorycheck check'");
                continue;
            }

            foreach (var claim in spec.Claims)
            {
                terminal.Out.WriteLine($"{spec.Front.Id}/{claim.Name}: {spec.Front.Title}");
            }
        }

        return broken ? ExitCode.BadInput : ExitCode.AsExpected;
    }

    private static int Names(Terminal terminal)
    {
        foreach (var family in Catalogue<Operation>.Members.GroupBy(o => o.GetType().BaseType!.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            terminal.Out.WriteLine(family.Key);
            foreach (var operation in family.OrderBy(o => o.Name, StringComparer.Ordinal))
            {
                terminal.Out.WriteLine($"  {operation.Usage,-36} {operation.Summary}");
            }
        }

        terminal.Out.WriteLine(nameof(BindingForm));
        foreach (var form in Catalogue<BindingForm>.Members.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            terminal.Out.WriteLine($"  {form.Usage,-36} {form.Summary}");
        }

        return ExitCode.AsExpected;
    }
}
