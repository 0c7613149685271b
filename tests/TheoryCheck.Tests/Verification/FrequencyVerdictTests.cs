using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims about probabilities: each true form beside a false twin.</summary>
[TestFixture]
public sealed class FrequencyVerdictTests
{
    // Uniform on [0, 1], without a law that is known exactly.
    private const string Uniform = "u[i<2] ~ uniform(0, 1)\nx = u[0] + u[1] - floor(u[0] + u[1])\n";

    [TestCase("with probability >= 1/2 over u: x <= 9/10", VerdictKind.Supported)]
    [TestCase("with probability >= 9/10 over u: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("with probability <= 1/2 over u: x <= 1/10", VerdictKind.Supported)]
    [TestCase("with probability <= 1/10 over u: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("with probability == 1/2 over u: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 1 over u: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability <= 0 over u: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 1 over u: x <= 2", VerdictKind.Inconclusive)]
    [TestCase("with probability >= 0 over u: x <= -1", VerdictKind.Unrefuted)]
    [TestCase("with probability >= 9/10 over u given x <= 1/2: x <= 6/10", VerdictKind.Supported)]
    [TestCase("with probability >= 9/10 over u given x >= 1/2: x <= 6/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 9/10 over u given x >= 2: x <= 6/10", VerdictKind.Vacuous)]
    [TestCase("not (with probability >= 9/10 over u: x <= 1/2)", VerdictKind.Supported)]
    [TestCase("not (with probability >= 1/2 over u: x <= 9/10)", VerdictKind.Inconclusive)]
    [TestCase("1 > 2 or with probability >= 1/2 over u: x <= 9/10", VerdictKind.Supported)]
    [TestCase("2 > 1 and with probability >= 9/10 over u: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("2 > 1 implies with probability >= 9/10 over u: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("2 > 1 implies with probability >= 1/2 over u: x <= 9/10", VerdictKind.Supported)]
    [TestCase("with probability >= 1/2 over u: log(x - 2) <= 1", VerdictKind.Inconclusive)]
    [TestCase("with probability <= 1/2 over u: log(x - 2) <= 1", VerdictKind.Inconclusive)]
    [TestCase("prob(u: x <= 9/10) >= 1/2", VerdictKind.Supported)]
    [TestCase("1/2 <= prob(u: x <= 9/10)", VerdictKind.Supported)]
    [TestCase("prob(u: x <= 1/2) >= 9/10", VerdictKind.Refuted)]
    [TestCase("prob(u: x <= 2) < 1", VerdictKind.Inconclusive)]
    [TestCase("prob(u: x >= 2) > 0", VerdictKind.Inconclusive)]
    [TestCase("quantile(1/2, u: x) <= 9/10", VerdictKind.Supported)]
    [TestCase("quantile(1/2, u: x) <= 1/10", VerdictKind.Refuted)]
    [TestCase("quantile(1/2, u: x) >= 1/10", VerdictKind.Supported)]
    [TestCase("quantile(1/2, u: x) >= 9/10", VerdictKind.Refuted)]
    [TestCase("for drawn u: x <= 1", VerdictKind.Unrefuted)]
    [TestCase("for drawn u: x >= 1", VerdictKind.Refuted)]
    public void Probability_OfASimpleEvent_IsJudged(string claim, VerdictKind expected)
    {
        var options = SpecRun.Options with { Budget = 0.02 };
        Assert.That(SpecRun.One($"{Uniform}claim c: {claim}", options).Verdict.Kind, Is.EqualTo(expected));
    }

    [TestCase("with probability >= 1/2 over v: v <= 9/10", VerdictKind.Supported)]
    [TestCase("with probability >= 9/10 over v: v <= 1/2", VerdictKind.Refuted)]
    [TestCase("with probability >= 1 over v: v <= 2", VerdictKind.Supported)]
    [TestCase("not (with probability >= 9/10 over v: v <= 1/2)", VerdictKind.Supported)]
    [TestCase("not (with probability >= 1/2 over v: v <= 9/10)", VerdictKind.Refuted)]
    [TestCase("prob(v: v <= 2) < 1", VerdictKind.Refuted)]
    [TestCase("prob(v: v >= 2) > 0", VerdictKind.Refuted)]
    [TestCase("prob(v: v^2 <= 1/4 or v >= 9/10) >= 7/10", VerdictKind.Refuted)]
    [TestCase("prob(v: v^2 <= 1/4 or v >= 9/10) >= 1/2", VerdictKind.Supported)]
    [TestCase("prob(z: 1 <= z) <= 16/100", VerdictKind.Supported)]
    [TestCase("prob(z: 1 <= z) <= 15/100", VerdictKind.Refuted)]
    [TestCase("prob(z: abs(z) >= 3) <= 28/10000", VerdictKind.Supported)]
    public void Probability_OfAnEventAboutOneNumber_NeedsNoTrial(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"v ~ uniform(0, 1)\nz ~ normal(0, 1)\nclaim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Not.Contain("trial"));
    }

    [Test]
    public void Probability_ThatALawRefutesSomewhere_NamesThePlace()
    {
        var outcome = SpecRun.One("given eps > 0\nz ~ normal(0, 1)\nclaim c: for all eps: prob(z: z >= eps) <= exp(-eps^2)");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
        Assert.That(outcome.Counterexample!.Values, Has.Count.EqualTo(1));
    }

    [Test]
    public void Probability_AtItsTrueLevel_StaysInconclusive()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var options = SpecRun.Options with { Budget = 0.01, Seed = seed };
            Assert.That(
                SpecRun.One($"{Uniform}claim c: with probability >= 1/2 over u: x <= 1/2", options).Verdict.Kind,
                Is.EqualTo(VerdictKind.Inconclusive));
        }
    }

    [TestCase("x <= 9/10", VerdictKind.Supported)]
    [TestCase("x <= 1/10", VerdictKind.Refuted)]
    [TestCase("x <= 1/2", VerdictKind.Inconclusive)]
    public void Probability_WithFixedTrials_RunsExactlyThose(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Uniform}claim c: with probability >= 1/2 over u: {body}\ncheck c:\n  trials = 5000");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected));
            Assert.That(outcome.Cases[0].Trials, Is.EqualTo(5000));
        });
    }

