using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Violations that chance misses are found by climbing; true claims survive it.</summary>
[TestFixture]
public sealed class GuidedSearchTests
{
    private const string Declarations = """
        given a in reals
        given b in reals
        given t in [0, 1]
        given A in matrix(2, 2)
        given p in simplex(3)
        given u in sphere(3)
        given x[i<4] in sphere(2)

        """;

    [TestCase("claim c: (a - 3)^2 + (b + 7/3)^2 >= 1/100000", TestName = "smooth, a narrow well")]
    [TestCase("claim c: abs(a - 17/10) + abs(b - 22/7) >= 1/10000", TestName = "a kink")]
    [TestCase("claim c: max(i<3: p[i]) <= 999/1000", TestName = "a corner of the simplex")]
    [TestCase("claim c: trace(A) <= 40", TestName = "far out")]
    [TestCase("claim c: t*(1 - t) <= 249999/1000000", TestName = "inside an interval")]
    [TestCase("claim c: sum(i<4: sum(j<4: dot(x[i], x[j]))) >= 1/100000", TestName = "a balanced configuration")]
    [TestCase("claim c: a >= 50 implies b <= 60", TestName = "behind an implication")]
    public void FalseClaim_RarelyViolated_IsRefutedAndShown(string claim)
    {
        var outcome = SpecRun.One(Declarations + claim);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(outcome.Counterexample, Is.Not.Null);
            Assert.That(Searched(outcome), Is.LessThan(2000));
        });
    }

    // As many configurations by chance alone do not find what a few hundred steps of a climb do.
    [Test]
    public void NarrowWell_SearchedAtRandom_TakesMoreThanTheClimb()
    {
        const string Claim = "claim c: (a - 37/11)^2 + (b + 7/3)^2 >= 1/100000\n";
        var guided = SpecRun.One(Declarations + Claim + "check c:\n  instances = 80");
        // A disjunct that has no violation to climb leaves the same search to chance.
        var random = SpecRun.One(Declarations + "claim c: (a - 37/11)^2 + (b + 7/3)^2 >= 1/100000 or 1 in {2, 3}\ncheck c:\n  instances = 400");
        Assert.Multiple(() =>
        {
            Assert.That(guided.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), guided.Verdict.Reason);
            Assert.That(Searched(guided), Is.LessThan(400));
            Assert.That(random.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
        });
    }

    [TestCase("claim c: a^2 + b^2 >= 2*a*b")]
    [TestCase("claim c: t*(1 - t) <= 1/4")]
    [TestCase("claim c: sum(i<3: p[i]^2) <= 1")]
    [TestCase("claim c: dot(u, u) <= 1 + 1/10^6")]
    [TestCase("claim c: abs(a + b) <= abs(a) + abs(b)")]
    [TestCase("claim c: sum(i<4: sum(j<4: dot(x[i], x[j]))) >= -1/10^6")]
    [TestCase("claim c: a^4 - 2*a^2 + 1 >= 0")]
    [TestCase("claim c: a >= 50 implies a >= 49")]
    public void TrueClaim_WithEqualityOrNearIt_IsNeverRefuted(string claim) =>
        Assert.That(SpecRun.One(Declarations + claim + "\ncheck c:\n  instances = 600").Verdict.Kind, Is.GreaterThanOrEqualTo(VerdictKind.Inconclusive));

    [Test]
    public void Assumption_OutsideOfItFalse_KeepsTheClimbInside() =>
        Assert.That(SpecRun.One(Declarations + "assume low: a <= 7\nclaim c: a + b - b <= 8 and a^4*b^2 + a^2*b^4 + 1 >= 3*a^2*b^2").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));

    [Test]
    public void Search_OnSeveralThreads_GivesTheSameBytes()
    {
        const string Text = Declarations + "claim c: trace(A) <= 40\nclaim d: abs(a - 17/10) + abs(b - 22/7) >= 1/10000\nclaim e: a^2 >= 0";
        Assert.That(SpecRun.Json(Text, SpecRun.Options with { Jobs = 3 }), Is.EqualTo(SpecRun.Json(Text)));
    }

    private static long Searched(ClaimOutcome outcome) => outcome.Work.Where(w => w.What == "configurations searched").Sum(w => w.Count);
}
