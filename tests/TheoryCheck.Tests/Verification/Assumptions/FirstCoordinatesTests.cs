using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Assumptions;

/// <summary>Statements about finitely many coordinates of runs that have infinitely many.</summary>
[TestFixture]
internal sealed class FirstCoordinatesTests
{
    // A heat equation by an implicit step, a chain in which each coordinate feeds the next, and noise.
    private const string Runs = """
        given h in (0, 1), c[k in 1..] in positive
        evolve n:
          start X[k in 1..] = c[k]
          X[k] <- X[k]/(1 + h*k^2)
        evolve m:
          start Y[k in 1..] = 0
          xi[k in 1..] ~ normal(0, 1)
          Y[k] <- Y[k]/2 + if(k > 1, Y[max(k - 1, 1)], 0)/4 + xi[k]
        evolve s:
          start Z[k in 1..] = c[k]
          Z[k] <- Z[k + 1]

        """;

    private const string Few = "\ncheck:\n  instances = 5\n  horizon n = 10";

    [TestCase("for all h, c: for all n: X[2]@n <= c[2]", VerdictKind.Unrefuted)]
    [TestCase("for all h, c: for all n: X[2]@n <= c[2]*(1 + 4*h)^(-n)", VerdictKind.Unrefuted)]
    [TestCase("for all h, c: for all n: X[2]@n <= c[2]*(1 + 5*h)^(-n)", VerdictKind.Refuted)]
    [TestCase("for all h, c: for all k in 1..: X[k]@1 < c[k]", VerdictKind.Proved)]
    [TestCase("for all h, c: for all k in 1..: X[k]@1 < c[k]/2", VerdictKind.Refuted)]
    [TestCase("for all h, c: sum(k in 1..3: X[k]@1) <= c[1] + c[2] + c[3]", VerdictKind.Proved)]
    [TestCase("for all h, c: sum(k in 1..3: X[k]@1) <= c[1]/2", VerdictKind.Refuted)]
    public void Coordinate_OfADeterministicRun_IsDecided(string formula, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Runs}claim c: {formula}{Few}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("expect(xi: (Y[1]@2)^2) == 5/4", VerdictKind.Proved, TestName = "the variance of one coordinate")]
    [TestCase("expect(xi: (Y[1]@2)^2) <= 1", VerdictKind.Refuted, TestName = "too small a variance")]
    public void Mean_OfACoordinate_NeedsNoTrials(string formula, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Runs}claim c: {formula}");
        Assert.That(outcome.Verdict.Kind, expected == VerdictKind.Refuted ? Is.EqualTo(expected) : Is.AnyOf(VerdictKind.Proved, VerdictKind.Certified, VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    [TestCase("for all m: Y[2]@m <= 20", VerdictKind.Unrefuted)]
    [TestCase("Y[2]@3 <= 0", VerdictKind.Refuted)]
    [TestCase("Y[2]@3 <= 20", VerdictKind.Supported)]
    public void Event_OfACoordinate_IsTried(string body, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Runs}claim c: with probability >= 9/10 over xi: {body}\ncheck:\n  horizon m = 10");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("for all c, h: for all s: Z[1]@s > 0", TestName = "a coordinate that moves by a later one")]
    [TestCase("with probability >= 1/2 over xi: max(k in 1..: Y[k]@2) > 0", TestName = "all coordinates at once")]
    public void Statement_AboutMore_StaysOpenAndSaysSo(string formula)
    {
        var outcome = SpecRun.One($"{Runs}claim c: {formula}{Few}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Contain("claim it of the first N of them").Or.Contain("no checker"));
    }

    [Test]
    public void Family_WithoutEnd_HasMembersInConditions()
    {
        const string Spec = "given s[k in 1..] in positive, m > 0, l > 0\nassume top: s[1] < m and for all k in 1..: s[k] <= s[1]\nclaim c: for all s, m, l: l*s[2] <= l*m\nclaim no: for all s, m, l: l*s[1] <= l*m/2";
        var claims = SpecRun.All(Spec).Specs[0].Claims;
        Assert.That(claims.Select(c => c.Verdict.Kind), Is.EqualTo(new[] { VerdictKind.Unrefuted, VerdictKind.Refuted }), claims[0].Verdict.Reason);
    }
}
