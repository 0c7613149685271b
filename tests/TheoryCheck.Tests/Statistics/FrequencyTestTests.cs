using FsCheck.Fluent;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

public sealed class FrequencyTestTests
{
    private static readonly Alpha Hundredth = Alpha.Of(1, 100);

    private static FrequencyRule Rule(Relation relation, Probability bound) =>
        new(new FrequencyClaim(relation, bound), Hundredth, Hundredth);

    [Test]
    public void FrequencyTest_NoFailures_SupportsAtTheGoldenTrial()
    {
        var test = new FrequencyTest(Rule(Relation.GreaterOrEqual, Probability.Of(9, 10)));
        for (var t = 1; t < 52; t++)
        {
            Assert.That(test.Observe(Outcome.Success), Is.EqualTo(Decision.Undecided), $"after trial {t}");
        }

        Assert.That(test.Observe(Outcome.Success), Is.EqualTo(Decision.Supported));
        Assert.That(test.Observe(Outcome.Failure), Is.EqualTo(Decision.Supported), "a decision is final");
        Assert.That(test.Result.Tally, Is.EqualTo(new Tally(52, 0, 0)));
        Assert.That(test.Result.Alpha, Is.EqualTo(Hundredth));
        Assert.That(test.Result.SupportLog10, Is.InRange(2, 2.1));
    }

    [Test]
    public void FrequencyTest_OnlyFailures_Refutes()
    {
        var test = new FrequencyTest(Rule(Relation.GreaterOrEqual, Probability.Of(9, 10)));
        test.Observe([Outcome.Failure, Outcome.Failure, Outcome.Failure, Outcome.Failure, Outcome.Success]);
        Assert.That(test.Decision, Is.EqualTo(Decision.Refuted));
        Assert.That(test.Tally.Trials, Is.EqualTo(4));
    }

    [Test]
    public void FrequencyTest_OnlyUnknowns_NeverDecides(
        [Values(Relation.Less, Relation.LessOrEqual, Relation.Greater, Relation.GreaterOrEqual, Relation.Equal, Relation.NotEqual)] Relation relation,
        [Values(0, 1, 5, 9, 10)] int tenths) =>
        Assert.That(Rule(relation, Probability.Of(tenths, 10)).Look(new Tally(0, 0, 100_000)), Is.EqualTo(Decision.Undecided));

