using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Flows;

namespace TheoryCheck.Tests.Rigor.Flows;

/// <summary>Enclosures of solutions beside solutions in closed form, at starts and times chosen by a fixed rule.</summary>
public sealed class EnclosedFlowTests
{
    private const int Precision = 200;

    private static readonly Rational[] Parts = [.. Enumerable.Range(1, 6).Select(i => new Rational(i * 7 % 13, 12 + i))];

    [Test]
    public void Square_UntilItsPole_ContainsTheExactSolution([ValueSource(nameof(Parts))] Rational start)
    {
        var flow = Flow(KnownField.Square, start);
        foreach (var part in Parts.Where(static p => p < 1))
        {
            var time = part / start;
            var exact = start / (1 - (start * time));
            var box = flow.Around(time, time)!;
            Assert.That(box[0].Contains(exact), Is.True, $"{box[0]} at {time}");
            Assert.That(box[0].Width, Is.LessThan(1e-10 * exact.ToDouble()));
        }
    }

    [Test]
    public void Square_FromItsPoleOn_HasNoEnclosure()
    {
        var flow = Flow(KnownField.Square, 1);
        Assert.That(flow.Around(1, 1), Is.Null);
        Assert.That(flow.Around(2, 2), Is.Null);
        Assert.That(flow.Until < Rational.One && flow.Until > new Rational(99, 100), Is.True);
        Assert.That(flow.Stopped, Does.Contain("not shown to exist"));
    }

    [Test]
    public void Decay_AtManyTimes_ContainsTheExponential([ValueSource(nameof(Parts))] Rational start)
    {
        var flow = Flow(KnownField.Decay, start);
        foreach (var time in Parts.Select(static p => 20 * p))
        {
            AssertHolds(flow.Around(time, time)![0], Wide(start) * Interval.Exp(-Wide(time)), 1e-14);
        }
    }

    [Test]
    public void Logistic_AtManyTimes_ContainsTheClosedForm([ValueSource(nameof(Parts))] Rational start)
    {
        var flow = Flow(KnownField.Logistic, start);
        foreach (var time in Parts.Select(static p => 9 * p))
        {
            var (x, one) = (Wide(start), Wide(1));
            AssertHolds(flow.Around(time, time)![0], x / (x + ((one - x) * Interval.Exp(-Wide(time)))), 1e-13);
        }
    }

    [Test]
    public void Draining_WhoseSeriesEnds_LosesNoDigits()
    {
        var flow = Flow(KnownField.Draining, 1);
        foreach (var time in Parts)
        {
            Assert.That(flow.Around(time, time)![0].Contains((1 - (time / 2)) * (1 - (time / 2))), Is.True);
            Assert.That(flow.Around(time, time)![0].Width, Is.LessThan(1e-13));
        }
    }

    [Test]
    public void Oscillator_OverManyTurns_ContainsTheCircleWithoutWrapping([ValueSource(nameof(Parts))] Rational start)
    {
        var flow = Flow(KnownField.Oscillator, start, 1);
        foreach (var time in Parts.Select(static p => 100 * p))
        {
            var (x, t, box) = (Wide(start), Wide(time), flow.Around(time, time)!);
            AssertHolds(box[0], (x * Interval.Cos(t)) + Interval.Sin(t), 1e-12);
            AssertHolds(box[1], Interval.Cos(t) - (x * Interval.Sin(t)), 1e-12);
        }
    }

    [Test]
    public void Pendulum_OverManySwings_KeepsItsEnergy([ValueSource(nameof(Parts))] Rational start)
    {
        var flow = Flow(KnownField.Pendulum, start, new Rational(1, 3));
        static DoubleInterval Energy(DoubleInterval[] x) => (DoubleInterval.Power(x[1], 2) / DoubleInterval.FromExact(2)) - DoubleInterval.Cos(x[0]);
        var first = Energy(flow.Around(0, 0)!);
        foreach (var time in Parts.Select(static p => 30 * p))
        {
            var later = Energy(flow.Around(time, time)!);
            Assert.That(later.Overlaps(first), Is.True);
            Assert.That(later.Width, Is.LessThan(1e-11));
        }
    }

