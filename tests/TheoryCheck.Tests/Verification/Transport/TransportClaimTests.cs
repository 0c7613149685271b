using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Transport;

/// <summary>Distances between discrete measures in claims.</summary>
public sealed class TransportClaimTests
{
    private const string Line = """
        given z in {0}
        mu = 1/2*dirac(0) + 1/2*dirac(2)
        nu = 1/4*dirac(1) + 3/4*dirac(3)

        """;

    private const string Plane = """
        given z in {0}
        mu = 1/2*dirac([0, 0]) + 1/2*dirac([1, 0])
        nu = 1/2*dirac([0, 1]) + 1/2*dirac([2, 1])

        """;

    // The monotone plan moves 1/4 by 1, 1/4 by 3 and 1/2 by 1: costs 3/2, 3, and for the third power 15/2.
    [TestCase("wasserstein(1, mu, nu) == 3/2", true)]
    [TestCase("wasserstein(1, mu, nu) < 3/2", false)]
    [TestCase("wasserstein(2, mu, nu)^2 <= 3", true)]
    [TestCase("wasserstein(2, mu, nu) < 17/10", false)]
    [TestCase("abs(wasserstein(3, mu, nu)^3 - 15/2) < 1/10^9", true)]
    [TestCase("abs(wasserstein(3/2, mu, nu)^(3/2) - (3/4 + 3*sqrt(3)/4)) < 1/10^9", true)]
    [TestCase("wasserstein(3/2, mu, nu)^(3/2) < 2", false)]
    [TestCase("abs(wasserstein(4/3, mu, nu) - (3/4 + 3^(4/3)/4)^(3/4)) < 1/10^9", true)]
    [TestCase("wasserstein(1, mu, mu) == 0", true)]
    [TestCase("weak_distance(dirac(0), 3*dirac(0)) > 2", false)]
    public void Distance_OnTheLine_IsItsKnownValue(string formula, bool holds) =>
        Judged(Line + $"claim value: for all z: {formula}", holds ? VerdictKind.Certified : VerdictKind.Refuted);

    // What the checker does not read stays numerical.
    [TestCase("wasserstein(5/2, mu, mu) == 0")]
    [TestCase("wasserstein(1, mu, nu) < infinity")]
    [TestCase("weak_distance(dirac(0), dirac(1/2)) == 1/2")]
    [TestCase("weak_distance(dirac(0), dirac(9)) == 2")]
    public void Distance_WithoutACertificate_IsUnrefuted(string formula) => Judged(Line + $"claim value: for all z: {formula}", VerdictKind.Unrefuted);

    // Straight up costs 1/2·1 + 1/2·√2, crossed 1/2·√5 + 1/2·√2.
    [TestCase("abs(wasserstein(1, mu, nu) - (1 + sqrt(2))/2) < 1/10^9", true)]
    [TestCase("wasserstein(1, mu, nu) > (1 + sqrt(2))/2 + 1/10^6", false)]
    public void Distance_WithIrrationalCosts_IsDecidedFromBothBounds(string formula, bool holds) =>
        Judged(Plane + $"claim value: for all z: {formula}", holds ? VerdictKind.Certified : VerdictKind.Refuted);

    private static void Judged(string spec, VerdictKind expected)
    {
        var outcome = SpecRun.One(spec);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
