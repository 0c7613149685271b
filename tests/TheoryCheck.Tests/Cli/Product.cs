using System.Diagnostics;
using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace TheoryCheck.Tests.Cli;

/// <summary>The built command line, started as a process.</summary>
internal static class Product
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "theorycheck.dll");

    /// <summary>Runs it to its end in a folder; no stack trace may ever show.</summary>
    public static Ended Run(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return End(process);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, params string[] arguments) => Process.Start(Prepare(folder, arguments))!;

    /// <summary>All that is needed to start it.</summary>
    public static ProcessStartInfo Prepare(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Assembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TERM"] = "xterm-256color";
        return start;
    }

    /// <summary>Waits for the end and checks what must hold of every run.</summary>
    public static Ended End(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the command did not end within a minute");
        }

        process.WaitForExit();
        var ended = new Ended(process.ExitCode, output.Result, error.Result);
        Assert.Multiple(() =>
        {
            Assert.That(ended.Error, Does.Not.Contain("   at TheoryCheck.").And.Not.Contain("Unhandled exception").And.Not.Contain("internal error"));
            Assert.That(ended.Output + ended.Error, Does.Not.Contain('\u001b'), "a pipe sees no escape codes");
        });
        return ended;
    }

    /// <summary>Interrupts a process as Ctrl-C does.</summary>
    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>A run's end.</summary>
    public sealed record Ended(int Code, string Output, string Error);
}

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("theorycheck-").FullName;

    /// <summary>Writes a file into it and returns its name.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes into it.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        return name;
    }

    /// <summary>The text of a file in it.</summary>
    public string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
