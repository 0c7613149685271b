using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Inequalities between powers of any integer exponent, their false twins, and what tangents and orders of functions add to inequalities.</summary>
[TestFixture]
internal sealed class InductionOverExponentTests
{
    [TestCase("(1 + x)^n >= 1 + n*x", VerdictKind.Proved)]
    [TestCase("(1 + x)^n >= 1 + n*x + x^2", VerdictKind.Refuted)]
    [TestCase("(1 - a)^n <= exp(-a*n)", VerdictKind.Proved)]
    [TestCase("(1 - a)^n <= exp(-2*a*n)", VerdictKind.Refuted)]
    [TestCase("(1 - a)^n <= 1/(1 + a*n)", VerdictKind.Proved)]
    [TestCase("(1 - a)^n <= 1/(1 + 2*a*n)", VerdictKind.Refuted)]
    [TestCase("a^n <= 1", VerdictKind.Proved)]
    [TestCase("(-a)^n <= 0", VerdictKind.Refuted)]
    [TestCase("(-a)^n <= 1", VerdictKind.Proved)]
    [TestCase("r^n <= 1 + abs(r)", VerdictKind.Refuted)]
    public void Power_OfAnyExponent_IsDecided(string claim, VerdictKind expected) => Check(claim, expected);

    [TestCase("r <= 0 implies b*exp(r) <= b", VerdictKind.Proved)]
    [TestCase("b*exp(r) <= b", VerdictKind.Refuted)]
    [TestCase("b*exp(-b) <= 1", VerdictKind.Proved)]
    [TestCase("b*exp(-b) <= 1/3", VerdictKind.Refuted)]
    [TestCase("b*log(1 + r^2) <= b*r^2", VerdictKind.Proved)]
    [TestCase("b*log(1 + r^2) <= b*r^2/2", VerdictKind.Refuted)]
    [TestCase("b*tanh(r) <= b", VerdictKind.Proved)]
    [TestCase("b*tanh(r) <= b/2", VerdictKind.Refuted)]
    [TestCase("s <= r implies b*tanh(s) <= b*tanh(r)", VerdictKind.Proved)]
    [TestCase("b*tanh(s) <= b*tanh(r)", VerdictKind.Refuted)]
    public void Function_InsideAStatement_IsBounded(string claim, VerdictKind expected) => Check(claim, expected);

    // What another symbol may be depends on the integer, so that it is not the same on the way to it.
    [TestCase("given n in 1.., a in [0, n]", "sum(i<n: i - a) + a >= 0")]
    [TestCase("given n in 1.., a in 1..n", "sum(i<n: i - a) + a >= 0")]
    [TestCase("given n in 1.., a in reals where a <= n", "sum(i<n: i - a) + a >= 0")]
    [TestCase("given n in 1.., a in [0, n]", "n*(n - 1)/2 - n*a + a + 2^n/100 >= 0")]
    public void Induction_OverASizeOfOtherDomains_ProvesNothing(string given, string claim)
    {
        var outcome = SpecRun.One($"{given}\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    private static void Check(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given n in 0.., x > -1, a in [0, 1], r in reals, s in reals, b > 0\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
