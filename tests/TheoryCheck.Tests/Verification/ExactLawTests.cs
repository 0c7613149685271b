using System.Globalization;
using System.Numerics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.ExactLaws;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Tests.Verification;

/// <summary>Probabilities from the exact law of sums.</summary>
[TestFixture]
public sealed class ExactLawTests
{
    [TestCase("x[i<12] ~ rademacher", "x", "sum(i<12: x[i]) >= 4", 794, 4096, Description = "Σ_{k≥8} C(12, k)/2^12")]
    [TestCase("x[i<12] ~ rademacher", "x", "abs(mean(i<12: x[i])) <= 1/3", 3498, 4096, Description = "|2k - 12| ≤ 4")]
    [TestCase("b[i<5] ~ bernoulli(1/3)", "b", "sum(i<5: b[i]) == 2", 80, 243, Description = "C(5, 2)(1/3)²(2/3)³")]
    [TestCase("u[i<2] ~ uniform(1..6)", "u", "sum(i<2: u[i]) == 7", 1, 6)]
    [TestCase("u[i<3] ~ uniform({1, 2, 5})", "u", "sum(i<3: u[i]^2) <= 9", 7, 27, Description = "squares 1, 4, 25: 111 and the three orders of 114 and of 144")]
    [TestCase("c[i<2] ~ categorical([1/2, 1/4, 1/4])", "c", "c[0] + c[1] == 2", 5, 16, Description = "02, 20, 11")]
    [TestCase("x[i<4] ~ rademacher", "x", "sum(i<4: 2^i*x[i]) >= 1", 1, 2, Description = "the sign of the largest weight")]
    [TestCase("x[i<3] ~ rademacher\nb[i<3] ~ bernoulli(1/2)", "x, b", "sum(i<3: x[i]*b[i]) == 3", 1, 64, Description = "families that meet under one index")]
    [TestCase("x[i<6] ~ rademacher\nb[i<4] ~ bernoulli(1/2)", "x, b", "sum(i<6: x[i]) == 0 and sum(i<4: b[i]) == 0", 5, 256, Description = "20/64 · 1/16")]
    [TestCase("x[i<2] ~ rademacher", "x", "x[0] == 1 and x[0] + x[1] == 0", 1, 4, Description = "one draw in two sums")]
    [TestCase("s ~ rademacher", "s", "s == 1", 1, 2)]
    [TestCase("x[i<4] ~ rademacher", "x", "for all k<4: sum(i<4: k*x[i]) <= 9", 15, 16, Description = "what does not run with the sum stands before it")]
    [TestCase("w[r<4] ~ normal(3)", "w", "sum(r<4: step(w[r][0])*step(w[r][1])) == 0", 81, 256, Description = "a quadrant has probability 1/4")]
    [TestCase("w[r<6] ~ normal(0, 4)", "w", "sum(r<6: 3*step(w[r])^2) >= 17", 1, 64)]
    public void Probability_OfAKnownLaw_IsItsValue(string draws, string over, string formula, int numerator, int denominator)
    {
        var exact = new Rational(numerator, denominator);
        var (statement, evaluation) = Read($"{draws}\nclaim c: with probability >= 1/2 over {over}: {formula}");
        var bounds = ExactProbability.Enclosed(ExactProbability.Of(statement, Instance.Empty, evaluation)!, Instance.Empty, evaluation)!;
        Assert.Multiple(() =>
        {
            Assert.That(bounds.Least <= exact && exact <= bounds.Most, $"{bounds.Least.ToDouble():R} to {bounds.Most.ToDouble():R}");
            Assert.That((bounds.Most - bounds.Least).ToDouble(), Is.LessThan(1e-15));
        });
    }

