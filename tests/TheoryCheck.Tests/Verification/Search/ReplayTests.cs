using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Search.Replay;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>A token reruns exactly what it names, and nothing else.</summary>
[TestFixture]
public sealed class ReplayTests
{
    private const string Text = "given n in 2..5\ngiven x[i<n] in sphere(2)\nclaim c: sum(i<n: sum(j<n: dot(x[i], x[j]))) >= 1/100000";
    private const string Chance = "sweep M in {8, 16}\nz[i<M] ~ uniform(-1, 1)\nclaim c: with probability >= 9/10 over z: abs(mean(i<M: z[i])) <= 2";

    [Test]
    public void Counterexample_Replayed_ShowsTheSameSides()
    {
        var first = SpecRun.One(Text).Counterexample!;
        var again = ReplayRun.Run(Read(first.Replay), SpecRun.Read(Text).Spec!, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(again.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
            Assert.That(again.Counterexample!.Failure, Is.EqualTo(first.Failure));
            Assert.That(again.Counterexample.Values, Is.EqualTo(first.Values));
        });
    }

    // A function, a law and a sequence are written as definitions.
    [TestCase("given phi(t in reals) in reals where smooth(phi)\nclaim c: for all phi: phi(1) <= phi(2)")]
    [TestCase("given d in 1.., f(u in vector(d)) in reals where smooth(f), v in vector(d)\nclaim c: for all d, f, v: f(v) <= f(2*v)")]
    [TestCase("given p in densities(vector(1))\nclaim c: for all p: kl(p, normal([0], [[1]])) <= 1/1000")]
    [TestCase("given a[j in 1..] in reals\nclaim c: for all a where (for all j in 1..: a[j] <= 1/j): converges(sum(j in 1..: a[j]))")]
    public void Counterexample_WithAFunctionOrLaw_IsReplayed(string text)
    {
        var first = SpecRun.One(text).Counterexample!;
        var token = Read(first.Replay);
        var again = ReplayRun.Run(token, SpecRun.Read(text).Spec!, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(token.Written, Is.Not.Empty);
            Assert.That(ReplayRun.Obstacle(token, SpecRun.Read(text).Spec!), Is.Null);
            Assert.That(again.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
            Assert.That(again.Counterexample!.Values, Is.EqualTo(first.Values));
        });
    }

    [Test]
    public void TightestTrial_Replayed_GivesTheSameRecordTwice()
    {
        var note = SpecRun.One(Chance).Notes.Single(n => n.Contains("replay", StringComparison.Ordinal));
        var token = Read(note.Split(' ')[^1]);
        var (one, two) = (ReplayRun.Run(token, SpecRun.Read(Chance).Spec!, CancellationToken.None), ReplayRun.Run(token, SpecRun.Read(Chance).Spec!, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(token.Trial, Is.Not.Null);
            Assert.That(one.Verdict.Reason, Does.StartWith($"trial {token.Trial}: the event happens; tightest comparison:"));
            Assert.That(two.Verdict, Is.EqualTo(one.Verdict));
            Assert.That(one.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        });
    }

    [Test]
    public void Token_OfAChangedSpec_DoesNotFit()
    {
        var token = Read(SpecRun.One(Text).Counterexample!.Replay);
        Assert.Multiple(() =>
        {
            Assert.That(ReplayRun.Obstacle(token, SpecRun.Read(Text).Spec!), Is.Null);
            Assert.That(ReplayRun.Obstacle(token, SpecRun.Read(Text.Replace("1/100000", "1/200000", StringComparison.Ordinal)).Spec!), Does.Contain("changed"));
        });
    }

    [Test]
    public void Token_Mutated_IsNeverRead()
    {
        var word = SpecRun.One(Text).Counterexample!.Replay;
        for (var i = 0; i < word.Length - 1; i++)
        {
            var mutated = word[..i] + (word[i] == 'A' ? 'B' : 'A') + word[(i + 1)..];
            Assert.That(ReplayToken.Read(mutated, out var mistake), Is.Null, mutated);
            Assert.That(mistake, Is.Not.Empty);
        }
    }

    [TestCase("")]
    [TestCase("tc1.")]
    [TestCase("tc2.AAAA")]
    [TestCase("tc1.!!!!")]
    [TestCase("tc1.AAAAAAAAAAAA")]
    public void Word_WithoutAToken_IsExplained(string word)
    {
        Assert.That(ReplayToken.Read(word, out var mistake), Is.Null);
        Assert.That(mistake, Is.Not.Empty);
    }

    private static ReplayToken Read(string word) => ReplayToken.Read(word, out _) ?? throw new AssertionException($"no token: {word}");
}
