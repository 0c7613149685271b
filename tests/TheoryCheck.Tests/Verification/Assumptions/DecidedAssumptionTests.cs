using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Assumptions;

/// <summary>Supports of laws, compact sets, condition numbers of matrices that are not square, and counts over all steps.</summary>
[TestFixture]
internal sealed class DecidedAssumptionTests
{
    [TestCase("for all P where support(P) subset {u in reals where abs(u) <= 1}: moment(P, 2) <= 1", VerdictKind.Unrefuted)]
    [TestCase("for all P where support(P) subset {u in reals where abs(u) <= 1}: moment(P, 2) <= 1/2", VerdictKind.Refuted)]
    [TestCase("for all d, R where support(R) subset ball(d): moment(R, 2) <= 1", VerdictKind.Unrefuted)]
    [TestCase("for all d, R where support(R) subset ball(d): moment(R, 2) <= 1/2", VerdictKind.Refuted)]
    [TestCase("for all d, R where compact(support(R)): moment(R, 2) <= 1/2", VerdictKind.Refuted)]
    [TestCase("compact(sphere(3))", VerdictKind.Unrefuted)]
    [TestCase("compact(support(normal(0, 1)))", VerdictKind.Refuted)]
    public void Support_OfProposedLaws_IsKnown(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given d in 1.., P in laws(reals), R in laws(vector(d))\nclaim c: {claim}");
        Assert.That(outcome.Verdict.Kind, expected == VerdictKind.Refuted ? Is.EqualTo(expected) : Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified, VerdictKind.Proved), outcome.Verdict.Reason);
    }

    [TestCase("norm(mean(i<n: x[i])) <= 1 + 1/n", VerdictKind.Unrefuted)]
    [TestCase("norm(mean(i<n: x[i])) <= 1/n", VerdictKind.Refuted)]
    public void Draw_FromAProposedLaw_IsTried(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given d in 2..4, n in 40..41, R in laws(vector(d))\nx[i<n] ~ R\nclaim c: for all d, n: for all R where support(R) subset ball(d): with probability >= 1/2 over x: {body}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("F((dirac(0) + dirac(1))/2) <= (F(dirac(0)) + F(dirac(1)))/2", VerdictKind.Unrefuted)]
    [TestCase("F((dirac(0) + dirac(1))/2) <= F(dirac(0))/4 + F(dirac(1))/2", VerdictKind.Refuted)]
    public void Function_OfALaw_IsProposed(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given F(rho in probabilities(reals)) in reals where convex(F)\nclaim c: for all F: {claim}\ncheck:\n  instances = 40");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("cond(A) >= 1", VerdictKind.Unrefuted)]
    [TestCase("cond(A) <= 2", VerdictKind.Refuted)]
    [TestCase("cond(A) == cond(transpose(A))", VerdictKind.Unrefuted)]
    public void ConditionNumber_OfAMatrixThatIsNotSquare_IsEnclosed(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given A in matrix(3, 2)\nclaim c: for all A where rank(A) == 2: {claim}\ncheck:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, expected == VerdictKind.Refuted ? Is.EqualTo(expected) : Is.Not.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    // Each step takes 1 off with probability 1/2, as long as something is left.
    private const string Steps = """
        given a in {2, 3, 4}
        evolve k:
          start X = a
          pick ~ uniform(0..1)
          X <- X - if(pick == 0 and X > 1/2, 1, 0)

        """;

    [TestCase("count(k >= 0: X@k >= 1/2) <= 2", VerdictKind.Refuted)]
    [TestCase("2 >= count(k >= 0: X@k >= 1/2)", VerdictKind.Refuted)]
    [TestCase("count(k >= 0: X@(k+1) < X@k) >= 2", VerdictKind.Supported)]
    [TestCase("count(k >= 0: X@(k+1) < X@k) > 4", VerdictKind.Inconclusive)]
    [TestCase("count(k >= 0: X@k >= 1/2) <= 100", VerdictKind.Unrefuted)]
    [TestCase("count(k >= 0: X@k >= 1/2) <= 1000", VerdictKind.Inconclusive)]
    public void Count_OverAllSteps_IsDecidedWhereARunDecidesIt(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Steps}claim c: for all a: with probability >= 9/10 over pick: {body}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
