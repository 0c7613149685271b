using System.CommandLine;
using TheoryCheck.Core;
using TheoryCheck.Language;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>check PATH...</c>: reads, binds and types specs without running anything.</summary>
internal sealed class CheckCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Spec files or folders.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Reads, binds and types specs without running anything.") { paths };
        command.SetAction(parsed => Check(parsed.GetValue(paths)!, terminal));
        return command;
    }

    private static int Check(string[] paths, Terminal terminal)
    {
        if (SpecFiles.Find(paths, terminal) is not { } files)
        {
            return ExitCode.BadInput;
        }

        var errors = 0;
        var claims = 0;
        foreach (var result in files.Select(SpecReader.Read))
        {
            foreach (var diagnostic in result.Diagnostics)
            {
                terminal.Error.Write(diagnostic.Render());
            }

            errors += result.Diagnostics.Count(d => d.Kind.Severity == Severity.Error);
            claims += result.Spec?.Claims.Count ?? 0;
        }

        terminal.Out.WriteLine($"{files.Count} spec(s), {claims} claim(s), {errors} error(s)");
        return errors > 0 ? ExitCode.BadInput : files.Count == 0 ? ExitCode.NothingToRun : ExitCode.AsExpected;
    }
}
