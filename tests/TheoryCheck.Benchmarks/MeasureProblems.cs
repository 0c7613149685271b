using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Benchmarks;

/// <summary>
/// Problems over all measures with random labels ±1, inputs uniform on the sphere: processor time to the usual gap, and the gap that is proved. No peer bounds the problem over all measures, so that
/// what is compared is the gap with the goal of its dimension.
/// </summary>
internal sealed class MeasureProblemComparison : Comparison
{
    private static readonly (int Dimension, int Count, Rational Penalty)[] Cases =
    [
        (2, 200, new(1, 10_000)), (3, 200, new(1, 10_000)), (5, 100, new(1, 10_000)),
        (2, 50, 0), (2, 200, 0), (3, 100, 0), (3, 200, 0), (5, 100, 0),
    ];

    /// <inheritdoc/>
    public override string Name => "measures";

    /// <inheritdoc/>
    public override bool Run()
    {
        var agrees = true;
        foreach (var (d, n, penalty) in Cases)
        {
            var problem = Problem(d, n, penalty);
            var start = Environment.CpuUsage.TotalTime;
            var solution = MeasureSolver.Solve(problem);
            var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            var gap = solution is { LowerBound: { } lower, UpperBound: { } upper } ? ((upper - lower) / upper).ToDouble() : double.NaN;
            agrees &= gap <= MeasureSolverOptions.For(problem).RelativeGap;
            var name = penalty.IsZero ? "interpolation" : $"penalty {penalty}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} d = {d}, n = {n,3}: {seconds,6:F2} s, relative gap {gap:E1}, {solution.Atoms.Count} atoms, {solution.Status}"));
        }

        return agrees;
    }

    private static MeasureProblem Problem(int d, int n, Rational penalty)
    {
        var instance = new Instance(new(n, d, 1));
        var inputs = instance.X.Select(Rational.FromExact).Chunk(d).Select(row => row.ToSequence()).ToSequence();
        var targets = instance.Y.Select(Rational.FromExact).ToSequence();
        return penalty.IsZero
            ? new(inputs, HomogeneousFeature.Relu, new Interpolation(targets), 1)
            : new(inputs, HomogeneousFeature.Relu, new HalfSquaredLoss(targets, new Rational(1, n)), penalty);
    }
}
