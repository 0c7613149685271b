using NUnit.Framework;
using TheoryCheck.Optimization.Measures.Discretised;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.Measures;

public sealed class TangentPiecesTests
{
    private static readonly SeparableLoss[] Losses =
    [
        new HalfSquaredLoss(Problems.Vector(3), new Rational(1, 2)),
        new LogisticLoss(Problems.Vector(-2), 1),
        new ExponentialLoss(Problems.Vector(1), new Rational(1, 3)),
        new HingeLoss(Problems.Vector(-1), 2),
    ];

    [TestCaseSource(nameof(Losses))]
    public void Of_ALoss_LiesBelowItAndTouchesItAtTheGivenSlope(SeparableLoss loss)
    {
        foreach (var output in (double[])[-4, -1, -0.25, 0, 0.5, 2, 5])
        {
            var near = loss.Admissible(0, Rational.FromExact(loss.Piece(0, output, 0, 1e9).Dual));
            var pieces = TangentPieces.Of(loss, 0, near);
            Assert.That(pieces.Kinks, Is.Ordered.And.Count.EqualTo(pieces.Lines.Count - 1));
            foreach (var f in (double[])[-8, -3, -0.5, 0, 0.75, 1, 4, output])
            {
                var value = loss.Value(0, Rational.FromExact(f), 128)!.Value.Lower.ToDouble();
                var largest = pieces.Lines.Max(l => l.Intercept + l.Slope * f);
                var place = pieces.Kinks.Count(k => k <= f);
                Assert.That(largest, Is.LessThanOrEqualTo(value + 1e-9 * (1 + value)), $"{loss} at {f}");
                Assert.That(pieces.Lines[place].Intercept + pieces.Lines[place].Slope * f, Is.EqualTo(largest).Within(1e-9 * (1 + Math.Abs(largest))));
                Assert.That(loss.IsSmooth && f == output ? value - largest : 0, Is.EqualTo(0).Within(1e-9 * (1 + value)));
            }
        }
    }
}
