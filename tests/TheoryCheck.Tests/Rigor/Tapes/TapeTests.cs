using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Tests.Rigor.Tapes;

/// <summary>Derivatives of recorded functions against their formulas, in exact and enclosing readings.</summary>
internal sealed class TapeTests
{
    [Test]
    public void Gradient_OfAPolynomial_IsExact()
    {
        // f = x^3 y - x/y: f_x = 3 x^2 y - 1/y, f_y = x^3 + x/y^2.
        var (x, y) = (new Rational(3, 2), new Rational(-2, 5));
        var run = Record(static v => (Recorded<Rational>.Power(v[0], 3) * v[1]) - (v[0] / v[1]), x, y).In(Rational.One).Run([x, y])!;
        Assert.That(run.Value, Is.EqualTo((x * x * x * y) - (x / y)));
        Assert.That(run.Gradient(), Is.EqualTo(new[] { (3 * x * x * y) - (1 / y), (x * x * x) + (x / (y * y)) }));
    }

    [Test]
    public void Hessian_OfAPolynomial_IsExactAndSymmetric()
    {
        // f_xx = 6 x y, f_xy = 3 x^2 + 1/y^2, f_yy = -2 x/y^3.
        var (x, y) = (new Rational(-1, 3), new Rational(7, 4));
        var run = Record(static v => (Recorded<Rational>.Power(v[0], 3) * v[1]) - (v[0] / v[1]), x, y).In(Rational.One).Run([x, y])!;
        var mixed = (3 * x * x) + (1 / (y * y));
        Assert.That(run.Hessian(), Is.EqualTo(new[] { 6 * x * y, mixed, mixed, -2 * x / (y * y * y) }));
    }

    [Test]
    public void Derivatives_OfEveryFunction_ContainTheirFormulas()
    {
        // f = e^x + log x + sin x + cos x + sqrt x at 3/4, and the angle of (y, x).
        var point = Interval.FromRational(new Rational(3, 4), 128);
        var run = Record(static v => Recorded<Interval>.Exp(v[0]) + Recorded<Interval>.Log(v[0]) + Recorded<Interval>.Sin(v[0]) + Recorded<Interval>.Cos(v[0]) + Recorded<Interval>.Sqrt(v[0]), point)
            .In(point).Run([point])!;
        const double X = 0.75;
        Contains(run.Gradient()[0], Math.Exp(X) + (1 / X) + Math.Cos(X) - Math.Sin(X) + (0.5 / Math.Sqrt(X)));
        Contains(run.Hessian()[0], Math.Exp(X) - (1 / (X * X)) - Math.Sin(X) - Math.Cos(X) - (0.25 / (X * Math.Sqrt(X))));

        var other = Interval.FromRational(new Rational(-1, 3), 128);
        var angle = Record(static v => Recorded<Interval>.Atan2(v[0], v[1]), other, point).In(point).Run([other, point])!;
        const double Y = -1.0 / 3;
        const double Square = (X * X) + (Y * Y);
        Contains(angle.Gradient()[0], X / Square);
        Contains(angle.Gradient()[1], -Y / Square);
        Contains(angle.Hessian()[0], -2 * X * Y / (Square * Square));
        Contains(angle.Hessian()[1], ((Y * Y) - (X * X)) / (Square * Square));
        Contains(angle.Hessian()[3], 2 * X * Y / (Square * Square));
    }

    [TestCase(3, 0.7111556336535151, 0.6429310691952074)]
    [TestCase(-10, -0.999593047982555, 0.00217828423035271)]
    public void Derivatives_OfTheErrorFunction_ContainTheirFormulas(int quarters, double known, double rate)
    {
        // erf' = 2/√π·exp(-t²), and erf'' = -2t·erf'; known to as many digits as are written.
        var argument = new Rational(quarters, 4);
        var point = Interval.FromRational(argument, 128);
        var run = Record(static v => ErrorFunction.Of(v[0]), point).In(point).Run([point])!;
        Assert.That(run.Value.LowerDouble, Is.EqualTo(known).Within(1e-15));
        Assert.That(run.Gradient()[0].LowerDouble, Is.EqualTo(rate).Within(1e-9));
        Assert.That(run.Hessian()[0].LowerDouble, Is.EqualTo(-2 * argument.ToDouble() * rate).Within(1e-8));
        Assert.That(run.Hessian()[0].UpperDouble - run.Hessian()[0].LowerDouble, Is.LessThan(1e-14));
    }

    [Test]
    public void Run_WhereACaseComesOutOtherwise_HasNoValue()
    {
        var tape = Record(static v => Recorded<Rational>.Select(Relation.Greater, v[0], v[0].Literal(Rational.Zero), v[0], v[0].Literal(Rational.Zero)), Rational.One);
        Assert.That(tape.In(Rational.One).Run([new Rational(5, 1)])?.Value, Is.EqualTo(new Rational(5, 1)));
        Assert.That(tape.In(Rational.One).Run([new Rational(-5, 1)]), Is.Null);
    }

    private static void Contains(Interval enclosure, double value)
    {
        var near = Interval.FromRational(Rational.FromExact(value), 128);
        var slack = near.Literal(new Rational(1, 1_000_000_000_000));
        Assert.That(Interval.Compare(Relation.LessOrEqual, Interval.Abs(enclosure - near), slack), Is.EqualTo(Certainty.True), $"{enclosure} is not {value:R}");
    }

    private static Tape Record<T>(Func<Recorded<T>[], Recorded<T>> function, params T[] at)
        where T : IReal<T>
    {
        var recorder = new TapeRecorder<T>();
        var inputs = at.Select(recorder.Input).ToArray();
        return recorder.Finish(function(inputs));
    }
}
