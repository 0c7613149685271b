using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

public sealed class DoubleIntervalTests
{
    private const double Half = 0.5;

    public static IEnumerable<TestCaseData> Functions()
    {
        yield return new TestCaseData("exp", (Func<DoubleInterval, DoubleInterval>)DoubleInterval.Exp, (Func<Interval, Interval>)Interval.Exp, false);
        yield return new TestCaseData("log", (Func<DoubleInterval, DoubleInterval>)DoubleInterval.Log, (Func<Interval, Interval>)Interval.Log, true);
        yield return new TestCaseData("sin", (Func<DoubleInterval, DoubleInterval>)DoubleInterval.Sin, (Func<Interval, Interval>)Interval.Sin, false);
        yield return new TestCaseData("cos", (Func<DoubleInterval, DoubleInterval>)DoubleInterval.Cos, (Func<Interval, Interval>)Interval.Cos, false);
        yield return new TestCaseData("sqrt", (Func<DoubleInterval, DoubleInterval>)DoubleInterval.Sqrt, (Func<Interval, Interval>)Interval.Sqrt, true);
        yield return new TestCaseData("arctan", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Atan2(x, x.Literal(3))), (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(3))), false);
        yield return new TestCaseData("left", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Atan2(x, x.Literal(-3))), (Func<Interval, Interval>)(x => Interval.Atan2(x, x.Literal(-3))), true);
        yield return new TestCaseData("down", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Atan2(-x, -x * x)), (Func<Interval, Interval>)(x => Interval.Atan2(-x, -x * x)), true);
        yield return new TestCaseData("arccos", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Acos(x / (x.Literal(1) + DoubleInterval.Abs(x)))), (Func<Interval, Interval>)(x => InheritedOperations.Acos(x / (x.Literal(1) + Interval.Abs(x)))), false);
        yield return new TestCaseData("seventh power", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Power(x, 7)), (Func<Interval, Interval>)(x => Interval.Power(x, 7)), false);
        yield return new TestCaseData("inverse square", (Func<DoubleInterval, DoubleInterval>)(x => DoubleInterval.Power(x, -2)), (Func<Interval, Interval>)(x => Interval.Power(x, -2)), true);
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_OfAnInterval_HoldsTheWideEnclosureOfEveryMember(string name, Func<DoubleInterval, DoubleInterval> function, Func<Interval, Interval> wide, bool positive)
    {
        var samples = new Samples(71);
        for (var i = 0; i < 40; i++)
        {
            var (a, b) = positive ? (samples.Positive(), samples.Positive()) : (samples.Next(5), samples.Next(5));
            var outer = DoubleInterval.Hull(DoubleInterval.FromRational(a), DoubleInterval.FromRational(b));
            var image = function(outer);
            foreach (var member in new[] { a, b, (a + b) / 2, (a + 3 * b) / 4 })
            {
                var point = DoubleInterval.FromRational(member);
                var exact = wide(Interval.FromRational(member, 192));
                Assert.That(DoubleInterval.From(exact).Overlaps(function(point)), Is.True, $"{name} at {member}");
                Assert.That(function(point).ToInterval(192).Encloses(exact), Is.True, $"{name} at {member}: {function(point)}, {exact}");
                Assert.That(image.Encloses(function(point)) || image.ToInterval(192).Encloses(exact), Is.True, $"{name} of {outer} misses {member}");
            }
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_OfNestedIntervals_IsIsotonicAndOfItselfUnaliased(string name, Func<DoubleInterval, DoubleInterval> function, Func<Interval, Interval> wide, bool positive)
    {
        var samples = new Samples(73);
        for (var i = 0; i < 200; i++)
        {
            var ends = Enumerable.Range(0, 4).Select(_ => (positive ? samples.Positive(5) : samples.Next(5)).ToDouble()).Order().ToArray();
            var (outer, inner) = (DoubleInterval.FromBounds(ends[0], ends[3]), DoubleInterval.FromBounds(ends[1], ends[2]));
            var copy = outer;
            Assert.That(function(outer).Encloses(function(inner)), Is.True, $"{name} on {inner} in {outer}");
            Assert.That(function(copy), Is.EqualTo(function(outer)));
        }

        Assert.That(wide, Is.Not.Null);
    }

    [Test]
    public void FunctionalEquations_AtRandomPoints_Overlap()
    {
        var samples = new Samples(79);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = (DoubleInterval.FromRational(samples.Positive()), DoubleInterval.FromRational(samples.Next(3)));
            Assert.That(DoubleInterval.Exp(DoubleInterval.Log(x)).Overlaps(x), Is.True);
            Assert.That((DoubleInterval.Exp(y) * DoubleInterval.Exp(-y)).Contains(1), Is.True);
            Assert.That((DoubleInterval.Power(DoubleInterval.Sin(y), 2) + DoubleInterval.Power(DoubleInterval.Cos(y), 2)).Contains(1), Is.True);
            Assert.That(DoubleInterval.Cos(DoubleInterval.Atan2(y, x)).Overlaps(x / DoubleInterval.Sqrt(x * x + y * y)), Is.True);
            Assert.That(DoubleInterval.Cos(DoubleInterval.Acos(DoubleInterval.Cos(y))).Overlaps(DoubleInterval.Cos(y)), Is.True);
            Assert.That(DoubleInterval.Power(DoubleInterval.Sqrt(x), 2).Encloses(x), Is.True);
            Assert.That((DoubleInterval.Log(x * x)).Overlaps(DoubleInterval.Log(x) * x.Literal(2)), Is.True);
        }
    }

    [Test]
    public void Arithmetic_OfIntegers_IsExact()
    {
        var six = DoubleInterval.FromExact(6);
        Assert.That((six / six.Literal(3) * six - six - six).IsPoint, Is.True);
        Assert.That(DoubleInterval.Power(six.Literal(3), 30).Lower, Is.EqualTo(Rational.Power(3, 30)));
        Assert.That(DoubleInterval.Power(six.Literal(3), 40).IsPoint, Is.False);
        Assert.That(DoubleInterval.Sqrt(six.Literal(new Rational(49, 64))).Upper, Is.EqualTo(new Rational(7, 8)));
        Assert.That((DoubleInterval.Exp(default).Upper, DoubleInterval.Log(six.Literal(1)).Upper, DoubleInterval.Cos(default).Lower), Is.EqualTo((Rational.One, Rational.Zero, Rational.One)));
    }

    [Test]
    public void Results_OfPoints_ThatAreInexact_HaveAWidth()
    {
        // The mistakes of other libraries: zero-width results of points, sums rounded to nearest.
        var point = DoubleInterval.FromExact(Half);
        foreach (var result in new[]
        {
            DoubleInterval.Exp(point), DoubleInterval.Log(point), DoubleInterval.Acos(point), DoubleInterval.Sin(point), DoubleInterval.Sqrt(point),
            point + point.Literal(Rational.Power(2, -70)), point / point.Literal(3), DoubleInterval.Pi, point.Literal(new Rational(1, 10)),
        })
        {
            Assert.That(result.IsPoint, Is.False);
            Assert.That(double.BitIncrement(result.LowerDouble), Is.EqualTo(result.UpperDouble));
        }
    }

    [Test]
    public void Operations_OutsideTheirDomain_ThrowOrStayUndecidedForGood()
    {
        var straddling = DoubleInterval.FromBounds(-1, 1);
        Assert.That(() => DoubleInterval.Log(straddling.Literal(0)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => DoubleInterval.Sqrt(straddling.Literal(-1)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => DoubleInterval.Acos(straddling.Literal(2)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => straddling / straddling.Literal(0), Throws.TypeOf<UndefinedException>());
        foreach (var value in new[] { DoubleInterval.Log(straddling), DoubleInterval.Sqrt(straddling), straddling.Literal(1) / straddling, DoubleInterval.Acos(straddling + straddling) })
        {
            foreach (var later in new[]
            {
                value, -value, value + straddling, value - value, value * straddling.Literal(0), straddling / value, DoubleInterval.Power(value, 2), DoubleInterval.Power(value, 0), DoubleInterval.Abs(value),
                DoubleInterval.Max(value, straddling), DoubleInterval.Min(straddling, value), DoubleInterval.Exp(value), DoubleInterval.Log(value), DoubleInterval.Sqrt(value),
                DoubleInterval.Sin(value), DoubleInterval.Cos(value), DoubleInterval.Atan2(value, straddling), DoubleInterval.Acos(value), DoubleInterval.Floor(value),
                DoubleInterval.Either(value, straddling), DoubleInterval.Select(Relation.Less, value, straddling, straddling, straddling), DoubleInterval.From(value.ToInterval(100)),
            })
            {
                Assert.That(later.IsUndecided, Is.True);
                Assert.That(later.CertainSign, Is.Null);
                foreach (var relation in Enum.GetValues<Relation>())
                {
                    Assert.That(DoubleInterval.Compare(relation, later, straddling), Is.EqualTo(Certainty.Unknown));
                    Assert.That(DoubleInterval.Compare(relation, straddling, later), Is.EqualTo(Certainty.Unknown));
                }
            }

            // Undecided is no reason to say that something is not in it: that would be a false refutation.
            Assert.That(value.Contains(5) && value.Overlaps(straddling), Is.True);
            Assert.That(DoubleInterval.TryExact(value, out _), Is.False);
            Assert.That(value.ToString(), Is.EqualTo("undecided"));
        }

        Assert.That(() => DoubleInterval.FromExact(double.NaN), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => DoubleInterval.FromBounds(2, 1), Throws.ArgumentException);
        Assert.That(() => DoubleInterval.FromBounds(double.NaN, 1), Throws.ArgumentException);
        Assert.That(() => DoubleInterval.FromBounds(double.PositiveInfinity, double.PositiveInfinity), Throws.ArgumentException);
    }

    [Test]
    public void Tangent_AcrossAPole_IsNotTheHullOfItsEnds()
    {
        var x = DoubleInterval.FromBounds(1, 2);
        Assert.That((DoubleInterval.Sin(x) / DoubleInterval.Cos(x)).IsUndecided, Is.True);
        Assert.That(DoubleInterval.Sin(x).UpperDouble, Is.EqualTo(1));
        Assert.That(DoubleInterval.Sin(DoubleInterval.FromBounds(2e6, 2e6 + 8)), Is.EqualTo(DoubleInterval.FromBounds(-1, 1)));
    }

    [Test]
    public void Extremes_OverflowAndUnderflow_StayOutside()
    {
        var most = DoubleInterval.FromExact(double.MaxValue);
        var least = DoubleInterval.FromExact(double.Epsilon);
        var beyond = DoubleInterval.FromBounds(double.MaxValue, double.PositiveInfinity);
        foreach (var overflow in new[] { most + most, most * most, most / least, DoubleInterval.Exp(most), DoubleInterval.Power(most, 3), most.Literal(Rational.Power(10, 400)) })
        {
            Assert.That(overflow, Is.EqualTo(beyond));
            Assert.That(-overflow, Is.EqualTo(DoubleInterval.FromBounds(double.NegativeInfinity, -double.MaxValue)));
        }

        foreach (var underflow in new[] { least * least, least / most, DoubleInterval.Exp(-most), DoubleInterval.Power(least, 2), least * least.Literal(new Rational(1, 2)) })
        {
            Assert.That(underflow, Is.EqualTo(DoubleInterval.FromBounds(0, double.Epsilon)));
        }

        Assert.That((least + least).IsPoint && (most - most).IsPoint, Is.True);
        Assert.That((beyond * most.Literal(0)).CertainSign, Is.EqualTo(0));
        Assert.That((beyond - beyond), Is.EqualTo(DoubleInterval.Line));
        Assert.That(DoubleInterval.Floor(beyond).IsUndecided, Is.False);
        Assert.That(DoubleInterval.Log(beyond).UpperDouble, Is.EqualTo(double.PositiveInfinity));
        Assert.That(DoubleInterval.Atan2(beyond, most.Literal(1)).UpperDouble, Is.EqualTo(DoubleInterval.Pi.UpperDouble / 2));
    }

    [Test]
    public void Angle_AtTheCutAndTheOrigin_FollowsTheDefinition()
    {
        var (zero, one) = (DoubleInterval.FromExact(0), DoubleInterval.FromExact(1));
        Assert.That(DoubleInterval.Atan2(zero, one).CertainSign, Is.EqualTo(0));
        Assert.That(DoubleInterval.Atan2(zero, zero).CertainSign, Is.EqualTo(0));
        Assert.That(DoubleInterval.Atan2(zero, -one), Is.EqualTo(DoubleInterval.Pi));
        Assert.That(DoubleInterval.Atan2(DoubleInterval.FromBounds(-1, 0), -one), Is.EqualTo(DoubleInterval.Hull(-DoubleInterval.Pi, DoubleInterval.Pi)));
        Assert.That(DoubleInterval.Atan2(DoubleInterval.FromBounds(0, 1), -one).Encloses(DoubleInterval.Pi), Is.True);
        Assert.That(DoubleInterval.Atan2(DoubleInterval.FromBounds(-1, 1), DoubleInterval.FromBounds(0, 1)).UpperDouble, Is.LessThan(1.58));
    }

    [Test]
    public void Printing_RoundsOutwardAndReadsBackAround()
    {
        var samples = new Samples(83);
        for (var i = 0; i < 200; i++)
        {
            var x = samples.Next(40);
            var value = DoubleInterval.FromRational(x);
            var ends = value.ToString(5).Trim('[', ']').Split(", ");
            Assert.That(Rational.TryParse(ends[0], out var low) && Rational.TryParse(ends[1], out var high) && low <= value.Lower && value.Upper <= high, Is.True, value.ToString(5));
            Assert.That(value.Lower <= x && x <= value.Upper, Is.True);
        }

        Assert.That(DoubleInterval.Line.ToString(), Is.EqualTo("[-inf, inf]"));
    }

    [Test]
    public void Comparison_OfOverlappingIntervals_IsUnknown()
    {
        var (a, b) = (DoubleInterval.FromBounds(0, 2), DoubleInterval.FromBounds(1, 3));
        Assert.That(Enum.GetValues<Relation>().Select(r => DoubleInterval.Compare(r, a, b)), Is.All.EqualTo(Certainty.Unknown));
        Assert.That(DoubleInterval.Compare(Relation.LessOrEqual, a, a.Literal(2)), Is.EqualTo(Certainty.True));
        Assert.That(DoubleInterval.Compare(Relation.Less, a, a.Literal(2)), Is.EqualTo(Certainty.Unknown));
        Assert.That(DoubleInterval.Compare(Relation.Greater, a, a.Literal(2)), Is.EqualTo(Certainty.False));
        Assert.That(DoubleInterval.Compare(Relation.Equal, a.Literal(2), a.Literal(2)), Is.EqualTo(Certainty.True));
        Assert.That(DoubleInterval.Max(a, b), Is.EqualTo(b));
        Assert.That(DoubleInterval.Abs(DoubleInterval.FromBounds(-3, 2)), Is.EqualTo(DoubleInterval.FromBounds(0, 3)));
    }
}
