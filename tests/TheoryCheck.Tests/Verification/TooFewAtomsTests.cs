using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>A limit of distances to a measure with more atoms than there are is refuted by counting; with as many nothing follows.</summary>
public sealed class TooFewAtomsTests
{
    private const string Setting = """
        given m in {3}, M in 1..2, A[j<m] in reals, h > 0
        assume alive: for all j<m: A[j] >= 1
        target = sum(j<m: A[j]*dirac(j))
        p0[j<M] ~ normal(0, 1)
        evolve k:
          start p[j<M] = p0[j]
          p[j] <- p[j] - h*p[j]
        made = 2*sum(j<M: p[j]*dirac(p[j])) - dirac(7)/2

        """;

    [TestCase("for all m, M, A: exists h0 > 0: for all h where h < h0: for drawn p0: limit(k -> infinity: weak_distance(made@k, target)) == 0", true)]
    [TestCase("for all m, M, A, h: for drawn p0: limsup(k -> infinity: weak_distance(target, made@k)) <= 0", true)]
    [TestCase("for all m, M, A where M == 2: exists h0 > 0: for all h where h < h0: for drawn p0: limit(k -> infinity: weak_distance(made@k, target)) == 0", false)]
    [TestCase("for all m, M, A: exists h0 > 0: for all h where h > h0: for drawn p0: limit(k -> infinity: weak_distance(made@k, target)) == 0", false)]
    [TestCase("for all m, M, A, h: for drawn p0: limit(k -> infinity: weak_distance(made@k, made@k)) == 0", false)]
    [TestCase("for all m, M, A, h: for drawn p0: limit(k -> infinity: weak_distance(made@k, target)) >= 0", false)]
    public void Limit_OfDistancesToMoreAtoms_IsRefutedByCounting(string formula, bool isRefuted)
    {
        var outcome = SpecRun.One(Setting + "claim gathers: " + formula);
        Assert.That(outcome.Verdict.Kind, isRefuted ? Is.EqualTo(VerdictKind.Refuted) : Is.Not.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
