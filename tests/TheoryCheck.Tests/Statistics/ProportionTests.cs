using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;

namespace TheoryCheck.Tests.Statistics;

public sealed class ProportionTests
{
    [TestCase(100, 0, 0, 0.07328437)]
    [TestCase(100, 3, 0.00152552, 0.12972014)]
    [TestCase(1000, 50, 0.02823513, 0.08017091)]
    [TestCase(10000, 100, 0.00634850, 0.01482314)]
    public void BetaMixture_GoldenIntervals_AreReproduced(int trials, int events, double lower, double upper)
    {
        var interval = BetaMixtureSequence.Interval(new Tally(events, trials - events, 0), Alpha.Of(1, 20));
        Assert.That(interval.Lower.Value.ToDouble(), Is.EqualTo(lower).Within(5.1e-9));
        Assert.That(interval.Upper.Value.ToDouble(), Is.EqualTo(upper).Within(5.1e-9));
        var mirrored = BetaMixtureSequence.Interval(new Tally(trials - events, events, 0), Alpha.Of(1, 20));
        Assert.That(mirrored.Upper, Is.EqualTo(interval.Lower.Complement));
        Assert.That(mirrored.Lower, Is.EqualTo(interval.Upper.Complement));
    }

    [Test]
    public void BetaMixture_ZeroEvents_MatchesTheClosedForm()
    {
        // S = 0: (t+1)(1-p)^t <= α, so the upper end is 1 - (α/(t+1))^(1/t); the reported one lies at most two grid steps above.
        for (var t = 1; t <= 400; t += 57)
        {
            var upper = BetaMixtureSequence.Interval(new Tally(0, t, 0), Alpha.Of(1, 20)).Upper.Value.ToDouble();
            Assert.That(upper - (1 - Math.Pow(0.05 / (t + 1), 1.0 / t)), Is.InRange(-1e-15, Math.ScaleB(1, -39)));
        }
    }

    [Test]
    public void BetaMixture_NoOrUnknownTrials_SaysNothing()
    {
        Assert.That(BetaMixtureSequence.Interval(default, Alpha.Of(1, 20)), Is.EqualTo(new ProportionInterval(Probability.Of(0, 1), Probability.Of(1, 1), new Rational(19, 20))));
        var unknown = BetaMixtureSequence.Interval(new Tally(0, 0, 50), Alpha.Of(1, 20));
        Assert.That(unknown.Lower, Is.EqualTo(Probability.Of(0, 1)));
        Assert.That(unknown.Upper, Is.EqualTo(Probability.Of(1, 1)));
    }

    [Test]
    public void BetaMixture_UnknownTrials_WidenTheInterval()
    {
        var known = BetaMixtureSequence.Interval(new Tally(40, 60, 0), Alpha.Of(1, 20));
        var some = BetaMixtureSequence.Interval(new Tally(35, 55, 10), Alpha.Of(1, 20));
        Assert.That(some.Lower, Is.LessThan(known.Lower));
        Assert.That(some.Upper, Is.GreaterThan(known.Upper));
    }

    [TestCase("1/20", "1/5", "14/22/30/50")]
    [TestCase("1/20", "1/10", "29/46/61/103")]
    [TestCase("1/20", "1/20", "59/93/124/208")]
    [TestCase("1/20", "1/100", "299/473/628/1049")]
    [TestCase("1/20", "1/1000", "2995/4742/6294/10511")]
    [TestCase("1/100", "1/5", "21/31/39/62")]
    [TestCase("1/100", "1/10", "44/64/81/127")]
    [TestCase("1/100", "1/20", "90/130/165/259")]
    [TestCase("1/100", "1/100", "459/662/838/1307")]
    [TestCase("1/100", "1/1000", "4603/6636/8403/13105")]
    [TestCase("1/1000", "1/5", "31/42/52/77")]
    [TestCase("1/1000", "1/10", "66/89/108/159")]
    [TestCase("1/1000", "1/20", "135/181/220/324")]
    [TestCase("1/1000", "1/100", "688/920/1119/1640")]
    [TestCase("1/1000", "1/1000", "6905/9230/11225/16450")]
    [TestCase("1/1000000", "1/5", "62/76/87/117")]
    [TestCase("1/1000000", "1/10", "132/159/183/244")]
    [TestCase("1/1000000", "1/20", "270/326/374/498")]
    [TestCase("1/1000000", "1/100", "1375/1661/1905/2532")]
    [TestCase("1/1000000", "1/1000", "13809/16681/19121/25403")]
    public void ClopperPearson_TrialsNeeded_MatchesTheTable(string alpha, string delta, string needed) =>
        Assert.That(
            string.Join('/', new[] { 0, 1, 2, 5 }.Select(s => ClopperPearson.TrialsNeeded(new Probability(Ratio(delta)), new Alpha(Ratio(alpha)), s))),
            Is.EqualTo(needed));

    [TestCase(10, 2, 3, 1478, 121)]
    [TestCase(10, 1, 2, 589, 42)]
    [TestCase(10, 1, 4, 210, 11)]
    [TestCase(10, 1, 10, 113, 4)]
    [TestCase(20, 2, 3, 3102, 127)]
    [TestCase(20, 1, 2, 1233, 44)]
    [TestCase(20, 1, 4, 425, 11)]
    [TestCase(20, 1, 10, 229, 4)]
    [TestCase(100, 1, 2, 6314, 45)]
    [TestCase(100, 1, 4, 2144, 11)]
    [TestCase(100, 1, 10, 1157, 4)]
    [TestCase(1000, 1, 4, 21485, 11)]
    [TestCase(1000, 1, 10, 11601, 4)]
    public void ClopperPearson_Plan_MatchesTheTable(int overDelta, int numerator, int denominator, long trials, long failures) =>
        Assert.That(
            ClopperPearson.Plan(Probability.Of(1, overDelta), Alpha.Of(1, 100), Probability.Of(numerator, (long)denominator * overDelta), Probability.Of(99, 100)),
            Is.EqualTo(new FixedPlan(trials, failures)));

