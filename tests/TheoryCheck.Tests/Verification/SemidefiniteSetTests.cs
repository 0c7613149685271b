using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Membership in <c>psd(n)</c> is what <c>psd(A)</c> says: symmetry, proved where it is an identity, and a form that is never negative.</summary>
[TestFixture]
internal sealed class SemidefiniteSetTests
{
    private const string Kernels = "given n in 1..3, d in 1..2, x[i<n] in vector(d)\nK = matrix(i<n, j<n: exp(-norm(x[i] - x[j])^2))\n";

    [TestCase("claim c: K in psd(n)", VerdictKind.Unrefuted)]
    [TestCase("claim c: psd(K)", VerdictKind.Unrefuted)]
    [TestCase("claim c: symmetric(K)", VerdictKind.Proved)]
    [TestCase("claim c: matrix(i<n, j<n: norm(x[i] - x[j])^2) in psd(n)", VerdictKind.Refuted)]
    [TestCase("claim c: matrix(i<n, j<n: x[i][0]) in psd(n)", VerdictKind.Refuted)]
    public void Kernel_AmongSemidefiniteMatrices_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One(Kernels + claim + "\ncheck c:\n  instances = 12");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // Random matrices are not symmetric: what a condition asks is what is proposed.
    [TestCase("given d in 2..3, A in symmetric(d), B in symmetric(d)", VerdictKind.Proved)]
    [TestCase("given d in 2..3, A in matrix(d, d) where symmetric(A), B in matrix(d, d)\nassume s: symmetric(B)", VerdictKind.Unrefuted)]
    [TestCase("given d in 2..3, C[i<2] in matrix(d, d) where symmetric(C[i])\nA = C[0]; B = C[1]", VerdictKind.Proved)]
    public void Inequality_OfSymmetricMatrices_IsSearchedAmongThem(string matrices, VerdictKind weyl)
    {
        var outcomes = SpecRun.All(matrices + "\nclaim weyl: for all rest: eigmin(A + B) >= eigmin(A) + eigmin(B)\nclaim equal: for all rest: eigmin(A + B) <= eigmin(A) + eigmin(B)").Specs[0].Claims;
        Assert.That(outcomes.Select(o => o.Verdict.Kind), Is.EqualTo(new[] { weyl, VerdictKind.Refuted }), outcomes[0].Verdict.Reason);
    }

    [TestCase("claim c: for all rest: eigmin(A) > 0")]
    [TestCase("claim c: for all rest: quadratic(A, x) >= 2*mu*norm(x)^2")]
    public void FalseClaim_UnderBoundsOfTheEigenvalues_IsRefuted(string claim)
    {
        var outcome = SpecRun.One("given d in 2..3, A in matrix(d, d), mu >= 0, x in vector(d)\nassume s: symmetric(A)\nassume low: psd(A - mu*identity(d))\n" + claim);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
