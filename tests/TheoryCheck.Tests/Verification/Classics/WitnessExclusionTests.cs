using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Classics;

/// <summary>One instance that contradicts every constant, and instances that do not.</summary>
[TestFixture]
public sealed class WitnessExclusionTests
{
    [TestCase("claim c: exists C > 0: for all t in [0, 1]: t >= C", TestName = "Constant_BelowAValueThatIsZero_IsRefuted")]
    [TestCase("claim c: exists C > 0: for all t in [0, 1]: 1 - t < C*t + 0*C", TestName = "Constant_TimesAZeroAboveAPositiveValue_IsRefuted")]
    [TestCase("claim c: exists C > 0: for all t in [0, 1]: t <= 2 and sq(t - 1/2) >= C*(1 + t)", TestName = "OneConjunct_IsEnough")]
    public void Constant_WithAnExcludingInstance_IsRefuted(string claim)
    {
        var outcome = SpecRun.One(claim);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("claim c: exists C > 0: for all t in [0, 1]: 1 + t >= C", VerdictKind.Proved, TestName = "Constant_ThatExists_IsNotRefuted")]
    [TestCase("claim c: exists C > 0: for all t in [0, 1]: t >= C - 1", VerdictKind.Proved, TestName = "Constant_InAnAffineBound_IsNotExcludedByZero")]
    [TestCase("claim c: exists C > 0: for all t in [0, 1] where t <= C: t >= C", VerdictKind.Inconclusive, TestName = "Constant_ThatRestrictsTheInstances_ExcludesNothing")]
    [TestCase("claim c: exists C >= 0: for all t in [0, 1]: t >= C", VerdictKind.Proved, TestName = "Constant_ThatMayBeZero_IsNotRefuted")]
    public void Constant_WithoutAnExcludingInstance_IsNotRefuted(string claim, VerdictKind kind) =>
        Assert.That(SpecRun.One(claim + "\ncheck:\n  instances = 40").Verdict.Kind, Is.EqualTo(kind));

    // The ratio of the sides tends to 0 along a path, and no point attains it.
    [TestCase("u in vector(2), v in vector(2)", "norm(u - v)^2 >= C*angle(u, v)")]
    [TestCase("x[i<2] in sphere(2)", "norm(x[0] - x[1])^2 >= C*angle(x[0], x[1])")]
    [TestCase("u in vector(3)", "norm(u)^2 <= C*norm(u)")]
    [TestCase("u in vector(2), v in vector(2)", "norm(u)^2 + norm(v)^2 >= C*norm(u)")]
    [TestCase("u in ball(2)", "1 - norm(u)^2 <= C*(1 - norm(u))^2")]
    [TestCase("a > 0", "exp(-a) >= C")]
    [TestCase("a > 0", "sqrt(a) <= C*a")]
    [TestCase("a in (0, 1)", "-a*log(a) <= C*a")]
    public void Constant_WithAPathOnWhichItsRatioVanishes_IsRefuted(string givens, string claim)
    {
        var outcome = SpecRun.One($"given {givens}\nclaim c: exists C > 0: for all rest: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("u in vector(2), v in vector(2)", "", "norm(u - v)^2 <= C*(1 + norm(u)^2 + norm(v)^2)")]
    [TestCase("u in vector(2), v in vector(2)", "norm(u - v) >= 1/10", "norm(u - v) >= C")]
    [TestCase("u in vector(2)", "u[0] + u[1] == 1", "norm(u) >= C")]
    [TestCase("u in ball(2)", "", "1 - norm(u)^2 >= C*(1 - norm(u))")]
    [TestCase("x[i<2] in sphere(2)", "", "norm(x[0] - x[1])^2 <= C*angle(x[0], x[1])")]
    [TestCase("y[i<2] in reals where y[i] >= 1", "", "y[0]*y[1] >= C")]
    [TestCase("a > 0, b > 0", "b >= a/2", "b >= C*a")]
    [TestCase("a > 0", "", "floor(a) + 1 >= C*a")]
    [TestCase("u in vector(2)", "norm(u) == 1", "norm1(u) >= C*norm(u)^4")]
    public void Constant_ThatExistsBesideSuchPaths_IsNotRefuted(string givens, string assumed, string claim) =>
        Assert.That(SpecRun.One($"given {givens}\n{(assumed.Length > 0 ? $"assume a: {assumed}\n" : "")}claim c: exists C > 0: for all rest: {claim}\ncheck:\n  instances = 40").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));

    [Test]
    public void Growth_OfABoundedGradient_IsRefutedForAllFunctions()
    {
        const string Claim = "claim c: exists d in 1.., B > 0, m > 0, b > 0, l(o in vector(d)) in reals where smooth(l): for all u in vector(d): norm(grad(l(u), u)) <= B and dot(grad(l(u), u), u) >= ";
        var outcome = SpecRun.One(Claim + "m*norm(u)^2 - b");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
        Assert.That(outcome.Derivation, Is.Not.Empty);
        Assert.That(SpecRun.One(Claim + "m*norm(u) - b").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
        Assert.That(SpecRun.One(Claim + "(m - b)*norm(u)^2 - b").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
        Assert.That(SpecRun.One(Claim.Replace("norm(grad(l(u), u)) <= B", "norm(grad(l(u), u)) <= B*norm(u)", StringComparison.Ordinal) + "m*norm(u)^2 - b").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
    }

    [TestCase("v in vector(d)", true)]
    [TestCase("s in reals", true)]
    [TestCase("k in 3..2", false)]
    [TestCase("s in (1, 1)", false)]
    [TestCase("s in {t in reals where t < t}", false)]
    public void Growth_BesideAnEmptySet_IsNotRefuted(string other, bool isRefuted)
    {
        // Over an empty set the conditions hold of every function.
        var outcome = SpecRun.One($"claim c: exists d in 1.., B > 0, m > 0, l(o in vector(d)) in reals where smooth(l): for all u in vector(d), {other}: norm(grad(l(u), u)) <= B and dot(grad(l(u), u), u) >= m*norm(u)^2");
        Assert.That(outcome.Verdict.Kind, isRefuted ? Is.EqualTo(VerdictKind.Refuted) : Is.Not.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