    [Test]
    public void ClopperPearson_Decision_ChangesAtTheNeededTrials()
    {
        var (delta, alpha) = (Probability.Of(1, 10), Alpha.Of(1, 100));
        Assert.That(ClopperPearson.Decide(new Tally(63, 1, 0), delta, alpha, alpha), Is.EqualTo(Decision.Supported));
        Assert.That(ClopperPearson.Decide(new Tally(62, 1, 0), delta, alpha, alpha), Is.EqualTo(Decision.Undecided));
        Assert.That(ClopperPearson.Decide(new Tally(63, 0, 1), delta, alpha, alpha), Is.EqualTo(Decision.Supported));
        Assert.That(ClopperPearson.Decide(new Tally(62, 0, 2), delta, alpha, alpha), Is.EqualTo(Decision.Undecided));
        Assert.That(ClopperPearson.Decide(new Tally(0, 2, 0), delta, alpha, alpha), Is.EqualTo(Decision.Refuted), "P(Bin(2, 1/10) >= 2) = 1/100 exactly");
        Assert.That(ClopperPearson.Decide(new Tally(0, 2, 0), delta, alpha, Alpha.Of(1, 101)), Is.EqualTo(Decision.Undecided));
        Assert.That(ClopperPearson.Decide(new Tally(0, 1, 1), delta, alpha, alpha), Is.EqualTo(Decision.Undecided));
        Assert.That(ClopperPearson.Decide(default, delta, alpha, alpha), Is.EqualTo(Decision.Undecided));
        Assert.That(ClopperPearson.Decide(new Tally(999, 1, 0), Probability.Of(0, 1), alpha, alpha), Is.EqualTo(Decision.Refuted));
        Assert.That(ClopperPearson.Decide(new Tally(999, 0, 0), Probability.Of(0, 1), alpha, alpha), Is.EqualTo(Decision.Undecided));
    }

    [Test]
    public void ClopperPearson_Limits_EncloseTheRoots()
    {
        // One failure in two trials at α = 1/2: (1-U)^2 + 2U(1-U) = 1 - U^2 = 1/2.
        Assert.That(ClopperPearson.UpperLimit(2, 1, Alpha.Of(1, 2)).Value.ToDouble() - Math.Sqrt(0.5), Is.InRange(0, 2e-12));
        Assert.That(ClopperPearson.UpperLimit(100, 0, Alpha.Of(1, 20)).Value.ToDouble() - (1 - Math.Pow(0.05, 0.01)), Is.InRange(-1e-15, 2e-12));
        Assert.That(ClopperPearson.UpperLimit(5, 5, Alpha.Of(1, 20)), Is.EqualTo(Probability.Of(1, 1)));
        Assert.That(ClopperPearson.LowerLimit(5, 0, Alpha.Of(1, 20)), Is.EqualTo(Probability.Of(0, 1)));
        var upper = ClopperPearson.UpperLimit(30, 7, Alpha.Of(1, 20)).Value;
        Assert.That(BinomialTail.Exact(30, upper, 7), Is.LessThanOrEqualTo(new Rational(1, 20)));
        Assert.That(BinomialTail.Exact(30, upper - new Rational(1, 1L << 39), 7), Is.GreaterThan(new Rational(1, 20)));
    }

    [Test]
    public void BinomialTail_TwoWays_Agree()
    {
        var p = new Rational(3, 17);
        for (var k = 0; k < 25; k++)
        {
            var exact = BinomialTail.Exact(25, p, k);
            Assert.That(BinomialTail.AtMostIsWithin(25, p, k, exact), Is.EqualTo(Certainty.True), "a tie is settled by integers");
            Assert.That(BinomialTail.AtMostIsWithin(25, p, k, exact - Rational.Power(new Rational(1, 10), 80)), Is.EqualTo(Certainty.False));
            Assert.That(exact + BinomialTail.Exact(25, Rational.One - p, 24 - k), Is.EqualTo(Rational.One));
        }
    }

    [Test]
    public void AcceptanceFloor_RareAssumptions_AreVacuousOnlyWhenShown()
    {
        var (floor, alpha) = (AcceptanceFloor.Default, Alpha.Of(1, 1000));
        var draws = AcceptanceFloor.DrawsToVacuous(floor, alpha);
        Assert.That(Math.Log((draws + 1) * 1000.0) - draws * -Math.Log(0.999), Is.InRange(-0.01, 0.01), "(t+1)(1-floor)^t = α");
        Assert.That(AcceptanceFloor.IsVacuous(new Tally(0, draws, 0), floor, alpha));
        Assert.That(AcceptanceFloor.IsVacuous(new Tally(0, draws - 1, 0), floor, alpha), Is.False);
        Assert.That(AcceptanceFloor.IsVacuous(new Tally(0, 0, 10 * draws), floor, alpha), Is.False, "unknown assumptions may hold");
        Assert.That(AcceptanceFloor.IsVacuous(new Tally(draws, 9 * draws, 0), floor, alpha), Is.False);
        Assert.That(AcceptanceFloor.IsVacuous(default, floor, alpha), Is.False);
        Assert.That(AcceptanceFloor.IsVacuous(new Tally(0, 1_000_000, 0), Probability.Of(0, 1), alpha), Is.False);
    }

    internal static Rational Ratio(string text)
    {
        var parts = text.Split('/');
        return new Rational(long.Parse(parts[0]), long.Parse(parts[1]));
    }
}
