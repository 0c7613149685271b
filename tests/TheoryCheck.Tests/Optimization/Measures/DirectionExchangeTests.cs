using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>Many samples go through linear programs over directions, few through the method of multipliers: both must agree, and every gap must close.</summary>
public sealed class DirectionExchangeTests
{
    private const int Few = 20;

    // Each sample twice, with the mean of the losses: the same problem, but with more samples than the multipliers are asked for.
    [TestCase(2, false)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    public void Solve_SamplesTwice_HasTheSameValue(int d, bool isNonnegative)
    {
        var (inputs, labels) = (Problems.Random(51, Few, d), Signs(52, Few));
        foreach (var (once, twice) in new (Loss, Loss)[]
        {
            (new HingeLoss(labels, new Rational(1, Few)), new HingeLoss(Twice(labels), new Rational(1, 2 * Few))),
            (new MaximalMargin(Positive(labels, isNonnegative)), new MaximalMargin(Twice(Positive(labels, isNonnegative)))),
        })
        {
            Rational? bound = once is MaximalMargin ? 1 : null;
            var penalty = bound is null ? new Rational(1, 20) : 0;
            var (few, many) = (Solve(inputs, once, penalty, isNonnegative, bound), Solve(Twice(inputs), twice, penalty, isNonnegative, bound));
            Assert.That(many.Status, Is.EqualTo(MeasureStatus.Solved), $"{once.GetType().Name}: {many.Reason}");
            Assert.That(many.LowerBound, Is.LessThanOrEqualTo(few.UpperBound!.Value));
            Assert.That(few.LowerBound, Is.LessThanOrEqualTo(many.UpperBound!.Value));
        }
    }

    [TestCase(2, 40)]
    [TestCase(3, 40)]
    public void Solve_NonnegativeInterpolation_IsBoundedFromBothSides(int d, int n)
    {
        // Outputs of a density 1 + t₁ on the sphere, up to a factor: the value is at most that of the density, and a wider problem can only be cheaper.
        var inputs = OnTheSphere(53, n, d);
        var targets = inputs.Map(x => 1 + (x[0] / 4));
        var solution = Solve(inputs, new Interpolation(targets), 1, isNonnegative: true, null);
        var signed = Solve(inputs, new Interpolation(targets), 1, isNonnegative: false, null);
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.Atoms.Items.All(atom => atom.Sign > 0), Is.True);
        Assert.That(signed.LowerBound, Is.LessThanOrEqualTo(solution.UpperBound!.Value));
    }

    [Test]
    public void Solve_NegativeOutputsOfANonnegativeMeasure_AreImpossible()
    {
        var (inputs, negative) = (OnTheSphere(54, 40, 2), Problems.Vector([.. Enumerable.Repeat(-1, 40)]));
        Assert.That(Solve(inputs, new Interpolation(negative), 1, isNonnegative: true, null).Status, Is.EqualTo(MeasureStatus.Infeasible));
        Assert.That(Solve(inputs, new Interpolation(negative), 1, isNonnegative: false, null).Status, Is.EqualTo(MeasureStatus.Solved));
        var margin = Solve(inputs, new MaximalMargin(negative), 0, isNonnegative: true, 1);
        Assert.That((margin.Status, margin.LowerBound, margin.UpperBound), Is.EqualTo((MeasureStatus.Solved, (Rational?)0, (Rational?)0)));
    }

    // One line of inputs with both labels: its outputs are multiples of one number. With one label there is a margin.
    [TestCase(-1, false)]
    [TestCase(1, true)]
    public void Solve_OneInputWithTwoLabels_HasNoMargin(int label, bool isPositive)
    {
        var margin = Solve(Problems.Inputs([1, 2], [2, 4], [1, 0]), new MaximalMargin(Problems.Vector(1, label, 1)), 0, isNonnegative: false, 1);
        Assert.That(margin.Status, Is.EqualTo(MeasureStatus.Solved), margin.Reason);
        Assert.That(margin.LowerBound!.Value.Sign > 0, Is.EqualTo(isPositive));
    }

    [TestCase(2)]
    [TestCase(3)]
    public void Solve_HingeUnderANormBound_ClosesTheGap(int d)
    {
        var solution = Solve(Problems.Random(55, 60, d), new HingeLoss(Signs(56, 60), new Rational(1, 60)), 0, isNonnegative: false, new Rational(1, 2));
        Assert.That(solution.Status, Is.EqualTo(MeasureStatus.Solved), solution.Reason);
        Assert.That(solution.Atoms.Items.Sum(atom => Math.Abs(atom.Weight)), Is.LessThanOrEqualTo(0.5));
    }

    // Nonnegative outputs only make negative targets worse, so that the bound on the variation is not used.
    [Test]
    public void Solve_NormBoundThatDoesNotBind_IsLeftUnused()
    {
        var inputs = OnTheSphere(57, 12, 2);
        var solution = Solve(inputs, new HalfSquaredLoss(inputs.Map(_ => -Rational.One), new Rational(1, 12)), 0, isNonnegative: true, 1);
        Assert.That(solution.UpperBound!.Value.ToDouble(), Is.EqualTo(0.5).Within(1e-15));
        Assert.That(solution.LowerBound!.Value.ToDouble(), Is.EqualTo(0.5).Within(1e-9));
    }

    private static MeasureSolution Solve(Sequence<Sequence<Rational>> inputs, Loss loss, Rational penalty, bool isNonnegative, Rational? normBound) =>
        MeasureSolver.Solve(new(inputs, HomogeneousFeature.Relu, loss, penalty, isNonnegative, normBound));

    private static Sequence<Rational> Signs(int seed, int n) => Problems.Random(seed, n, 1).Map(row => row[0].Sign < 0 ? -Rational.One : 1);

    private static Sequence<Rational> Positive(Sequence<Rational> labels, bool isNeeded) => isNeeded ? labels.Map(static _ => Rational.One) : labels;

    private static Sequence<T> Twice<T>(Sequence<T> items) => items.Concat(items).ToSequence();

    private static Sequence<Sequence<Rational>> OnTheSphere(int seed, int n, int d) => Problems.Random(seed, n, d).Map(row =>
    {
        var length = Math.Sqrt(row.Sum(v => v.ToDouble() * v.ToDouble()));
        return row.Map(v => Rational.FromExact(v.ToDouble() / length));
    });
}
