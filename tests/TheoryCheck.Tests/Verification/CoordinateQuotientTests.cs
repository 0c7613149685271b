using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Spectral gaps are proved to be at most the quotients of coordinates where the density is even; twins are not.</summary>
public sealed class CoordinateQuotientTests
{
    private const string Setting = """
        given beta > 0, d in 1..
        even(u in reals) = u^4 - 3*u^2
        tilted(u in reals) = u^4 - u
        round(u in vector(d)) = dot(u, u)^2
        p = density(u in reals: exp(-beta*even(u)))
        q = density(u in vector(d): exp(-beta*round(u)))
        claim c: for all rest: 
        """;

    [TestCase("spectral_gap(even, beta) <= 1/(beta*moment(p, 2))", true)]
    [TestCase("1/(moment(p, 2)*beta) >= spectral_gap(even, beta)", true)]
    [TestCase("spectral_gap(round, beta) <= d/(beta*moment(q, 2))", true)]
    [TestCase("spectral_gap(even, beta) <= 1/(2*beta*moment(p, 2))", false)]
    [TestCase("spectral_gap(even, beta) >= 1/(beta*moment(p, 2))", false)]
    [TestCase("spectral_gap(even, beta) < 1/(beta*moment(p, 2))", false)]
    [TestCase("spectral_gap(even, beta) <= 1/(beta*moment(p, 4))", false)]
    [TestCase("spectral_gap(even, 2*beta) <= 1/(2*beta*moment(p, 2))", false)]
    [TestCase("spectral_gap(tilted, beta) <= 1/(beta*moment(density(u in reals: exp(-beta*tilted(u))), 2))", false)]
    [TestCase("spectral_gap(round, beta) <= 1/(beta*moment(q, 2))", false)]
    public void Gap_AtMostTheQuotientOfACoordinate_IsProved(string formula, bool isProved) =>
        Assert.That(SpecRun.One(Setting.TrimEnd() + " " + formula).Verdict.Kind, isProved ? Is.EqualTo(VerdictKind.Proved) : Is.Not.EqualTo(VerdictKind.Proved));
}
