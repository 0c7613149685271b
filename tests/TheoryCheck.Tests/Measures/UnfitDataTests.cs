using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Optima over measures whose data are of no problem: a clear verdict, never an internal error and never a positive one.</summary>
public sealed class UnfitDataTests
{
    [TestCase(2, 0, "1/10", "is empty")]
    [TestCase(2, 2, "-1", "negative factor")]
    public void HalfSquaredLoss_WithUnfitSizes_IsNamed(int n, int d, string penalty, string reason)
    {
        var outcome = SpecRun.One($"""
            given z in [0, 1]
            x[i<{n}, c<{d}] = 1 + i + c
            claim value: for all z: inf(nu in measures(sphere({d})): sum(i<{n}: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + ({penalty})*tvnorm(nu)) <= z + 100
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Broken).Or.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Qualifier, Is.Not.EqualTo("internal error"), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Contain(reason));
    }

    [TestCase("sum(i<2: log(1 + exp(-i*integral(t wrt nu: relu(dot(t, x[i]))))))")]
    [TestCase("sum(i<2: exp(-i*integral(t wrt nu: relu(dot(t, x[i])))))")]
    [TestCase("sum(i<2: relu(1 - i*integral(t wrt nu: relu(dot(t, x[i])))))")]
    public void Loss_WithTheClassZero_IsNoInternalError(string loss)
    {
        var outcome = SpecRun.One($"""
            given z in [0, 1]
            x[i<2, c<2] = 1 + i + c
            claim value: for all z: inf(nu in measures(sphere(2)): {loss} + 1/10*tvnorm(nu)) >= 100 + z
            """);
        Assert.That(outcome.Verdict.Qualifier, Is.Not.EqualTo("internal error"), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Supported).And.Not.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Penalty_AboveTheGreatest_LeavesTheZeroMeasure()
    {
        const string Spec = """
            given z in [0, 1]
            x[i<2, c<2] = 1 + i + c
            claim zero: for all z: tvnorm(the(argmin(nu in measures(sphere(2)): sum(i<2: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 100*tvnorm(nu)))) <= z
            """;
        Assert.That(SpecRun.One(Spec).Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
    }
}
