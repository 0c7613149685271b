using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

public sealed class MeanTests
{
    private static readonly Alpha Twentieth = Alpha.Of(1, 20);

    private static BoundedMeanTest Start(Relation relation, Rational bound) => new(relation, bound, -1, 3, Twentieth, Twentieth);

    [TestCase(Relation.LessOrEqual, Decision.Supported)]
    [TestCase(Relation.Less, Decision.Supported)]
    [TestCase(Relation.GreaterOrEqual, Decision.Refuted)]
    [TestCase(Relation.Greater, Decision.Refuted)]
    public void BoundedMean_ClearlyBelow_IsDecided(Relation relation, Decision expected)
    {
        var test = Start(relation, 2);
        foreach (var u in Laws.Uniform(3).Take(200))
        {
            test.Observe(u);
        }

        Assert.That(test.Decision, Is.EqualTo(expected));
        Assert.That(test.Trials, Is.LessThan(60));
    }

    [Test]
    public void BoundedMean_UnknownsOrViolations_DecideNothing()
    {
        var unknown = Start(Relation.LessOrEqual, 2);
        for (var i = 0; i < 500; i++)
        {
            unknown.Observe(double.NaN);
        }

        Assert.That(unknown.Decision, Is.EqualTo(Decision.Undecided));
        foreach (var bad in new[] { 3.0001, -1.0001, double.PositiveInfinity, double.NegativeInfinity })
        {
            var test = Start(Relation.LessOrEqual, 2);
            test.Observe(bad);
            foreach (var u in Laws.Uniform(3).Take(200))
            {
                test.Observe(u);
            }

            Assert.That(test.IsVoid);
            Assert.That(test.Decision, Is.EqualTo(Decision.Undecided));
        }
    }

    [Test]
    public void BoundedMean_AtTheEnds_IsRefutedNotSupported()
    {
        var zero = new BoundedMeanTest(Relation.LessOrEqual, 0, 0, 1, Twentieth, Twentieth);
        for (var i = 0; i < 100; i++)
        {
            zero.Observe(0);
        }

        Assert.That(zero.Decision, Is.EqualTo(Decision.Undecided));
        for (var i = 0; i < 100; i++)
        {
            zero.Observe(1);
        }

        Assert.That(zero.Decision, Is.EqualTo(Decision.Refuted));
        Assert.That(() => Start(Relation.LessOrEqual, 4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Start(Relation.Equal, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>Coins at the bound, all 2^11 sequences: the exact error of the stopped test stays below its level.</summary>
    [Test]
    public void BoundedMean_FairCoinAtTheBound_ErrsAtMostAlpha()
    {
        const int Length = 11;
        var (supported, refuted) = (0, 0);
        for (var word = 0; word < 1 << Length; word++)
        {
            var test = new BoundedMeanTest(Relation.LessOrEqual, new Rational(1, 2), 0, 1, Twentieth, Twentieth);
            for (var i = 0; i < Length && test.Decision == Decision.Undecided; i++)
            {
                test.ObserveExact((Rational)(word >> i & 1));
            }

            supported += test.Decision == Decision.Supported ? 1 : 0;
            refuted += test.Decision == Decision.Refuted ? 1 : 0;
        }

        Assert.That(supported, Is.EqualTo(refuted).And.GreaterThan(0), "the fair coin is symmetric");
        Assert.That(supported / (double)(1 << Length), Is.LessThanOrEqualTo(0.05));
    }

    [Test]
    public void BettingInterval_KnownMean_IsEnclosedAndShrinks()
    {
        var values = Laws.Uniform(11).Take(2000).Select(u => 4 * u * u - 1).ToArray();
        var few = Betting.Interval(values.AsSpan(0, 100), -1, 3, Twentieth)!;
        var many = Betting.Interval(values, -1, 3, Twentieth)!;
        foreach (var interval in new[] { few, many })
        {
            Assert.That(1.0 / 3, Is.InRange(interval.Lower, interval.Upper), "E[4U²−1] = 1/3");
        }

        Assert.That(many.Upper - many.Lower, Is.LessThan(0.4).And.LessThan((few.Upper - few.Lower) / 2));
        Assert.That(Betting.Interval([], -1, 3, Twentieth), Is.EqualTo(new MeanInterval(-1, 3, new Rational(19, 20))));
        Assert.That(Betting.Interval([5], -1, 3, Twentieth), Is.Null);
    }

    [Test]
    public void BettingInterval_MirroredValues_IsMirrored()
    {
        var values = Laws.Uniform(5).Take(50).ToArray();
        var here = Betting.Interval(values, 0, 1, Twentieth)!;
        var there = Betting.Interval([.. values.Select(x => 1 - x)], 0, 1, Twentieth)!;
        Assert.That(there.Lower, Is.EqualTo(1 - here.Upper).Within(1e-9));
        Assert.That(there.Upper, Is.EqualTo(1 - here.Lower).Within(1e-9));
        var unknown = Betting.Interval([.. values.Select((x, i) => i < 5 ? double.NaN : x)], 0, 1, Twentieth)!;
        Assert.That(unknown.Lower, Is.LessThan(here.Lower));
        Assert.That(unknown.Upper, Is.GreaterThan(here.Upper));
    }

    [Test]
    public void MedianOfMeans_Outlier_HardlyMovesIt()
    {
        var values = Laws.Uniform(8).Take(3700).Select(u => u - 0.5).ToArray();
        values[17] = 1e9;
        var interval = MedianOfMeans.Interval(values, 0.3, Alpha.Of(1, 100))!;
        Assert.That(interval.Blocks, Is.EqualTo(37));
        Assert.That(interval.Centre, Is.InRange(-0.05, 0.05));
        Assert.That(interval.Radius, Is.EqualTo(0.3 * Math.Sqrt(32 * Math.Log(100) / 3700)).Within(1e-3));
        Assert.That(interval.Condition, Does.Contain("assumed"));
    }

    [Test]
    public void MedianOfMeans_TooFewOrNaN_SaysNothing()
    {
        Assert.That(MedianOfMeans.Interval(new double[36], 1, Alpha.Of(1, 100)), Is.Null);
        Assert.That(MedianOfMeans.Interval([double.NaN, .. new double[100]], 1, Alpha.Of(1, 3)), Is.Null);
        Assert.That(() => MedianOfMeans.Interval(new double[100], double.NaN, Alpha.Of(1, 3)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
