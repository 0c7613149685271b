using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Checker;

/// <summary>Semidefiniteness and a least eigenvalue that is a rational, by elimination of exact numbers.</summary>
[TestFixture]
public sealed class SingularMatrixTests
{
    // [[1, 2], [2, 4]] has the eigenvalues 0 and 5, [[2, 1], [1, 2]] has 1 and 3, [[1, 2], [2, 1]] has -1 and 3, [[2, 1], [1, 3]] irrational ones.
    [TestCase("psd([[1, 2], [2, 4]])", true)]
    [TestCase("psd([[2, 1], [1, 2]])", true)]
    [TestCase("psd([[1, 2], [2, 1]])", false)]
    [TestCase("psd([[0, 0], [0, 1]])", true)]
    [TestCase("psd([[0, 1], [1, 1]])", false)]
    [TestCase("not psd([[1, 2], [2, 1]])", true)]
    [TestCase("not psd([[1, 2], [2, 4]])", false)]
    [TestCase("eigmin([[1, 2], [2, 4]]) == 0", true)]
    [TestCase("eigmin([[2, 1], [1, 2]]) == 0", false)]
    [TestCase("eigmin([[0, 0], [0, 0]]) == 0", true)]
    [TestCase("eigmin([[1, 2], [2, 4]]) >= 0", true)]
    [TestCase("not eigmin([[1, 2], [2, 4]]) > 0", true)]
    [TestCase("not eigmin([[2, 1], [1, 2]]) > 0", false)]
    [TestCase("eigmax([[-1, 2], [2, -4]]) == 0", true)]
    [TestCase("eigmax([[1, 2], [2, 4]]) == 0", false)]
    [TestCase("eigmin([[2, 1], [1, 2]]) == 1", true)]
    [TestCase("eigmin([[2, 1], [1, 2]]) >= 1", true)]
    [TestCase("eigmin([[2, 1], [1, 2]]) <= 1", true)]
    [TestCase("eigmin([[2, 1], [1, 2]]) >= 1.0000000001", false)]
    [TestCase("eigmin([[2, 1], [1, 2]])*3 == 10/3", false)]
    [TestCase("eigmin([[2/3, 1/3], [1/3, 2/3]]) == 1/3", true)]
    [TestCase("eigmax([[2, 1], [1, 2]]) <= 3", true)]
    [TestCase("eigmax([[2, 1], [1, 2]]) < 3", false)]
    [TestCase("opnorm([[3, 4], [0, 0]]) == 5", true)]
    [TestCase("eigmin([[2, 1], [1, 3]]) == 5/2 - sqrt(5)/2", false)]
    [TestCase("norm([1, 1])^2 == 2", true)]
    [TestCase("norm([1, 1])^2 == 3", false)]
    public void Matrix_ThatIsKnownExactly_IsDecided(string formula, bool holds) =>
        Assert.That(new Sample("instance", $"claim c: {formula}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    // sqrt(2)*sqrt(2) is only enclosed, and so is whether the matrix is singular.
    [TestCase("psd([[sqrt(2), 2], [2, 2*sqrt(2)]])")]
    [TestCase("eigmin([[sqrt(2), 2], [2, 2*sqrt(2)]]) == 0")]
    [TestCase("psd([[1, 2], [3, 4]])")]
    public void Matrix_ThatIsOnlyEnclosed_IsNotDecided(string formula) => Assert.Multiple(() =>
    {
        Assert.That(new Sample("instance", $"claim c: {formula}", "c", """{"steps": []}""").Check().Accepted, Is.Null);
        Assert.That(new Sample("counterexample", $"claim c: {formula}", "c", """{"steps": []}""").Check().Accepted, Is.Null);
    });

    [TestCase("sweep t in {1, 2}\nG[i<3, j<3] = (i + 1)*(j + 1)*t\nclaim c: for all t: psd(G) and eigmin(G) == 0", VerdictKind.Certified)]
    [TestCase("given v[i<3] in vector(2)\nG[i<3, j<3] = dot(v[i], v[j])\nclaim c: for all v: eigmin(G) > 0", VerdictKind.Refuted)]
    [TestCase("given v[i<3] in vector(2)\nG[i<3, j<3] = dot(v[i], v[j])\nclaim c: exists k > 0: for all v: eigmin(G) >= k*norm(v[0])^2", VerdictKind.Refuted)]
    [TestCase("N(rho in probabilities(reals)) = -integral(u wrt rho: u^2)\nclaim c: not displacement_convex(N, -1)", VerdictKind.Certified)]
    [TestCase("N(rho in laws(vector(2))) = integral(u wrt rho: u[0]*u[1])\nclaim c: displacement_convex(N, 0)", VerdictKind.Refuted)]
    [TestCase("mu = 1/2*dirac(1) + 1/2*dirac(3)\nclaim c: integral(u wrt mu: u^2) == 5", VerdictKind.Certified)]
    [TestCase("given x in reals\nclaim c: for all x: integral(u wrt 1/2*dirac(x) + 1/2*dirac(-x): u^2) <= 4", VerdictKind.Refuted)]
    public void Run_OfSuchAClaim_CarriesACertificate(string text, VerdictKind kind)
    {
        var verdict = SpecRun.All(text).Specs[0].Claims.Single().Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate is not null), Is.EqualTo((kind, "", true)));
    }
}
