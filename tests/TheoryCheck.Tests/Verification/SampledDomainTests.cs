using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>What a check block samples lies in the domain exactly, or is no configuration.</summary>
[TestFixture]
internal sealed class SampledDomainTests
{
    [TestCase("given x in sphere(3)\nclaim c: x[0]^2 + x[1]^2 + x[2]^2 <= 1 and x[0]^2 + x[1]^2 + x[2]^2 >= 1\ncheck c:\n  sample x = sphere(3)")]
    [TestCase("given x in sphere(4)\nclaim c: x[0]^2 + x[1]^2 + x[2]^2 + x[3]^2 >= 1\ncheck c:\n  sample x = uniform(sphere(4))")]
    [TestCase("given p in simplex(3)\nclaim c: cos(p[0] + p[1] + p[2]) >= cos(1)\ncheck c:\n  sample p = simplex(3)")]
    public void Sample_FromTheDomainsOwnLaw_LiesOnItExactly(string text)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    [TestCase("given x in sphere(3)\nclaim c: x[0] <= 2\ncheck c:\n  sample x = normal(3)")]
    [TestCase("given p in simplex(3)\nclaim c: gamma(p[0] + 2) <= 3\ncheck c:\n  sample p = sphere(3)")]
    public void Sample_OffTheDomain_IsNoConfiguration(string text)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Vacuous).Or.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [Test]
    public void Sample_OfAFalseClaim_RefutesItOnTheDomain()
    {
        var outcome = SpecRun.One("given x in sphere(3)\nclaim c: x[0] <= 1/2\ncheck c:\n  sample x = sphere(3)");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    // Nothing climbs here, since the claim is about a mean: what is proposed has to reach the edge, and the middle.
    [TestCase("expect(s: norm(s*x)) <= 1 - 1/1000", VerdictKind.Refuted)]
    [TestCase("expect(s: norm(s*x)) >= 1/2", VerdictKind.Refuted)]
    [TestCase("expect(s: norm(s*x)) <= 1", VerdictKind.Unrefuted)]
    public void PointsOfABall_Proposed_LieInItAndReachItsEdge(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One("given d in 1..4, x in ball(d)\ns ~ rademacher\nclaim c: for all d, x: " + claim);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected).Or.EqualTo(expected == VerdictKind.Unrefuted ? VerdictKind.Proved : expected), outcome.Verdict.Reason);
    }
}
