using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Evaluation;

/// <summary>Measures on finitely many points as values of the claim language.</summary>
public sealed class MeasureValueTests
{
    [TestCase("tvnorm(2*dirac([1, 0]) - 3*dirac([0, 1])) == 5")]
    [TestCase("tvnorm(dirac([1, 0]) - dirac([1, 0])) == 0")]
    [TestCase("mass(2*dirac(1) - 3*dirac(0)) == -1")]
    [TestCase("integral(t wrt 2*dirac(1) - dirac(3): t^2) == -7")]
    [TestCase("integral(t wrt 0*dirac(0): 1/t) == 0")]
    [TestCase("dirac(1) + dirac(2) == dirac(2) + dirac(1)")]
    [TestCase("dirac(1) + 0*dirac(2) == dirac(1)")]
    [TestCase("dirac(1) + dirac(1) == 2*dirac(1)")]
    [TestCase("support(dirac(1) + dirac(2) - dirac(1)) == {2}")]
    [TestCase("push(x |-> x^2, dirac(-1) + dirac(1)) == 2*dirac(1)")]
    [TestCase("sum(i<3: (i + 1)*dirac(i)) - dirac(0) == 2*dirac(1) + 3*dirac(2)")]
    [TestCase("dirac([3/5, 4/5]) in measures(sphere(2))")]
    [TestCase("1/2*dirac(0) + 1/2*dirac(1) in probabilities(reals)")]
    public void Law_OfMeasures_Holds(string formula)
    {
        var truth = SpecRun.One($"given z in {{0}}\nclaim law: for all z: {formula}");
        Assert.That(truth.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted).Or.EqualTo(VerdictKind.Certified).Or.EqualTo(VerdictKind.Proved), truth.Verdict.Reason);
    }

    [TestCase("dirac(1) == dirac(2)")]
    [TestCase("dirac(1) == 2*dirac(1)")]
    [TestCase("tvnorm(dirac(1) + dirac(2)) < 2")]
    [TestCase("support(dirac(1) - dirac(1)) == {1}")]
    [TestCase("dirac([1, 1]) in measures(sphere(2))")]
    [TestCase("3/2*dirac(0) - 1/2*dirac(1) in probabilities(reals)")]
    public void FalseTwin_OfALaw_IsRefuted(string formula)
    {
        var truth = SpecRun.One($"given z in {{0}}\nclaim law: for all z: {formula}");
        Assert.That(truth.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), truth.Verdict.Reason);
    }

    [Test]
    public void Variation_OfPointsThatMayBeEqual_StaysOpenWhereTheirWeightsWouldCancel()
    {
        // 2cos(π/9)(4cos²(π/9) - 3) = 1, and e^(√2)·e^(√3) = e^(√2 + √3): numbers that no enclosure tells apart, and of the first no canonical form says so.
        const string Points = "given z in {0}\nclaim twice: for all z: ";
        Assert.That(SpecRun.One(Points + "tvnorm(dirac(2*cos(pi/9)*(4*cos(pi/9)^2 - 3)) - dirac(1)) < 1").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(SpecRun.One(Points + "tvnorm(dirac(exp(sqrt(2))*exp(sqrt(3))) + dirac(exp(sqrt(2) + sqrt(3)))) >= 2").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(SpecRun.One(Points + "dirac(exp(sqrt(2))*exp(sqrt(3))) == dirac(sqrt(5))").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }
}
