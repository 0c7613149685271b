using NUnit.Framework;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Tests.Optimization.Spheres;

/// <summary>Peaks at the crossing of two circles of the arrangement, where the function may rise across one circle beside the crossing and fall all the same.</summary>
public sealed class CrossingPeakTests
{
    // Instances whose highest point is such a crossing.
    [TestCase(6)]
    [TestCase(12)]
    [TestCase(25)]
    public void Peaks_IncludeTheCrossingThatASearchOverConesFinds(int seed)
    {
        var function = Random(seed);
        var found = ConeSearch.Supremum(function, 1e-9);
        var peaks = SphereMaximiser.For(3, [.. Enumerable.Range(0, function.Count).SelectMany(i => function.Input(i).ToArray())]).Peaks(function, 0, onlyPositive: true);
        Assert.That(peaks[0].Value, Is.EqualTo(found.Best).Within(1e-9 * found.Best));
        Assert.That(Enumerable.Range(0, function.Count).Count(i => Math.Abs(RidgeSum.Dot(function.Input(i), found.Argument!)) < 1e-9), Is.EqualTo(2));
    }

    private static RidgeSum Random(int seed)
    {
        const int Count = 200;
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var inputs = new double[3 * Count];
        for (var i = 0; i < Count; i++)
        {
            var row = new[] { Normal(), Normal(), Normal() };
            var norm = Math.Sqrt(row.Sum(v => v * v));
            for (var k = 0; k < 3; k++)
            {
                inputs[3 * i + k] = row[k] / norm;
            }
        }

        return new RidgeSum(3, inputs, [.. Enumerable.Range(0, Count).Select(_ => Normal())], new double[3]);
    }
}
