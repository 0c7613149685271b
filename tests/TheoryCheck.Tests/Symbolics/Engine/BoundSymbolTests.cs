using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Engine;

/// <summary>Bound symbols keep their type in canonical forms: a real variable is never taken for an integer.</summary>
[TestFixture]
internal sealed class BoundSymbolTests
{
    [TestCase("if(t > 0, 1, 0)", "if(t >= 1, 1, 0)")]
    [TestCase("integral(s wrt mu: if(t > s, 1, 0))", "integral(s wrt mu: if(t >= s + 1, 1, 0))")]
    [TestCase("floor(t)", "t")]
    public void Integral_OfARealVariable_IsNotThatOfAnInteger(string left, string right) =>
        Assert.That(SpecRun.One($"given mu in probabilities(reals)\nclaim c: derive integral(t wrt mu: {left}) == integral(t wrt mu: {right})").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved));

    [TestCase("if(k > 0, 1, 0)", "if(k >= 1, 1, 0)")]
    public void Sum_OverAnIndex_StillIs(string left, string right) =>
        Assert.That(SpecRun.One($"given n in 1..\nclaim c: derive sum(k<n: {left}) == sum(k<n: {right})").Verdict.Kind, Is.EqualTo(VerdictKind.Proved));

    [Test]
    public void Identity_WithFunctionsAndSums_IsProvedWithoutBeingAskedFor() =>
        Assert.That(SpecRun.One("given n in 1..3, z in vector(n)\np(u in vector(n), i<n) = exp(u[i])/sum(j<n: exp(u[j]))\nclaim c: sum(i<n: p(z, i)) == 1").Verdict.Kind, Is.EqualTo(VerdictKind.Proved));
}
