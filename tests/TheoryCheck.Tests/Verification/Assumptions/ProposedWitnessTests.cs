using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Assumptions;

/// <summary>Constants beyond the ladder, sizes from where conditions let them begin, and lines on which every constant fails.</summary>
[TestFixture]
internal sealed class ProposedWitnessTests
{
    private const string Symbols = "given x in [0, 10], y in reals, N in 1.., K in 1.., s in (0, 1)\n";

    [TestCase("exists C > 0: for all x: x^4 <= C*(1 + x^2)", VerdictKind.Proved, TestName = "a constant above the ladder")]
    [TestCase("exists C > 0: for all x: x^4 <= C*x^5", VerdictKind.Refuted, TestName = "a ratio that explodes at an end of an interval")]
    [TestCase("exists C > 0: for all y: y^4 <= C*(1 + y^2)", VerdictKind.Refuted, TestName = "a ratio that explodes at infinity")]
    [TestCase("exists C > 0: for all y: y^2 <= C*(1 + y^4)", VerdictKind.Proved, TestName = "a ratio that is bounded")]
    [TestCase("exists c > 0: for all s: s^2 >= c*s", VerdictKind.Refuted, TestName = "a lower bound that vanishes")]
    [TestCase("exists c > 0: for all s: s + 1 >= c*s", VerdictKind.Proved, TestName = "a lower bound that does not")]
    [TestCase("exists C > 0: for all N, K where N >= K^2: N <= C*K", VerdictKind.Refuted, TestName = "an integer that runs off under its condition")]
    [TestCase("exists C > 0: for all N, K where N <= K^2: N <= C*K^2", VerdictKind.Proved, TestName = "an integer that its condition holds back")]
    [TestCase("exists C > 0: for all N: sqrt(N + 1) <= C*log(N + 1)", VerdictKind.Refuted, TestName = "a power against a logarithm")]
    [TestCase("exists C > 0: for all N: log(N + 1) <= C*sqrt(N)", VerdictKind.Proved, TestName = "a logarithm against a power")]
    [TestCase("exists C > 0: for all N: log(N + 1) <= C", VerdictKind.Refuted, TestName = "a logarithm against a constant")]
    [TestCase("exists C > 0: for all y where y^2 <= 9: y^4 <= C*(1 + y^2)", VerdictKind.Unrefuted, TestName = "a line that leaves the condition")]
    [TestCase("exists C > 0: for all s: for all t in [0, s]: s^2 + t <= C*s", VerdictKind.Proved, TestName = "a number that shapes another's domain")]
    public void Constant_OfABound_IsFoundOrExcluded(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Symbols}claim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [Test]
    public void Line_AtAnIntervalOfOnePoint_ExcludesNothing()
    {
        var outcome = SpecRun.One("claim c: exists C > 0: for all t in [1, 1]: (t - 1)^2 + 1 <= C*t and t^4 <= C*(t - 1) + C");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("eventually N: 1/N <= 1/1000", VerdictKind.Unrefuted)]
    [TestCase("eventually N: 1/N <= 1/(N + 1)", VerdictKind.Refuted)]
    [TestCase("for all s: eventually N: s^2*N >= 5", VerdictKind.Unrefuted)]
    [TestCase("for all s: eventually N: s^2*N <= 5", VerdictKind.Refuted)]
    [TestCase("eventually N: mod(N, 2) == 0", VerdictKind.Inconclusive)]
    public void Tail_OfAFormula_IsDecidedBySeries(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Symbols}claim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Not.Contain("N >= N'"));
    }

    [Test]
    public void Threshold_StatedForTheSizeItself_IsTaken()
    {
        var outcome = SpecRun.One($"{Symbols}claim c: eventually N: mod(N, 2) >= 0\ncheck c:\n  witness N = 7");
        Assert.That(outcome.Notes, Has.Some.Contains("witness N0 = 7"), outcome.Verdict.Reason);
    }

    [Test]
    public void Size_WithALowerBound_IsProposedFromThere()
    {
        var claims = SpecRun.All("given n in 1.., d in 2..4\nclaim c: for all d: for all n where n >= 100*d^2: sin(1/n)^2 <= 1/400\nclaim no: for all d: for all n where n > 100*d^2: n > 500").Specs[0].Claims;
        Assert.That(claims.Select(c => c.Verdict.Kind), Is.EqualTo(new[] { VerdictKind.Unrefuted, VerdictKind.Refuted }), claims[0].Verdict.Reason);
    }

    [Test]
    public void Size_AmongIrrationalValues_IsKnown()
    {
        var outcome = SpecRun.One("given v in sphere(3), n in 1..\nx[i<n] ~ normal(3)\nclaim c: for all v: quantile(9/10, x: abs(mean(i<n: dot(v, x[i])))) in O(n^(-1/2)) as n -> infinity");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }
}
