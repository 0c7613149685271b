using System.Diagnostics;
using System.Globalization;

namespace TheoryCheck.Benchmarks;

/// <summary>A peer script's measurement.</summary>
/// <param name="Name">The library and its setting.</param>
/// <param name="Seconds">The least time of one call.</param>
/// <param name="Value">A number computed from the result, for comparison.</param>
internal sealed record PeerResult(string Name, double Seconds, double Value)
{
    /// <summary>Runs a script with both kernels of OpenBLAS, one thread; lines it prints are <c>name seconds value</c>.</summary>
    public static List<PeerResult> Run(string script, Instance instance, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("theorycheck-peers").FullName;
        try
        {
            instance.Save(folder);
            return [.. new[] { "Haswell", "SkylakeX" }.SelectMany(core => Run(script, folder, core, instance.Size, arguments))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a script with one kernel of OpenBLAS on the inputs that are in the folder.</summary>
    public static List<PeerResult> Run(string script, string folder, string core, Size size, string[] arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peers", script));
        foreach (var argument in new[] { folder, $"{size.N}", $"{size.D}", $"{size.M}" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OPENBLAS_CORETYPE"] = core;
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var results = new List<PeerResult>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            results.Add(new($"{parts[0]} ({core})", double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture)));
        }

        return results;
    }
}
