using NUnit.Framework;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Tests.Optimization.Spheres;

/// <summary>The walks over all cells, the ascents, the search over cones and plain sampling agree.</summary>
public sealed class SphereMaximumTests
{
    [TestCase(1, 4)]
    [TestCase(2, 3)]
    [TestCase(2, 40)]
    [TestCase(3, 4)]
    [TestCase(3, 30)]
    [TestCase(4, 15)]
    public void Supremum_RandomSums_AgreeAndBoundEverySample(int d, int n)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var function = Random(seed, d, n);
            var peaks = SphereMaximiser.For(d, Inputs(function)).Peaks(function, 0, onlyPositive: true);
            var cones = ConeSearch.Supremum(function, 1e-9);
            var highest = peaks.Count > 0 ? peaks[0].Value : 0;
            Assert.That(cones.IsComplete);
            Assert.That(highest, Is.LessThanOrEqualTo(cones.Upper));
            Assert.That(cones.Upper, Is.EqualTo(cones.Best).Within(1e-8 * (1 + cones.Best)));
            if (d <= 3)
            {
                Assert.That(highest, Is.EqualTo(cones.Best).Within(2e-9 * (1 + cones.Best)));
            }

            foreach (var direction in SpreadDirections.Of(d, 500))
            {
                Assert.That(function.At(direction), Is.LessThanOrEqualTo(cones.Upper));
            }
        }
    }

    [Test]
    public void Supremum_OneRidge_IsItsLength()
    {
        var found = ConeSearch.Supremum(new(3, [1, 2, 2], [2]), 1e-12);
        Assert.That(found.Upper, Is.EqualTo(6).Within(1e-9).And.GreaterThanOrEqualTo(6));
        Assert.That(found.Best, Is.EqualTo(6).Within(1e-9));
    }

    // max(z, 0) - max(-z, 0) - z = 0 many times over, beside one ridge: steep summands that cancel cost rounding once, and not again with every cut.
    [Test]
    public void Supremum_SteepSummandsThatCancel_CostLittleRounding()
    {
        const int pairs = 20;
        var random = new Random(7);
        double[][] lines = [.. Enumerable.Range(0, pairs).Select(_ => Enumerable.Range(0, 3).Select(_ => random.Next(-8, 9) / 8.0).ToArray())];
        var function = new RidgeSum(
            3,
            [1, 2, 2, .. lines.SelectMany(x => x.Concat(x.Select(static v => -v)))],
            [2, .. Enumerable.Range(0, 2 * pairs).Select(i => i % 2 == 0 ? 1024.0 : -1024.0)],
            [.. Enumerable.Range(0, 3).Select(k => -1024 * lines.Sum(x => x[k]))]);
        var found = ConeSearch.Supremum(function, 1e-12);
        Assert.That(found.IsComplete);
        Assert.That(found.Upper, Is.GreaterThanOrEqualTo(6).And.LessThan(6 + (330 * Math.ScaleB(function.Lipschitz, -52))));
    }

    [Test]
    public void Supremum_ParallelRidges_AreWalkedOnce()
    {
        // max(z, 0) + max(−z, 0) = |z| along x, and a ridge across.
        var function = new RidgeSum(2, [1, 0, -1, 0, 0, 1, 2, 0], [1, 1, 1, -1]);
        Assert.That(new ArcArrangement(Inputs(function)).Peaks(function, 0)[0].Value, Is.EqualTo(Math.Sqrt(2)).Within(1e-12));
        Assert.That(ConeSearch.Supremum(function, 1e-12).Best, Is.EqualTo(Math.Sqrt(2)).Within(1e-9));
    }

    [Test]
    public void Supremum_CoveredCell_IsLeftOut()
    {
        // Two ridges: the higher peak lies in the cell where only the first is active.
        var function = new RidgeSum(2, [1, 0, 0, 1], [3, -1]);
        var all = ConeSearch.Supremum(function, 1e-9);
        var rest = ConeSearch.Supremum(function, 1e-9, covered: [new([1, -1]), new([1, 1])]);
        Assert.That(all.Best, Is.EqualTo(3).Within(1e-9));
        Assert.That(rest.Upper, Is.LessThan(1e-6));
    }

    [Test]
    public void Supremum_SmallBudget_StaysABound()
    {
        var function = Random(3, 4, 20);
        var exact = ConeSearch.Supremum(function, 1e-9);
        var cut = ConeSearch.Supremum(function, 1e-9, budget: 20);
        Assert.That(cut.IsComplete, Is.False);
        Assert.That(cut.Upper, Is.GreaterThanOrEqualTo(exact.Best));
    }

    private static RidgeSum Random(int seed, int d, int n)
    {
        var random = new Random(seed);
        double Draw() => Math.Round((random.NextDouble() * 4 - 2) * 16) / 16;
        return new(d, [.. Enumerable.Range(0, n * d).Select(_ => Draw())], [.. Enumerable.Range(0, n).Select(_ => Draw())], [.. Enumerable.Range(0, d).Select(_ => Draw())]);
    }

    private static double[] Inputs(RidgeSum function) => [.. Enumerable.Range(0, function.Count).SelectMany(i => function.Input(i).ToArray())];
}
