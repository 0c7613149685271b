using System.CommandLine;
using TheoryCheck.Cli;
using TheoryCheck.Cli.Commands;
using TheoryCheck.Core;

var terminal = Terminal.FromProcess();
var root = new RootCommand("Checks theorems of learning theory symbolically and numerically.");
foreach (var command in Catalogue<ProductCommand>.Members.Select(c => c.Build(terminal)).OrderBy(c => c.Name, StringComparer.Ordinal))
{
    root.Subcommands.Add(command);
}

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await terminal.Error.WriteLineAsync($"theorycheck: error TC8001: {error.Message}");
    }

    await terminal.Error.WriteLineAsync("  help: 'theorycheck --help' lists the commands, 'theorycheck COMMAND --help' their options");
    return ExitCode.BadInput;
}

try
{
    using var interruption = new Interruption();
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
catch (Exception mistake)
{
    await terminal.Error.WriteLineAsync($"theorycheck: internal error TC9001: {mistake.GetType().Name}: {mistake.Message}");
    await terminal.Error.WriteLineAsync($"  help: this is a mistake of the program, not of the spec; report it with this command line: theorycheck {string.Join(' ', args)}");
    if (Environment.GetEnvironmentVariable("TC_TRACE") is "1")
    {
        await terminal.Error.WriteLineAsync(mistake.ToString());
    }

    return ExitCode.InternalError;
}
