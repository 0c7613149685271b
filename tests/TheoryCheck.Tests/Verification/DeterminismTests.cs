using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>A run is a function of spec, seed, filter, alpha and budget alone.</summary>
[TestFixture]
public sealed class DeterminismTests
{
    private const string Text = """
        sweep n in {5, 20}
        given a in reals
        x[i<n] ~ rademacher
        z[i<3] ~ normal(0, 1)
        evolve k:
          start w[i<3] = z[i]
          g ~ normal(0, 1)
          w[i] <- w[i]/2 + g/4
        claim mean: with probability >= 9/10 over x: abs(mean(i<n: x[i])) <= sqrt(2*log(20)/n)
        claim close: with probability >= 2/3 over x: abs(mean(i<n: x[i])) <= 1/2
        claim square: a^2 >= 0
        claim identity: derive (a + 1)*(a - 1) == a^2 - 1
        claim path: with probability >= 1/4 over z, g: for all k: norm(w@k) <= 100 + k
        claim drawn: for drawn z: norm(z) <= 1
        check path:
          horizon k = 20
        """;

    private static readonly string Once = SpecRun.Json(Text, SpecRun.Options with { Budget = 0.05 });

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void Results_ForAnyNumberOfJobs_AreTheSameBytes(int jobs) =>
        Assert.That(SpecRun.Json(Text, SpecRun.Options with { Budget = 0.05, Jobs = jobs }), Is.EqualTo(Once));

    [Test]
    public void Results_ForAnotherSeed_Differ()
    {
        var other = SpecRun.Json(Text, SpecRun.Options with { Budget = 0.05, Seed = 2 });
        Assert.That(other.Replace("\"seed\": \"2\"", "\"seed\": \"1\"", StringComparison.Ordinal).Replace("--seed 2", "--seed 1", StringComparison.Ordinal), Is.Not.EqualTo(Once));
    }

    [Test]
    public void Filter_LettingOneClaimThrough_DrawsTheSameTrials()
    {
        // The level per claim grows when fewer share it, so trials are compared under a fixed number of them.
        var fixedTrials = Text + "\ncheck:\n  trials = 300\n";
        var all = SpecRun.All(fixedTrials).Specs[0].Claims.Single(c => c.Name == "close");
        var alone = SpecRun.One(fixedTrials, SpecRun.Options with { Filter = "t/close" });
        Assert.That(alone.Cases.Select(c => (c.Label, c.Trials, c.Failures, c.Slack)), Is.EqualTo(all.Cases.Select(c => (c.Label, c.Trials, c.Failures, c.Slack))));
    }

    [Test]
    public void Cancellation_BeforeTheRun_LeavesEveryClaimInconclusive()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var result = TheoryCheck.Verification.Running.SuiteRunner.Run([SpecRun.Read(Text)], SpecRun.Options, TheoryCheck.Verification.Running.IRunObserver.None, source.Token).Result;
        Assert.That(result.Specs[0].Claims.Select(c => c.Verdict.Kind), Is.All.EqualTo(VerdictKind.Inconclusive));
    }

    [TestCase("# a remark\n", "")]
    [TestCase("\n\n", "   # trailing\n")]
    public void MeaningHash_OfATextWithRemarks_IsTheSame(string before, string after)
    {
        const string spec = "given a in reals\nclaim c: a^2 >= 0\n";
        var plain = SpecRun.Read(spec).Spec!.MeaningHash;
        Assert.Multiple(() =>
        {
            Assert.That(SpecRun.Read(before + spec.Replace("\nclaim", "   # why\n\n\nclaim", StringComparison.Ordinal) + after).Spec!.MeaningHash, Is.EqualTo(plain));
            Assert.That(SpecRun.Read(spec.Replace("a^2 >= 0", "a^2   >=  0", StringComparison.Ordinal)).Spec!.MeaningHash, Is.EqualTo(plain));
            Assert.That(SpecRun.Read(spec.Replace(">= 0", "> 0", StringComparison.Ordinal)).Spec!.MeaningHash, Is.Not.EqualTo(plain));
        });
    }
}
