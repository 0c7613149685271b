using System.Numerics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

public sealed class IntervalTests
{
    private const string PiDigits = "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651328230664709384460955058223172535940812848111745028410270193852110555964462294895493038196";
    private const string EulerDigits = "2.71828182845904523536028747135266249775724709369995957496696762772407663035354759457138217852516642742746639193200305992181741359662904357290033429526059563073813232862794349076323382988075319525101901";
    private const string LogTwoDigits = "0.69314718055994530941723212145817656807550013436025525412068000949339362196969471560586332699641868754200148102057068573368552023575813055703267075163507596193072757082837143519030703862389167347112335";

    public static IEnumerable<TestCaseData> Functions()
    {
        yield return new TestCaseData("exp", (Func<Interval, Interval>)Interval.Exp, false);
        yield return new TestCaseData("log", (Func<Interval, Interval>)Interval.Log, true);
        yield return new TestCaseData("sin", (Func<Interval, Interval>)Interval.Sin, false);
        yield return new TestCaseData("cos", (Func<Interval, Interval>)Interval.Cos, false);
        yield return new TestCaseData("sqrt", (Func<Interval, Interval>)Interval.Sqrt, true);
        yield return new TestCaseData("arctan", (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(1))), false);
        yield return new TestCaseData("arctan, left", (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(-1))), true);
    }

    [Test]
    public void Constants_AtManyBits_AgreeWithTheirDigits()
    {
        var unit = new Rational(1, BigInteger.Pow(10, 199));
        foreach (var (value, digits) in new[]
        {
            (Interval.Pi(800), PiDigits), (Interval.Exp(Interval.FromRational(1, 800)), EulerDigits), (Interval.Log(Interval.FromRational(2, 800)), LogTwoDigits),
        })
        {
            Assert.That(Rational.TryParse(digits, out var truncated), Is.True);
            Assert.That(value.Overlaps(Interval.FromBounds(truncated - unit, truncated + unit, 800)), Is.True);
            Assert.That(value.Upper - value.Lower, Is.LessThan(Rational.Power(2, -790)));
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_AtTwoPrecisions_OverlapsAndIsSharp(string name, Func<Interval, Interval> function, bool positive)
    {
        var samples = new Samples(17);
        for (var i = 0; i < 120; i++)
        {
            var x = positive ? samples.Positive() : samples.Next(4);
            var coarse = Interval.FromRational(x, 64);
            var point = coarse.Literal(coarse.Lower);
            var low = function(point);
            var high = function(point.WithPrecision(300));
            Assert.That(low.Encloses(high), Is.True, $"{name} at {x}: {low} and {high}");
            Assert.That(low.Width, Is.LessThanOrEqualTo(Math.Max(Math.Abs(low.UpperDouble), 1e-300) * 1e-18), $"{name} at {x}");
            Assert.That(low.IsPoint && !(high.IsPoint && high.Lower == low.Lower), Is.False, "an inexact result of a point has a width");
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_OfNestedIntervals_IsIsotonic(string name, Func<Interval, Interval> function, bool positive)
    {
        var samples = new Samples(5);
        for (var i = 0; i < 100; i++)
        {
            var (a, b) = positive ? (samples.Positive(3), samples.Positive(3)) : (samples.Next(3), samples.Next(3));
            var (low, high) = a < b ? (a, b) : (b, a);
            var outer = Interval.FromBounds(low, high);
            var third = (high - low) / 3;
            var inner = Interval.FromBounds(low + third, high - third, 128);
            Assert.That(function(outer).Encloses(function(inner)), Is.True, $"{name} on {inner} in {outer}");
        }
    }

    [Test]
    public void Arithmetic_OfIntervals_ContainsTheExactValueOfPoints()
    {
        var samples = new Samples(3);
        for (var i = 0; i < 300; i++)
        {
            var (a, b, c, d) = (samples.Next(), samples.Next(), samples.Next(), samples.Next());
            var x = Interval.FromBounds(a < b ? a : b, a < b ? b : a, 64);
            var y = Interval.FromBounds(c < d ? c : d, c < d ? d : c, 64);
            foreach (var (u, v) in new[] { (a, c), (b, d), (a, d), ((a + b) / 2, (c + d) / 2) })
            {
                Assert.That((x + y).Contains(u + v) && (x - y).Contains(u - v) && (x * y).Contains(u * v), Is.True);
                Assert.That((x / y).Contains(u / v), Is.True, $"{x} / {y}");
                Assert.That(Interval.Power(x, 2).Contains(u * u) && Interval.Power(x, 3).Contains(u * u * u), Is.True);
                Assert.That(Interval.Abs(x).Contains(u.Sign < 0 ? -u : u) && Interval.Floor(x).Contains(Rational.Floor(u)), Is.True);
            }
        }
    }

    [Test]
    public void Arithmetic_WithoutOutwardRounding_IsCaughtByTheSameChecks()
    {
        // The twin takes midpoints as if they were exact: the containment test above must fail for it nearly always.
        var samples = new Samples(3);
        var caught = 0;
        for (var i = 0; i < 100; i++)
        {
            var (a, b) = (samples.Next(), samples.Next());
            var rounded = Interval.FromRational(a / b, 64);
            var twin = Interval.FromExact(rounded.Midpoint.ToDouble(), 64);
            caught += twin.Contains(a / b) ? 0 : 1;
        }

        Assert.That(caught, Is.GreaterThan(90));
    }

    [Test]
    public void Arithmetic_OfIntegers_IsExact()
    {
        var six = Interval.FromRational(6);
        var three = Interval.FromRational(3);
        Assert.That(Interval.Compare(Relation.Equal, six / three * three - six, six.Literal(0)), Is.EqualTo(Certainty.True));
        Assert.That(Interval.Sqrt(Interval.FromRational(new Rational(49, 64))).IsPoint, Is.True);
        Assert.That(Interval.Exp(six.Literal(0)).Lower, Is.EqualTo(Rational.One));
    }

    [Test]
    public void FunctionalEquations_AtRandomPoints_Overlap()
    {
        var samples = new Samples(11);
        for (var i = 0; i < 60; i++)
        {
            var x = Interval.FromRational(samples.Positive(), 192);
            var y = Interval.FromRational(samples.Next(3), 192);
            Assert.That(Interval.Exp(Interval.Log(x)).Overlaps(x), Is.True);
            Assert.That((Interval.Exp(y) * Interval.Exp(-y)).Contains(1), Is.True);
            Assert.That((Interval.Power(Interval.Sin(y), 2) + Interval.Power(Interval.Cos(y), 2)).Contains(1), Is.True);
            Assert.That((Interval.Sin(y) * y.Literal(2) * Interval.Cos(y)).Overlaps(Interval.Sin(y * y.Literal(2))), Is.True);
            var angle = Interval.Atan2(y, x);
            Assert.That((Interval.Sin(angle) * x).Overlaps(Interval.Cos(angle) * y), Is.True);
            Assert.That((Interval.Log(x * x)).Overlaps(Interval.Log(x) * x.Literal(2)), Is.True);
        }
    }

    [Test]
    public void Waves_OverExtremaAndFarOut_ReachTheirBounds()
    {
        Assert.That(Interval.Cos(Interval.FromBounds(-1, 1)).Contains(1), Is.True);
        Assert.That(Interval.Sin(Interval.FromBounds(1, 2)).UpperDouble, Is.EqualTo(1.0));
        Assert.That(Interval.Sin(Interval.FromBounds(4, 5)).LowerDouble, Is.EqualTo(-1.0));
        Assert.That(Interval.Sin(Interval.FromBounds(0, 7)).Width, Is.EqualTo(2.0));

        // sin(10^22) = -0.8522008497671888017...
        var far = Interval.Sin(Interval.FromExact(1e22));
        Assert.That(far.LowerDouble, Is.LessThanOrEqualTo(-0.85220084976718879).And.GreaterThan(-0.8522008497671890));
        Assert.That(far.Width, Is.LessThan(1e-18));
    }

    [Test]
    public void Angle_AcrossTheCutAndAtTheOrigin_CoversBothSides()
    {
        var around = Interval.FromBounds(new Rational(-1, 10), new Rational(1, 10));
        var left = Interval.Atan2(around, Interval.FromRational(-1));
        Assert.That(left.LowerDouble, Is.LessThanOrEqualTo(-Math.PI));
        Assert.That(left.UpperDouble, Is.GreaterThanOrEqualTo(Math.PI));
        Assert.That(Interval.Atan2(around.Literal(0), around.Literal(0)).IsPoint, Is.True);
        Assert.That(Interval.Atan2(around.Literal(0), around.Literal(-2)).Overlaps(Interval.Pi()), Is.True);
        Assert.That(Interval.Atan2(around, around).Contains(new Rational(-3, 1)), Is.True);
    }

    [Test]
    public void Operations_OutsideTheirDomain_ThrowOrStayUndecidedForGood()
    {
        var straddling = Interval.FromBounds(-1, 1);
        Assert.That(() => Interval.Log(straddling.Literal(-1)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Interval.Sqrt(straddling.Literal(-1)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => straddling / straddling.Literal(0), Throws.TypeOf<UndefinedException>());
        foreach (var value in new[] { Interval.Log(straddling), Interval.Sqrt(straddling), straddling.Literal(1) / straddling })
        {
            // The square of a value that may not exist is not known to be nonnegative, nor is it 0 when multiplied by 0.
            Assert.That(Interval.Compare(Relation.GreaterOrEqual, Interval.Power(value, 2), value.Literal(0)), Is.EqualTo(Certainty.Unknown));
            Assert.That(Interval.Compare(Relation.Equal, value * value.Literal(0), value.Literal(0)), Is.EqualTo(Certainty.Unknown));
            Assert.That(Interval.Compare(Relation.NotEqual, value, value.Literal(0)), Is.EqualTo(Certainty.Unknown));
            Assert.That(Interval.Exp(value).IsUndecided, Is.True);
        }
    }

    [Test]
    public void Tangent_AcrossAPole_IsNotTheHullOfItsEnds()
    {
        var x = Interval.FromBounds(1, 2);
        Assert.That((Interval.Sin(x) / Interval.Cos(x)).IsUndecided, Is.True);
    }

    [Test]
    public void Ends_AsDoublesAndText_AreRoundedOutward()
    {
        var samples = new Samples(23);
        for (var i = 0; i < 200; i++)
        {
            var x = samples.Next(40);
            var interval = Interval.FromRational(x, 128);
            Assert.That(Rational.FromExact(interval.LowerDouble), Is.LessThanOrEqualTo(interval.Lower));
            Assert.That(Rational.FromExact(interval.UpperDouble), Is.GreaterThanOrEqualTo(interval.Upper));
            var ends = interval.ToString(5).Trim('[', ']').Split(", ");
            Assert.That(Rational.TryParse(ends[0], out var low) && Rational.TryParse(ends[1], out var high) && low <= x && x <= high, Is.True, interval.ToString(5));
        }

        Assert.That(() => Interval.FromExact(double.NaN), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => Interval.FromExact(double.PositiveInfinity), Throws.TypeOf<NotRepresentableException>());
    }

    [Test]
    public void Extremes_OverflowAndUnderflow_StayOutside()
    {
        var huge = Interval.Exp(Interval.FromRational(1_000_000));
        Assert.That(huge.LowerDouble, Is.EqualTo(double.MaxValue));
        Assert.That(huge.UpperDouble, Is.EqualTo(double.PositiveInfinity));
        Assert.That(Interval.Compare(Relation.Equal, huge * Interval.Exp(Interval.FromRational(-1_000_000)), huge.Literal(1)), Is.EqualTo(Certainty.Unknown));
        var beyond = Interval.Exp(huge);
        Assert.That(beyond.IsBounded, Is.False);
        Assert.That(Interval.Compare(Relation.Greater, Interval.Exp(-huge), huge.Literal(0)), Is.Not.EqualTo(Certainty.False));
        Assert.That((beyond * huge.Literal(0)).Contains(0), Is.True);
    }

    [Test]
    public void Comparison_OfOverlappingIntervals_IsUnknown()
    {
        var (a, b) = (Interval.FromBounds(0, 2), Interval.FromBounds(1, 3));
        foreach (var relation in Enum.GetValues<Relation>())
        {
            Assert.That(Interval.Compare(relation, a, b), Is.EqualTo(Certainty.Unknown));
        }

        Assert.That(Interval.Compare(Relation.LessOrEqual, a, a.Literal(2)), Is.EqualTo(Certainty.True));
        Assert.That(Interval.Compare(Relation.Less, a, a.Literal(2)), Is.EqualTo(Certainty.Unknown));
        Assert.That(Interval.Compare(Relation.Greater, a, a.Literal(2)), Is.EqualTo(Certainty.False));
    }

    [Test]
    public void Escalation_OfACloseComparison_NeedsMoreBits()
    {
        var tiny = Rational.Power(2, -300);
        var asked = new List<int>();
        var answer = Escalate.Decide(bits =>
        {
            asked.Add(bits);
            var two = Interval.FromRational(2, bits);
            var root = Interval.Sqrt(two);
            return Interval.Compare(Relation.Less, root * root, two + two.Literal(tiny));
        });
        Assert.That(answer, Is.EqualTo(Certainty.True));
        Assert.That(asked, Is.EqualTo(new[] { 53, 128, 512 }));
        Assert.That(Escalate.Decide(static _ => Certainty.Unknown), Is.EqualTo(Certainty.Unknown));
    }
}
