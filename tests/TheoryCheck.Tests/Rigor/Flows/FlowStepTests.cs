using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Flows;

namespace TheoryCheck.Tests.Rigor.Flows;

/// <summary>Single steps and coefficients, and mutants of steps that their tests would catch.</summary>
public sealed class FlowStepTests
{
    private const int Order = 4;

    [Test]
    public void Coefficients_OfTheSquare_AreThoseOfItsGeometricSeries()
    {
        var start = new[] { DoubleInterval.FromExact(0.5) };
        var field = KnownField.Square.Piece(start, DoubleInterval.FromExact(0))!;
        var terms = TaylorCoefficients.Of(field, start, DoubleInterval.FromExact(0), 12)!;
        for (var k = 0; k <= 12; k++)
        {
            Assert.That(terms.Of(0, k).Contains(Rational.Power(2, -(k + 1))), Is.True);
            Assert.That(terms.Of(0, k).Width, Is.LessThan(1e-15));
        }
    }

    [Test]
    public void Coefficients_OfElementaryFunctions_AreThoseOfPowerSeries()
    {
        // Along s(t) = (1 + t)² each state moves by a function of s, whose series another implementation knows.
        const int Terms = 9;
        var zero = DoubleInterval.FromExact(0);
        DoubleInterval[] start = [DoubleInterval.FromExact(1), .. Enumerable.Repeat(zero, 7)];
        var field = KnownField.Elementary.Piece(start, zero)!;
        var found = TaylorCoefficients.Of(field, start, zero, Terms)!;
        var h = PowerSeries<Interval>.Variable(Interval.FromRational(1, 120), Terms);
        var s = (h.Literal(1) + h) * (h.Literal(1) + h);
        var others = Enumerable.Repeat(s, 8).ToArray();
        var rates = KnownField.Elementary.Of([s, .. others.Skip(1)], h);
        for (var i = 0; i < rates.Length; i++)
        {
            for (var k = 0; k < Terms - 1; k++)
            {
                var expected = rates[i].CoefficientOf(k) / Interval.FromRational(k + 1, 120);
                Assert.That(found.Of(i, k + 1).ToInterval(120).Overlaps(expected), Is.True, $"state {i}, term {k + 1}: {found.Of(i, k + 1)}, {expected}");
                Assert.That(found.Of(i, k + 1).Width, Is.LessThan(1e-9));
            }
        }
    }

    [Test]
    public void Coefficients_OfTheErrorFunction_AreThoseOfTheIntegralOfItsDensity()
    {
        var (start, half) = (new[] { DoubleInterval.FromExact(0), DoubleInterval.FromExact(0) }, DoubleInterval.FromExact(0.5));
        var terms = TaylorCoefficients.Of(KnownField.Errors.Piece(start, half)!, start, half, 12)!;
        for (var k = 1; k < 12; k++)
        {
            Assert.That((terms.Of(0, k + 1) * DoubleInterval.FromExact(k + 1)).Overlaps(terms.Of(1, k)), Is.True);
            Assert.That(terms.Of(0, k + 1).Width, Is.LessThan(1e-13));
        }
    }

    [Test]
    public void Step_WithoutItsRemainder_MissesTheSolution()
    {
        var (step, exact) = (First(), Exact());
        Assert.That(Through(step).Contains(exact), Is.True);
        Assert.That(Through(step with { Remainder = [DoubleInterval.FromExact(0)] }).Contains(exact), Is.False);
    }

    [Test]
    public void Step_WithTheRemainderOfItsStartAlone_MissesTheSolution()
    {
        var start = new[] { DoubleInterval.FromExact(1) };
        var field = KnownField.Square.Piece(start, DoubleInterval.FromExact(0))!;
        var alone = TaylorCoefficients.Of(field, start, DoubleInterval.FromExact(0), Order)!.Of(0, Order);
        Assert.That(Through(First() with { Remainder = [alone] }).Contains(Exact()), Is.False);
    }

    [Test]
    public void Step_WithoutTheSlopesOfItsPolynomial_MissesSolutionsFromTheEdge()
    {
        var set = FlowSet.Of(Rational.Zero, [DoubleInterval.FromBounds(0.5, 0.75)]);
        var step = new FlowStepper(KnownField.Square, 12, long.MaxValue / 4).From(set)!;
        var time = Rational.FromExact(step.Length);
        var edge = new Rational(3, 4) / (1 - (new Rational(3, 4) * time));
        DoubleInterval At(FlowStep s) => s.Around(DoubleInterval.FromRational(time))[0];
        Assert.That(At(step).Contains(edge), Is.True);
        Assert.That(At(step with { Slopes = [.. step.Slopes.Select(static (s, k) => k == 0 ? s : DoubleInterval.FromExact(0))] }).Contains(edge), Is.False);
    }

    [Test]
    public void Widths_OfStepsOfOneLength_FallWithTheOrder()
    {
        double Width(int order)
        {
            var step = First(order);
            Assert.That(step.Length, Is.GreaterThan(0.05));
            return step.Around(DoubleInterval.FromExact(0.05))[0].Width;
        }

        Assert.That(new[] { 3, 5, 7, 9 }.Select(Width), Is.Ordered.Descending);
        Assert.That(Width(9), Is.LessThan(1e-4 * Width(3)));
    }

    [Test]
    public void Steps_ThatWouldPassAPole_AreNotMade()
    {
        var step = First();
        Assert.That(step.Length, Is.LessThan(1));
        Assert.That(new FlowStepper(KnownField.Square, Order, long.MaxValue / 4).From(FlowSet.Of(Rational.Zero, [DoubleInterval.FromBounds(-1e300, 1e300)])), Is.Null);
    }

    [Test]
    public void Inverses_OfBases_AreEnclosed()
    {
        double[] matrix = [2, 1, 0, 1, 3, 1, 0, 1, 4];
        var q = OrthogonalBasis.Of(matrix, [2, 0, 1], 3);
        var inverse = OrthogonalBasis.Inverse(q, 3)!;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var sum = DoubleInterval.FromExact(0);
                for (var k = 0; k < 3; k++)
                {
                    sum += inverse[(i * 3) + k] * DoubleInterval.FromExact(q[(k * 3) + j]);
                }

                Assert.That(sum.Contains(i == j ? 1 : 0), Is.True);
                Assert.That(sum.Width, Is.LessThan(1e-14));
            }
        }

        Assert.That(OrthogonalBasis.Inverse([1, 1, 1, 1], 2), Is.Null);
        Assert.That(OrthogonalBasis.Of([1, 2, 2, 4], [0, 1], 2), Is.EqualTo(OrthogonalBasis.Identity(2)));
    }

    private static FlowStep First(int order = Order) => new FlowStepper(KnownField.Square, order, long.MaxValue / 4) { Aim = 1e-2 }.From(FlowSet.Of(Rational.Zero, [DoubleInterval.FromExact(1)]))! is var step
        ? step : throw new InvalidOperationException();

    private static Rational Exact() => 1 / (1 - Rational.FromExact(First().Length));

    private static DoubleInterval Through(FlowStep step) => step.Around(DoubleInterval.FromExact(step.Length))[0];
}
