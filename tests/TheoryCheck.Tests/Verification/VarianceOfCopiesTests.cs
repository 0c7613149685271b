using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Orders of variances of means and sums of independent copies, as their number goes to infinity, and orders with roots.</summary>
[TestFixture]
internal sealed class VarianceOfCopiesTests
{
    private const string Neurons = """
        given d in 1.., M in 1.., z in vector(d), rho in laws(vector(d+1)) where moment(rho, 4) < infinity
        given phi(t in reals) in reals where lipschitz(phi) <= 1 and phi(0) == 0
        p[j<M] ~ rho
        f = mean(j<M: p[j][0]*phi(sum(c<d: p[j][c+1]*z[c])))
        straight = mean(j<M: p[j][0]*sum(c<d: p[j][c+1]*z[c]))
        total = sum(j<M: p[j][0]*phi(sum(c<d: p[j][c+1]*z[c])))

        """;

    private const string Numbers = "given M in 1..\nu[j<M] ~ uniform(0, 1); w[j<M] ~ rademacher\n";

    [TestCase("sqrt(var(p: f)) in O(M^(-1/2)) as M -> infinity", VerdictKind.Proved)]
    [TestCase("3*var(p: f)/2 in o(M^(-1/2)) as M -> infinity", VerdictKind.Proved)]
    [TestCase("var(p: total) in O(M) as M -> infinity", VerdictKind.Proved)]
    [TestCase("sqrt(var(p: straight)) in O(1/M) as M -> infinity", VerdictKind.Refuted)]
    [TestCase("var(p: straight) in o(1/M) as M -> infinity", VerdictKind.Refuted)]
    public void Order_OfCopiesWithAnyLaw_IsProvedOrRefutedWhereTheirVarianceIsPositive(string order, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Neurons}claim c: for all d, z, rho, phi: {order}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [Test]
    public void Order_WithoutASecondMoment_IsNotProved()
    {
        // A fourth moment is needed for the square of a product of two coordinates; a second one leaves the variance perhaps infinite.
        var outcome = SpecRun.One(Neurons.Replace("moment(rho, 4)", "moment(rho, 2)", StringComparison.Ordinal) + "claim c: for all d, z, rho, phi: var(p: f) in O(1/M) as M -> infinity");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    [TestCase("var(u: mean(j<M: u[j]^2)) in Theta(1/M) as M -> infinity", VerdictKind.Unrefuted)]
    [TestCase("var(u, w: mean(j<M: u[j]*w[j])) in Omega(1/M) as M -> infinity", VerdictKind.Unrefuted)]
    [TestCase("var(u: mean(j<M: u[j]^2)) in Theta(1/M^2) as M -> infinity", VerdictKind.Refuted)]
    [TestCase("var(w: mean(j<M: w[j]^2)) in Theta(1/M) as M -> infinity", VerdictKind.Refuted, Description = "the variance is 0")]
    public void Order_OfCopiesWithAKnownLaw_IsDecidedByTheirVariance(string order, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Numbers}claim c: {order}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("sqrt(c/n) in Theta(n^(-1/2)) as n -> infinity", VerdictKind.Unrefuted)]
    [TestCase("sqrt(1/n + c/n^2) - n^(-1/2) in O(n^(-3/2)) as n -> infinity", VerdictKind.Unrefuted)]
    [TestCase("sqrt(c/n) in O(1/n) as n -> infinity", VerdictKind.Refuted)]
    [TestCase("sqrt(c*h) in O(h) as h -> 0 from above", VerdictKind.Refuted)]
    [TestCase("sqrt(1 + c*h) - 1 in o(sqrt(h)) as h -> 0 from above", VerdictKind.Unrefuted)]
    [TestCase("min(sqrt(h), c) in o(sqrt(h)) as h -> 0 from above", VerdictKind.Refuted)]
    public void Order_WithRoots_IsSettledByPowerSeriesInARoot(string order, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given n in 1.., c > 0, h > 0\nclaim c1: for all c: {order}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.Not.Contain("says nothing of the limit"));
        });
    }
}
