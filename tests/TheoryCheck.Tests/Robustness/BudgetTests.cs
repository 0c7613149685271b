using System.Diagnostics;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Robustness;

/// <summary>Work that would take hours ends soon, undecided, and says why.</summary>
[TestFixture]
public sealed class BudgetTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private const string Network = "given k in 2.., W[i<k] in vector(k)\nx ~ normal(k)\n";

    [Test]
    public void Identity_OfDeeplyNestedSums_EndsUndecidedWithTheReason()
    {
        var clock = Stopwatch.StartNew();
        var outcome = SpecRun.One("given n in 9.., y[i<n] in reals\nclaim c: derive exp(sum(a<n, b<n, c<n, d<n, e<n, f<n, g<n, h<n: 1/(1 + y[a]*y[b]*y[c]*y[d]*y[e]*y[f]*y[g]*y[h] - y[a]))) == 2");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("budget of"));
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }

    [Test]
    public void SquareOfASumOfRelus_IsNotGivenAFormulaThatDividesByZeroOnTheDiagonal()
    {
        var clock = Stopwatch.StartNew();
        var zero = SpecRun.One(Network + "claim c: derive expect(x: (sum(i<k: relu(dot(W[i], x))))^2) == 0");
        Assert.That(zero.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        var pairs = SpecRun.One(Network + "claim c: derive sum(i<k, j<k: expect(x: relu(dot(W[i], x))*relu(dot(W[j], x)))) == expect(x: (sum(i<k: relu(dot(W[i], x))))^2)");
        Assert.That(pairs.Verdict.Kind, Is.EqualTo(VerdictKind.Proved), "linearity alone");
        Assert.That(pairs.Derivation.Select(s => s.After.Text), Has.None.Contain("arccos"));
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }

    [TestCase("W[i]", "W[j]", false)]
    [TestCase("W[i]", "-W[j]", false)]
    [TestCase("W[0]", "W[j]", false)]
    [TestCase("W[i]", "V[j]", true)]
    public void PairOfRelusUnderASum_HasAClosedFormOnlyWhereNoTwoDirectionsCoincide(string first, string second, bool closed)
    {
        var outcome = SpecRun.One($$"""
            given k in 2.., W[i<k] in vector(k), V[i<k] in vector(k)
            x ~ normal(k)
            claim c: derive sum(i<k, j<k: expect(x: relu(dot({{first}}, x))*relu(dot({{second}}, x)))) == sum(j<k, i<k: expect(x: relu(dot({{second}}, x))*relu(dot({{first}}, x))))
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Proved));
        Assert.That(outcome.Derivation.Any(s => s.After.Text.Contains("arccos", StringComparison.Ordinal)), Is.EqualTo(closed));
    }

    [Test]
    public void Rational_BeyondItsBits_IsGivenUp()
    {
        var large = Rational.Power(3, 600_000);
        Assert.That(() => large * large, Throws.TypeOf<NotRepresentableException>().With.Message.Contains("bits"));
        Assert.That(() => Rational.Power(new Rational(7, 3), 1_000_000_000), Throws.TypeOf<NotRepresentableException>());
        Assert.That(Rational.Power(-1, 1_000_000_001), Is.EqualTo((Rational)(-1)));
        Assert.That(Rational.Power(2, 1_048_575).Numerator.GetBitLength(), Is.EqualTo(1_048_576));
    }

    [Test]
    public void Recursion_WhoseExactStatesDouble_EndsSoon()
    {
        var clock = Stopwatch.StartNew();
        var outcome = SpecRun.One("given a in (2, 3)\nevolve k:\n  start s = a\n  s <- s^2 + a/7\nclaim c: for all k: log(s@k) <= s@(k + 1) - 1/1000");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted).And.Not.EqualTo(VerdictKind.Proved));
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }

    [TestCase("sin((10^20)^2) < 2")]
    [TestCase("cos(10^300) <= 1/2 or cos(10^300) >= -1/2")]
    [TestCase("exp(-10^30) >= 0")]
    [TestCase("arctan(10^300) < 2")]
    public void FunctionFarOut_IsSettledOrGivenUpSoon(string claim)
    {
        var clock = Stopwatch.StartNew();
        Assert.That(SpecRun.One($"claim c: {claim}").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }

    [Test]
    public void PowerTower_InAClosedComparison_EndsSoon()
    {
        var clock = Stopwatch.StartNew();
        var outcome = SpecRun.One("claim c: 3^(3^(3^3)) - 3^(3^(3^3)) == 1");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive).Or.EqualTo(VerdictKind.Refuted));
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }
}
