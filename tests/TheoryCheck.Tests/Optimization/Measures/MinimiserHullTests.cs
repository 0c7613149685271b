using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>What all minimisers share holds of the only one, where another proof shows that there is only one.</summary>
public sealed class MinimiserHullTests
{
    private static readonly Sequence<Rational> Labels = Problems.Random(82, 8, 1).Map(row => row[0].Sign < 0 ? -Rational.One : 1);

    private static IEnumerable<TestCaseData> Losses()
    {
        yield return new(new LogisticLoss(Labels, new Rational(1, 8)), null);
        yield return new(new ExponentialLoss(Labels, new Rational(1, 8)), null);
        yield return new(new LogisticLoss(Labels, 1), (Rational)1);
        yield return new(new ExponentialLoss(Labels, 1), (Rational)1);
        yield return new(new HalfSquaredLoss(Labels, 2), new Rational(1, 2));
        yield return new(new WeightedLoss(new LogisticLoss(Labels, 1), Problems.Vector(1, 2, 3, 4, 5, 6, 7, 8)), (Rational)1);
        yield return new(new WeightedLoss(new HalfSquaredLoss(Labels, new Rational(1, 40)), Problems.Vector(1, 2, 3, 4, 5, 6, 7, 8)), null);
    }

    [TestCaseSource(nameof(Losses))]
    public void Hull_EnclosesTheOnlyMinimiser(SeparableLoss loss, Rational? bound)
    {
        var problem = new MeasureProblem(Problems.Random(81, 8, 2), HomogeneousFeature.Relu, loss, new Rational(1, 20), normBound: bound);
        var solution = MeasureSolver.Solve(problem);
        var (unique, hull) = (SparseOptimum.Examine(problem, solution), MinimiserHull.Of(problem, solution)!);
        Assert.That(unique.IsUnique, Is.EqualTo(Certainty.True), unique.Reason);
        Assert.That(hull.Contacts.IsDefault, Is.False);
        Assert.That(unique.Atoms.All(atom => hull.Contacts.Any(c => c.Sign == atom.Sign && Overlap(c.Weight, atom.Weight) && c.Direction.Zip(atom.Direction).All(p => Overlap(p.First, p.Second)))));
        Assert.That(hull.Dual.Zip(unique.Dual).All(p => Overlap(p.First, p.Second)));
        Assert.That(Overlap(hull.Variation, unique.Atoms.Aggregate(Interval.FromRational(0), (sum, atom) => sum + Interval.Abs(atom.Weight))));
        Assert.That(hull.Dual.Max(q => q.Width), Is.LessThan(1e-3));
        Assert.That(bound is null || hull.Variation.Contains(bound.Value));
    }

    [Test]
    public void Hull_OfALooserSolution_IsWider()
    {
        var problem = new MeasureProblem(Problems.Random(81, 8, 2), HomogeneousFeature.Relu, new ExponentialLoss(Labels, 1), new Rational(1, 20), normBound: 1);
        var solution = MeasureSolver.Solve(problem);
        var loose = solution with { LowerBound = solution.LowerBound - 1 };
        var (good, bad) = (MinimiserHull.Of(problem, solution)!, MinimiserHull.Of(problem, loose)!);
        Assert.That(bad.Dual.Zip(good.Dual).All(p => p.First.Lower <= p.Second.Lower && p.First.Upper >= p.Second.Upper));
        Assert.That(bad.Dual[0].Width, Is.GreaterThan(1));
    }

    // ℓ = log(1 + exp(-2f)), 3·ℓ, and exp(-2f) at the output 1/4, by hand.
    [Test]
    public void Loss_FromItsDualVariable_IsThatOfTheOutput()
    {
        var output = Interval.FromRational(new Rational(1, 4), 128);
        foreach (var loss in new SeparableLoss[] { new LogisticLoss([2], 1), new ExponentialLoss([2], 3), new HalfSquaredLoss([2], 5), new WeightedLoss(new LogisticLoss([2], 1), [3]) })
        {
            var dual = loss.Dual(0, output)!.Value;
            Assert.That(loss.OutputAt(0, dual)!.Value.Contains(new Rational(1, 4)), loss.ToString());
            Assert.That(Overlap(loss.ValueAt(0, dual)!.Value, loss.Value(0, new Rational(1, 4), 128)!.Value), loss.ToString());
            Assert.That(loss.ValueAt(0, dual)!.Value.Width, Is.LessThan(1e-25));
            var steepest = loss.Steepness(0, dual.Midpoint, loss.Value(0, 0, 128)!.Value.Upper)!.Value;
            Assert.That(steepest, Is.GreaterThanOrEqualTo(loss.Curvature(0, Interval.FromBounds(0, new Rational(1, 4), 128))!.Value.Lower));
            Assert.That(steepest.ToDouble(), Is.GreaterThanOrEqualTo(loss.Curvature(0, Interval.FromRational(0, 128))!.Value.LowerDouble));
        }
    }

    private static bool Overlap(Interval left, Interval right) => left.Lower <= right.Upper && right.Lower <= left.Upper;
}
