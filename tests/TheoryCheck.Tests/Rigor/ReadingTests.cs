using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

public sealed class ReadingTests
{
    public static IEnumerable<TestCaseData> Elementary()
    {
        yield return new TestCaseData("exp", (Func<double, double>)(x => DoubleReal.Exp(x).Value), (Func<Interval, Interval>)Interval.Exp, false);
        yield return new TestCaseData("log", (Func<double, double>)(x => DoubleReal.Log(x).Value), (Func<Interval, Interval>)Interval.Log, true);
        yield return new TestCaseData("sin", (Func<double, double>)(x => DoubleReal.Sin(x).Value), (Func<Interval, Interval>)Interval.Sin, false);
        yield return new TestCaseData("cos", (Func<double, double>)(x => DoubleReal.Cos(x).Value), (Func<Interval, Interval>)Interval.Cos, false);
        yield return new TestCaseData("atan2, right", (Func<double, double>)(x => DoubleReal.Atan2(x, 1).Value), (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(1))), false);
        yield return new TestCaseData("atan2, left", (Func<double, double>)(x => DoubleReal.Atan2(x, -3).Value), (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(-3))), false);
    }

    [TestCaseSource(nameof(Elementary))]
    public void DoubleReal_ElementaryFunctions_KeepTheirStatedAccuracy(string name, Func<double, double> function, Func<Interval, Interval> exact, bool positive)
    {
        var samples = new Samples(29);
        var units = name.StartsWith("atan2", StringComparison.Ordinal) ? 2 : 1;
        for (var i = 0; i < 1500; i++)
        {
            var x = Math.Clamp((positive ? samples.Positive(9) : samples.Next(7)).ToDouble(), -700, 700);
            var truth = exact(Interval.FromExact(x, 96)).Midpoint;
            var value = function(x);
            var error = Rational.FromExact(value) - truth;
            Assert.That((error.Sign < 0 ? -error : error).ToDouble(), Is.LessThanOrEqualTo(units * (Math.BitIncrement(Math.Abs(value)) - Math.Abs(value))), $"{name}({x:R}) = {value:R}");
        }
    }

    [Test]
    public void DoubleReal_Nan_PassesThroughAndDecidesNothing()
    {
        DoubleReal nan = DoubleReal.Log(-1);
        foreach (var value in new[] { nan, nan * 0, nan + 1, DoubleReal.Exp(nan), DoubleReal.Sqrt(-1), (DoubleReal)1 / 0, DoubleReal.Log(0), InheritedOperations.Power(nan, 2), DoubleReal.Atan2(nan, 1), DoubleReal.Sin(nan) })
        {
            Assert.That(double.IsNaN(value.Value), Is.True);
            Assert.That(Enum.GetValues<Relation>().Select(r => DoubleReal.Compare(r, value, value)), Is.All.EqualTo(Certainty.Unknown));
            Assert.That(double.IsNaN(DoubleReal.Select(Relation.Less, value, 0, 1, 1).Value), Is.True);
            Assert.That(DoubleReal.TryExact(value, out _), Is.False);
        }
    }

    [Test]
    public void Rational_FieldLaws_HoldExactly()
    {
        var samples = new Samples(31);
        for (var i = 0; i < 200; i++)
        {
            var (a, b, c) = (samples.Next(), samples.Next(), samples.Positive());
            Assert.That(a * (b + c), Is.EqualTo(a * b + a * c));
            Assert.That(a / c * c, Is.EqualTo(a));
            Assert.That(Rational.Floor(a) <= a && a < Rational.Floor(a) + Rational.One, Is.True);
            Assert.That(Rational.Sqrt(a * a), Is.EqualTo(a.Sign < 0 ? -a : a));
            Assert.That(Rational.FromExact(a.ToDouble()) - a, Is.LessThan(Rational.FromExact(Math.BitIncrement(Math.Abs(a.ToDouble())) - Math.Abs(a.ToDouble()))));
            Assert.That(Rational.FromExact(Rational.FromExact(a.ToDouble()).ToDouble()).ToDouble(), Is.EqualTo(a.ToDouble()));
        }

        Assert.That(() => Rational.Sqrt(2), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Rational.One / Rational.Zero, Throws.TypeOf<UndefinedException>());
    }

    [Test]
    public void Dual_OfAComposition_AgreesWithTheSeriesCoefficient()
    {
        // f(x) = exp(sin x)·sqrt(1 + x²)/(2 + cos x) + atan2(x, 3), by two unrelated ways to the slope at 1/3.
        var point = Interval.FromRational(new Rational(1, 3), 128);
        var dual = Composition(Dual<Interval>.Variable(point, 0, 1));
        var series = Composition(PowerSeries<Interval>.Constant(point, 4) + PowerSeries<Interval>.Variable(point, 4));
        Assert.That(dual.Value.Overlaps(series.CoefficientOf(0)), Is.True);
        Assert.That(dual.Slope(0).Overlaps(series.CoefficientOf(1)), Is.True);
        Assert.That(dual.Slope(0).Width, Is.LessThan(1e-34));
        Assert.That(series.CoefficientOf(1).Width, Is.LessThan(1e-34));
    }

    [Test]
    public void Dual_OverRationals_FollowsTheQuotientRuleExactly()
    {
        var x = Dual<Rational>.Variable(2, 0, 2);
        var y = Dual<Rational>.Variable(3, 1, 2);
        var f = x * x / y;
        Assert.That((f.Slope(0), f.Slope(1)), Is.EqualTo((new Rational(4, 3), new Rational(-4, 9))));
    }

    private static T Composition<T>(T x)
        where T : IReal<T> =>
        T.Exp(T.Sin(x)) * T.Sqrt(x.Literal(1) + x * x) / (x.Literal(2) + T.Cos(x)) + T.Atan2(x, x.Literal(3));
}
