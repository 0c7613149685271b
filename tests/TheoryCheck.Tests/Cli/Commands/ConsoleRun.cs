using System.CommandLine;
using TheoryCheck.Cli;
using TheoryCheck.Cli.Commands;

namespace TheoryCheck.Tests.Cli.Commands;

/// <summary>One command run in the test's process: its exit code and what it wrote.</summary>
internal sealed record ConsoleRun(int Code, string Out, string Error)
{
    public static ConsoleRun Of(ProductCommand command, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var built = command.Build(new Terminal(output, error, IsInteractive: false, UsesColor: false));
        var code = built.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return new ConsoleRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a spec into a fresh folder and hands its path to the test.</summary>
    public static void WithSpec(string theory, Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("theorycheck-");
        try
        {
            var path = Path.Combine(folder.FullName, "sample.theory");
            File.WriteAllText(path, theory);
            test(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
