using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims about probabilities: each true form beside a false twin.</summary>
[TestFixture]
public sealed class FrequencyVerdictTests
{
    private const string Uniform = "x ~ uniform(0, 1)\n";

    [TestCase("with probability >= 1/2 over x: x <= 9/10", VerdictKind.Supported)]
    [TestCase("with probability >= 9/10 over x: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("with probability <= 1/2 over x: x <= 1/10", VerdictKind.Supported)]
    [TestCase("with probability <= 1/10 over x: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("with probability == 1/2 over x: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 1 over x: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability <= 0 over x: x <= 9/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 1 over x: x <= 2", VerdictKind.Inconclusive)]
    [TestCase("with probability >= 0 over x: x <= -1", VerdictKind.Unrefuted)]
    [TestCase("with probability >= 9/10 over x given x <= 1/2: x <= 6/10", VerdictKind.Supported)]
    [TestCase("with probability >= 9/10 over x given x >= 1/2: x <= 6/10", VerdictKind.Refuted)]
    [TestCase("with probability >= 9/10 over x given x >= 2: x <= 6/10", VerdictKind.Vacuous)]
    [TestCase("not (with probability >= 9/10 over x: x <= 1/2)", VerdictKind.Supported)]
    [TestCase("not (with probability >= 1/2 over x: x <= 9/10)", VerdictKind.Inconclusive)]
    [TestCase("1 > 2 or with probability >= 1/2 over x: x <= 9/10", VerdictKind.Supported)]
    [TestCase("2 > 1 and with probability >= 9/10 over x: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("2 > 1 implies with probability >= 9/10 over x: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("2 > 1 implies with probability >= 1/2 over x: x <= 9/10", VerdictKind.Supported)]
    [TestCase("with probability >= 1/2 over x: log(x - 2) <= 1", VerdictKind.Inconclusive)]
    [TestCase("with probability <= 1/2 over x: log(x - 2) <= 1", VerdictKind.Inconclusive)]
    [TestCase("prob(x: x <= 9/10) >= 1/2", VerdictKind.Supported)]
    [TestCase("1/2 <= prob(x: x <= 9/10)", VerdictKind.Supported)]
    [TestCase("prob(x: x <= 1/2) >= 9/10", VerdictKind.Refuted)]
    [TestCase("prob(x: x <= 2) < 1", VerdictKind.Inconclusive)]
    [TestCase("prob(x: x >= 2) > 0", VerdictKind.Inconclusive)]
    [TestCase("quantile(1/2, x: x) <= 9/10", VerdictKind.Supported)]
    [TestCase("quantile(1/2, x: x) <= 1/10", VerdictKind.Refuted)]
    [TestCase("quantile(1/2, x: x) >= 1/10", VerdictKind.Supported)]
    [TestCase("quantile(1/2, x: x) >= 9/10", VerdictKind.Refuted)]
    [TestCase("for drawn x: x <= 1", VerdictKind.Unrefuted)]
    [TestCase("for drawn x: x >= 1", VerdictKind.Refuted)]
    public void Probability_OfASimpleEvent_IsJudged(string claim, VerdictKind expected)
    {
        var options = SpecRun.Options with { Budget = 0.02 };
        Assert.That(SpecRun.One($"{Uniform}claim c: {claim}", options).Verdict.Kind, Is.EqualTo(expected));
    }

    [Test]
    public void Probability_AtItsTrueLevel_StaysInconclusive()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var options = SpecRun.Options with { Budget = 0.01, Seed = seed };
            Assert.That(
                SpecRun.One($"{Uniform}claim c: with probability >= 1/2 over x: x <= 1/2", options).Verdict.Kind,
                Is.EqualTo(VerdictKind.Inconclusive));
        }
    }

    [TestCase("x <= 9/10", VerdictKind.Supported)]
    [TestCase("x <= 1/10", VerdictKind.Refuted)]
    [TestCase("x <= 1/2", VerdictKind.Inconclusive)]
    public void Probability_WithFixedTrials_RunsExactlyThose(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Uniform}claim c: with probability >= 1/2 over x: {body}\ncheck c:\n  trials = 5000");
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
        var result = SpecRun.All($"{Uniform}sweep n in {{1, 2, 3}}\nclaim a: with probability >= 1/4 over x: x <= n\nclaim b: (with probability >= 1/4 over x: x <= 1) or (with probability >= 9/10 over x: x <= 1/2)");
        var spent = result.Specs.SelectMany(s => s.Claims).SelectMany(c => c.Cases).Aggregate(Rational.Zero, (sum, c) => sum + (c.AlphaSpent ?? Rational.Zero));
        Assert.Multiple(() =>
        {
            Assert.That(spent > Rational.Zero && spent <= result.Alpha, Is.True, spent.ToString());
            Assert.That(result.Ledger.Aggregate(Rational.Zero, (sum, entry) => sum + entry.Alpha) <= result.Alpha, Is.True);
        });
    }
}
