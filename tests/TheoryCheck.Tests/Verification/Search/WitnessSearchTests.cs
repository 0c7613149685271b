using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Witnesses in sets without a ladder are counterexamples to the negation; that none is found says nothing.</summary>
[TestFixture]
public sealed class WitnessSearchTests
{
    [TestCase("exists x in vector(2), y in reals: x[0]*x[1] > y^3 + 1", VerdictKind.Certified, TestName = "Witness_AmongVectors_IsFound")]
    [TestCase("exists x in vector(2) where x[0] > 1: x[1]^3 > x[0]", VerdictKind.Certified, TestName = "Witness_UnderACondition_IsFound")]
    [TestCase("exists x in vector(2): x[0]^4 + x[1]^2 < 0", VerdictKind.Refuted, TestName = "Witness_ThatCannotBe_IsRefuted")]
    [TestCase("exists f(t in reals) in reals where convex(f): f(1) + f(-1) > 2*f(0) + 1/10", VerdictKind.Certified, TestName = "Witness_AmongConvexFunctions_IsFound")]
    [TestCase("exists f(t in reals) in reals where convex(f): f(1) + f(-1) < 2*f(0)", VerdictKind.Inconclusive, TestName = "Witness_AgainstConvexity_IsNotFound")]
    [TestCase("not (exists x in vector(2): x[0]*x[1] > 1 and x[0]^3 < 100)", VerdictKind.Refuted, TestName = "Witness_RefutesTheNegation")]
    public void Exists_WithoutALadder_IsSearched(string statement, VerdictKind expected)
    {
        var outcome = SpecRun.One("claim c: " + statement);
        TestContext.Out.WriteLine(outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("exists x in [0, 1]: x^2 == 1/4 and x > 0", VerdictKind.Certified)]
    [TestCase("exists x in [0, 10]: abs(x - 7) < 1/1000", VerdictKind.Certified)]
    [TestCase("exists x in reals, y in reals: x + y == 3 and x - y == 1", VerdictKind.Certified)]
    [TestCase("exists x in [0, 2]: x^2 == 2", VerdictKind.Unrefuted)]
    [TestCase("exists x in [0, 4]: sin(x) == 1", VerdictKind.Unrefuted)]
    [TestCase("exists x in positive: x*log(x) < -1/2", VerdictKind.Refuted)]
    [TestCase("exists x in [0, sqrt(2)): x^2 == 2", VerdictKind.Inconclusive)]
    public void Number_ThatIsClaimedToExist_IsListedOrAtLeastFound(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
