using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

/// <summary>Golden stop tables, computed once with exact fractions by another program, and the exact error of the stopped test.</summary>
public sealed class FrequencyBoundaryTests
{
    [TestCase(10, 100, "52 85 107 128 147 165 182", "- - - 5 9 12 16 20")]
    [TestCase(10, 1000, "75 110 134 156 177 197 215", "- - - - 5 9 12 16")]
    [TestCase(20, 100, "106 173 218 260 299 336 371", "- - 4 9 14 20 27 35")]
    [TestCase(20, 1000, "153 226 274 319 361 401 439", "- - - 5 9 14 20 26")]
    [TestCase(100, 100, "537 878 1109 1321 1518 1703 1878", "- 3 11 29 60 92 127 165")]
    [TestCase(100, 1000, "780 1150 1393 1621 1834 2034 2224", "- - 7 14 25 55 85 117")]
    public void Boundary_GoldenTable_IsReproduced(int overDelta, int overAlpha, string support, string refute)
    {
        var delta = Probability.Of(1, overDelta);
        var alpha = Alpha.Of(1, overAlpha);
        var supporting = BernoulliMixture.Support(delta);
        var refuting = BernoulliMixture.Refutation(delta);
        Assert.That(string.Join(' ', Enumerable.Range(0, 7).Select(s => supporting.LeastTrials(s, alpha))), Is.EqualTo(support));
        Assert.That(string.Join(' ', Enumerable.Range(1, 8).Select(s => refuting.GreatestTrials(s, alpha)?.ToString() ?? "-")), Is.EqualTo(refute));
    }

    [TestCase(20)]
    [TestCase(400)]
    public void LeastTrials_OfATinyProbability_EndsWhereNobodyCounts(int digits)
    {
        var delta = new Probability(Rational.Power(new Rational(1, 10), digits));
        Assert.That(BudgetPlan.LeastSupport(delta, Alpha.Of(1, 1000)), Is.EqualTo(1L << 40));
    }

    [TestCase(10, 100)]
    [TestCase(100, 1000)]
    public void Boundary_OnBothSides_AgreesWithIntegers(int overDelta, int overAlpha)
    {
        var delta = Probability.Of(1, overDelta);
        var alpha = Alpha.Of(1, overAlpha);
        var supporting = BernoulliMixture.Support(delta);
        var refuting = BernoulliMixture.Refutation(delta);
        for (var s = 0; s < 5; s++)
        {
            var t = (int)supporting.LeastTrials(s, alpha);
            Assert.That(supporting.ExactlyReaches(t, s, alpha) && !supporting.ExactlyReaches(t - 1, s, alpha));
            Assert.That(supporting.Exact(t, s), Is.GreaterThanOrEqualTo(Rational.One / alpha.Value));
            Assert.That(supporting.Exact(t - 1, s), Is.LessThan(Rational.One / alpha.Value));
        }

        for (var s = 6; s < 9; s++)
        {
            var t = (int)refuting.GreatestTrials(s, alpha)!.Value;
            Assert.That(refuting.ExactlyReaches(t, s, alpha) && !refuting.ExactlyReaches(t + 1, s, alpha));
        }
    }

    /// <summary>
    /// The whole walk at p = δ, where the error is largest. The sums of doubles err by less than 1e-9; the caps leave room on the machine.
    /// </summary>
    [Test]
    public void StoppedTest_AtTheBound_ErrsAtMostAlpha(
        [Values(2, 10, 20, 100)] int overDelta, [Values(20, 100, 1000)] int overAlpha)
    {
        var delta = Probability.Of(1, overDelta);
        var alpha = Alpha.Of(1, overAlpha);
        var law = StoppingLaw.Of(delta, alpha, alpha, delta, 40 * overDelta);
        Assert.That(law.Supported, Is.InRange(0.2 / overAlpha, 1.0 / overAlpha - 1e-9));
        Assert.That(law.Refuted, Is.InRange(0.2 / overAlpha, 1.0 / overAlpha - 1e-9));
    }

