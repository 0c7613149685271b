using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Dictionaries;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

public sealed class SecondOpinionTests
{
    private static readonly LinearProgramRequest Quick = LinearProgramRequest.Default with { TimeLimit = TimeSpan.FromSeconds(20) };

    private static IEnumerable<TestCaseData> Solvable()
    {
        TestCaseData Case(string name, MeasureProblem problem) => new TestCaseData(problem).SetArgDisplayNames(name);
        foreach (var d in (int[])[1, 2, 3])
        {
            var inputs = Problems.Random(7 + d, 6, d);
            var labels = Problems.Vector(1, -1, 1, 1, -1, 1);
            var taught = Problems.Teacher(inputs, Problems.Atom(1, [.. Enumerable.Range(1, d)]), Problems.Atom(-1, [.. Enumerable.Range(-1, d)]));
            var penalty = new Rational(1, 20);
            yield return Case($"half squared, d = {d}", Problems.HalfSquared(inputs, labels, penalty));
            yield return Case($"half squared, nonnegative, d = {d}", new(inputs, HomogeneousFeature.Relu, new HalfSquaredLoss(labels, 1), penalty, isNonnegative: true));
            yield return Case($"half squared, norm bound, d = {d}", new(inputs, HomogeneousFeature.AbsoluteValue, new HalfSquaredLoss(labels, 1), 0, normBound: new Rational(1, 3)));
            yield return Case($"interpolation, d = {d}", new(inputs, HomogeneousFeature.Relu, new Interpolation(taught), 1));
            yield return Case($"hinge, d = {d}", new(inputs, HomogeneousFeature.Relu, new HingeLoss(labels, 1), penalty));
            yield return Case($"logistic, d = {d}", new(inputs, HomogeneousFeature.Relu, new LogisticLoss(labels, new Rational(1, 6)), penalty / 10));
            yield return Case($"exponential, d = {d}", new(inputs, HomogeneousFeature.LeakyRelu(new Rational(1, 10)), new ExponentialLoss(labels, 1), penalty));
        }

        var listed = DirectionList.OnSphere([[new(3, 5), new(4, 5)], Problems.Vector(0, -1), [new(-5, 13), new(12, 13)], Problems.Vector(1, 0), Problems.Vector(-1, 0)]);
        yield return Case("finite list of directions", Problems.HalfSquared(Problems.Random(3, 6, 2), Problems.Vector(1, -1, 1, 1, -1, 1), new Rational(1, 20)) with { Directions = listed });

        var separable = Problems.Inputs([1, 0], [1, 2], [-2, 1], [-1, -3]);
        yield return Case("hard margin", new(separable, HomogeneousFeature.Relu, new HardMargin(Problems.Vector(1, 2, -1, 1)), 1));
        yield return Case("maximal margin", new(separable, HomogeneousFeature.Relu, new MaximalMargin(Problems.Vector(1, 2, -1, 1)), 0, normBound: 2));
    }

    [TestCaseSource(nameof(Solvable))]
    public void Ask_TheEmbeddedSimplex_AgreesWithTheBoundsOverAllMeasures(MeasureProblem problem)
    {
        var opinion = SecondOpinion.Ask(problem, MeasureSolver.Solve(problem), [new EmbeddedSimplex()], Quick);
        Assert.That(opinion.Outcome, Is.EqualTo(OpinionOutcome.Agrees), opinion.Sentence + string.Join("; ", opinion.Report.Events));
        Assert.That(opinion.Oracle, Is.EqualTo(EmbeddedSimplex.Identity));
    }

    [TestCaseSource(nameof(Solvable))]
    public void Ask_AboutBoundsThatAreWrong_ContradictsThem(MeasureProblem problem)
    {
        var solution = MeasureSolver.Solve(problem);
        var high = SecondOpinion.Ask(problem, solution with { LowerBound = solution.LowerBound * new Rational(11, 10), UpperBound = solution.UpperBound * new Rational(11, 10) }, [new EmbeddedSimplex()], Quick);
        var low = SecondOpinion.Ask(problem, solution with { LowerBound = solution.LowerBound * new Rational(9, 10), UpperBound = solution.UpperBound * new Rational(9, 10) }, [new EmbeddedSimplex()], Quick);
        Assert.Multiple(() =>
        {
            // The tangents of a curved loss lie below it, so bounds that are too high by little may only differ.
            Assert.That(high.Outcome, Is.EqualTo(OpinionOutcome.Contradicts).Or.EqualTo(OpinionOutcome.Differs), high.Sentence);
            Assert.That(low.Outcome, Is.EqualTo(OpinionOutcome.Contradicts), low.Sentence);
        });
    }

    [Test]
    public void Ask_AboutALowerBoundAboveEveryMeasure_ContradictsIt()
    {
        var problem = new MeasureProblem(Problems.Inputs([1, 0], [0, 1]), HomogeneousFeature.Relu, new Interpolation(Problems.Vector(1, 2)), 1);
        var solution = MeasureSolver.Solve(problem);
        var wrong = solution with { LowerBound = solution.LowerBound * new Rational(101, 100), UpperBound = solution.UpperBound * 2, DualPoint = solution.DualPoint.Map(q => q * new Rational(101, 100)) };
        Assert.That(SecondOpinion.Ask(problem, wrong, [new EmbeddedSimplex()], Quick).Outcome, Is.EqualTo(OpinionOutcome.Contradicts));
    }

    // Atoms on kinks, where an output of 0 comes out as 4e-17: OR-Tools ended abnormally at it.
    [Test]
    public void Program_OfAtomsOnKinks_HasNoCoefficientOfRounding()
    {
        Rational[][] points = [[new(3, 5), new(4, 5)], [new(4, 5), new(-3, 5)], [new(-3, 5), new(-4, 5)], [new(-5, 13), new(12, 13)]];
        var problem = new MeasureProblem(
            points.Select(point => point.ToSequence()).ToSequence(), HomogeneousFeature.Relu, new MaximalMargin(Problems.Vector(1, 1, -1, -1)), 0, false, 1);
        var opinion = SecondOpinion.Ask(problem, MeasureSolver.Solve(problem), [new EmbeddedSimplex()], Quick);
        Assert.That(opinion.Outcome, Is.EqualTo(OpinionOutcome.Agrees));
        Assert.That(opinion.Program!.Columns.SelectMany(column => column.Entries).Min(entry => Math.Abs(entry.Value)), Is.GreaterThan(1e-14));
    }

    [Test]
    public void Ask_WithoutOraclesOrWithoutBounds_SaysNothing()
    {
        var problem = Problems.HalfSquared(Problems.Inputs([1, 0]), Problems.Vector(1), new Rational(1, 10));
        var solution = MeasureSolver.Solve(problem);
        Assert.That(SecondOpinion.Ask(problem, solution, [], Quick).Outcome, Is.EqualTo(OpinionOutcome.None));
        Assert.That(SecondOpinion.Ask(problem, solution with { UpperBound = null }, [new EmbeddedSimplex()], Quick).Outcome, Is.EqualTo(OpinionOutcome.None));
    }
}