    [Test]
    public void Ranges_OfTimes_ContainTheSolutionAtEachOfThem()
    {
        var flow = Flow(KnownField.Pendulum, 1, 0);
        for (var k = 0; k < 40; k++)
        {
            var (from, to) = (new Rational(k, 7), new Rational(k + 2, 7));
            var over = flow.Around(from, to)!;
            foreach (var at in Parts)
            {
                var point = flow.Around(from + (at * (to - from)), from + (at * (to - from)))!;
                Assert.That(over[0].Overlaps(point[0]) && over[1].Overlaps(point[1]), Is.True);
                Assert.That(over[0].LowerDouble <= point[0].UpperDouble && point[0].LowerDouble <= over[0].UpperDouble, Is.True);
            }

            Assert.That(over[0].Width, Is.LessThan(1));
        }
    }

    [Test]
    public void Kink_ThatASolutionCrosses_IsPassed()
    {
        var flow = Flow(KnownField.Kinked, 1);
        foreach (var time in Parts.Select(static p => 4 * p))
        {
            var (two, t) = (Wide(2), Wide(time));
            var exact = Interval.Compare(Relation.Less, t, Interval.Log(two)) == TheoryCheck.Core.Certainty.True ? (two * Interval.Exp(-t)) - Wide(1) : Interval.Log(two) - t;
            AssertHolds(flow.Around(time, time)![0], exact, 1e-8);
        }
    }

    [Test]
    public void Steps_OfHigherOrders_AreFewer()
    {
        double Work(int order)
        {
            var flow = new EnclosedFlow(KnownField.Lorenz, [One(1), One(1), One(1)], order);
            var steps = 0;
            for (var time = Rational.Zero; time < 1; steps++)
            {
                time = flow.EndOfStep(time)!.Value;
            }

            Assert.That(flow.Around(1, 1)![0].Width, Is.LessThan(1e-10));
            return steps;
        }

        Assert.That(new[] { 8, 12, 16, 24 }.Select(Work), Is.Ordered.Descending);
    }

    [Test]
    public void Lorenz_InAnyOrderOfQuestions_GivesTheSameBoxes()
    {
        var (one, other) = (Flow(KnownField.Lorenz, 1, 1, 1), Flow(KnownField.Lorenz, 1, 1, 1));
        var first = one.Around(2, 2)!;
        foreach (var part in Parts)
        {
            _ = other.Around(part, part);
        }

        Assert.That(other.Around(2, 2), Is.EqualTo(first));
        Assert.That(first[0].Width, Is.LessThan(1e-11));
    }

    [Test]
    public void Starts_ThatAreBoxes_GiveBoxesAroundAllTheirSolutions()
    {
        var flow = new EnclosedFlow(KnownField.Square, [DoubleInterval.FromBounds(0.5, 0.625)]);
        var box = flow.Around(1, 1)![0];
        Assert.That(box.Contains(1), Is.True);
        Assert.That(box.Contains(new Rational(5, 3)), Is.True);
        Assert.That(box.Width, Is.LessThan(1));
    }

    [Test]
    public void Work_ThatIsSpent_EndsTheEnclosure()
    {
        var flow = new EnclosedFlow(KnownField.Lorenz, [One(1), One(1), One(1)], work: 400_000);
        Assert.That(flow.Around(5, 5), Is.Null);
        Assert.That(flow.Stopped, Does.Contain("spent"));
        Assert.That(flow.Around(flow.Until / 2, flow.Until / 2), Is.Not.Null);
    }

    private static EnclosedFlow Flow(KnownField field, params Rational[] start) => new(field, [.. start.Select(DoubleInterval.FromRational)]);

    private static DoubleInterval One(double value) => DoubleInterval.FromExact(value);

    private static Interval Wide(Rational value) => Interval.FromRational(value, Precision);

    private static void AssertHolds(DoubleInterval box, Interval exact, double width)
    {
        Assert.That(box.ToInterval(Precision).Encloses(exact), Is.True, $"{box} does not hold {exact}");
        Assert.That(box.Width, Is.LessThan(width));
    }
}