    [TestCase(10, 100, 2000, 0.00903, 0.0068)]
    [TestCase(10, 1000, 2000, 0.000889, 0.0007)]
    public void StoppedTest_LongRun_HasTheMeasuredError(int overDelta, int overAlpha, int cap, double supported, double refuted)
    {
        var delta = Probability.Of(1, overDelta);
        var alpha = Alpha.Of(1, overAlpha);
        var law = StoppingLaw.Of(delta, alpha, alpha, delta, cap);
        Assert.That(law.Supported, Is.EqualTo(supported).Within(0.006 * supported).And.LessThan(1.0 / overAlpha));
        Assert.That(law.Refuted, Is.EqualTo(refuted).Within(0.1 * refuted).And.LessThan(1.0 / overAlpha));
    }

    [Test]
    public void StoppingLaw_SmallWalk_EqualsEnumeration()
    {
        // All 2^12 outcome sequences of 12 trials for P(fail) <= 1/2 at truth 3/4, one by one through the real test.
        var rule = new FrequencyRule(FrequencyClaim.FailsAtMost(Probability.Of(1, 2)), Alpha.Of(1, 5), Alpha.Of(1, 5));
        var (supported, refuted, mean) = (0.0, 0.0, 0.0);
        for (var word = 0; word < 1 << 12; word++)
        {
            var test = new FrequencyTest(rule);
            for (var i = 0; i < 12; i++)
            {
                test.Observe((word >> i & 1) == 1 ? Outcome.Failure : Outcome.Success);
            }

            var weight = Math.Pow(3, System.Numerics.BitOperations.PopCount((uint)word)) / Math.Pow(4, 12);
            supported += test.Decision == Decision.Supported ? weight : 0;
            refuted += test.Decision == Decision.Refuted ? weight : 0;
            mean += test.Tally.Trials * weight;
        }

        var law = StoppingLaw.Of(Probability.Of(1, 2), Alpha.Of(1, 5), Alpha.Of(1, 5), Probability.Of(3, 4), 12);
        Assert.That(law.Supported, Is.EqualTo(supported).Within(1e-12).And.GreaterThan(0));
        Assert.That(law.Refuted, Is.EqualTo(refuted).Within(1e-12).And.GreaterThan(0.1));
        Assert.That(law.MeanTrials, Is.EqualTo(mean).Within(1e-9));
    }

    /// <summary>Power table: means over 4000 simulated runs, so within some 3 per cent of the exact ones.</summary>
    [TestCase(10, 1, 20, 323, 685)]
    [TestCase(10, 1, 5, 124, 279)]
    [TestCase(20, 1, 40, 664, 1435)]
    public void StoppingLaw_KnownPower_IsReproduced(int overDelta, int numerator, int denominator, double mean, double late)
    {
        var law = StoppingLaw.Of(Probability.Of(1, overDelta), Alpha.Of(1, 100), Alpha.Of(1, 100), Probability.Of(numerator, denominator), 4000);
        Assert.That(law.MeanTrials, Is.EqualTo(mean).Within(0.04 * mean));
        Assert.That(law.Trials95, Is.EqualTo(late).Within(0.08 * late));
    }

    [Test]
    public void BudgetPlan_OneInTenBound_StatesNeedsAndProspects()
    {
        var plan = BudgetPlan.Of(Probability.Of(1, 10), Alpha.Of(2, 100), 51);
        Assert.That(plan.Needs.Select(n => n.Trials), Is.EqualTo(new long[] { 52, 85, 107, 165 }));
        Assert.That(plan.CanSupport, Is.False);
        Assert.That(plan.CanRefute);
        Assert.That(plan.LeastRefutation, Is.EqualTo(4));
        Assert.That(BudgetPlan.Of(Probability.Of(1, 10), Alpha.Of(2, 100), 52).CanSupport);
        Assert.That(plan.Prospects.Count, Is.EqualTo(2));
        Assert.That(plan.Prospects[0].Law.Supported, Is.Zero);
        Assert.That(plan.Prospects[1].Law.Refuted, Is.GreaterThan(0));
    }

    [Test]
    public void BudgetPlan_BoundsZeroAndOne_CannotSupport()
    {
        var zero = BudgetPlan.Of(Probability.Of(0, 1), Alpha.Of(1, 100), 1000);
        Assert.That(zero.CanSupport, Is.False);
        Assert.That(zero.LeastRefutation, Is.EqualTo(1));
        Assert.That(BudgetPlan.Of(Probability.Of(1, 1), Alpha.Of(1, 100), 1000).CanRefute, Is.False);
    }
}
