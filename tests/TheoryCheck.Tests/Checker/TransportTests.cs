using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Checker;

/// <summary>Distances between measures of finitely many atoms: what a run certifies of them, each with its false twin, and what the checker refuses.</summary>
[TestFixture]
public sealed class TransportTests
{
    private const string Data = """
        given s in {1, 2}, t in reals, x[i<3] in reals, y[i<3] in reals
        m = mean(i<3: dirac(i))
        q(a in reals) = 1/3*dirac(1) + 2/3*dirac(a)

        """;

    // By sorting: quantiles of m are 0, 1, 2; between unit masses the distance is that of the points; the plane has the roots of 1 and 2.
    [TestCase("wasserstein(1, m, q(1)) == 2/3", VerdictKind.Certified)]
    [TestCase("wasserstein(1, m, q(1)) == 1", VerdictKind.Refuted)]
    [TestCase("wasserstein(2, m, dirac(0))^2 == 5/3", VerdictKind.Certified)]
    [TestCase("wasserstein(2, m, dirac(0))^2 == 4/3", VerdictKind.Refuted)]
    [TestCase("wasserstein(2, dirac([0, 0]), dirac([3, 4])) == 5", VerdictKind.Certified)]
    [TestCase("wasserstein(2, dirac([0, 0]), dirac([3, 4])) > 5", VerdictKind.Refuted)]
    [TestCase("for all s: wasserstein(1, m, q(s)) == wasserstein(1, q(s), m)", VerdictKind.Certified)]
    [TestCase("wasserstein(1, 1/2*dirac([0, 0]) + 1/2*dirac([1, 0]), 1/2*dirac([0, 1]) + 1/2*dirac([2, 1])) > 1.207106", VerdictKind.Certified)]
    [TestCase("wasserstein(1, 1/2*dirac([0, 0]) + 1/2*dirac([1, 0]), 1/2*dirac([0, 1]) + 1/2*dirac([2, 1])) > 1.207107", VerdictKind.Refuted)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(0), dirac(1)) == 1", VerdictKind.Certified)]
    [TestCase("for all t: wasserstein(1, m, dirac(t)) <= 2", VerdictKind.Refuted)]
    [TestCase("for all x, y: wasserstein(1, mean(i<3: dirac(x[i])), mean(i<3: dirac(y[i]))) <= abs(x[0] - y[0])", VerdictKind.Refuted)]
    public void Run_OfADistance_CarriesACertificate(string formula, VerdictKind kind)
    {
        var verdict = SpecRun.All($"{Data}claim c: {formula}").Specs[0].Claims.Single().Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate is not null), Is.EqualTo((kind, "", true)), verdict.Strength);
    }

    // A plan from two points to one: the rows are its masses. The multipliers, the last one first, are those of the column, the rows, and the signs.
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 5/2", "1/2,1/2", "0,2,3,0,0", true)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 5/2", "1/2,1/2", "1,1,2,0,0", true)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 3", "1/2,1/2", "0,2,3,0,0", false)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 3", "1,0", "0,2,3,0,0", false)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 5/2", "1/2,1/2", "0,2,4,0,0", false)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(3)) == 5/2", "1/2,1/2", "0,2,3,0", false)]
    [TestCase("wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), 2*dirac(3)) == 5/2", "1/2,1/2", "0,2,3,0,0", false)]
    [TestCase("wasserstein(1, 3/2*dirac(0) - 1/2*dirac(1), dirac(3)) == 7/2", "3/2,-1/2", "0,2,3,0,0", false)]
    [TestCase("wasserstein(1/2, 1/2*dirac(0) + 1/2*dirac(0), dirac(1)) == 1", "1/2,1/2", "0,1,1,0,0", false)]
    [TestCase("wasserstein(1, normal(0, 1), dirac(1)) <= 5", "1/2,1/2", "0,1,1,0,0", false)]
    [TestCase("wasserstein(1, m, m) == 0", "1/3,0,0,0,1/3,0,0,0,1/3", "0,0,0,0,0,0,0,1,2,1,0,1,2,1,0", true)]
    [TestCase("wasserstein(1, m, m) == 2/3", "0,1/3,0,0,0,1/3,1/3,0,0", "0,0,0,0,0,0,0,1,2,1,0,1,2,1,0", false)]
    public void Certificate_WithAPlan_IsAcceptedOnlyForTheLeastCost(string formula, string plan, string multipliers, bool holds)
    {
        static string List(string numbers) => string.Join(", ", numbers.Split(',').Select(n => $"\"{n}\""));
        var body = $$"""{"steps": [], "optima": [{"point": [{{List(plan)}}], "multipliers": [{{List(multipliers)}}]}]}""";
        Assert.That(new Sample("instance", $"{Data}claim c: {formula}", "c", body).Check().Accepted is not null, Is.EqualTo(holds));
    }

    // Halves of odd powers are powers of roots; what is too large for either is refused, and ends.
    [TestCase("4^(3/2) == 8", true)]
    [TestCase("(1/4)^(-1/2) == 2", true)]
    [TestCase("4^(3/2) == 9", false)]
    [TestCase("(-4)^(3/2) == -8", false)]
    [TestCase("1^(10^12) == 2", false)]
    [TestCase("(-1)^(10^12) == 2", false)]
    [TestCase("4^(10^12 + 1/2) == 2", false)]
    public void Power_WithHalvesInTheExponent_IsExact(string formula, bool holds) =>
        Assert.That(new Sample("instance", $"claim c: {formula}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("wasserstein(1, m, 2*m) == 0")]
    [TestCase("wasserstein(1/2, m, q(1)) == 2/3")]
    public void Run_OfWhatIsNoDistance_HasNoCertificate(string formula) =>
        Assert.That(SpecRun.All($"{Data}claim c: {formula}").Specs[0].Claims.Single().Verdict.Certificate, Is.Null);
}
