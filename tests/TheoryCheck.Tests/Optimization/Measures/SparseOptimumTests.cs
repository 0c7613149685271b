using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>Uniqueness that is true is proved, uniqueness that is false is not.</summary>
public sealed class SparseOptimumTests
{
    [Test]
    public void Examine_OneSample_EnclosesTheAtom()
    {
        var problem = Problems.HalfSquared(Problems.Inputs([3, 4]), Problems.Vector(2), 1);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
        Assert.That(optimum.Atoms[0].Weight.Contains(new Rational(36, 100)));
        Assert.That(optimum.Atoms[0].Direction[0].Contains(new Rational(3, 5)));
        Assert.That(optimum.Atoms[0].Weight.Width, Is.LessThan(1e-10));
    }

    [TestCase(2, 12, 20)]
    [TestCase(3, 12, 4)]
    public void Examine_RandomTargets_IsUnique(int d, int n, int strength)
    {
        var problem = Problems.HalfSquared(Problems.Random(51, n, d), Problems.Random(52, n, 1).Map(row => row[0]), new Rational(1, strength));
        var solution = MeasureSolver.Solve(problem);
        var optimum = SparseOptimum.Examine(problem, solution);
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
        Assert.That(optimum.Atoms, Has.Length.EqualTo(solution.Atoms.Count));
    }

    [Test]
    public void Examine_LogisticLoss_IsUnique()
    {
        var labels = Problems.Random(62, 10, 1).Map(row => row[0].Sign < 0 ? -Rational.One : 1);
        var problem = new MeasureProblem(Problems.Random(61, 10, 2), HomogeneousFeature.Relu, new LogisticLoss(labels, new Rational(1, 10)), new Rational(1, 20));
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
    }

    [Test]
    public void Examine_EvenActivation_IsNotUnique()
    {
        var problem = Problems.HalfSquared(Problems.Inputs([3, 4]), Problems.Vector(2), 1, HomogeneousFeature.AbsoluteValue);
        Assert.That(SparseOptimum.Examine(problem, MeasureSolver.Solve(problem)).IsUnique, Is.EqualTo(Certainty.False));
    }

    [Test]
    public void Examine_MovedAtoms_AreMovedBackOrRefused()
    {
        var problem = Problems.HalfSquared(Problems.Random(51, 12, 2), Problems.Random(52, 12, 1).Map(row => row[0]), new Rational(1, 20));
        var solution = MeasureSolver.Solve(problem);
        var honest = SparseOptimum.Examine(problem, solution);
        var forged = SparseOptimum.Examine(problem, solution with { Atoms = [.. solution.Atoms.Items.Skip(1)] });
        Assert.That(honest.IsUnique, Is.EqualTo(Certainty.True));
        Assert.That(forged.IsUnique, Is.Not.EqualTo(Certainty.True), "an atom is missing");
    }

    // With ReLU, δ(θ) − δ(−θ) is linear in the input. Here four opposite pairs touch the bound, and four linear functions on R³ are
    // dependent: mass can be moved among the pairs.
    [Test]
    public void Examine_FourOppositePairsInSpace_IsNotCalledUnique()
    {
        var problem = Problems.HalfSquared(Problems.Random(51, 12, 3), Problems.Random(52, 12, 1).Map(row => row[0]), new Rational(1, 20));
        Assert.That(SparseOptimum.Examine(problem, MeasureSolver.Solve(problem)).IsUnique, Is.Not.EqualTo(Certainty.True));
    }

    [Test]
    public void Examine_ZeroMeasure_IsUniqueAboveTheLargestPenaltyOnly()
    {
        var above = Problems.HalfSquared(Problems.Inputs([1, 0]), Problems.Vector(1), new Rational(101, 100));
        Assert.That(SparseOptimum.Examine(above, MeasureSolver.Solve(above)).IsUnique, Is.EqualTo(Certainty.True));
        var at = Problems.HalfSquared(Problems.Inputs([1, 0]), Problems.Vector(1), 1);
        Assert.That(SparseOptimum.Examine(at, MeasureSolver.Solve(at)).IsUnique, Is.Not.EqualTo(Certainty.True));
    }

    [Test]
    public void Vanishing_TeacherWithOneAtom_KeepsIt()
    {
        var inputs = Problems.Random(71, 30, 2);
        var problem = Problems.HalfSquared(inputs, Problems.Teacher(inputs, Problems.Atom(1, 1, 2)), 1);
        var limit = VanishingPenalty.Examine(problem);
        Assert.That(limit.IsUniqueForSmallPenalties, Is.EqualTo(Certainty.True), limit.Reason);
        Assert.That(limit.Limit.Atoms, Has.Length.EqualTo(1));
        Assert.That(limit.Limit.Atoms[0].Moment[0].Contains(1) && limit.Limit.Atoms[0].Moment[1].Contains(2));
        var small = problem with { Penalty = new Rational(1, 10_000) };
        Assert.That(MeasureSolver.Solve(small).Atoms, Has.Count.EqualTo(1));
    }
}
