using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Claims about all steps that say nothing of a state are claims about all integers from 0; those about states are searched without exact iterates where enclosures do.</summary>
[TestFixture]
public sealed class ClockSearchTests
{
    private const string Declarations = """
        given a in (0, 1), v in vector(2), w0 in vector(2)
        evolve k:
          start w = w0
          w <- w - a*(w - v)

        """;

    [TestCase("for all k: 2^k >= k + 1", VerdictKind.Proved)]
    [TestCase("for all k: (-1)^k <= 1", VerdictKind.Proved)]
    [TestCase("for all a: for all k: (1 - a)^k <= 1", VerdictKind.Proved)]
    [TestCase("for all k: 2^k >= k^2", VerdictKind.Refuted)]
    [TestCase("for all k: (-1)^k >= 0", VerdictKind.Refuted)]
    [TestCase("for all k where k >= 1: k^2 >= 2", VerdictKind.Refuted)]
    public void Claim_AboutStepsAlone_IsOneAboutIntegers(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Declarations}claim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [Test]
    public void FalseRate_OfGradientDescent_IsRefutedAtTheFirstStepWithSmallData()
    {
        var outcome = SpecRun.One($"{Declarations}claim c: for all rest: for all k: norm(w@k - v) <= (1 - 2*a)^k*norm(w@0 - v)");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(outcome.Counterexample!.Arithmetic, Is.EqualTo("exact rational arithmetic"));
            Assert.That(outcome.Counterexample.Values.Select(v => $"{v.Symbol.Text} = {v.Value}"), Does.Contain("k = 1").And.Contain("v = [0, 0]"));
        });
    }
}
