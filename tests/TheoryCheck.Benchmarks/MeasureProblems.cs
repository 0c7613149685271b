using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Benchmarks;

/// <summary>
/// Problems over all measures with random labels ±1, inputs uniform on the sphere, rectified features: processor time to the usual gap, and the gap that is proved, for every loss, over signed and over
/// nonnegative measures, with a penalty and under |ν| ≤ 1. No peer bounds the problem over all measures, so that what is compared is the gap with the goal of its dimension.
/// </summary>
internal sealed class MeasureProblemComparison : Comparison
{
    private static readonly Rational Penalty = new(1, 1000);
    private static readonly (int Dimension, int Count)[] Sizes = [(2, 200), (3, 200), (5, 100)];

    private static readonly (string Name, Func<Instance, bool, Loss> Of)[] Losses =
    [
        ("half squared", (at, _) => new HalfSquaredLoss(Labels(at), Mean(at))),
        ("interpolation", (at, isNonnegative) => new Interpolation(isNonnegative ? Spread(at) : Labels(at))),
        ("logistic", (at, _) => new LogisticLoss(Labels(at), Mean(at))),
        ("exponential", (at, _) => new ExponentialLoss(Labels(at), Mean(at))),
        ("hinge", (at, _) => new HingeLoss(Labels(at), Mean(at))),
        ("margin", (at, isNonnegative) => new MaximalMargin(isNonnegative ? Labels(at).Map(static _ => Rational.One) : Labels(at))),
    ];

    /// <inheritdoc/>
    public override string Name => "measures";

    /// <inheritdoc/>
    public override bool Run() => Run([]);

    /// <summary>Measures the cases whose names have all of the texts.</summary>
    internal static bool Run(IReadOnlyCollection<string> texts)
    {
        var agrees = true;
        foreach (var (name, problem) in Problems().Where(p => texts.All(t => p.Name.Contains(t, StringComparison.Ordinal))))
        {
            agrees &= Measure(name, problem());
        }

        return agrees;
    }

    /// <summary>Every case by name.</summary>
    internal static IEnumerable<(string Name, Func<MeasureProblem> Problem)> Problems()
    {
        foreach (var (d, n) in Sizes)
        {
            foreach (var (name, loss) in Losses)
            {
                foreach (var isNonnegative in new[] { false, true })
                {
                    var kind = $"{name}, {(isNonnegative ? "nonnegative" : "signed")}, d = {d}, n = {n}";
                    var isMargin = name == "margin";
                    if (!isMargin)
                    {
                        yield return ($"{kind}, penalty {Penalty}", () => Problem(d, n, loss, Penalty, isNonnegative, null));
                    }

                    if (name != "interpolation")
                    {
                        yield return ($"{kind}, norm at most 1", () => Problem(d, n, loss, Rational.Zero, isNonnegative, Rational.One));
                    }
                }
            }

            yield return ($"half squared, signed, d = {d}, n = {n}, penalty 1/10000", () => Problem(d, n, Losses[0].Of, Penalty / 10, isNonnegative: false, null));
        }
    }

    /// <summary>Solves one case and says whether its gap is small enough.</summary>
    internal static bool Measure(string name, MeasureProblem problem)
    {
        var start = Environment.CpuUsage.TotalTime;
        var solution = MeasureSolver.Solve(problem);
        var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        var gap = solution is { LowerBound: { } lower, UpperBound: { } upper } && upper.Sign > 0 ? ((upper - lower) / upper).ToDouble() : double.NaN;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-64}: {seconds,6:F2} s, relative gap {gap:E1}, value {solution.UpperBound?.ToDouble() ?? double.NaN:G6}, {solution.Atoms.Count} atoms, {solution.Status} {solution.Reason}"));
        return gap <= MeasureSolverOptions.For(problem).RelativeGap;
    }

    private static MeasureProblem Problem(int d, int n, Func<Instance, bool, Loss> loss, Rational penalty, bool isNonnegative, Rational? normBound)
    {
        var instance = new Instance(new(n, d, 1));
        return new(Inputs(instance), HomogeneousFeature.Relu, loss(instance, isNonnegative), penalty, isNonnegative, normBound);
    }

    private static Sequence<Sequence<Rational>> Inputs(Instance instance) =>
        instance.X.Select(Rational.FromExact).Chunk(instance.Size.D).Select(row => row.ToSequence()).ToSequence();

    private static Sequence<Rational> Labels(Instance instance) => instance.Y.Select(Rational.FromExact).ToSequence();

    private static Rational Mean(Instance instance) => new(1, instance.Size.N);

    /// <summary>1 + x₁/4: for inputs on the sphere the outputs of a measure with a positive density, so that a nonnegative measure has these and all near them.</summary>
    private static Sequence<Rational> Spread(Instance instance) =>
        instance.X.Select(Rational.FromExact).Chunk(instance.Size.D).Select(row => 1 + (row[0] / 4)).ToSequence();
}
