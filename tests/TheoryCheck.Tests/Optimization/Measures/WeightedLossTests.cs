using NUnit.Framework;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

/// <summary>A loss with weights is the loss of as many copies of the samples.</summary>
public sealed class WeightedLossTests
{
    private static IEnumerable<TestCaseData> Losses()
    {
        yield return new((Func<Core.Sequence<Rational>, SeparableLoss>)(y => new HalfSquaredLoss(y, new Rational(1, 3))));
        yield return new((Func<Core.Sequence<Rational>, SeparableLoss>)(y => new LogisticLoss(y, new Rational(1, 3))));
        yield return new((Func<Core.Sequence<Rational>, SeparableLoss>)(y => new ExponentialLoss(y, new Rational(1, 3))));
        yield return new((Func<Core.Sequence<Rational>, SeparableLoss>)(y => new HingeLoss(y, new Rational(1, 3))));
    }

    [TestCaseSource(nameof(Losses))]
    public void Solve_Weights_AreRepetitions(Func<Core.Sequence<Rational>, SeparableLoss> loss)
    {
        var weighted = new MeasureProblem(Problems.Inputs([1, 0], [1, 2], [-1, 1]), HomogeneousFeature.Relu, new WeightedLoss(loss([1, -1, 1]), [1, 3, 2]), new Rational(1, 10));
        var repeated = new MeasureProblem(Problems.Inputs([1, 0], [1, 2], [1, 2], [1, 2], [-1, 1], [-1, 1]), HomogeneousFeature.Relu, loss([1, -1, -1, -1, 1, 1]), new Rational(1, 10));
        var (one, other) = (MeasureSolver.Solve(weighted), MeasureSolver.Solve(repeated));
        Assert.That((one.Status, other.Status), Is.EqualTo((MeasureStatus.Solved, MeasureStatus.Solved)), one.Reason + other.Reason);
        Assert.That(one.LowerBound!.Value, Is.LessThanOrEqualTo(other.UpperBound!.Value));
        Assert.That(other.LowerBound!.Value, Is.LessThanOrEqualTo(one.UpperBound!.Value));
    }

    [Test]
    public void Weights_ThatAreNotPositiveOrTooFew_AreRefused()
    {
        Assert.That(() => new WeightedLoss(new HingeLoss([1, 1], 1), [1, 0]), Throws.ArgumentException);
        Assert.That(() => new WeightedLoss(new HingeLoss([1, 1], 1), [1]), Throws.ArgumentException);
    }
}
