using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Least steps, some steps and all steps from some on, inside events of chance.</summary>
[TestFixture]
internal sealed class StepEventTests
{
    // x halves with probability 3/4 in each step; y always does.
    private const string Halving = """
        sweep p in {3/4}
        evolve k:
          start x = 1
          z ~ bernoulli(p)
          x <- x/(1 + z)
        evolve s:
          start y = 1
          y <- y/2

        """;

    [TestCase("first(k >= 0: x@k < 1/10) <= 12", VerdictKind.Supported)]
    [TestCase("first(k >= 0: x@k < 1/10) <= 4", VerdictKind.Refuted)]
    [TestCase("12 >= first(k >= 0: x@k < 1/10)", VerdictKind.Supported)]
    [TestCase("first(k >= 0: x@k < 1/10) < 4", VerdictKind.Refuted)]
    [TestCase("first(k >= 1: x@k < 1/10) > 3", VerdictKind.Supported)]
    [TestCase("first(k >= 1: x@k < 1/10) >= 5", VerdictKind.Refuted)]
    [TestCase("first(k >= 0: y@k < 1/10) == 4", VerdictKind.Supported)]
    [TestCase("first(k >= 0: y@k < 1/10) != 4", VerdictKind.Refuted)]
    [TestCase("first(k >= 0: x@k < -1) > 200", VerdictKind.Supported)]
    [TestCase("first(k >= 0: x@k < -1) <= 30", VerdictKind.Refuted)]
    [TestCase("exists k: x@k < 1/1000", VerdictKind.Supported)]
    [TestCase("not (exists k: x@k < 0)", VerdictKind.Unrefuted)]
    [TestCase("not (exists k: x@k < 1/1000)", VerdictKind.Refuted)]
    [TestCase("eventually k: x@k < 1/1000", VerdictKind.Unrefuted)]
    [TestCase("for all k: x@k + 1/10 >= y@k", VerdictKind.Unrefuted)]
    [TestCase("for all k: x@k <= y@k + 1/10", VerdictKind.Refuted)]
    public void Event_OfSteps_IsDecidedWhereTheRunDecidesIt(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Halving}claim c: for all rest: with probability >= 9/10 over z: {body}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("first(k >= 0: x@k < 2^(-400)) <= 1000", TestName = "a step beyond the run")]
    [TestCase("exists k: x@k < 0", TestName = "some step, and none is found")]
    [TestCase("eventually k: x@k > 1/1000", TestName = "all steps from some on, and the last ones fail")]
    public void Event_ThatLaterStepsMayDecide_StaysOpenAndNamesTheHorizon(string body)
    {
        var outcome = SpecRun.One($"{Halving}claim c: for all rest: with probability >= 9/10 over z: {body}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.Contain("'horizon k = ..'"));
        });
    }

    [Test]
    public void Event_ThatARunMayStandFor_DoesNotCountAgainstARareOne()
    {
        var outcome = SpecRun.One($"{Halving}claim c: for all rest: with probability <= 1/10 over z: eventually k: x@k < 1/1000");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [TestCase("limit(k -> infinity: x@k) == 0", "a limit inside an event")]
    [TestCase("first(k >= 0: x@k < 1/10)/2 <= 6", "'first' within an expression")]
    [TestCase("sum(k >= 0: x@k) <= 12", "all steps")]
    public void Event_ThatNoTrialComputes_IsNamedWithWhatToClaimInstead(string body, string reason)
    {
        var outcome = SpecRun.One($"{Halving}claim c: for all rest: with probability >= 9/10 over z: {body}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
            Assert.That(outcome.Verdict.Reason, Does.Contain(reason).And.Contains("claim it").Or.Contains("compare it"));
        });
    }

    [Test]
    public void Event_OfAFlowAndARecursion_IsRefused()
    {
        var outcome = SpecRun.One("evolve k:\n  start x = 1\n  z ~ bernoulli(1/2)\n  x <- x - z\nflow t:\n  start u = 1\n  rate u = -u\n"
            + "claim c: with probability >= 1/2 over z: x@3 <= u@3");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [Test]
    public void Event_OfADifferenceOfTwoProducts_IsComputed()
    {
        // Both products would be swept panel by panel into the one sum.
        var outcome = SpecRun.One("""
            sweep n in {3}, d in {2}, m in {4}
            x[i<n] ~ sphere(d); w0[j<2*m] ~ normal(d); y[i<n] ~ rademacher
            net(v[j<2*m] in vector(d), z in vector(d)) = sum(j<m: relu(dot(v[j], z)) - relu(dot(v[j+m], z)))
            evolve k:
              start w[j<2*m] = w0[j]
              w[j] <- w[j] - 1/10*grad(mean(i<n: (y[i] - net(w, x[i]))^2), w[j])
            claim c: for all rest: with probability >= 1/2 over x, w0, y: exists k: mean(i<n: (y[i] - net(w@k, x[i]))^2) <= mean(i<n: (y[i] - net(w@0, x[i]))^2)/2
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported), outcome.Verdict.Reason);
    }

    [Test]
    public void FewConfigurations_OfWhichMostAreOpen_AreNotUnrefuted()
    {
        // Reaching a level within 3 steps is decided for levels that are reached, and for most it takes more steps than are run.
        var outcome = SpecRun.One("""
            given r in {1, 2, 3}, c in [0, 1]
            evolve k:
              start x = 1
              z ~ bernoulli(1/2)
              x <- x/(1 + z)
            claim c1: for all c: for all r: with probability >= 1/2 over z: exists k: x@k < 2^(-10*(r - 1))*2*10^(-60*(r - 1))
            check c1:
              horizon k = 20
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }
}
