using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Verification.Laws;

/// <summary>Laws of finitely many numbers as values: means, distances, and what is no law.</summary>
[TestFixture]
internal sealed class FiniteLawTests
{
    // Hand: a die has mean 7/2 and second moment 91/6; E|x|^3 of a coin with p = 1/4 is 1/4.
    [TestCase("claim c: mean(uniform(1..6)) == 7/2", VerdictKind.Certified)]
    [TestCase("claim c: mean(uniform(1..6)) == 4", VerdictKind.Refuted)]
    [TestCase("claim c: moment(uniform(1..6), 2) == 91/6", VerdictKind.Certified)]
    [TestCase("claim c: moment(bernoulli(1/4), 3) == 1/4", VerdictKind.Certified)]
    [TestCase("claim c: moment(rademacher, 3) == 0", VerdictKind.Refuted)]
    [TestCase("claim c: integral(t wrt uniform({0, 1, 5}): t^2) == 26/3", VerdictKind.Certified)]
    [TestCase("claim c: tvdist(uniform({0, 1}), uniform({1, 2, 3})) == 2/3", VerdictKind.Certified)]
    [TestCase("claim c: tvdist(bernoulli(1/3), uniform({0, 1})) == 1/3", VerdictKind.Refuted)]
    [TestCase("claim c: wasserstein(1, bernoulli(1/3), bernoulli(1/2)) == 1/6", VerdictKind.Certified)]
    [TestCase("claim c: kl(uniform({0, 1, 2}), uniform({0, 1})) == infinity", VerdictKind.Certified)]
    [TestCase("claim c: kl(uniform({0, 1}), uniform({0, 1, 2, 3})) <= 7/10", VerdictKind.Certified)]
    [TestCase("claim c: kl(uniform({0, 1}), uniform({0, 1, 2, 3})) <= 6/10", VerdictKind.Refuted)]
    [TestCase("given q in simplex(3)\nclaim c: for all q: kl(categorical(q), uniform({0, 1, 2})) <= log(3)", VerdictKind.Unrefuted)]
    [TestCase("given q in simplex(3)\nclaim c: for all q: kl(categorical(q), uniform({0, 1, 2})) <= 1/2", VerdictKind.Refuted)]
    public void Values_AreThoseOfTheLaw(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind == VerdictKind.Unrefuted && expected == VerdictKind.Certified ? expected : outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Not.Contain("trial"));
    }

    [TestCase("claim c: mean(bernoulli(2)) == 2")]
    [TestCase("claim c: mean(categorical([1/2, 1/3])) >= 0")]
    [TestCase("claim c: moment(uniform(1, 0), 2) >= 0")]
    [TestCase("claim c: kl(categorical([1/2, 1/3]), categorical([1/4, 1/2])) >= 0")]
    [TestCase("claim c: tvdist(categorical([1/2, 1/3]), categorical([1/4, 1/2])) >= 0")]
    [TestCase("b ~ bernoulli(3/2)\nclaim c: expect(b: exp(b)) >= 0")]
    public void WhatIsNoLaw_HasNoMean(string text) =>
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.AnyOf(VerdictKind.Broken, VerdictKind.Inconclusive));

    // Binomial(5, p) above 3: 5p^4(1-p) + p^5; at p = 1/2 it is 6/32.
    [TestCase("b[i<5] ~ bernoulli(1/2)\nclaim c: expect(b: max(sum(i<5: b[i]) - 3, 0)) == 7/32", true)]
    [TestCase("b[i<5] ~ bernoulli(1/2)\nclaim c: expect(b: max(sum(i<5: b[i]) - 3, 0)) == 6/32", false)]
    [TestCase("b[i<5] ~ bernoulli(1/2)\nz ~ normal(0, 1)\nclaim c: prob(b, z: (2*b[0] - 1)*z >= 0) == 1/2", true)]
    [TestCase("b[i<3] ~ rademacher\nz ~ normal(2)\nclaim c: expect(b, z: (b[0]*z[0] + b[1]*b[2]*z[1])^2) == 2", true)]
    [TestCase("u ~ uniform(0, 2)\nclaim c: expect(u: u^3 - u) == 1", true)]
    [TestCase("u ~ uniform(0, 2)\nclaim c: expect(u: exp(u)) <= 32/10", true)]
    [TestCase("u ~ uniform(0, 2)\nclaim c: expect(u: exp(u)) <= 31/10", false)]
    public void Means_NeedNoTrial(string text, bool holds)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, holds ? Is.AnyOf(VerdictKind.Proved, VerdictKind.Certified, VerdictKind.Supported, VerdictKind.Unrefuted) : Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Not.Contain("trial"));
    }
}
