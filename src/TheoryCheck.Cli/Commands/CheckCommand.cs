using System.CommandLine;
using TheoryCheck.Core;

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

        var specs = SpecFiles.Read(files, terminal);
        var errors = specs.Sum(s => s.Diagnostics.Count(d => d.Kind.Severity == Severity.Error));
        var claims = specs.Sum(s => s.Spec?.Claims.Count ?? 0);
        terminal.Out.WriteLine($"{files.Count} spec(s), {claims} claim(s), {errors} error(s)");
        return errors > 0 ? ExitCode.BadInput : files.Count == 0 ? ExitCode.NothingToRun : ExitCode.AsExpected;
    }
}
