using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>A claim about some steps of a run, or some times of a flow, is held to these and to no others.</summary>
[TestFixture]
internal sealed class StepRangeTests
{
    // x = 5, 1, 1, ...; y counts the steps; u starts at 3 and is normal from step 1 on.
    private const string Steps = """
        evolve k:
          start x = 5
          x <- if(k == 0, 1, x)
        evolve j:
          start y = 0
          y <- y + 1
        evolve m:
          start u = 3
          e ~ normal(0, 1)
          u <- e

        """;

    private const string Decay = "flow t:\n  start z = 1\n  rate z = -z\n";

    [TestCase("for all k in 1..: x@k == 1", VerdictKind.Proved)]
    [TestCase("for all k in 1..: x@k == 5", VerdictKind.Refuted)]
    [TestCase("for all k: x@k == 1", VerdictKind.Refuted)]
    [TestCase("for all k in 1..: x@(k + 1) >= x@k*cos(x@k - 1)", VerdictKind.Proved)]
    [TestCase("for all j in 2..: y@j^2 >= 4", VerdictKind.Unrefuted)]
    [TestCase("for all j in 1..: y@j^2 >= 4", VerdictKind.Refuted)]
    [TestCase("for all j in 3..9: y@j <= 9", VerdictKind.Certified)]
    [TestCase("for all j in 3..9: y@j <= 8", VerdictKind.Refuted)]
    [TestCase("for all j in {1, 3, 5}: y@j*(6 - y@j) >= 5", VerdictKind.Certified)]
    [TestCase("for all j in {1, 3, 5}: y@j*(6 - y@j) >= 6", VerdictKind.Refuted)]
    [TestCase("exists j in 3..: y@j == 5", VerdictKind.Certified)]
    [TestCase("exists j in 3..: y@j == 2", VerdictKind.Inconclusive)]
    [TestCase("for all m in 1..: expect(e: u@m) == 0", VerdictKind.Unrefuted)]
    [TestCase("for all m in 0..: expect(e: u@m) == 0", VerdictKind.Refuted)]
    public void Recursion_AtSomeSteps_IsJudgedAtThese(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Steps}claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The run goes on past the default horizon of 200 steps where the claim begins, or ends, later.
    [TestCase("for all j in 300..: y@j <= 310")]
    [TestCase("for all j in 3..500: y@j <= 400")]
    public void Recursion_AtLateSteps_IsFollowedToThem(string claim)
    {
        var outcome = SpecRun.One($"{Steps}claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    // exp(-0.693) > 1/2 > exp(-0.694).
    [TestCase("for all t > 0: z@t < 1", VerdictKind.Unrefuted)]
    [TestCase("for all t in [0.7, 1): z@t <= 1/2", VerdictKind.Unrefuted)]
    [TestCase("for all t in [1/2, 1): z@t <= 1/2", VerdictKind.Refuted)]
    [TestCase("for all t where t >= 1/2: z@t <= 1/2", VerdictKind.Refuted)]
    [TestCase("for all t where 1 <= t: z@t <= 1/2", VerdictKind.Unrefuted)]
    [TestCase("for all t in [0, 2]: z@t > 1/3", VerdictKind.Refuted)]
    [TestCase("for all t in [0, 1]: z@t > 1/3", VerdictKind.Unrefuted)]
    [TestCase("for all t in [1, 2]: derive if(t < 1/2, 0, z@t) == z@t", VerdictKind.Unrefuted)]
    [TestCase("for all t: derive if(t < 1/2, 0, z@t) == z@t", VerdictKind.Refuted)]
    public void Flow_AtSomeTimes_IsJudgedAtThese(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Decay}claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The sine is 0 at whole times, which a grid of times is not.
    [TestCase("for all t in naturals: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Inconclusive)]
    [TestCase("for all t in 0..: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Inconclusive)]
    [TestCase("for all t in 1..3: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Inconclusive)]
    [TestCase("for all t in {1/4, 1/2}: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Refuted)]
    [TestCase("for all t in {1, 2}: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Unrefuted)]
    [TestCase("for all t in reals: z@t*sin(pi*t)^2 <= 1/100", VerdictKind.Refuted)]
    public void Flow_AtWholeTimes_IsNotJudgedBetweenThem(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Decay}claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // p@k = z/2^k: what steps up to a stated one are claimed to do is settled by a run that long; later ones, and sides that rounding cannot tell apart, leave the rest open.
    [TestCase("for all k <= 20: p@k >= 0", VerdictKind.Supported)]
    [TestCase("for all k in 3..20: p@k <= 1/8", VerdictKind.Supported)]
    [TestCase("for all k where 1 <= k < 400: p@k <= 1/2", VerdictKind.Supported)]
    [TestCase("for all k in {1, 5}: p@k <= 1/2", VerdictKind.Supported)]
    [TestCase("not (for all k <= 3: p@k >= 1/8)", VerdictKind.Supported)]
    [TestCase("exists k <= 4: p@k <= 1/16", VerdictKind.Supported)]
    [TestCase("for all k where k <= 3 or k <= 5: p@k >= 0", VerdictKind.Supported)]
    [TestCase("not (for all k <= 3: p@k <= 1)", VerdictKind.Refuted)]
    [TestCase("exists k <= 4: p@k < 0", VerdictKind.Refuted)]
    [TestCase("for all k where k <= 3: p@k <= 1/10", VerdictKind.Refuted)]
    [TestCase("for all k where k < 4000: p@k >= 0", VerdictKind.Unrefuted)]
    [TestCase("for all k where k >= 3: p@k >= 0", VerdictKind.Unrefuted)]
    [TestCase("for all k where k <= 3 or z <= 1/2: p@k >= 0", VerdictKind.Unrefuted)]
    [TestCase("for all k <= 20: p@k <= p@0", VerdictKind.Unrefuted)]
    [TestCase("for all k <= 300: p@k > 1/2^400", VerdictKind.Unrefuted)]
    public void Event_OfStepsUpToAStatedOne_IsSettledByTheRun(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"z ~ uniform(0, 1)\nevolve k:\n  start p = z\n  p <- p/2\nclaim c: with probability >= 9/10 over z: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
