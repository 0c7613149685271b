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
}
