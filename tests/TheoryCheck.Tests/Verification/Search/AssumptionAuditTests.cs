using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Which assumptions a claim needs.</summary>
[TestFixture]
public sealed class AssumptionAuditTests
{
    private const string Text = """
        given a in reals
        given b in reals
        assume big: a > 1
        assume useless: b < 100
        claim c: a*a + b^2 > 1
        """;

    [Test]
    public void Assumption_TheClaimNeeds_ComesWithACounterexample()
    {
        var audit = Audit(Text, "big")!;
        Assert.Multiple(() =>
        {
            Assert.That(audit.Finding, Is.EqualTo("needed"));
            Assert.That(audit.Counterexample!.Values.Select(v => v.Value), Is.EqualTo(new[] { "0", "0" }));
        });
    }

    [Test]
    public void Assumption_WithoutWhichTheClaimIsProved_IsNotNeeded() => Assert.That(Audit(Text, "useless")!.Finding, Is.EqualTo("not needed"));

    // Motzkin's polynomial, which is no sum of squares: it is searched.
    [Test]
    public void Assumption_TheClaimDoesNotNeed_IsNotCalledNeedless()
    {
        var audit = Audit("given a in reals, b in reals\nassume useless: b < 100\nclaim c: a^4*b^2 + a^2*b^4 + 1 >= 3*a^2*b^2", "useless")!;
        Assert.Multiple(() =>
        {
            Assert.That(audit.Finding, Is.EqualTo("not shown to be needed"));
            Assert.That(audit.Counterexample, Is.Null);
        });
    }

    [TestCase("given a in reals\nassume big: a > 1\nclaim c: a*a > 4")]
    [TestCase("given a in reals\nz ~ normal(0, 1)\nassume big: a > 1\nclaim c: with probability >= 1/1000 over z: z <= a")]
    public void Claim_FalseOrAboutChance_IsNotAudited(string text) => Assert.That(Audit(text, "big"), Is.Null);

    private static AuditFinding? Audit(string text, string name) => SpecRun.One(text).Assumptions.Single(a => a.Name == name).Audit;
}
