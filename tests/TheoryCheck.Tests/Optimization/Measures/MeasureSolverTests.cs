using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>Closed forms, duality, two independent ways, invariance and the ends that are no solutions.</summary>
public sealed class MeasureSolverTests
{
    // One sample: the outputs range over [0, |x||ν|] per sign; minimise (y − f)²/2 + λ f/|x|, so f = y − λ/|x|.
    [TestCase(1)]
    [TestCase(-1)]
    public void Solve_OneSample_IsSoftThresholding(int sign)
    {
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Inputs([3, 4]), Problems.Vector(2 * sign), 1));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved));
        Assert.That(solution.LowerBound!.Value.ToDouble(), Is.EqualTo(0.02 + 0.36).Within(1e-12));
        Assert.That(solution.Atoms, Has.Count.EqualTo(1));
        Assert.That(solution.Atoms[0].Direction[0], Is.EqualTo(0.6).Within(1e-12));
        Assert.That(solution.Atoms[0].Weight, Is.EqualTo(sign * 0.36).Within(1e-12));
    }

    // Orthogonal inputs e₁, e₂ and targets 1, 1: by symmetry the atom is a(1, 1)/√2: (1 − a/√2)²/2 + λa.
    [Test]
    public void Solve_OrthogonalInputs_SharesOneAtom()
    {
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Inputs([1, 0], [0, 1]), Problems.Vector(1, 1), new Rational(1, 10)));
        var a = Math.Sqrt(2) * (1 - 0.1 * Math.Sqrt(2));
        Assert.That(solution.Atoms, Has.Count.EqualTo(1));
        Assert.That(solution.Atoms[0].Weight, Is.EqualTo(a).Within(1e-12));
        Assert.That(solution.UpperBound!.Value.ToDouble(), Is.EqualTo(Math.Pow(1 - a / Math.Sqrt(2), 2) / 2 + 0.1 * a).Within(1e-12));
    }

    [Test]
    public void Solve_Line_HasTwoPossibleAtoms()
    {
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Inputs([1], [2], [-1]), Problems.Vector(1, 2, -1), new Rational(1, 100)));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved));
        Assert.That(solution.Atoms.Items.Select(atom => (atom.Direction[0], atom.Sign)), Is.EquivalentTo(new[] { (1.0, 1), (-1.0, -1) }));
    }

    [Test]
    public void Solve_PenaltyAboveLargest_IsZeroMeasure()
    {
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Inputs([1, 0]), Problems.Vector(1), 2));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved));
        Assert.That(solution.Atoms.IsEmpty);
        Assert.That(solution.UpperBound, Is.EqualTo(new Rational(1, 2)));
        Assert.That(solution.Reason, Does.Contain("zero measure"));
    }

    [TestCase(2, 12)]
    [TestCase(3, 15)]
    [TestCase(4, 10)]
    public void Solve_RandomTargets_ClosesTheGap(int d, int n)
    {
        var inputs = Problems.Random(3, n, d);
        var targets = Problems.Random(4, n, 1).Map(row => row[0]);
        foreach (var loss in new Loss[]
        {
            new HalfSquaredLoss(targets, new Rational(1, n)),
            new LogisticLoss(targets.Map(y => y.Sign < 0 ? -Rational.One : 1), new Rational(1, n)),
            new ExponentialLoss(targets.Map(y => y.Sign < 0 ? -Rational.One : 1), new Rational(1, n)),
            new HingeLoss(targets.Map(y => y.Sign < 0 ? -Rational.One : 1), new Rational(1, n)),
        })
        {
            var problem = new MeasureProblem(inputs, HomogeneousFeature.Relu, loss, new Rational(1, 20));
            var solution = MeasureSolver.Solve(problem);
            Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), $"{loss.GetType().Name}: {solution.Reason}");
            Assert.That(solution.LowerBound, Is.LessThanOrEqualTo(solution.UpperBound!.Value));
        }
    }

    [Test]
    public void Solve_SparseTeacher_InterpolatesExactly()
    {
        var inputs = Problems.Random(7, 40, 2);
        var targets = Problems.Teacher(inputs, Problems.Atom(1, 2, 1));
        var solution = MeasureSolver.Solve(new(inputs, HomogeneousFeature.Relu, new Interpolation(targets), 1));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.UpperBound!.Value.ToDouble(), Is.EqualTo(Math.Sqrt(5)).Within(1e-8));
    }

    [Test]
    public void Solve_DictionaryOfManyDirections_IsApproachedFromAbove()
    {
        var inputs = Problems.Random(11, 10, 2);
        var targets = Problems.Random(12, 10, 1).Map(row => row[0]);
        var solution = MeasureSolver.Solve(Problems.HalfSquared(inputs, targets, new Rational(1, 20)));
        const int Directions = 4000;
        var columns = new double[Directions * inputs.Count];
        for (var p = 0; p < Directions; p++)
        {
            var (x, y) = (Math.Cos(2 * Math.PI * p / Directions), Math.Sin(2 * Math.PI * p / Directions));
            for (var i = 0; i < inputs.Count; i++)
            {
                columns[p * inputs.Count + i] = Math.Max(0, x * inputs[i][0].ToDouble() + y * inputs[i][1].ToDouble());
            }
        }

        var lasso = DictionaryLasso.Solve(columns, [.. targets.Items.Select(y => y.ToDouble())], 0.05, 0.1, 1e-9);
        Assert.That(lasso.Gap, Is.LessThan(1e-8));
        Assert.That(lasso.Objective, Is.GreaterThan(solution.LowerBound!.Value.ToDouble() - 1e-9));
        Assert.That(lasso.Objective, Is.EqualTo(solution.UpperBound!.Value.ToDouble()).Within(1e-4));
    }

    [Test]
    public void Solve_RotatedPermutedScaledData_HasTheSameValue()
    {
        var inputs = Problems.Random(21, 12, 2);
        var targets = Problems.Random(22, 12, 1).Map(row => row[0]);
        var value = MeasureSolver.Solve(Problems.HalfSquared(inputs, targets, new Rational(1, 10))).UpperBound!.Value.ToDouble();
        var (c, s) = (new Rational(3, 5), new Rational(4, 5));
        var rotated = inputs.Map(x => new Sequence<Rational>([c * x[0] - s * x[1], s * x[0] + c * x[1]]));
        Sequence<Sequence<Rational>> reversed = [.. rotated.Items.Reverse()];
        Sequence<Rational> reversedTargets = [.. targets.Items.Reverse()];
        var again = MeasureSolver.Solve(Problems.HalfSquared(reversed, reversedTargets, new Rational(1, 10))).UpperBound!.Value.ToDouble();
        var scaled = MeasureSolver.Solve(Problems.HalfSquared(inputs.Map(x => x.Map(v => v * 2)), targets, new Rational(1, 5))).UpperBound!.Value.ToDouble();
        Assert.That(again, Is.EqualTo(value).Within(1e-9));
        Assert.That(scaled, Is.EqualTo(value).Within(1e-9));
    }

    [Test]
    public void Solve_NormBound_IsUsedUp()
    {
        var inputs = Problems.Random(31, 10, 2);
        var targets = Problems.Random(32, 10, 1).Map(row => row[0]);
        var problem = new MeasureProblem(inputs, HomogeneousFeature.Relu, new HalfSquaredLoss(targets, 1), 0, false, new Rational(1, 4));
        var solution = MeasureSolver.Solve(problem);
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.Atoms.Items.Sum(atom => Math.Abs(atom.Weight)), Is.EqualTo(0.25).Within(1e-12).And.LessThanOrEqualTo(0.25));
    }

    // Two opposite samples of opposite classes on the line: the best measure is (δ₁ − δ₋₁)/2 with margin 1/2.
    [Test]
    public void Solve_MaximalMargin_OnTheLine()
    {
        var solution = MeasureSolver.Solve(new(Problems.Inputs([1], [-1]), HomogeneousFeature.Relu, new MaximalMargin(Problems.Vector(1, -1)), 0, false, 1));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.LowerBound!.Value.ToDouble(), Is.EqualTo(0.5).Within(1e-9));
        Assert.That(solution.UpperBound!.Value.ToDouble(), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void Solve_RepeatedInputsWithDifferentTargets_IsInfeasible() =>
        Assert.That(
            MeasureSolver.Solve(new(Problems.Inputs([1, 2], [2, 4]), HomogeneousFeature.Relu, new Interpolation(Problems.Vector(1, 1)), 1)).Status,
            Is.EqualTo(MeasureStatus.Infeasible));

    [Test]
    public void Solve_MarginWithoutBound_IsUnbounded() =>
        Assert.That(
            MeasureSolver.Solve(new(Problems.Inputs([1], [-1]), HomogeneousFeature.Relu, new MaximalMargin(Problems.Vector(1, -1)), 0)).Status,
            Is.EqualTo(MeasureStatus.Unbounded));

    [Test]
    public void Solve_SeparableLogisticWithoutPenalty_IsNotAttained()
    {
        var solution = MeasureSolver.Solve(new(Problems.Inputs([1], [-1]), HomogeneousFeature.Relu, new LogisticLoss(Problems.Vector(1, -1), 1), 0));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.NotAttained));
        Assert.That(solution.UpperBound, Is.EqualTo(Rational.Zero));
    }

    [Test]
    public void Solve_ZeroAndRepeatedInputs_IsSolved()
    {
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Inputs([0, 0], [1, 1], [1, 1], [2, 2]), Problems.Vector(1, 1, 2, 3), new Rational(1, 10)));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
    }

    [Test]
    public void Problem_BadArguments_NamesThem()
    {
        Assert.That(() => new MeasureProblem([], HomogeneousFeature.Relu, new Interpolation([]), 1), Throws.ArgumentException.With.Property("ParamName").EqualTo("inputs"));
        Assert.That(() => Problems.HalfSquared(Problems.Inputs([1]), Problems.Vector(1), -1), Throws.ArgumentException.With.Property("ParamName").EqualTo("penalty"));
        Assert.That(() => new LogisticLoss(Problems.Vector(0), 1), Throws.ArgumentException.With.Property("ParamName").EqualTo("labels"));
    }

    [Test]
    public void UpperBound_MovedAtom_IsLarger()
    {
        var problem = Problems.HalfSquared(Problems.Inputs([3, 4]), Problems.Vector(2), 1);
        var solution = MeasureSolver.Solve(problem);
        var atom = solution.Atoms[0];
        var moved = atom with { Moment = [atom.Moment[0] + new Rational(1, 100), atom.Moment[1]] };
        var exact = (HalfSquaredLoss)problem.Loss;
        var output = moved.Output(problem.Feature, problem.Inputs[0]);
        var value = exact.Value(0, output, 128)!.Value.Lower + moved.WeightEnclosure(128).Lower;
        Assert.That(value, Is.GreaterThan(solution.UpperBound!.Value));
    }

    [Test]
    public void Certificate_OfSolution_IsOneAtAtomsAndNowhereLarger()
    {
        var problem = Problems.HalfSquared(Problems.Random(41, 12, 3), Problems.Random(42, 12, 1).Map(row => row[0]), new Rational(1, 20));
        var solution = MeasureSolver.Solve(problem);
        foreach (var atom in solution.Atoms)
        {
            Assert.That(atom.Sign * solution.Certificate!.At(problem, atom.Direction.AsSpan()), Is.EqualTo(1).Within(1e-8));
        }

        foreach (var direction in SpreadDirections.Of(3, 2000))
        {
            Assert.That(Math.Abs(solution.Certificate!.At(problem, direction)), Is.LessThanOrEqualTo(solution.Certificate.Supremum.UpperDouble));
        }
    }

    [TestCase(3, 30, 10_000)]
    [TestCase(2, 60, 10_000)]
    public void Solve_RandomTargetsNearInterpolation_IsSolved(int d, int n, int strength)
    {
        var targets = Problems.Random(91, n, 1).Map(row => row[0].Sign < 0 ? -Rational.One : Rational.One);
        var solution = MeasureSolver.Solve(Problems.HalfSquared(Problems.Random(90, n, d), targets, new Rational(1, strength)));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.LowerBound <= solution.UpperBound);
    }

    [TestCase(2, 40)]
    [TestCase(3, 40)]
    [TestCase(5, 32)]
    public void Solve_InterpolationOfRandomTargets_IsSolved(int d, int n)
    {
        var targets = Problems.Random(93, n, 1).Map(row => row[0]);
        var problem = new MeasureProblem(Problems.Random(92, n, d), HomogeneousFeature.Relu, new Interpolation(targets), 1);
        var solution = MeasureSolver.Solve(problem);
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.LowerBound, Is.LessThanOrEqualTo(solution.UpperBound!.Value));

        // Another way to the same number: a small penalty, whose value divided by it is just below.
        var penalised = MeasureSolver.Solve(Problems.HalfSquared(problem.Inputs, targets, new Rational(1, 1_000_000)));
        var share = penalised.UpperBound!.Value.ToDouble() * 1e6 / solution.UpperBound.Value.ToDouble();
        Assert.That(share, Is.LessThan(1).And.GreaterThan(0.9));
    }

    [Test]
    public void Solve_InterpolationOfClassesOnTheCircle_IsKnownBeyondTheDigitsOfItsDualVariables()
    {
        // In doubles alone the dual variables leave a gap that grows with their norm.
        var inputs = Problems.Random(7, 64, 2);
        var solution = MeasureSolver.Solve(new MeasureProblem(inputs, HomogeneousFeature.Relu, new Interpolation(inputs.Map((_, i) => (Rational)(i % 3 == 0 ? 1 : -1))), 1));
        Assert.That((solution.UpperBound!.Value - solution.LowerBound!.Value) / solution.UpperBound.Value, Is.LessThan(new Rational(1, 5_000_000_000)).And.GreaterThanOrEqualTo(Rational.Zero));
    }

    [Test]
    public void Solve_InterpolationByLeakyFeatures_IsSolved()
    {
        var targets = Problems.Random(95, 12, 1).Map(row => row[0]);
        var problem = new MeasureProblem(Problems.Random(94, 12, 2), HomogeneousFeature.LeakyRelu(new Rational(1, 4)), new Interpolation(targets), 1);
        Assert.That(MeasureSolver.Solve(problem).Status, Is.EqualTo(MeasureStatus.Solved));
    }
}
