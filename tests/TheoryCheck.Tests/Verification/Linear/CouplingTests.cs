using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Linear;

/// <summary>Couplings of discrete measures as values: members, least costs, optimal ones, what holds of all of them.</summary>
public sealed class CouplingTests
{
    private const string Line = """
        given z in {0}
        mu = 1/2*dirac(0) + 1/2*dirac(2)
        nu = 1/4*dirac(1) + 3/4*dirac(3)
        cost(g in couplings(mu, nu)) = integral((u, v) wrt g: (u - v)^2)
        best = the(argmin(g in couplings(mu, nu): cost(g)))
        ends = sum(i<2, j<2: (1/2)*if(j == 0, 1/4, 3/4)*dirac((2*i, 1 + 2*j)))

        """;

    [TestCase("ends in couplings(mu, nu)", true)]
    [TestCase("ends in couplings(nu, mu)", false)]
    [TestCase("2*ends in couplings(mu, nu)", false)]
    [TestCase("best in couplings(mu, nu)", true)]
    [TestCase("cost(best) == wasserstein(2, mu, nu)^2", true)]
    [TestCase("inf(g in couplings(mu, nu): cost(g)) == 3", true)]
    [TestCase("inf(g in couplings(mu, nu): cost(g)) < 3", false)]
    [TestCase("sup(g in couplings(mu, nu): cost(g)) == 5", true)]
    [TestCase("inf(g in couplings(mu, nu): integral((u, v) wrt g: abs(u - v)^(3/2))) <= wasserstein(3/2, mu, nu)^(3/2) + 1/10^9", true)]
    [TestCase("inf(g in couplings(mu, nu): integral((u, v) wrt g: abs(u - v)^(3/2))) <= wasserstein(3/2, mu, nu)^(3/2) - 1/10^9", false)]
    [TestCase("inf(g in couplings(mu, nu) where integral((u, v) wrt g: v - u) == 1: cost(g)) == infinity", true)]
    [TestCase("inf(g in couplings(mu, 2*nu): mass(g)) == infinity", true)]
    [TestCase("for all g in couplings(mu, nu): mass(g) == 1", true)]
    [TestCase("for all g in couplings(mu, nu): cost(g) >= 3", true)]
    [TestCase("for all g in couplings(mu, nu): cost(g) <= 7/2", false)]
    public void Coupling_OfMeasuresOnTheLine_IsDecided(string formula, bool holds)
    {
        var outcome = SpecRun.One(Line + $"claim value: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Certified : VerdictKind.Refuted).Or.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
