using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Witnesses chosen by pilot trials that each solve an optimisation problem, then judged on fresh ones.</summary>
[TestFixture]
internal sealed class WitnessTrialTests
{
    // One sample each: the measure problem keeps the sample's direction, whatever the penalty, unless the penalty exceeds the label.
    private const string Problem = """
        given h > 0
        x[i<1] ~ sphere(2)
        sol = argmin(nu in measures(sphere(2)): 1/2*sum(i<1: (h - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/4*tvnorm(nu))

        """;

    [Test]
    public void Exists_OfAConstantThatTrialsMeet_IsUnrefutedWithTheWitness()
    {
        var outcome = SpecRun.One(Problem + "claim c: exists C > 0: for all h where h > C: with probability >= 1/2 over x: for all nu in sol: tvnorm(nu) > 0");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
            Assert.That(outcome.Notes, Has.Some.StartsWith("witness C ="));
        });
    }

    [Test]
    public void Exists_WhereNoConstantHelps_IsNotPositive()
    {
        var outcome = SpecRun.One(Problem + "claim c: exists C > 0: for all h where h > 1 + C: with probability >= 1/2 over x: for all nu in sol: tvnorm(nu) < 1/2");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [Test]
    public void Not_OfAWitnessByTrials_SaysThatTrialsSettleNeither()
    {
        var outcome = SpecRun.One(Problem + "claim c: not exists C > 0: for all h where h > C: with probability >= 1/2 over x: for all nu in sol: tvnorm(nu) > 0");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
            Assert.That(outcome.Verdict.Reason, Does.Contain("nor exclude all of them"));
        });
    }
}
