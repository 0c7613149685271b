using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Claims that fail only from a size on which no search proposes are broken by doubling sizes, and sizes are then shrunk to the least.</summary>
[TestFixture]
internal sealed class GrowingSizesTests
{
    [TestCase("given n in 1.., a[i<n] in [0, 1]\nclaim c: sum(i<n: a[i]) <= 39", "40")]
    [TestCase("given n in 1.., x[i<n] in ball(2)\nclaim c: norm(sum(i<n: x[i])) <= 20", null)]
    [TestCase("given d in 1.., x in ball(d)\nclaim c: norm1(x) <= 5", null)]
    [TestCase("given n in 1.., a[i<n] in reals\nclaim c: sum(i<n: a[i])^2 <= 20*sum(i<n: a[i]^2)", "21")]
    [TestCase("given n in 1.., d in 1.., x[i<n] in sphere(d)\nclaim c: opnorm(matrix(i<n, j<n: dot(x[i], x[j]))) <= 12", "13")]
    [TestCase("given n in 1..\nclaim c: n^2 <= 39*n", "40")]
    public void FalseClaim_FailingFromALargeSizeOn_IsRefuted(string text, string? size)
    {
        var outcome = SpecRun.One(text);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(outcome.Counterexample!.Values[0].Value, size is null ? Is.Not.Empty : Is.EqualTo(size));
        });
    }

    [TestCase("given n in 1.., a[i<n] in [0, 1]\nclaim c: sum(i<n: a[i]^2) <= n + 1/100")]
    [TestCase("given d in 1.., x in ball(d)\nclaim c: norm1(x) <= sqrt(d)")]
    [TestCase("given n in 1..\nclaim c: prod(i<n: 1 + 1/(i + 1)^2) <= 4")]
    public void TrueClaim_WithAViolationThatRises_IsNotRefuted(string text) =>
        Assert.That(SpecRun.One($"{text}\ncheck c:\n  instances = 40").Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Proved));
}
