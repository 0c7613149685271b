using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Search;
using TheoryCheck.Verification.Search.Shrinking;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Counterexamples end small, and stay counterexamples.</summary>
[TestFixture]
public sealed class ShrinkingTests
{
    [TestCase("given n in 2..\ngiven x[i<n] in reals\nclaim c: sum(i<n: x[i]) >= -1", "n = 2")]
    [TestCase("given a in reals\nclaim c: a <= 5/2", "a = 3")]
    [TestCase("given a in reals\nassume one: a >= 11/7\nclaim c: a > 2", "a = 2")]
    [TestCase("given a in positive\nclaim c: a >= 1", "a = 1/2")]
    public void Find_Shrunk_HasSmallSizesAndFractions(string text, string expected)
    {
        var shown = SpecRun.One(text).Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}");
        Assert.That(shown, Does.Contain(expected));
    }

    // One point of length above √5 is enough, and one coordinate; six unit vectors in six dimensions is what the search finds.
    [Test]
    public void Sizes_CutAway_AreMadeUpForByLargerEntries()
    {
        var values = SpecRun.One("given n in 1.., d in 1.., x[i<n] in vector(d)\nclaim c: for all n, d, x: sum(i<n: norm(x[i])^2) <= 5").Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}").ToList();
        Assert.That(values, Does.Contain("n = 1").And.Contain("d = 1"));
        Assert.That(values, Has.Some.Match(@"^x\[0\] = \[-?[3-9]\]$"));
    }

    // z@k = k·c exceeds 10 at the first step once c does.
    [Test]
    public void Steps_OfAFailingRun_AreFewAndItsDataSmall()
    {
        var outcome = SpecRun.One("""
            given n in 1.., c[i<n] in reals
            evolve k:
              start z = 0
              z <- z + sum(i<n: c[i])
            claim p: for all n, c: for all k: z@k <= 10
            check p:
              horizon k = 40
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        var values = outcome.Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}").ToList();
        Assert.That(values, Does.Contain("n = 1").And.Contain("k = 1"));
    }

    [Test]
    public void Reversed_Truncated_IsTheTrailingPart()
    {
        var points = new ExactPoints([2, 3], Sequence.Create<Rational>([1, 2, 3, 4, 5, 6]), []);
        Assert.That(points.Reversed().Truncated([1, 2])!.Reversed().Entries, Is.EqualTo(Sequence.Create<Rational>([5, 6])));
        Assert.That(points.Times(2).Entries[5], Is.EqualTo((Rational)12));
    }

    [Test]
    public void OppositeVectors_Found_AreNamedAndExact()
    {
        var outcome = SpecRun.One("given x[i<2] in sphere(2)\nclaim c: dot(x[0], x[1]) >= -999999/1000000");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Counterexample!.Structure, Does.Contain("x[1] = -x[0]"));
            Assert.That(outcome.Counterexample.Drawing, Is.Not.Null);
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        });
    }

    // [3; 7, 15, 1, 292, …]
    [Test]
    public void Convergents_OfPi_AreTheKnownOnes()
    {
        Assert.That(Rational.TryParse("3.14159265358979", out var pi), Is.True);
        Assert.That(SimplerNumbers.Convergents(pi).Take(4), Is.EqualTo(new Rational[] { 3, new(22, 7), new(333, 106), new(355, 113) }));
    }

    [TestCase("-7/3")]
    [TestCase("1000001/1000")]
    [TestCase("-12")]
    public void Candidates_Proposed_WeighLess(string text)
    {
        var parts = text.Split('/');
        var value = new Rational(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts.Length > 1 ? long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
        Assert.That(SimplerNumbers.Of(value).Select(SimplerNumbers.Weight), Is.Not.Empty.And.All.LessThan(SimplerNumbers.Weight(value)));
    }

    [Test]
    public void ExactPoints_ReadAndWritten_AreTheSame()
    {
        var points = new ExactPoints([2, 3], Sequence.Create<Rational>([1, 2, 2, 0, new Rational(1, 3), 0]), [true, true]);
        Assert.Multiple(() =>
        {
            Assert.That(ExactPoints.Of(points.ToTerm()), Is.EqualTo(points));
            Assert.That(points.Truncated([1, 2])!.Entries, Is.EqualTo(Sequence.Create<Rational>([1, 2])));
            Assert.That(points.Truncated([3, 3]), Is.Null);
        });
    }
}
