using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims about eigenvalues, spectral radii, determinants and moments of laws, and false twins that only a value in enclosures refutes.</summary>
[TestFixture]
internal sealed class SpectrumVerdictTests
{
    [TestCase("for all A in symmetric(3): trace(A) == sum(i<3: eigvals(A)[i])", true)]
    [TestCase("for all A in symmetric(3): trace(A) == eigvals(A)[0] + eigvals(A)[1]", false)]
    [TestCase("for all A in symmetric(3): eigvals(A)[0] >= eigvals(A)[2]", true)]
    [TestCase("for all A in symmetric(3): eigvals(A)[0] > eigvals(A)[1]", false)]
    [TestCase("for all A in symmetric(3): sum(i<3: abs(eigvals(A)[i])) >= norm(A)", true)]
    [TestCase("for all A in symmetric(3): sum(i<3: abs(eigvals(A)[i])) <= norm(A)", false)]
    [TestCase("for all A in matrix(2, 2): spectral_radius(A) <= opnorm(A)", true)]
    [TestCase("for all A in matrix(2, 2): spectral_radius(A) >= opnorm(A)", false)]
    [TestCase("for all A in matrix(3, 3): spectral_radius(A) >= opnorm(A)", false)]
    [TestCase("for all A in matrix(2, 2): spectral_radius(matmul(A, A)) == spectral_radius(A)^2", true)]
    [TestCase("for all A in matrix(2, 2): spectral_radius(A) < 1 implies opnorm(A) < 1", false)]
    public void Spectrum_OfSearchedMatrices_IsDecided(string claim, bool isTrue)
    {
        var outcome = SpecRun.One($"claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(isTrue ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("claim c: for all A in matrix(2, 2), B in matrix(2, 2): det(matmul(A, B)) == det(A)*det(B)", VerdictKind.Proved)]
    [TestCase("claim c: for all A in matrix(3, 3): det(transpose(A)) == det(A)", VerdictKind.Proved)]
    [TestCase("claim c: for all u in vector(3), v in vector(3): det(outer(u, v)) == 0", VerdictKind.Proved)]
    [TestCase("claim c: for all A in matrix(3, 3), c in reals: det(matrix(i<3, j<3: c*A[i, j])) == c*det(A)", VerdictKind.Refuted)]
    [TestCase("B[i in 1..2, j in 1..2] = i^2 + 3*j*i\nclaim c: for all s in reals: s*det(B) == -6*s", VerdictKind.Proved)]
    [TestCase("B[i in 1..2, j in 1..2] = i^2 + 3*j*i\nclaim c: for all s in reals: s*det(B) == 0", VerdictKind.Refuted)]
    public void Determinant_OfFewRows_IsExpanded(string spec, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{spec}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("l ~ laplace(1)\nclaim c: var(l: l) == 2", VerdictKind.Proved)]
    [TestCase("l ~ laplace(1)\nclaim c: var(l: l) == 1", VerdictKind.Refuted)]
    [TestCase("s ~ student(5)\nclaim c: var(s: s) == 5/3", VerdictKind.Proved)]
    [TestCase("s ~ student(5)\nclaim c: var(s: s) == 5/4", VerdictKind.Refuted)]
    [TestCase("s ~ student(2)\nclaim c: var(s: s) == 1", VerdictKind.Inconclusive)]
    [TestCase("given a in positive\nl ~ exponential(a)\nclaim c: for all a: expect(l: l) <= 1", VerdictKind.Refuted)]
    [TestCase("given a in positive\nl ~ exponential(a)\nclaim c: for all a: var(l: l) <= expect(l: l)^2", VerdictKind.Unrefuted)]
    public void Moment_OfALaw_IsItsClosedForm(string spec, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{spec}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