    [Test]
    public void Probability_OfWeightedSigns_IsWhatCountingAllOfThemGives()
    {
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var weights = Enumerable.Range(0, 9).Select(_ => random.Next(-5, 6)).ToArray();
            var bound = random.Next(0, 12);
            var count = Enumerable.Range(0, 1 << 9).Count(bits => Math.Abs(weights.Select((w, i) => (bits >> i & 1) == 1 ? w : -w).Sum()) <= bound);
            var judged = SpecRun.One(string.Create(
                CultureInfo.InvariantCulture, $"c = [{string.Join(", ", weights)}]\nx[i<9] ~ rademacher\nclaim e: with probability == {count}/512 over x: abs(sum(i<9: c[i]*x[i])) <= {bound}"));
            Assert.That(judged.Verdict.Kind, Is.EqualTo(VerdictKind.Supported), judged.Verdict.Reason);
        }
    }

    [TestCase(20)]
    [TestCase(1000)]
    public void Hoeffding_OfSigns_IsTheBinomialTail(int n)
    {
        // P(|mean| ≤ √(2 log 20/n)), counted in integers.
        var total = BigInteger.Zero;
        var ways = BigInteger.One;
        for (var k = 0; k <= n; k++)
        {
            total += Math.Abs(2 * k - n) <= n * Math.Sqrt(2 * Math.Log(20) / n) ? ways : 0;
            ways = ways * (n - k) / (k + 1);
        }

        var expected = (double)new BigInteger(Math.Exp(BigInteger.Log(total) - (n * Math.Log(2))) * 1e9) / 1e9;
        var judged = SpecRun.One($"x[i<{n}] ~ rademacher\nclaim h: with probability >= 9/10 over x: abs(mean(i<{n}: x[i])) <= sqrt(2*log(20)/{n})");
        Assert.Multiple(() =>
        {
            Assert.That(judged.Verdict.Kind, Is.EqualTo(VerdictKind.Supported));
            Assert.That(judged.Verdict.Qualifier, Is.EqualTo("numerical"));
            Assert.That(judged.Cases[0].Trials, Is.Zero);
            Assert.That(1 - judged.Cases[0].Estimate!.Lower, Is.EqualTo(expected).Within(2e-9));
        });
    }

    [Test]
    public void Claim_JustAboveItsProbability_IsRefuted()
    {
        var judged = SpecRun.One("x[i<12] ~ rademacher\nclaim e: with probability >= 795/4096 over x: sum(i<12: x[i]) >= 4");
        Assert.That(judged.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), judged.Verdict.Reason);
        Assert.That(SpecRun.One("x[i<12] ~ rademacher\nclaim e: with probability >= 794/4096 over x: sum(i<12: x[i]) >= 4").Verdict.Kind, Is.EqualTo(VerdictKind.Supported));
    }

    [TestCase("x[i<4] ~ uniform(0, 1)", "x", "sum(i<4: x[i]) <= 3", Description = "no finite law")]
    [TestCase("x[i<4] ~ rademacher", "x", "max(i<4: x[i]) <= 1", Description = "not through a sum")]
    [TestCase("x[i<4] ~ rademacher", "x", "sum(i<3: x[i]*x[i+1]) <= 3", Description = "neighbouring terms are not independent")]
    [TestCase("x[i<4] ~ rademacher", "x", "for all k<4: sum(i<4: (k + i)*x[i]) <= 9", Description = "a sum inside a quantifier")]
    [TestCase("w[r<4] ~ normal(2)", "w", "sum(r<4: step(w[r][0])) + sum(r<4: step(w[r][1])) <= 3", Description = "two indicators of one family have a joint law")]
    [TestCase("b[i<4] ~ bernoulli(2)", "b", "sum(i<4: b[i]) <= 3", Description = "no probability")]
    public void Event_OfAnotherKind_IsLeftToTrials(string draws, string over, string formula)
    {
        var (statement, evaluation) = Read($"{draws}\nclaim c: with probability >= 1/2 over {over}: {formula}");
        Assert.That(ExactProbability.Of(statement, Instance.Empty, evaluation) is { } sums ? ExactProbability.Enclosed(sums, Instance.Empty, evaluation) : null, Is.Null);
    }

    [Test]
    public void Trials_ThatTheSpecAsksFor_AreRun() =>
        Assert.That(SpecRun.One("x[i<4] ~ rademacher\nclaim c: with probability >= 1/2 over x: sum(i<4: x[i]) <= 2\ncheck c:\n  trials = 200\n").Cases[0].Trials, Is.EqualTo(200));

    private static (WithProbability Statement, ClosedEvaluation Evaluation) Read(string text) =>
        ((WithProbability)SpecRun.Read(text).Spec!.Claims[0].Closed, new ClosedEvaluation());
}
