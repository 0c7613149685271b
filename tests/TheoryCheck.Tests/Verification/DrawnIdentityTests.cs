using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>An identity for all values holds for what is drawn, even where no sampler knows the law; a twin does not.</summary>
public sealed class DrawnIdentityTests
{
    private const string Sequences = """
        given mu[k in 1..] in positive, P in laws(reals) where mean(P) == 0
        x[k in 1..] ~ normal(0, 1)
        evolve n:
          start s = 0
          z ~ P
          s <- s + z
        claim c: for all mu, P: 
        """;

    [TestCase("for drawn x: for all k in 1..: derive (x[k] + mu[k])^2 - x[k]^2 == mu[k]*(2*x[k] + mu[k])", true)]
    [TestCase("for drawn z: for all n: derive expect(z: s@(n+2) given past(n)) == s@(n+1) - z@n", true)]
    [TestCase("for drawn x: for all k in 1..: derive (x[k] + mu[k])^2 - x[k]^2 == mu[k]*(x[k] + mu[k])", false)]
    [TestCase("for drawn z: for all n: derive expect(z: s@(n+2) given past(n)) == s@(n+1)", false)]
    public void Identity_OfDraws_IsProvedForAllOfThem(string formula, bool isProved) =>
        Assert.That(SpecRun.One(Sequences.TrimEnd() + " " + formula).Verdict.Kind, isProved ? Is.EqualTo(VerdictKind.Proved) : Is.Not.EqualTo(VerdictKind.Proved));

    [Test]
    public void Order_OfAGivenLossAlongALine_HasItsDerivatives() => Assert.Multiple(() =>
    {
        const string Loss = "given l(u in reals) in reals where smooth(l), p in reals, q in reals\nclaim c: for all rest: l(p + s*q) - l(p) - s*q*grad(l(p), p) in ";
        Assert.That(SpecRun.One(Loss + "O(s^2) as s -> 0 from above").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(SpecRun.One(Loss + "o(s^2) as s -> 0 from above").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    });
}
