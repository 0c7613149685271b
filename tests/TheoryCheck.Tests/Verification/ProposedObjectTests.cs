using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Searches that propose geodesics of laws, square-summable sequences, points beside others, and points against a convexity that is named.</summary>
[TestFixture]
internal sealed class ProposedObjectTests
{
    private const string Geodesic = "given d in 1..3, mu in densities(vector(d)), nu in densities(vector(d))\n"
        + "claim c: for all rest: for all g(r in [0, 1]) in densities(vector(d)) where geodesic(g, mu, nu): for all t in [0, 1]: ";

    private const string Near = "given k in 2..3, d in 2..3, W[j<k] in vector(d), r > 0\n"
        + "claim c: for all rest: for all V[j<k] in vector(d) where sum(j<k: norm(V[j] - W[j])^2) <= r^2: ";

    private const string Quadratic = "given r > 0\nclaim c: for all r: ";

    [TestCase(Geodesic + "entropy(g(t)) <= (1 - t)*entropy(mu) + t*entropy(nu)\ncheck c:\n  instances = 40", VerdictKind.Unrefuted)]
    [TestCase(Geodesic + "entropy(g(t)) >= (1 - t)*entropy(mu) + t*entropy(nu) - 1/1000", VerdictKind.Refuted)]
    [TestCase(Geodesic + "wasserstein(2, mu, g(t)) <= t*wasserstein(2, mu, nu) + 1/1000\ncheck c:\n  instances = 40", VerdictKind.Unrefuted)]
    [TestCase(Geodesic + "wasserstein(2, mu, g(t)) <= t^2*wasserstein(2, mu, nu) + 1/1000", VerdictKind.Refuted)]
    [TestCase(Near + "norm(V[0] - W[0]) <= r\ncheck c:\n  instances = 20", VerdictKind.Unrefuted)]
    [TestCase(Near + "norm(V[0] - W[0]) <= r/2", VerdictKind.Refuted)]
    [TestCase("given u in l2\nclaim c: converges(sum(k in 0..: u[k]^2))", VerdictKind.Unrefuted)]
    [TestCase("given u in l2\nclaim c: converges(sum(k in 0..: u[k]))", VerdictKind.Refuted)]
    [TestCase(Quadratic + "r > 1 implies strongly_convex(t |-> r*t^2, r)\ncheck c:\n  instances = 20", VerdictKind.Proved)]
    [TestCase(Quadratic + "r > 1 implies strongly_convex(t |-> r*t^2, 3*r)", VerdictKind.Refuted)]
    [TestCase(Quadratic + "exists c0 > 0: strongly_convex(t |-> r*t^2, c0)\ncheck c:\n  instances = 4", VerdictKind.Unrefuted)]
    [TestCase(Quadratic + "exists c0 > 0: strongly_convex(t |-> -r*t^2, c0)", VerdictKind.Inconclusive)]
    public void Search_WithProposalsThatMeetWhatIsAsked_TellsTrueFromFalse(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("given n in 1..\nassume impossible: n^2 == 2\nclaim c: for all n: n >= 1", VerdictKind.Vacuous, "n^2")]
    [TestCase("given d in 1..3, P in laws(vector(d))\nassume inside: compact(interior(support(P)))\nclaim c: for all d, P: moment(P, 2) >= 0", VerdictKind.Inconclusive, "compact(interior(support(P)))")]
    public void Search_ThatMeetsNoAssumption_NamesOne(string text, VerdictKind expected, string assumption)
    {
        var outcome = SpecRun.One(text);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Reason, Does.Contain(assumption).And.Contains("'case'"));
        });
    }

    [TestCase("normal([0], [[sqrt(2)]])", "4", VerdictKind.Refuted)]
    [TestCase("normal([0, 1], [[sqrt(2), 0], [0, sqrt(3)]])", "2", VerdictKind.Certified)]
    public void Law_WithIrrationalVariances_HasAnEntropy(string law, string bound, VerdictKind expected)
    {
        var outcome = SpecRun.One($"p = {law}\nclaim c: entropy(p) {(expected == VerdictKind.Refuted ? ">=" : "<=")} {bound}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected).Or.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }
}
