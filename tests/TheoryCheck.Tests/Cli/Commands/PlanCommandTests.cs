using NUnit.Framework;
using TheoryCheck.Cli;
using TheoryCheck.Cli.Commands;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Planning;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Cli.Commands;

public sealed class PlanCommandTests
{
    private const string Flips = """
        sweep n in {20, 100}
        x[i<n] ~ uniform(-1, 1)
        claim often: with probability >= 9/10 over x: abs(mean(i<n: x[i])) <= sqrt(2*log(20)/n)
        claim square: for all n: derive n*n == n^2
        """;

    [Test]
    public void Plan_TwoCases_SplitsTheErrorBudgetAndSaysWhatSupportNeeds() => ConsoleRun.WithSpec(Flips, path =>
    {
        var run = ConsoleRun.Of(new PlanCommand(), path);
        Assert.That(run.Code, Is.EqualTo(ExitCode.AsExpected), run.Error);
        Assert.That(run.Out, Does.Contain("frequency at n = 20, alpha 1/2000").And.Contain("frequency at n = 100, alpha 1/2000"));
        Assert.That(run.Out, Does.Contain("with 0 failures").And.Contain("with 5 failures").And.Contain("can support and refute"));
        Assert.That(run.Out, Does.Contain("sample/square: no error budget needed"));
    });

    [Test]
    public void Plan_NeedsAtNoFailure_IsTheTrialAtWhichARunWithoutFailuresStops() => ConsoleRun.WithSpec(
        "sweep n in {4}\nx[i<n] ~ uniform(-1, 1)\nclaim sure: with probability >= 9/10 over x: sum(i<n: x[i]^2) <= n + 1/2\n",
        path =>
        {
            IReadOnlyList<SpecResult> specs = [SpecReader.Read(path)];
            var options = new RunOptions { Jobs = 1 };
            var needed = SuitePlan.Of(specs, options, default).Single().Obligations.Single().Budget!.Needs[0].Trials;
            var run = SuiteRunner.Run(specs, options, IRunObserver.None, default).Result.Specs[0].Claims[0];
            Assert.That(run.Verdict.Kind, Is.EqualTo(Core.VerdictKind.Supported), run.Verdict.Reason);
            Assert.That(run.Cases[0].Trials, Is.EqualTo(needed));
            Assert.That(run.Cases[0].AlphaSpent, Is.EqualTo(SuitePlan.Of(specs, options, default).Single().Obligations[0].Alpha));
        });

    [Test]
    public void Plan_TinyDelta_SaysBeforehandThatSupportIsOutOfReach() => ConsoleRun.WithSpec(
        "sweep n in {4}\nx[i<n] ~ uniform(-1, 1)\nclaim rare: with probability >= 1 - 1/1000000 over x: abs(mean(i<n: x[i])) <= 1\n",
        path =>
        {
            var run = ConsoleRun.Of(new PlanCommand(), path);
            Assert.That(run.Out, Does.Contain("never support").Or.Contain("decides nothing"));
        });

    [Test]
    public void Plan_OfCoins_NeedsNoTrial() => ConsoleRun.WithSpec(
        "x[i<4] ~ rademacher\nclaim all: with probability >= 1/2 over x: sum(i<4: x[i]) <= 2\n",
        path => Assert.That(ConsoleRun.Of(new PlanCommand(), path).Out, Does.Contain("needs no trial: the probability is 0.9375")));

    [Test]
    public void Plan_Search_CountsConfigurationsInsteadOfVisitingThem() => ConsoleRun.WithSpec(
        "given u in vector(2)\nclaim positive: for all u: dot(u, u) >= 0\ncheck positive:\n  instances = 77\n",
        path =>
        {
            var plan = SuitePlan.Of([SpecReader.Read(path)], new RunOptions(), default).Single();
            Assert.That(plan.Obligations.Select(o => (o.Checker, o.Configurations)), Is.EqualTo(new[] { ("inequality", 77) }));
            Assert.That(plan.Alpha, Is.Null);
        });

    [Test]
    public void Plan_NoClaimPasses_IsNothingToRun() => ConsoleRun.WithSpec(Flips, path =>
        Assert.That(ConsoleRun.Of(new PlanCommand(), path, "--filter", "nobody").Code, Is.EqualTo(ExitCode.NothingToRun)));

    [TestCase("0")]
    [TestCase("1/0")]
    [TestCase("3/2")]
    [TestCase("often")]
    public void Plan_ImpossibleAlpha_IsBadInput(string alpha) => ConsoleRun.WithSpec(Flips, path =>
        Assert.That(ConsoleRun.Of(new PlanCommand(), path, "--alpha", alpha).Code, Is.EqualTo(ExitCode.BadInput)));
}
