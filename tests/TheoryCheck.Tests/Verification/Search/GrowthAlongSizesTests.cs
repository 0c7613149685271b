using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Orders of growth of something with chance are tested along a few sizes, and never said to be more than unrefuted.</summary>
[TestFixture]
internal sealed class GrowthAlongSizesTests
{
    private const string Sample = "given n in 1..\nx[i<n] ~ uniform(-1, 1)\n";

    [TestCase("claim c: quantile(9/10, x: abs(mean(i<n: x[i]))) in O(n^(-1/2)) as n -> infinity")]
    [TestCase("claim c: quantile(1/2, x: abs(mean(i<n: x[i]))) in Theta(n^(-1/2)) as n -> infinity")]
    [TestCase("claim c: expect(x: max(i<n: abs(x[i]))) in Omega(1) as n -> infinity\ncheck c:\n  range = [0, 1]\n  case n = {2, 4}")]
    public void Order_ThatHolds_IsUnrefutedAlongTheSizes(string claim)
    {
        var outcome = SpecRun.One(Sample + claim);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.Contain("says nothing of the limit"));
        });
    }

    [TestCase("claim c: quantile(9/10, x: abs(mean(i<n: x[i]))) in O(n^(-4)) as n -> infinity")]
    [TestCase("claim c: quantile(1/2, x: abs(mean(i<n: x[i]))) in Theta(n^4) as n -> infinity\ncheck c:\n  case n = {16, 64}")]
    public void Order_ThatNoUsualConstantFits_IsNeitherPositiveNorRefuted(string claim)
    {
        var outcome = SpecRun.One(Sample + claim);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.StartWith("no constant"));
        });
    }

    [Test]
    public void Order_WithAnExponentToFind_NamesOne()
    {
        var outcome = SpecRun.One(Sample + "claim c: exists p > 0: quantile(9/10, x: abs(mean(i<n: x[i]))) in O(n^(-p)) as n -> infinity");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
            Assert.That(outcome.Notes, Has.Some.StartsWith("witness p ="));
        });
    }

    private const string Numbers = "given d in 1.., l in 1..\nc(n in naturals) = integral(t in [0, 1]: t^n)\n";

    [TestCase("claim c: for all d: d*c(l) in O(1/l) as l -> infinity")]
    [TestCase("claim c: for all d: -c(l) in Theta(1/l) as l -> infinity")]
    [TestCase("claim c: for all d: 0*c(l) in O(l^(-2)) as l -> infinity")]
    public void Order_OfNumbersThatNoSeriesHas_IsUnrefutedAlongTheSizes(string claim)
    {
        var outcome = SpecRun.One(Numbers + claim);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.Contain("says nothing of the limit"));
        });
    }

    [Test]
    public void Order_OfNumbersThatNoConstantFits_IsNeitherPositiveNorRefuted()
    {
        var outcome = SpecRun.One(Numbers + "claim c: for all d: d*c(l) in O(l^(-4)) as l -> infinity");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }
}
