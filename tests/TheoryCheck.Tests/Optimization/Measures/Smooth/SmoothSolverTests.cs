using System;
using System.Linq;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Tests.Optimization.Measures.Smooth;

/// <summary>Problems over measures with smooth features: bounds, and what they rest on.</summary>
public sealed class SmoothSolverTests
{
    [TestCase(1, 4, 1e-9)]
    [TestCase(2, 8, 1e-9)]
    [TestCase(2, 30, 1e-9)]
    [TestCase(3, 6, 1e-8)]
    public void Bounds_OfRandomProblems_AreCloseAndHold(int dimension, int count, double relative)
    {
        var problem = SmoothProblems.Random(dimension, count, 5);
        var solution = SmoothSolver.Solve(problem);
        var (low, high) = (solution.LowerBound!.Value.ToDouble(), solution.UpperBound!.Value.ToDouble());
        Assert.That(high - low, Is.InRange(0, relative * high));
        Assert.That(high, Is.LessThan(0.5), "the zero measure is not optimal");

        // Any other measure is worse: here the atoms found, moved a little.
        Assert.That(Objective(problem, solution, 1e-2), Is.GreaterThan(low));
        Assert.That(Objective(problem, solution, 0), Is.EqualTo(high).Within(1e-10));
    }

    // Two ways to the same values: in a ball of the variation that a penalty leaves, that problem has the same loss; and any margin is one over the least variation with margins 1.
    [TestCase(2, 5)]
    [TestCase(3, 4)]
    public void Bound_OfTheVariationThatAPenaltyLeaves_LeavesTheSameLoss(int dimension, int count)
    {
        var problem = SmoothProblems.Random(dimension, count, 6);
        var labels = ((HalfSquaredLoss)problem.Loss).Targets;
        foreach (var penalised in new[] { problem, problem with { Loss = new LogisticLoss(labels, new Rational(1, count)) } })
        {
            var free = SmoothSolver.Solve(penalised);
            var variation = free.Atoms.Items.Aggregate(Rational.Zero, static (sum, a) => sum + a.WeightEnclosure(128).Upper * a.Sign);
            var bounded = SmoothSolver.Solve(penalised with { Penalty = 0, NormBound = variation });
            var loss = (free.UpperBound!.Value - (variation * problem.Penalty)).ToDouble();
            Assert.That(bounded.UpperBound!.Value.ToDouble(), Is.EqualTo(loss).Within(1e-7 * loss));
            Assert.That(bounded.LowerBound!.Value.ToDouble(), Is.EqualTo(loss).Within(1e-7 * loss));
        }

        var least = SmoothSolver.Solve(problem with { Loss = new HardMargin(labels), Penalty = 1 });
        var margin = SmoothSolver.Solve(problem with { Loss = new MaximalMargin(labels), Penalty = 0, NormBound = 2 });
        Assert.That(margin.LowerBound!.Value * least.UpperBound!.Value, Is.EqualTo((Rational)2));
        Assert.That((margin.UpperBound!.Value - margin.LowerBound!.Value).ToDouble(), Is.InRange(0, 1e-6 * margin.UpperBound.Value.ToDouble()));
    }

    [TestCase(2, 4)]
    [TestCase(3, 6)]
    public void Interpolation_IsBoundedFromBothSides(int dimension, int count)
    {
        var problem = SmoothProblems.Random(dimension, count, 7);
        var targets = ((HalfSquaredLoss)problem.Loss).Targets;
        var solution = SmoothSolver.Solve(problem with { Loss = new Interpolation(targets), Penalty = 1 });
        Assert.That((solution.UpperBound!.Value - solution.LowerBound!.Value).ToDouble(), Is.InRange(0, 1e-6 * solution.UpperBound.Value.ToDouble()));

        // A small penalty of the half squared loss is near it from below.
        var near = SmoothSolver.Solve(problem with { Loss = new HalfSquaredLoss(targets, 1), Penalty = new Rational(1, 100_000) });
        Assert.That(near.LowerBound!.Value * 100_000, Is.LessThan(solution.UpperBound!.Value).And.GreaterThan(solution.LowerBound!.Value * new Rational(99, 100)));
    }

