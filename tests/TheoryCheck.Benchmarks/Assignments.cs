using System.Globalization;
using System.Runtime.InteropServices;
using TheoryCheck.Optimization.Transport;

namespace TheoryCheck.Benchmarks;

/// <summary>The squared Wasserstein distance of order 2 between n and n points of the plane, by assignment, beside POT and SciPy.</summary>
internal static class Assignments
{
    public static bool Compare()
    {
        var agrees = true;
        foreach (var n in new[] { 500, 1000, 2000 })
        {
            var costs = Costs(n);
            var found = Assignment.Solve(costs, n);
            var seconds = Timing.Best(() => found = Assignment.Solve(costs, n), 3, 0.1);
            var folder = Directory.CreateTempSubdirectory("theorycheck-peers").FullName;
            try
            {
                File.WriteAllBytes(Path.Combine(folder, "costs"), MemoryMarshal.AsBytes<double>(costs).ToArray());
                agrees &= Table.Print($"assignment, n = {n}", seconds, found.Cost / n, PeerResult.Run("transport.py", folder, "Haswell", new(n, 2, n), []), 1e-12);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  relative gap {(found.Cost - found.LowerBound) / found.Cost:E1}"));
        }

        return agrees;
    }

    /// <summary>Squared distances between uniform points of two overlapping squares, row-major.</summary>
    private static double[] Costs(int n)
    {
        var random = new Random(n);
        (double X, double Y)[] Square(double from) => [.. Enumerable.Range(0, n).Select(_ => (from + (2 * random.NextDouble()), from + (2 * random.NextDouble())))];
        var (starts, ends) = (Square(0), Square(1));
        return [.. starts.SelectMany(s => ends.Select(e => ((s.X - e.X) * (s.X - e.X)) + ((s.Y - e.Y) * (s.Y - e.Y))))];
    }
}

/// <summary>Optimal transport between equal weights.</summary>
internal sealed class TransportComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "transport";

    /// <inheritdoc/>
    public override bool Run() => Assignments.Compare();
}
