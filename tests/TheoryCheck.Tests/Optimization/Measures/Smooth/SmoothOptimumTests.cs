using System;
using System.Linq;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Smooth;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures.Smooth;

/// <summary>Minimisers with smooth features: described where they are proved, and not where something is missing or wrong.</summary>
public sealed class SmoothOptimumTests
{
    // tanh is odd, so that measures with signs have mirrors; nobody said so, and the certificate is as high at the opposite points.
    [TestCase(2, 6)]
    [TestCase(3, 5)]
    public void Examine_WithoutTheSymmetry_SaysNothing(int dimension, int count)
    {
        var problem = SmoothProblems.Random(dimension, count, 5);
        var solution = SmoothSolver.Solve(problem);
        Assert.That(SmoothOptimum.Examine(problem, solution).IsUnique, Is.EqualTo(Certainty.Unknown));
        var mirrored = SmoothOptimum.Examine(problem with { Parity = -1 }, solution);
        Assert.That(mirrored.IsUnique, Is.EqualTo(Certainty.False), mirrored.Reason);
        Assert.That(mirrored.Hull!.Contacts, Has.Length.EqualTo(2 * MirroredMinimisers.Folded(solution, -1).Count));
        Assert.That(SmoothOptimum.Examine(problem with { Parity = 1 }, solution).IsUnique, Is.EqualTo(Certainty.Unknown), "it is not even");
    }

    [TestCase(2, 6)]
    [TestCase(3, 5)]
    public void Examine_ForgedSolutions_AreRefused(int dimension, int count)
    {
        var problem = SmoothProblems.Random(dimension, count, 5) with { Parity = -1 };
        var solution = SmoothSolver.Solve(problem);
        Assert.That(solution.Atoms.Count, Is.GreaterThan(1));
        var missing = SmoothOptimum.Examine(problem, solution with { Atoms = [.. solution.Atoms.Items.Skip(1)] });
        Assert.That(missing.IsUnique, Is.EqualTo(Certainty.Unknown), "an atom is missing");
        var turned = SmoothOptimum.Examine(problem, solution with { Atoms = solution.Atoms.Map(static a => a with { Sign = -a.Sign }) });
        Assert.That(turned.IsUnique, Is.EqualTo(Certainty.Unknown), "the signs are wrong");
    }

    // Two ways: the same outputs as the solver's measure, and dual variables that are minus the slopes there.
    [Test]
    public void Examine_NonnegativeMeasures_HaveTheOutputsOfTheSolution()
    {
        var random = SmoothProblems.Random(2, 6, 5);
        foreach (var problem in new[] { random with { IsNonnegative = true }, random with { IsNonnegative = true, Penalty = 0, Mass = 1 }, random with { IsNonnegative = true, Penalty = 0, NormBound = new Rational(1, 4) } })
        {
            var solution = SmoothSolver.Solve(problem);
            var shape = SmoothOptimum.Examine(problem, solution);
            Assert.That(shape.IsUnique, Is.EqualTo(Certainty.True), shape.Reason);
            var targets = ((HalfSquaredLoss)problem.Loss).Targets;
            for (var i = 0; i < targets.Count; i++)
            {
                var output = shape.Atoms.Sum(a => Middle(a.Weight) * Math.Tanh(2 * problem.Inputs[i].Select((x, k) => x.ToDouble() * Middle(a.Direction[k])).Sum()));
                var known = solution.Atoms.Items.Sum(a => a.Sign * Math.Abs(a.Weight) * Math.Tanh(2 * problem.Inputs[i].Select((x, k) => x.ToDouble() * a.Direction[k]).Sum()));
                Assert.That(output, Is.EqualTo(known).Within(1e-5));
                Assert.That(Middle(shape.Dual[i]), Is.EqualTo((targets[i].ToDouble() - output) / targets.Count).Within(1e-9));
            }
        }
    }

    // The entries of the Jacobian against differences of the residual.
    [Test]
    public void Jacobian_IsThatOfTheResidual()
    {
        var problem = SmoothProblems.Random(2, 3, 5);
        var labels = ((HalfSquaredLoss)problem.Loss).Targets;
        SmoothAtom[] atoms = [new([0.6, 0.8], 1, 0.7), new([-0.8, 0.6], -1, 0.4)];
        foreach (var loss in new SeparableLoss[] { (SeparableLoss)problem.Loss, new HingeLoss(labels, Rational.One) })
        {
            var corners = loss.IsSmooth ? new HeldCorners([], new Rational[3]) : new HeldCorners([0, 2], [0, new Rational(1, 3), 0]);
            var system = new SmoothActiveSystem(problem, loss, [1, -1], corners, 1);
            var point = system.Start(atoms, [0.3, 0.2, -0.1], 0.2);
            var jacobian = system.Jacobian(point, new double[system.Size])!.Value;
            const double Step = 1e-5;
            for (var b = 0; b < system.Size; b++)
            {
                var (up, down) = ((double[])point.Clone(), (double[])point.Clone());
                (up[b], down[b]) = (point[b] + Step, point[b] - Step);
                var (high, low) = (system.Residual(up), system.Residual(down));
                for (var a = 0; a < system.Size; a++)
                {
                    Assert.That(jacobian.Center[(a * system.Size) + b], Is.EqualTo((Middle(high[a]) - Middle(low[a])) / (2 * Step)).Within(1e-8), $"{loss.GetType().Name} {a} {b}");
                }
            }
        }
    }

    private static double Middle(Interval value) => (value.LowerDouble / 2) + (value.UpperDouble / 2);
}
