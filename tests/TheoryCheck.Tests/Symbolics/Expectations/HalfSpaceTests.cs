using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Expectations;

/// <summary>Probabilities of half-spaces and strips under normal laws have their closed form, and twins are refuted.</summary>
public sealed class HalfSpaceTests
{
    [TestCase("prob(z: z >= s) == (1 - erf(s/sqrt(2)))/2", VerdictKind.Proved)]
    [TestCase("prob(z: 2*z + 1 < s) == (1 + erf((s - 1)/(2*sqrt(2))))/2", VerdictKind.Proved)]
    [TestCase("prob(g: dot(g, [3, 4]) >= 5*s) == prob(z: z >= s)", VerdictKind.Proved)]
    [TestCase("prob(z: abs(z) <= a) == erf(a/sqrt(2))", VerdictKind.Proved)]
    [TestCase("prob(z: abs(z - 1) > a) == prob(z: z > 1 + a) + prob(z: z < 1 - a)", VerdictKind.Proved)]
    [TestCase("prob(z: z >= s) == (1 - erf(s))/2", VerdictKind.Refuted)]
    [TestCase("prob(g: dot(g, [3, 4]) >= 5*s) == prob(z: z >= 5*s)", VerdictKind.Refuted)]
    [TestCase("prob(z: abs(z) <= a) == erf(a/sqrt(2))/2", VerdictKind.Refuted)]
    public void Probability_OfAHalfSpaceOrStrip_IsKnown(string formula, VerdictKind verdict) =>
        Assert.That(SpecRun.One($"given s in reals, a > 0\nz ~ normal(0, 1); g ~ normal(2)\nclaim share: for all s, a: {formula}").Verdict.Kind, Is.EqualTo(verdict));
}
