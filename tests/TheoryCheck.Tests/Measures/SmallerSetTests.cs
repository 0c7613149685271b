using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Infima over fewer points are proved to be no less for all data at once; twins are not.</summary>
public sealed class SmallerSetTests
{
    private const string Setting = """
        given n in 1.., d in 2..3, x[i<n] in sphere(d), y[i<n] in reals
        J(nu in measures(sphere(d))) = sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + tvnorm(nu)
        H(nu in measures(sphere(d))) = sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 2*tvnorm(nu)
        lasso(D in finite_subsets(sphere(d))) = inf(nu in measures(sphere(d)) where support(nu) subset D: J(nu))
        best = inf(nu in measures(sphere(d)): J(nu))
        claim all: for all D in finite_subsets(sphere(d)), E in finite_subsets(sphere(d)) where D subset E: 
        """;

    [TestCase("lasso(D) >= best", true)]
    [TestCase("best <= lasso(D)", true)]
    [TestCase("lasso(E) <= lasso(D)", true)]
    [TestCase("sup(nu in measures(sphere(d)) where support(nu) subset D: -J(nu)) <= sup(nu in measures(sphere(d)): -J(nu))", true)]
    [TestCase("inf(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu) and support(nu) subset D: J(nu)) >= lasso(E)", true)]
    [TestCase("lasso(D) <= best", false)]
    [TestCase("lasso(D) > best", false)]
    [TestCase("lasso(D) <= lasso(E)", false)]
    [TestCase("sup(nu in measures(sphere(d)) where support(nu) subset D: -J(nu)) >= sup(nu in measures(sphere(d)): -J(nu))", false)]
    [TestCase("lasso(D) >= inf(nu in measures(sphere(d)): H(nu))", false)]
    [TestCase("inf(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu): J(nu)) >= lasso(E)", false)]
    public void Infimum_OverFewerPoints_IsProvedToBeNoLess(string formula, bool isProved)
    {
        var outcome = SpecRun.One(Setting.TrimEnd() + " " + formula);
        Assert.That(outcome.Verdict.Kind, isProved ? Is.EqualTo(VerdictKind.Proved) : Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
        Assert.That(outcome.Derivation.Count > 0, Is.EqualTo(isProved));
    }
}
