using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Optima over measures whose data are of no problem: a clear verdict, never an internal error and never a positive one.</summary>
public sealed class UnfitDataTests
{
    private const string Given = "given z in {0}";
    private static readonly object[] Positive = [VerdictKind.Unrefuted, VerdictKind.Supported, VerdictKind.Proved, VerdictKind.Certified];

    [TestCase(2, 0, "1/10", "is empty")]
    [TestCase(2, 1, "-1", "negative factor")]
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
        Assert.That(SpecRun.One(Spec).Verdict.Kind, Is.EqualTo(VerdictKind.Proved));
    }

    // Without samples the objective is the penalty alone, or the mean of nothing, which is none.
    [TestCase("sum(i<n: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu)", "", VerdictKind.Unrefuted)]
    [TestCase("mean(i<n: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu)", "mean over no samples", VerdictKind.Broken)]
    [TestCase("1/(2*n)*sum(i<n: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu)", "", VerdictKind.Broken)]
    public void NoSamples_AreNamed(string objective, string reason, VerdictKind kind)
    {
        var outcome = SpecRun.One($"""
            n = 0
            {Given}
            x[i<n, c<2] = 1 + i + c
            claim value: for all z: inf(nu in measures(sphere(2)): {objective}) <= z + 100
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(kind), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Qualifier, Is.Not.EqualTo("internal error"), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Reason, Does.Contain(reason));
    }

    [TestCase("sqrt(0 - 1)")]
    [TestCase("log(0)")]
    [TestCase("1/(i - i)")]
    public void Label_WithoutAValue_IsNamed(string label)
    {
        var outcome = SpecRun.One($"""
            {Given}
            x[i<2, c<2] = 1 + i + c
            y[i<2] = {label}
            claim value: for all z: inf(nu in measures(sphere(2)): sum(i<2: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu)) <= z + 100
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Broken).Or.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
        Assert.That(outcome.Verdict.Qualifier, Is.Not.EqualTo("internal error"), outcome.Verdict.Reason);
    }

    // In one dimension the sphere is {-1, 1}: with x = (1, 2) and all targets 1 the weight w at 1 minimises (1 - w)² + (1 - 2w)² + w/10: 2 - 5.9²/20 = 0.2595.
    [TestCase("d = 1", "x[i<2, c<1] = 1 + i", "best <= 0.2596 + z", true)]
    [TestCase("d = 1", "x[i<2, c<1] = 1 + i", "best >= 0.2599", false)]
    [TestCase("repeated inputs", "x[i<2, c<1] = 1", "best <= 0.0989 + z", true)]
    [TestCase("repeated inputs", "x[i<2, c<1] = 1", "best >= 0.1", false)]
    [TestCase("zero inputs", "x[i<2, c<1] = 0", "best <= 2 + z", true)]
    [TestCase("zero inputs", "x[i<2, c<1] = 0", "best < 2", false)]
    public void Inputs_OfAnyShape_HaveTheirOptimum(string what, string inputs, string claim, bool holds)
    {
        var outcome = SpecRun.One($"""
            {Given}
            {inputs}
            best = inf(nu in measures(sphere(1)): sum(i<2: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu))
            claim value: for all z: {claim}
            """);
        Assert.That(outcome.Verdict.Kind, holds ? Is.AnyOf(Positive) : Is.EqualTo(VerdictKind.Refuted), $"{what}: {outcome.Verdict.Reason}");
    }

    // No measure gives one input two outputs: the infimum is +∞.
    [TestCase("best >= 1000000", true)]
    [TestCase("best <= 1000000", false)]
    public void RepeatedInputs_WithDifferentTargets_LeaveNoMeasure(string claim, bool holds)
    {
        var outcome = SpecRun.One($"""
            {Given}
            x[i<2, c<2] = 1
            best = inf(nu in measures(sphere(2)) where for all i<2: integral(t wrt nu: relu(dot(t, x[i]))) == i: tvnorm(nu))
            claim value: for all z: {claim}
            """);
        Assert.That(outcome.Verdict.Kind, holds ? Is.AnyOf(Positive) : Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Penalty_OfZero_LeavesTheLoss()
    {
        var outcome = SpecRun.One("""
            given z in {0}
            x[i<2, c<2] = if(c == i, 1, 0)
            claim value: for all z: inf(nu in measures(sphere(2)): sum(i<2: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 0*tvnorm(nu)) <= z
            """);
        Assert.That(outcome.Verdict.Kind, Is.AnyOf(Positive), outcome.Verdict.Reason);
    }
}
