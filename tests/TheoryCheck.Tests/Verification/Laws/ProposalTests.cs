using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Laws;

/// <summary>Searches through functions, laws and sequences: what is proposed has what is asked of it, and false claims about all of them are found.</summary>
[TestFixture]
public sealed class ProposalTests
{
    [TestCase("given d in 1..2, m > 0, V(u in vector(d)) in reals where smooth(V) and strongly_convex(V, m), a in vector(d)\nclaim c: V(2*a) + V(zeros(d)) - 2*V(a) >= m*norm(a)^2", ExpectedResult = VerdictKind.Unrefuted, TestName = "StronglyConvexFunctions_WithTheirModulus_AreUnrefuted")]
    [TestCase("given d in 1..2, m > 0, V(u in vector(d)) in reals where smooth(V) and strongly_convex(V, m), a in vector(d)\nclaim c: V(2*a) + V(zeros(d)) - 2*V(a) >= 2*m*norm(a)^2", ExpectedResult = VerdictKind.Refuted, TestName = "StronglyConvexFunctions_WithTwiceTheModulus_AreRefuted")]
    [TestCase("given m > 0, L(u in reals) in reals where smooth(L) and lipschitz_grad(L) <= m, a in reals\nclaim c: abs(L(a) + L(-a) - 2*L(0)) <= m*a^2", ExpectedResult = VerdictKind.Unrefuted, TestName = "FunctionsOfBoundedCurvature_WithTheBound_AreUnrefuted")]
    [TestCase("given m > 0, L(u in reals) in reals where smooth(L) and lipschitz_grad(L) <= m, a in reals\nclaim c: abs(L(a) + L(-a) - 2*L(0)) <= m*a^2/2", ExpectedResult = VerdictKind.Refuted, TestName = "FunctionsOfBoundedCurvature_WithHalfTheBound_AreRefuted")]
    [TestCase("given p in densities(reals), q in densities(reals)\nclaim c: kl(p, q) >= 0", ExpectedResult = VerdictKind.Unrefuted, TestName = "Laws_GibbsInequality_IsUnrefuted")]
    [TestCase("given p in densities(reals), q in densities(reals)\nclaim c: kl(p, q) <= fisher(p, q)", ExpectedResult = VerdictKind.Refuted, TestName = "Laws_SobolevWithAFixedConstant_IsRefuted")]
    [TestCase("given d in 1..2, p in laws(vector(d)) where mean(p) == zeros(d)\nclaim c: moment(p, 2) <= 2", ExpectedResult = VerdictKind.Refuted, TestName = "Laws_WithARestriction_AreSearched")]
    [TestCase("given mu[k in 1..] in positive\nclaim c: converges(sum(k in 1..: mu[k]))", ExpectedResult = VerdictKind.Refuted, TestName = "PositiveSequences_ThatNeedNotConverge_AreFound")]
    [TestCase("given m[j in 0..] in positive, c[j in 0..] in reals\nassume trace: converges(sum(j in 0..: m[j]))\nassume square: converges(sum(j in 0..: c[j]^2))\nclaim c1: converges(sum(j in 0..: (sqrt(m[j])*c[j])^2/m[j]))", ExpectedResult = VerdictKind.Unrefuted, TestName = "PositiveSequences_InTheSourceCondition_AreUnrefuted")]
    public VerdictKind Search_ThroughFunctionsAndLaws_Decides(string text)
    {
        var outcome = SpecRun.One(text);
        TestContext.Out.WriteLine(outcome.Verdict.Reason);
        return outcome.Verdict.Kind;
    }

    // Shrinking must not take a function out of the class it was proposed for.
    [Test]
    public void Shrinking_WithAModulusInTheRestriction_KeepsTheModulus()
    {
        var outcome = SpecRun.One("""
            given m > 0, V(u in reals) in reals where smooth(V) and strongly_convex(V, m), a in reals
            claim c: V(2*a) + V(0) - 2*V(a) >= m*a^2 + (m - 3)*a^2
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(outcome.Counterexample!.Values.Single(v => v.Symbol.Text == "m").Value, Is.Not.EqualTo("1").And.Not.EqualTo("3"));
    }
}