    [Test]
    public void Sweep_WithOneFalseCase_IsRefutedThereAlone()
    {
        var outcome = SpecRun.One("sweep n in {1, 2, 4} where n != 2\nx ~ uniform(0, 1)\nclaim c: with probability >= 1/2 over x: n*x <= 8/10");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
            Assert.That(outcome.Cases.Select(c => (c.Label, c.Verdict.Kind)), Is.EqualTo(new[] { ("n = 1", VerdictKind.Supported), ("n = 4", VerdictKind.Refuted) }));
        });
    }

    [Test]
    public void Ledger_OfASuite_SpendsNoMoreThanAlpha()
    {
        var result = SpecRun.All($"{Uniform}sweep n in {{1, 2, 3}}\nclaim a: with probability >= 1/4 over u: x <= n\nclaim b: (with probability >= 1/4 over u: x <= 1) or (with probability >= 9/10 over u: x <= 1/2)");
        var spent = result.Specs.SelectMany(s => s.Claims).SelectMany(c => c.Cases).Aggregate(Rational.Zero, (sum, c) => sum + (c.AlphaSpent ?? Rational.Zero));
        Assert.Multiple(() =>
        {
            Assert.That(spent > Rational.Zero && spent <= result.Alpha, Is.True, spent.ToString());
            Assert.That(result.Ledger.Aggregate(Rational.Zero, (sum, entry) => sum + entry.Alpha) <= result.Alpha, Is.True);
        });
    }

    [Test]
    public void Sweep_BehindAGivenWithRootsInItsValues_IsRunThroughAtEachOfThem()
    {
        var outcome = SpecRun.One(
            "given x in sphere(2)\nsweep m in {2, 3}\nw[r<m] ~ normal(2)\nclaim c: with probability >= 1/2 over w: mean(r<m: dot(w[r], x)^2) <= 3",
            SpecRun.Options with { Budget = 0.02 });
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
            Assert.That(outcome.Cases.Select(c => c.Label).Distinct(), Is.EquivalentTo(new[] { "m = 2", "m = 3" }));
        });
    }
}
