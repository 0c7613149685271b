using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Statements about a recursion at all steps are proved by induction, their false twins refuted, and nothing is proved of states that may be without a value.</summary>
[TestFixture]
internal sealed class InductionOverStepsTests
{
    private const string Descent = """
        given a in (0, 1), x0 in reals, d in 1.., w0 in vector(d), v in vector(d)
        evolve k:
          start x = x0
          start w = w0
          start r = 1
          start p = x0
          start q = 0
          x <- (1 - a)*x
          w <- w - a*grad(norm(w - v)^2, w)/2
          r <- r*(k + 1)/(k + 2)
          p <- (p + q)/2
          q <- (p + q)/2
        evolve m:
          start g = 1
          g <- g/(1 + g)

        """;

    [TestCase("x@k == (1 - a)^k*x0", VerdictKind.Proved)]
    [TestCase("x@k == (1 - a)^(k + 1)*x0", VerdictKind.Refuted)]
    [TestCase("abs(x@k) <= abs(x0)", VerdictKind.Proved)]
    [TestCase("abs(x@k) <= abs(x0)/(1 + k)", VerdictKind.Refuted)]
    [TestCase("abs(x@(k + 1)) <= (1 - a)*abs(x@k)", VerdictKind.Proved)]
    [TestCase("abs(x@(k + 1)) <= (1 - a)^2*abs(x@k)", VerdictKind.Refuted)]
    [TestCase("r@k == 1/(k + 1)", VerdictKind.Proved)]
    [TestCase("r@k <= 1 and r@k > 0", VerdictKind.Proved)]
    [TestCase("r@k == 1/(k + 1)^2", VerdictKind.Refuted)]
    [TestCase("norm(w@k - v) <= norm(w0 - v)", VerdictKind.Proved)]
    [TestCase("norm(w@(k + 1) - v) <= (1 - a)*norm(w@k - v)", VerdictKind.Proved)]
    [TestCase("norm(w@k - v) <= (1 - a)^(2*k)*norm(w0 - v)", VerdictKind.Refuted)]
    [TestCase("p@k + q@k == x0", VerdictKind.Proved)]
    [TestCase("p@k + q@k == x0 and p@k == x0", VerdictKind.Refuted)]
    public void Statement_AtAllSteps_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Descent}claim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // A divisor that is positive by what is shown.
    [TestCase("g@m > 0", VerdictKind.Proved)]
    [TestCase("g@m > 1/20", VerdictKind.Refuted)]
    public void Update_ThatDivides_HasAValueByTheStatement(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Descent}claim c: for all rest: for all m: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The logistic map stays within its interval.
    [TestCase("7/2", VerdictKind.Proved)]
    [TestCase("18/5", VerdictKind.Refuted)]
    public void LogisticMap_StaysBelowItsGreatestValue(string rate, VerdictKind expected)
    {
        var outcome = SpecRun.One($"evolve k:\n  start z = 1/3\n  z <- {rate}*z*(1 - z)\nclaim c: for all k: 0 <= z@k <= 7/8\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // At the fourth step the divisor is 0.
    [TestCase("(x@k)^2 >= 0")]
    [TestCase("y@k <= 1")]
    public void State_ThatMayHaveNoValue_IsNotProved(string claim)
    {
        var outcome = SpecRun.One($"given x0 in reals\nevolve k:\n  start x = x0\n  start y = 1\n  x <- x/y\n  y <- y - 1/3\nclaim c: for all x0: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // A state of which the claim does not speak has no value at the start for a = 0, and the other one takes it over.
    [Test]
    public void State_ThatMayStartWithoutAValue_IsNotProved()
    {
        var outcome = SpecRun.One("given a in reals\nevolve k:\n  start y = 1/a\n  start z = 1\n  z <- y\nclaim c: for all a: for all k: (z@k)^2 >= 0\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }
}
