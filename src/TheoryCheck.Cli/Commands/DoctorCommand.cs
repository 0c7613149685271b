using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.OrTools;

namespace TheoryCheck.Cli.Commands;

/// <summary><c>doctor</c>: what this machine offers the product, what is missing, and how to get it.</summary>
internal sealed class DoctorCommand : ProductCommand
{
    /// <inheritdoc/>
    public override Command Build(Terminal terminal)
    {
        var command = new Command("doctor", "Says what is available on this machine and how to get the rest.");
        command.SetAction(_ => Examine(terminal));
        return command;
    }

    private static int Examine(Terminal terminal)
    {
        void Line(string what, string finding) => terminal.Out.WriteLine($"{what,-18} {finding}");

        Line("program", $"TheoryCheck {typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3)}");
        Line("runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        Line("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        Line("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 20)} MB for this process");
        Line("vectors", Vectors());
        var installation = HostInstallation.Find();
        Line("Node", installation.Node ?? "not on the path; install Node 20 or later to solve linear programs with OR-Tools");
        Line("npm", installation.Npm ?? "not on the path; it comes with Node and installs OR-Tools in a locked version");
        Line("OR-Tools", installation.Missing ?? $"installed in {installation.Folder}");
        foreach (var oracle in LinearProgramOracles.InOrder)
        {
            Line("linear programs", $"{oracle.Name}: {SelfTest(oracle)}");
        }

        return ExitCode.AsExpected;
    }

    private static string Vectors() =>
        Vector512.IsHardwareAccelerated ? "512 bits"
        : Vector256.IsHardwareAccelerated ? $"256 bits{(Fma.IsSupported ? "" : ", without fused multiply-add: slow")}"
        : $"{(Vector128.IsHardwareAccelerated ? "128 bits" : "none")}: results are the same, speed is not";

    /// <summary>min x + 2 y, x + y ≥ 3, 0 ≤ x ≤ 2, y ≥ 0 has the value 4 at (2, 1), with the multiplier 2.</summary>
    private static string SelfTest(LinearProgramOracle oracle)
    {
        if (oracle.Availability() is { IsAvailable: false } absent)
        {
            return $"not available ({absent.Explanation}); the embedded simplex takes its place";
        }

        var program = new LinearProgram(
            "self-test",
            ObjectiveSense.Minimise,
            [new("demand", 3, double.PositiveInfinity)],
            [new("x", 1, 0, 2, [new(0, 1)]), new("y", 2, 0, double.PositiveInfinity, [new(0, 1)])]);
        var answer = oracle.Solve(program, LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(30) });
        var passes = answer is { Status: LinearProgramStatus.Optimal, Primal.Length: 2, Dual.Length: 1 }
            && Math.Abs(answer.Objective - 4) < 1e-9 && Math.Abs(answer.Dual[0] - 2) < 1e-9;
        return passes
            ? $"self-test passed, {answer.Oracle}"
            : $"self-test failed ({answer.Status}{string.Concat(answer.Report.Events.Select(e => "; " + e))}); the embedded simplex takes its place";
    }
}
