using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

public sealed class ArcSupremumTests
{
    private static MeasureProblem Plane(int seed, int n, HomogeneousFeature feature) =>
        new(Problems.Random(seed, n, 2), feature, new Interpolation(Problems.Random(seed, n, 1).Map(_ => Rational.Zero)), 1);

    [Test]
    public void Of_RandomFunction_MeetsTheSearchOverCones([Values(1, 2, 5, 30)] int n, [Values] bool isNonnegative, [Values(0, 1, -1)] int left)
    {
        var problem = Plane(n, n, new(1, left));
        var random = new Random(n);
        var dual = Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray();
        var potential = new SampledFeature(problem).Potential(dual);
        var cones = ConeSearch.Supremum(potential, 1e-12).Upper;
        cones = isNonnegative ? cones : Math.Max(cones, ConeSearch.Supremum(potential.Negated(), 1e-12).Upper);

        Assert.That(ArcSupremum.Of(problem, dual.Select(Rational.FromExact).ToSequence(), isNonnegative).UpperDouble, Is.EqualTo(cones).Within(1e-11));
    }

    [Test]
    public void Of_ParallelInputs_IsExact()
    {
        // f(t) = max(t0, 0) - 2·max(-t0, 0) + max(2·t0, 0): 3 to the right, -2 to the left.
        var problem = new MeasureProblem(Problems.Inputs([1, 0], [-1, 0], [2, 0]), HomogeneousFeature.Relu, new Interpolation(Problems.Vector(0, 0, 0)), 1);
        Assert.That(ArcSupremum.Of(problem, [1, -2, 1], isNonnegative: true).Contains(3));
        Assert.That(ArcSupremum.Of(problem, [-1, 2, -1], isNonnegative: true).Contains(2));
        Assert.That(ArcSupremum.Of(problem, [-1, 2, -1], isNonnegative: false).Contains(3));
        Assert.That(ArcSupremum.Of(problem, [-1, 0, -1], isNonnegative: true).Contains(0));
    }

    [Test]
    public void Of_ZeroInputs_IsZero()
    {
        var problem = new MeasureProblem(Problems.Inputs([0, 0]), HomogeneousFeature.Relu, new Interpolation(Problems.Vector(0)), 1);
        Assert.That(ArcSupremum.Of(problem, [7], isNonnegative: false).Contains(0));
    }

    [Test]
    public void Of_HugeCancellingWeights_KeepsAllDigits()
    {
        // The difference of two nearly equal ridges with weights 2^60: doubles would lose it.
        var inputs = new[] { new[] { Rational.One, 0 }.ToSequence(), new[] { Rational.One + Rational.FromExact(Math.ScaleB(1, -50)), 0 }.ToSequence() }.ToSequence();
        var problem = new MeasureProblem(inputs, HomogeneousFeature.Relu, new Interpolation(Problems.Vector(0, 0)), 1);
        Assert.That(ArcSupremum.Of(problem, [Rational.FromExact(-Math.ScaleB(1, 60)), Rational.FromExact(Math.ScaleB(1, 60))], isNonnegative: false).Contains(1024));
    }
}