    [Test]
    public void FrequencyTest_CertainEvent_IsRefutedByOneFailureAndNeverSupported()
    {
        var rule = Rule(Relation.GreaterOrEqual, Probability.Of(1, 1));
        Assert.That(rule.Look(new Tally(1_000_000, 0, 0)), Is.EqualTo(Decision.Undecided));
        Assert.That(rule.Look(new Tally(1_000_000, 1, 0)), Is.EqualTo(Decision.Refuted));
        Assert.That(rule.Look(new Tally(1_000_000, 0, 1)), Is.EqualTo(Decision.Undecided));
        Assert.That(Rule(Relation.Equal, Probability.Of(1, 1)).Look(new Tally(7, 1, 0)), Is.EqualTo(Decision.Refuted));
        Assert.That(new FrequencyTest(rule).Result.RefuteLog10, Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void FrequencyTest_ImpossibleEvent_IsRefutedByOneSuccessAndNeverSupported()
    {
        foreach (var relation in new[] { Relation.LessOrEqual, Relation.Equal })
        {
            var rule = Rule(relation, Probability.Of(0, 1));
            Assert.That(rule.Look(new Tally(0, 1_000_000, 0)), Is.EqualTo(Decision.Undecided));
            Assert.That(rule.Look(new Tally(1, 1_000_000, 0)), Is.EqualTo(Decision.Refuted));
        }
    }

    [Test]
    public void FrequencyTest_TrivialBound_IsNeverRefuted() =>
        Assert.That(
            new[] { new Tally(0, 500, 0), new Tally(500, 0, 0), new Tally(3, 500, 9) }.Select(Rule(Relation.GreaterOrEqual, Probability.Of(0, 1)).Look),
            Has.None.EqualTo(Decision.Refuted));

    [Test]
    public void FrequencyTest_Equality_IsRefutedOnBothSidesAndNeverSupported()
    {
        var rule = Rule(Relation.Equal, Probability.Of(1, 2));
        Assert.That(rule.SupportLines, Is.Empty);
        Assert.That(rule.RefuteLines.Select(l => l.Alpha), Is.All.EqualTo(Alpha.Of(1, 200)));
        Assert.That(rule.Look(new Tally(50, 0, 0)), Is.EqualTo(Decision.Refuted));
        Assert.That(rule.Look(new Tally(0, 50, 0)), Is.EqualTo(Decision.Refuted));
        Assert.That(rule.Look(new Tally(5000, 5000, 0)), Is.EqualTo(Decision.Undecided));
        Assert.That(Rule(Relation.NotEqual, Probability.Of(1, 2)).Look(new Tally(50, 0, 0)), Is.EqualTo(Decision.Supported));
    }

    [Test]
    public void FrequencyTest_LargeCounts_AreDecidedWithoutOverflow()
    {
        var rule = Rule(Relation.GreaterOrEqual, Probability.Of(999_999, 1_000_000));
        Assert.That(rule.Look(new Tally(50_000_000, 10, 0)), Is.EqualTo(Decision.Supported));
        Assert.That(rule.Look(new Tally(50_000_000, 100, 0)), Is.EqualTo(Decision.Refuted));
        Assert.That(rule.Look(new Tally(50_000_000, 50, 0)), Is.EqualTo(Decision.Undecided));
    }

    [Test]
    public void Mixture_TieAtTheThreshold_IsDecidedByIntegers()
    {
        // One alternative 0 against the bound 1/2: K(t, 0) = 2^t, which equals 1/α for t = 10.
        var doubling = new BernoulliMixture(Probability.Of(1, 2), [new MixturePoint(0, 1)]);
        Assert.That(doubling.Reaches(10, 0, Alpha.Of(1, 1024)), Is.EqualTo(Certainty.True));
        Assert.That(doubling.Reaches(10, 0, Alpha.Of(1, 1025)), Is.EqualTo(Certainty.False));
        Assert.That(doubling.Exact(10, 0), Is.EqualTo((Rational)1024));
        Assert.That(doubling.Reaches(10, 1, Alpha.Of(9, 10)), Is.EqualTo(Certainty.False), "θ = 0 loses everything on one failure");

        // (4/3)^300 against its exact inverse, and against a level one part in 10^90 smaller: far below what 192 bits can tell apart.
        var third = new BernoulliMixture(Probability.Of(1, 4), [new MixturePoint(0, 1)]);
        var tie = Rational.Power(new Rational(3, 4), 300);
        Assert.That(third.Reaches(300, 0, new Alpha(tie)), Is.EqualTo(Certainty.True));
        Assert.That(third.Reaches(300, 0, new Alpha(tie * (Rational.One - Rational.Power(new Rational(1, 10), 90)))), Is.EqualTo(Certainty.False));
    }

    [Test]
    public void Mixture_PointsOnBothSides_AreRefused()
    {
        var half = new Rational(1, 2);
        Assert.That(() => new BernoulliMixture(Probability.Of(1, 2), [new(new(1, 4), half), new(new(3, 4), half)]), Throws.ArgumentException);
        Assert.That(() => new BernoulliMixture(Probability.Of(1, 2), [new(new(1, 4), half)]), Throws.ArgumentException);
        Assert.That(() => new BernoulliMixture(Probability.Of(1, 2), [new(new(-1, 4), 1)]), Throws.ArgumentException);
        Assert.That(() => BernoulliMixture.Support(Probability.Of(1, 2)).Reaches(3, 4, Hundredth), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(BernoulliMixture.Support(Probability.Of(1, 2)).Reaches(1000, 0, default), Is.EqualTo(Certainty.False));
    }

    /// <summary>One step leaves the mean of K unchanged at p = δ, and does not raise it anywhere in the null hypothesis.</summary>
    [Test]
    public void Mixture_OneStep_IsASupermartingaleOnItsNull() => Laws.Hold(Prop.ForAll(
        Gen.Choose(1, 99).Zip(Gen.Choose(0, 100)).Zip(Gen.Choose(0, 12).Zip(Gen.Choose(0, 12))).ToArbitrary(),
        x =>
        {
            var ((d, p), (s, f)) = x;
            var truth = new Rational(p, 100);
            foreach (var process in new[] { BernoulliMixture.Support(Probability.Of(d, 100)), BernoulliMixture.Refutation(Probability.Of(d, 100)) })
            {
                var now = process.Exact(s + f, f);
                var next = truth * process.Exact(s + f + 1, f + 1) + (Rational.One - truth) * process.Exact(s + f + 1, f);
                if (p == d ? next != now : process.IsBelow == p > d && next > now)
                {
                    return false;
                }
            }

            return true;
        }));

    [Test]
    public void Look_TwoWays_AgreeWithIntegers() => Laws.Hold(Prop.ForAll(
        Gen.Choose(1, 19).Zip(Gen.Choose(0, 120)).Zip(Gen.Choose(0, 60)).ToArbitrary(),
        x =>
        {
            var ((d, s), f) = x;
            var delta = Probability.Of(d, 20);
            return new[] { BernoulliMixture.Support(delta), BernoulliMixture.Refutation(delta) }.All(process =>
                process.Reaches(s + f, f, Hundredth) == CertaintyLogic.Of(process.Exact(s + f, f) >= 100)
                && Math.Abs(process.Log10(s + f, f) - System.Numerics.BigInteger.Log10(process.Exact(s + f, f).Numerator)
                    + System.Numerics.BigInteger.Log10(process.Exact(s + f, f).Denominator)) < 1e-9);
        }));

    [Test]
    public void Look_OrderOfTrials_DoesNotMatter() => Laws.Hold(Prop.ForAll(
        Outcomes.ToArbitrary(),
        outcomes =>
        {
            var rule = Rule(Relation.GreaterOrEqual, Probability.Of(7, 10));
            var forward = outcomes.Aggregate(default(Tally), (t, o) => t.With(o));
            var backward = outcomes.Reverse().Aggregate(default(Tally), (t, o) => t.With(o));
            return forward == backward && rule.Look(forward) == rule.Look(backward);
        }));

    [Test]
    public void Observe_Blocks_EqualSingles() => Laws.Hold(Prop.ForAll(
        Outcomes.ToArbitrary(),
        outcomes =>
        {
            var rule = Rule(Relation.GreaterOrEqual, Probability.Of(7, 10));
            var (block, single) = (new FrequencyTest(rule), new FrequencyTest(rule));
            block.Observe(outcomes);
            foreach (var outcome in outcomes)
            {
                single.Observe(outcome);
            }

            return block.Result == single.Result;
        }));

    [Test]
    public void Look_ComplementaryClaim_MirrorsTheDecision() => Laws.Hold(Prop.ForAll(
        Gen.Choose(0, 10).Zip(Gen.Choose(0, 90)).Zip(Gen.Choose(0, 90).Zip(Gen.Choose(0, 9))).ToArbitrary(),
        x =>
        {
            var ((p, s), (f, u)) = x;
            var bound = Probability.Of(p, 10);
            var here = Rule(Relation.GreaterOrEqual, bound).Look(new Tally(s, f, u));
            var there = Rule(Relation.LessOrEqual, bound.Complement).Look(new Tally(f, s, u));
            return here == there;
        }));

    [Test]
    public void Look_MoreSuccesses_NeverHurtAtLeast() => Laws.Hold(Prop.ForAll(
        Gen.Choose(1, 9).Zip(Gen.Choose(0, 90)).Zip(Gen.Choose(0, 30).Zip(Gen.Choose(0, 9))).ToArbitrary(),
        x =>
        {
            var ((p, s), (f, u)) = x;
            var rule = Rule(Relation.GreaterOrEqual, Probability.Of(p, 10));
            var (now, more, worse) = (rule.Look(new Tally(s, f, u)), rule.Look(new Tally(s + 1, f, u)), rule.Look(new Tally(s, f + 1, u)));
            return (now != Decision.Supported || more == Decision.Supported)
                && (now == Decision.Refuted || more != Decision.Refuted)
                && (now != Decision.Refuted || worse == Decision.Refuted);
        }));

    /// <summary>Whatever an adversary makes of the unknown trials, the decision would have been the same.</summary>
    [Test]
    public void Look_ResolvedUnknowns_KeepTheDecision() => Laws.Hold(Prop.ForAll(
        Gen.Choose(0, 10).Zip(Gen.Choose(0, 120)).Zip(Gen.Choose(0, 40).Zip(Gen.Choose(0, 12))).ToArbitrary(),
        x =>
        {
            var ((p, s), (f, u)) = x;
            return Enum.GetValues<Relation>().All(relation =>
            {
                var rule = Rule(relation, Probability.Of(p, 10));
                var decided = rule.Look(new Tally(s, f, u));
                return decided == Decision.Undecided
                    || Enumerable.Range(0, u + 1).All(a => rule.Look(new Tally(s + a, f + u - a, 0)) == decided);
            });
        }));

    [Test]
    public void Probability_OutsideTheUnitInterval_IsRefused()
    {
        Assert.That(() => Probability.Of(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Probability.Of(3, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Alpha.Of(0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Alpha.Of(1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Alpha.Of(1, 2).Share(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static FsCheck.Gen<Outcome[]> Outcomes => Gen.Elements(Outcome.Success, Outcome.Success, Outcome.Failure, Outcome.Unknown).ArrayOf(40);
}