    [TestCase(2, 12)]
    [TestCase(3, 9)]
    public void Supremum_IsAboveEveryValue(int dimension, int count)
    {
        var problem = SmoothProblems.Random(dimension, count, 8);
        var random = new Random(1);
        var dual = Enumerable.Range(0, count).Select(_ => new Rational(random.Next(-50, 51), 100)).ToSequence();
        double[] factors = [.. dual.Select(static q => q.ToDouble())];
        var features = new SmoothRidgeSum(problem);
        var most = SpreadDirections.Of(dimension, 20_000).Max(p => Math.Abs(features.Value(factors, p)));
        var peaks = features.Peaks(factors, 0, false, []);

        // Whatever is thought to be the peak, and with no idea at all.
        foreach (var found in new[] { SmoothSupremum.Of(problem, dual, 1e-6, 0, peaks), SmoothSupremum.Of(problem, dual, 1e-6, 0, []) })
        {
            Assert.That(found.UpperDouble, Is.GreaterThanOrEqualTo(most).And.LessThan(most * 1.001));
            Assert.That(found.LowerDouble, Is.LessThanOrEqualTo(peaks[0].Value * (1 + 1e-12)).And.GreaterThan(most * 0.999));
        }
    }

    [Test]
    public void Model_IsWithinItsErrors()
    {
        var feature = new SmoothFeature(SmoothProblems.Tangent, 2);
        var model = new SmoothModel(feature);
        for (var place = -200; place <= 200; place++)
        {
            var argument = place / 100.0;
            var (value, slope) = feature.At(DoubleInterval.FromExact(argument));
            var (near, steep, _, valueError, slopeError) = model.At(argument);
            Assert.That(Math.Max(Math.Abs(near - value.LowerDouble), Math.Abs(near - value.UpperDouble)), Is.LessThanOrEqualTo(valueError).And.LessThan(1e-9));
            Assert.That(Math.Max(Math.Abs(steep - slope.LowerDouble), Math.Abs(steep - slope.UpperDouble)), Is.LessThanOrEqualTo(slopeError));
            var (middle, radius) = model.Over(argument - 1e-3, argument + 1e-3);
            Assert.That(Math.Abs(feature.At(Math.Clamp(argument, -1.99, 1.99)).Curvature - middle), place is < -199 or > 199 ? Is.LessThan(1.0) : Is.LessThanOrEqualTo(radius + 1e-12));
        }
    }

    [TestCase(2, 1, 3)]
    [TestCase(-1, 2, 0)]
    [TestCase(0, 0, 0)]
    public void GreatestEigenvalue_IsBoundedFromAbove(double a, double b, double c)
    {
        var known = ((a + c) / 2) + Math.Sqrt(((a - c) * (a - c) / 4) + (b * b));
        DoubleInterval[] lower = [DoubleInterval.FromExact(a), default, DoubleInterval.FromExact(b), DoubleInterval.FromExact(c)];
        Assert.That(SymmetricBound.Sharp(lower, 2).UpperDouble, Is.GreaterThanOrEqualTo(known - 1e-15).And.LessThan(known + 0.01));
        var (mean, spread) = SymmetricBound.Spectrum([a, 0, b, c], 2);
        Assert.That(mean + spread, Is.EqualTo(known).Within(1e-12));
    }

    [Test]
    public void Feature_WithACaseDistinction_IsRefused() => Assert.That(
        static () => new SmoothFeature(SmoothProblems.TapeOf(static (z, number) => Recorded<DoubleInterval>.Select(Relation.GreaterOrEqual, z, number(0), z, number(0))), 1), Throws.TypeOf<NotRepresentableException>());

    // The objective of the atoms found, each moved a little, in doubles.
    private static double Objective(SmoothProblem problem, MeasureSolution solution, double shift)
    {
        var sum = problem.Penalty.ToDouble() * solution.Atoms.Items.Sum(static a => Math.Abs(a.Weight));
        for (var i = 0; i < problem.Inputs.Count; i++)
        {
            var output = 0.0;
            foreach (var atom in solution.Atoms)
            {
                double[] point = [.. atom.Direction];
                point[0] += shift;
                var norm = RidgeSum.Norm(point);
                output += atom.Weight * Math.Tanh(2 * point.Select((v, k) => v / norm * problem.Inputs[i][k].ToDouble()).Sum());
            }

            sum += ((SeparableLoss)problem.Loss).Value(i, Rational.FromExact(output), 128)!.Value.UpperDouble;
        }

        return sum;
    }
}
