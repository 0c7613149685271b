using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Verification;

/// <summary>What does not fit is refused before it is run; everything else is run.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private const string Large = "x[i<1000, j<1000] ~ normal(0, 1)\nclaim large: with probability >= 1/2 over x: sum(i<1000, j<1000: x[i,j]) <= 9999\nu ~ uniform(0, 1)\nclaim small: with probability >= 1/2 over u: u <= 9/10\n";

    [Test]
    public void Claim_ThatDoesNotFit_IsRefusedAtItsPlaceAndTheOthersRun()
    {
        var result = SpecRun.All(Large, SpecRun.Options with { MaxMemory = 1_000_000 });
        var (large, small) = (result.Specs[0].Claims[0], result.Specs[0].Claims[1]);
        Assert.That(large.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(large.Refusal, Has.Property("Id").EqualTo("TC5001").And.Property("IsError").True);
        Assert.That(large.Refusal!.Rendering, Does.Contain("t.theory(2,").And.Contain("claim large").And.Contain("--max-memory"));
        Assert.That(large.Work, Is.Empty);
        Assert.That(small.Refusal, Is.Null);
        Assert.That(small.Verdict.Kind, Is.EqualTo(VerdictKind.Supported));
        Assert.That(result.Specs[0].Diagnostics.Select(d => d.Id), Does.Contain("TC5001"));
    }

    // Sets of points, and so dictionaries, that are drawn: the limit of what is allowed for all trials, and of what an array may hold.
    [TestCase("30000000", 1_000_000_000L)]
    [TestCase("1500000000", long.MaxValue)]
    public void Dictionary_ThatDoesNotFit_IsRefused(string size, long room)
    {
        var spec = $"t[j<{size}] ~ sphere(2)\nD = image(j |-> t[j], 0..{size} - 1)\n"
            + "claim large: with probability >= 1/2 over t: inf(nu in measures(sphere(2)) where support(nu) subset D: (1 - integral(s wrt nu: relu(s[0])))^2 + tvnorm(nu)) >= 0\n";
        Assert.That(SpecRun.All(spec, SpecRun.Options with { MaxMemory = room }).Specs[0].Claims[0].Refusal, Has.Property("Id").EqualTo("TC5001"));
    }

    [Test]
    public void Claim_ThatFits_IsNotRefused() =>
        Assert.That(SpecRun.All(Large).Specs[0].Claims.Select(c => c.Refusal), Is.All.Null);

    [TestCase(1)]
    [TestCase(64)]
    public void Refusal_DoesNotDependOnTheNumberOfThreads(int jobs)
    {
        // Room for one thread and not for 64: then fewer work at once.
        var options = SpecRun.Options with { MaxMemory = 30_000_000, Jobs = jobs, Filter = "large", Budget = 0.01 };
        Assert.That(SpecRun.All(Large, options).Specs[0].Claims.Single().Refusal, Is.Null);
    }
}
