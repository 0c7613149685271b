using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims along steps and flows: what a run to a horizon, in doubles, may and may not say.</summary>
[TestFixture]
public sealed class TrajectoryVerdictTests
{
    private const string Halving = "evolve k:\n  start x = 1\n  x <- 1/2*x\n";
    private const string Walk = "evolve k:\n  start S = 0\n  xi ~ rademacher\n  S <- S + xi\n";

    [TestCase("for all k: x@(k+1) <= x@k", VerdictKind.Proved)]
    [TestCase("for all k: x@(k+1) >= x@k", VerdictKind.Refuted)]
    [TestCase("for all k where k >= 1: x@k <= x@(k-1)", VerdictKind.Unrefuted)]
    [TestCase("for all k where k >= 1: x@k >= x@(k-1)", VerdictKind.Refuted)]
    [TestCase("for all k: x@k <= (6/10)^k*x@0", VerdictKind.Proved)]
    [TestCase("for all k: x@k*(2 - x@k) <= (8/10)^k", VerdictKind.Unrefuted)]
    [TestCase("for all k: x@k <= (4/10)^k*x@0", VerdictKind.Refuted)]
    [TestCase("for all k: x@k < x@0 + k", VerdictKind.Refuted)]
    [TestCase("for all k: x@k == (1/2)^k", VerdictKind.Proved)]
    [TestCase("for all k: x@k < (1/2)^k", VerdictKind.Refuted)]
    [TestCase("exists k: x@k < 1/1000", VerdictKind.Certified)]
    [TestCase("exists k: x@k > 2", VerdictKind.Inconclusive)]
    [TestCase("x@3 <= 1/4", VerdictKind.Certified)]
    [TestCase("x@3 <= 1/16", VerdictKind.Refuted)]
    public void Steps_WithoutChance_AreCertifiedOnlyWhereTheyAreFinitelyMany(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"{Halving}claim c: {claim}").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("for all k: x@k <= (4/10)^k*x@0", "at step 1, settled in exact rational arithmetic")]
    [TestCase("for all k: sqrt(x@k) <= (7/10)^k", "at step 1, settled in enclosures of 53 bits")]
    [TestCase("for all k: x@k*(2 - x@k) <= (8/10)^k", "exact rational arithmetic")]
    [TestCase("x@3 <= 1/4", "settled along the recursion in exact rational arithmetic")]
    [TestCase("exists k: x@k < 1/1000", "it holds at step 10, settled in exact rational arithmetic")]
    public void Steps_WithoutChance_AreSettledOnTheRecursionItself(string claim, string words) =>
        Assert.That(SpecRun.One($"{Halving}claim c: {claim}").Verdict.Reason, Does.Contain(words));

    [Test]
    public void Steps_ThatReadNewValuesAndGradients_AreSettledExactly()
    {
        // Heavy ball on h x^2/2 with h = 1/2, step 1/2, momentum 1/4: x1 = 3/4, x2 = 3/4 - 3/16 - 1/16 = 1/2.
        const string Text = "evolve k:\n  start x = 1, m = 0\n  m <- 1/4*m - 1/2*grad(x^2/4, x)\n  x <- x + m@next\nclaim c: for all k where k == 2: x@k == 1/2";
        Assert.That(SpecRun.One(Text).Verdict.Reason, Does.Contain("exact rational arithmetic"));
        Assert.That(SpecRun.One(Text.Replace("== 1/2", "== 1/2 + 1/1000000000000000000000", StringComparison.Ordinal)).Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }

    [Test]
    public void Steps_WhoseDigitsDouble_GoOnInEnclosures()
    {
        // The logistic map from 1/3: its exact iterates have 2^k digits.
        var verdict = SpecRun.One("evolve k:\n  start z = 1/3\n  z <- 7/2*z*(1 - z)\nclaim c: for all k: z@k + sin(z@k) <= 7/4\ncheck c:\n  horizon k = 60").Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(verdict.Reason, Does.Match("up to step 60 in enclosures of [0-9]+ bits"));
    }

    [TestCase("y <= 5")]
    [TestCase("y@k <= 5 or y@k >= 7")]
    [TestCase("y@k^2 - y@k^2 <= 5")]
    public void Divergence_OfARun_IsNeverPositive(string body)
    {
        var text = $"evolve k:\n  start y = -2\n  y <- y - y^2\nclaim c: (for all k: {body.Replace("y <=", "y@k <=", StringComparison.Ordinal)}) or 1 > 2";
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
    }

    [Test]
    public void Rounding_OfAChaoticMap_RefutesNothing()
    {
        var verdict = SpecRun.One("evolve k:\n  start z = 1/3\n  z <- 2*z - floor(2*z)\nclaim c: for all k: z@k >= 1/5").Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), "the exact orbit is 1/3, 2/3, 1/3, ...");
    }

    [TestCase("exp(-99/100*t)", VerdictKind.Unrefuted)]
    [TestCase("exp(-101/100*t)", VerdictKind.Refuted)]
    public void Flow_AgainstItsSolution_IsJudged(string bound, VerdictKind expected) =>
        Assert.That(SpecRun.One($"flow t:\n  start x = 1\n  rate x = -x\nclaim c: for all t: x@t <= {bound}*x@0").Verdict.Kind, Is.EqualTo(expected));

    [Test]
    public void Discretisation_OfAStiffFlow_RefutesNothing() =>
        Assert.That(
            SpecRun.One("flow t:\n  start x = 1\n  rate x = -100*x\nclaim c: for all t: x@t <= exp(-100*t)*x@0").Verdict.Kind,
            Is.GreaterThan(VerdictKind.Refuted));

    [TestCase("with probability >= 9/10 over xi: for all k: S@k <= S@0 + 1000*k", VerdictKind.Unrefuted)]
    [TestCase("with probability >= 9/10 over xi: for all k: S@k <= 3/2", VerdictKind.Refuted)]
    [TestCase("with probability <= 1/10 over xi: for all k: S@k >= -1000", VerdictKind.Inconclusive)]
    [TestCase("with probability >= 9/10 over xi: not (for all k: S@k >= -1000)", VerdictKind.Inconclusive)]
    [TestCase("with probability >= 9/10 over xi: (for all k: S@k >= -1000) implies 1 > 2", VerdictKind.Inconclusive)]
    [TestCase("with probability == 0 over xi: for all k: S@k >= -1000", VerdictKind.Inconclusive)]
    [TestCase("with probability <= 1/10 over xi: not (for all k: S@k >= -1000)", VerdictKind.Unrefuted)]
    [TestCase("with probability >= 1/2 over xi given (for all k: S@k >= -1000): S@1 <= 2", VerdictKind.Inconclusive)]
    [TestCase("with probability >= 3/4 over xi: S@10 <= 21/2", VerdictKind.Supported)]
    [TestCase("with probability >= 3/4 over xi: S@10 <= 1/2", VerdictKind.Refuted)]
    public void Path_RunToAHorizon_CountsAgainstNothing(string claim, VerdictKind expected)
    {
        var options = SpecRun.Options with { Budget = 0.02 };
        Assert.That(SpecRun.One($"{Walk}claim c: {claim}\ncheck c:\n  horizon k = 40", options).Verdict.Kind, Is.EqualTo(expected));
    }

    [Test]
    public void Path_SupportedToItsHorizon_NamesTheHorizon()
    {
        var outcome = SpecRun.One($"{Walk}claim c: with probability >= 9/10 over xi: for all k: S@k <= S@0 + 1000*k\ncheck c:\n  horizon k = 17");
        Assert.That(outcome.Verdict.Strength, Does.Contain("up to step 17").And.Contain("not refuted"));
    }

    [Test]
    public void Horizon_OfZeroSteps_SaysHowFarItLooked()
    {
        var outcome = SpecRun.One($"{Halving}claim c: for all k: x@k + sin(x@k) <= 2\ncheck c:\n  horizon k = 0");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(outcome.Verdict.Reason, Does.Contain("up to step 0"));
    }
}
