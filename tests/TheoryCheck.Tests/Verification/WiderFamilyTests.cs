using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification;

/// <summary>Suprema over longer families are proved to be no less where zeros cost nothing; twins are not.</summary>
public sealed class WiderFamilyTests
{
    private const string Setting = """
        given n in 1.., d in 1.., M in 1.., N in 1.., x[i<n] in vector(d), y[i<n] in reals
        assume wider: N >= M
        best(W in naturals) = sup(a[j<W] in reals, w[j<W] in vector(d) where sum(j<W: a[j]^2 + norm(w[j])^2) > 0: min(i<n: y[i]*sum(j<W: a[j]*relu(dot(w[j], x[i]))))/sum(j<W: a[j]^2 + norm(w[j])^2))
        loss(W in naturals) = inf(a[j<W] in reals, w[j<W] in vector(d): sum(i<n: (y[i] - sum(j<W: a[j]*relu(dot(w[j], x[i]))))^2))
        biased(W in naturals) = sup(a[j<W] in reals, w[j<W] in vector(d): sum(i<n: sum(j<W: a[j]*relu(dot(w[j], x[i])) - 1)))
        large(W in naturals) = sup(a[j<W] in reals where (for all j<W: a[j] >= 1): -sum(j<W: a[j]))
        averaged(W in naturals) = sup(a[j<W] in reals: mean(j<W: a[j] - a[j]^2))
        claim wide: 
        """;

    [TestCase("best(M) <= best(N)", true)]
    [TestCase("best(N) >= best(M)", true)]
    [TestCase("loss(N) <= loss(M)", true)]
    [TestCase("best(N) <= best(M)", false)]
    [TestCase("loss(M) <= loss(N)", false)]
    [TestCase("best(M) < best(N)", false)]
    [TestCase("biased(M) <= biased(N)", false)]
    [TestCase("large(M) <= large(N)", false)]
    [TestCase("averaged(M) <= averaged(N)", false)]
    [TestCase("best(M) <= loss(N)", false)]
    public void Supremum_OverLongerFamilies_IsProvedToBeNoLess(string formula, bool isProved)
    {
        var claim = SpecRun.Read(Setting.TrimEnd() + " " + formula).Spec!.Claims[0];
        var body = claim.Closed;
        while (body is Quantified all)
        {
            body = all.Body;
        }

        var proof = new WiderFamily().Prove(body, [.. claim.Assumptions.Select(a => a.Formula)]);
        Assert.That(proof?.Kind, Is.EqualTo(isProved ? VerdictKind.Proved : (VerdictKind?)null));
        Assert.That(new WiderFamily().Prove(body, []), Is.Null, "nothing follows where the lengths are not known to be ordered");
    }

    [Test]
    public void Claim_AboutLongerFamilies_IsProvedInARun() => Assert.That(SpecRun.One(Setting.TrimEnd() + " best(M) <= best(N)").Verdict.Kind, Is.EqualTo(VerdictKind.Proved));
}
