using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Bounds of eigenvalues, in whatever way they are written, and products of what is semidefinite and commutes; false twins are refuted.</summary>
[TestFixture]
internal sealed class SpectralBoundTests
{
    [TestCase("eigmin(A) >= m and eigmax(A) <= L implies m <= L", VerdictKind.Proved)]
    [TestCase("m <= eigmin(A) implies quadratic(A, u) >= m*norm(u)^2", VerdictKind.Proved)]
    [TestCase("m*eigmax(A) <= L implies m*quadratic(A, u) <= L*norm(u)^2", VerdictKind.Proved)]
    [TestCase("m*eigmax(A) <= L implies quadratic(A, u) <= L*norm(u)^2", VerdictKind.Refuted)]
    [TestCase("eigmin(A) >= m and eigmax(A) <= L implies norm(matmul(A, u))^2 <= (m + L)*quadratic(A, u) - m*L*norm(u)^2", VerdictKind.Proved)]
    [TestCase("eigmin(A) >= 0 and eigmax(A) <= L implies norm(matmul(A, u))^2 <= L*quadratic(A, u)", VerdictKind.Proved)]
    [TestCase("eigmax(A) <= L implies norm(matmul(A, u))^2 <= L*quadratic(A, u)", VerdictKind.Refuted)]
    [TestCase("t*eigmin(A) >= 0 implies quadratic(A, u) >= 0", VerdictKind.Refuted)]
    [TestCase("s*eigmin(A) >= m implies quadratic(A, u) >= 0", VerdictKind.Refuted)]
    [TestCase("eigmin(A) >= 0 and eigmax(A) <= L implies norm(u - matmul(A, u)/L) <= norm(u)", VerdictKind.Proved)]
    [TestCase("eigmax(A) <= L implies norm(u - matmul(A, u)/L) <= norm(u)", VerdictKind.Refuted)]
    [TestCase("quadratic(A, u) >= eigmin(A)*norm(u)^2", VerdictKind.Proved)]
    [TestCase("eigmin(A) <= eigmax(A)", VerdictKind.Proved)]
    [TestCase("quadratic(A, u) >= eigmax(A)*norm(u)^2", VerdictKind.Refuted)]
    public void Bound_OfEigenvalues_IsRead(string claim, VerdictKind expected) => Check("A in symmetric(d)", claim, expected);

    [TestCase("norm(matmul(B, v)) <= opnorm(B)*norm(v)", VerdictKind.Proved)]
    [TestCase("norm(matmul(B, v)) >= opnorm(B)*norm(v)", VerdictKind.Refuted)]
    [TestCase("norm(matmul(A, matmul(B, v))) <= opnorm(A)*opnorm(B)*norm(v)", VerdictKind.Proved)]
    [TestCase("norm(matmul(A, matmul(B, v))) <= opnorm(A)*norm(v)", VerdictKind.Refuted)]
    [TestCase("opnorm(matmul(A, B)) <= opnorm(A)*opnorm(B)", VerdictKind.Proved)]
    [TestCase("opnorm(matmul(A, B)) >= opnorm(A)*opnorm(B)", VerdictKind.Refuted)]
    [TestCase("abs(dot(u, matmul(B, v))) <= opnorm(B)*norm(u)*norm(v)", VerdictKind.Proved)]
    [TestCase("abs(dot(u, matmul(B, v))) <= opnorm(B)*norm(u)*norm(v)/2", VerdictKind.Refuted)]
    [TestCase("abs(quadratic(A, u)) <= opnorm(A)*norm(u)^2", VerdictKind.Proved)]
    [TestCase("quadratic(A, u) >= opnorm(A)*norm(u)^2", VerdictKind.Refuted)]
    [TestCase("norm(matmul(A, u) + u) <= (1 + opnorm(A))*norm(u)", VerdictKind.Proved)]
    [TestCase("norm(matmul(A, u) + u) <= opnorm(A)*norm(u)", VerdictKind.Refuted)]
    [TestCase("opnorm(B) > 0", VerdictKind.Refuted)]
    public void OperatorNorm_BoundsWhatTheMatrixMakesOfVectors(string claim, VerdictKind expected) =>
        Check("k in 1.., A in matrix(d, d), B in matrix(d, k), v in vector(k)", claim, expected);

    // The product of two semidefinite matrices is so only where they commute.
    [Test]
    public void Product_OfTwoMatrices_IsNotDefinite() =>
        Check("A in symmetric(d), B in symmetric(d)", "eigmin(A) >= 0 and eigmin(B) >= 0 implies dot(matmul(A, u), matmul(B, u)) >= 0", VerdictKind.Refuted);

    // Of a matrix that is not symmetric there are none.
    [TestCase("eigmin(A) - eigmin(A) <= 1")]
    [TestCase("quadratic(A, u) >= eigmin(A)*norm(u)^2")]
    public void Eigenvalue_OfAnyMatrix_IsNotProved(string claim) => Check("A in matrix(d, d)", claim, VerdictKind.Broken);

    private static void Check(string matrix, string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given d in 1.., {matrix}, u in vector(d), m > 0, L > 0, t >= 0, s in reals\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
