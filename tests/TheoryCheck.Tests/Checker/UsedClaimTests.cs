using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Checker;

/// <summary>Claims that other claims use as propositions: under their own assumptions, and judged and checked as those.</summary>
[TestFixture]
public sealed class UsedClaimTests
{
    private const string Spec = """
        sweep N in {1, 2, 3}
        assume large: N >= 2
        claim main: N >= 2
        """;

    [TestCase("main", VerdictKind.Certified)]
    [TestCase("main and 1 == 1", VerdictKind.Certified)]
    [TestCase("not main", VerdictKind.Refuted)]
    [TestCase("main without large", VerdictKind.Refuted)]
    [TestCase("not (main without large)", VerdictKind.Certified)]
    public void UsedClaim_UnderItsAssumptions_IsJudgedAsItself(string use, VerdictKind expected) =>
        Assert.That(SpecRun.All($"{Spec}\nclaim c: {use}").Specs[0].Claims.Single(c => c.Name == "c").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("not main")]
    [TestCase("main without large")]
    public void UsedClaim_RefutedExactly_HasACertificate(string use) =>
        Assert.That(SpecRun.All($"{Spec}\nclaim c: {use}").Specs[0].Claims.Single(c => c.Name == "c").Verdict.Qualifier, Is.Empty);

    [TestCase("not main", """[{"symbol": "N", "value": "1"}]""", false)]
    [TestCase("not (main without large)", """[{"symbol": "N", "value": "1"}]""", true)]
    [TestCase("main", "[]", true)]
    [TestCase("main without large", "[]", false)]
    public void Certificate_OfAUsedClaim_MindsItsAssumptions(string use, string steps, bool holds) =>
        Assert.That(new Sample("instance", $"{Spec}\nclaim c: {use}", "c", $$"""{"steps": {{steps}}}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("given x in reals, y in reals\nassume order: x <= y\nclaim main: for all x: for all y: x <= y + 1\nclaim c: not main", false)]
    [TestCase("given x in reals, y in reals\nassume order: x <= y\nclaim main: for all x: for all y: x <= y + 1\nclaim c: not (main without order)", true)]
    public void Denial_ByValues_IsAcceptedExactlyWhereTheUsedClaimSpeaks(string text, bool holds) =>
        Assert.That(new Sample("instance", text, "c", """{"steps": [{"symbol": "x", "value": "3"}, {"symbol": "y", "value": "0"}]}""").Check().Accepted is not null, Is.EqualTo(holds));

    [Test]
    public void Identity_AtInstances_IsNoDerivation() =>
        Assert.That(new Sample("instance", "sweep a in {1}\nclaim c: derive a == 1", "c", """{"steps": [{"symbol": "a", "value": "1"}]}""").Check().Accepted, Is.Null);

    [TestCase("clip(1, 0, 2) == 1", true)]
    [TestCase("clip(1, 2, 0) == 0", false)]
    public void Clip_ToNothing_HasNoValue(string claim, bool holds) =>
        Assert.That(new Sample("instance", $"claim c: {claim}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));
}
