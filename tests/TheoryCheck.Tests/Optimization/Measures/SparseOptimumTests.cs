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
    public void Examine_FourOppositePairsInSpace_IsNotUnique()
    {
        var problem = Problems.HalfSquared(Problems.Random(51, 12, 3), Problems.Random(52, 12, 1).Map(row => row[0]), new Rational(1, 20));
        Assert.That(SparseOptimum.Examine(problem, MeasureSolver.Solve(problem)).IsUnique, Is.EqualTo(Certainty.False));
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

    // Scaled by c, max(0, 1 - f) + λ|ν| is least at one atom of weight 1 for λ < c, at 0 for λ > c, and at all weights from 0 to 1 for λ = c.
    [TestCase(1, 2, 1)]
    [TestCase(2, 1, 0)]
    [TestCase(1, 1, null)]
    [TestCase(3, 3, null)]
    public void Examine_HingeOfOneSample_IsUniqueUnlessPenaltyAndSlopeAgree(int penalty, int scale, int? weight)
    {
        var problem = new MeasureProblem(Problems.Inputs([1, 0]), HomogeneousFeature.Relu, new HingeLoss([1], scale), penalty);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(weight is null ? Certainty.False : Certainty.True), optimum.Reason);
        Assert.That(optimum.Atoms.Sum(atom => atom.Weight.Midpoint.ToDouble()), Is.EqualTo(weight ?? 0).Within(1e-12));
    }

    // The certificate of the zero measure is 5·scale/penalty at most: at 1 small multiples of the atom (3, 4)/5 are as good.
    [TestCase(5, 1, true)]
    [TestCase(10, 2, true)]
    [TestCase(49, 10, false)]
    [TestCase(51, 10, false)]
    public void Examine_HingeWithThePenaltyOfItsCertificateAtZero_HasSeveral(int penalty, int scale, bool several)
    {
        var problem = new MeasureProblem(Problems.Inputs([3, 4]), HomogeneousFeature.Relu, new HingeLoss([1], scale), penalty);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(several ? Certainty.False : Certainty.True), optimum.Reason);
    }

    [TestCase(2)]
    [TestCase(3)]
    public void Examine_HingeOfRandomData_IsUniqueWithinTheValue(int d)
    {
        var problem = new MeasureProblem(Problems.Random(91, 9, d), HomogeneousFeature.Relu, new HingeLoss(Labels(92, 9), new Rational(1, 9)), new Rational(1, 20));
        var solution = MeasureSolver.Solve(problem);
        var optimum = SparseOptimum.Examine(problem, solution);
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
        var atoms = optimum.Atoms.Select(a => new Atom([.. a.Moment.Select(m => m.Midpoint)], a.Sign)).ToSequence();
        var value = atoms.Items.Sum(a => Math.Abs(a.Weight)) / 20
            + problem.Inputs.Select((x, i) => Math.Max(0, 1 - ((((HingeLoss)problem.Loss).Labels[i].ToDouble()) * atoms.Items.Sum(a => a.Output(problem.Feature, x).ToDouble()))) / 9).Sum();
        Assert.That(value, Is.EqualTo(solution.UpperBound!.Value.ToDouble()).Within(1e-8));
    }

    [Test]
    public void Examine_MarginOnTheAxes_IsOneAtomOfTheWholeBound()
    {
        var problem = new MeasureProblem(Problems.Inputs([1, 0], [0, 1]), HomogeneousFeature.Relu, new MaximalMargin([1, 1]), 0, normBound: 3);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.True), optimum.Reason);
        Assert.That(optimum.Variation, Is.EqualTo((Rational)3));
        Assert.That(optimum.Atoms.Single().Direction.Select(u => u.Midpoint.ToDouble()), Is.All.EqualTo(Math.Sqrt(0.5)).Within(1e-12));
    }

    [Test]
    public void Examine_MarginOfEvenFeatures_IsNotUnique()
    {
        var problem = new MeasureProblem(Problems.Inputs([1, 0]), HomogeneousFeature.AbsoluteValue, new MaximalMargin([1]), 0, normBound: 1);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, Is.EqualTo(Certainty.False));
        Assert.That(optimum.Variation, Is.EqualTo(Rational.One));
    }

    // With the target 2 the bound 1 holds with a multiplier; with the target 1 it holds without one, and with 1/2 there are many minimisers.
    [TestCase(2, 1, true)]
    [TestCase(1, 1, false)]
    [TestCase(1, 2, false)]
    public void Examine_Ball_IsUniqueWhereTheBoundHasAMultiplier(int numerator, int denominator, bool isUnique)
    {
        var problem = new MeasureProblem(Problems.Inputs([1, 0]), HomogeneousFeature.Relu, new HalfSquaredLoss([new Rational(numerator, denominator)], 1), 0, normBound: 1);
        var optimum = SparseOptimum.Examine(problem, MeasureSolver.Solve(problem));
        Assert.That(optimum.IsUnique, isUnique ? Is.EqualTo(Certainty.True) : Is.Not.EqualTo(Certainty.True), optimum.Reason);
        Assert.That(optimum.Variation, isUnique ? Is.EqualTo(Rational.One) : Is.Null);
    }

    [Test]
    public void Examine_BallThatDoesNotBind_HasTheMinimiserWithoutIt()
    {
        var free = new MeasureProblem(Problems.Random(61, 10, 2), HomogeneousFeature.Relu, new LogisticLoss(Labels(62, 10), new Rational(1, 10)), new Rational(1, 20));
        var only = SparseOptimum.Examine(free, MeasureSolver.Solve(free));
        Assert.That(only.IsUnique, Is.EqualTo(Certainty.True), only.Reason);
        var bound = (int)Math.Ceiling(only.Atoms.Sum(a => Math.Abs(a.Weight.Midpoint.ToDouble()))) + 1;
        var ball = free with { NormBound = bound };
        var within = SparseOptimum.Examine(ball, MeasureSolver.Solve(ball));
        Assert.That((only.IsUnique, within.IsUnique, within.Variation), Is.EqualTo((Certainty.True, Certainty.True, (Rational?)null)), within.Reason);
        Assert.That(within.Atoms, Has.Length.EqualTo(only.Atoms.Length));
    }

    private static Sequence<Rational> Labels(int seed, int n) => Problems.Random(seed, n, 1).Map(row => row[0].Sign < 0 ? -Rational.One : 1);
}
