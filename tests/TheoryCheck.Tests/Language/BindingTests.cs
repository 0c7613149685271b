using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Language;

[TestFixture]
internal sealed class BindingTests
{
    private static SpecResult Read(string text, string path = "x.theory") => SpecReader.Parse(new SourceText(path, text));

    private static Claim OnlyClaim(string text)
    {
        var result = Read(text);
        Assert.That(result.Spec, Is.Not.Null, Corpora.Show(result.Diagnostics));
        return result.Spec!.Claims[^1];
    }

    [Test]
    public void Claim_WithoutPrefix_IsClosedInOrderOfDeclaration()
    {
        var closed = (Quantified)OnlyClaim("given d in 1.., x in vector(d)\nclaim c: norm(x) >= 0").Closed;
        Assert.That(closed.IsImplied);
        Assert.That(closed.Binders.Select(b => b.Symbol.Name), Is.EqualTo(new[] { "d", "x" }));
    }

    [Test]
    public void Rest_BehindExists_StandsForTheOthersInPlace()
    {
        var closed = (Quantified)OnlyClaim("given n in 1.., m in 1..\nclaim c: for all m: exists C > 0: for all rest: n*m >= C").Closed;
        var inner = (Quantified)((Quantified)closed.Body).Body;
        Assert.That(inner.Binders.Select(b => b.Symbol.Name), Is.EqualTo(new[] { "n" }));
    }

    [Test]
    public void StepDraw_LeftFree_IsReportedThroughTheState() =>
        Assert.That(
            Read("evolve k:\n  start x = 0\n  z ~ normal(0, 1)\n  x <- x + z\nclaim c: x@3 > 0").Diagnostics.Select(d => d.Kind.Id), Does.Contain("TC2008"));

    [TestCase("claim c: for all k: expect(z: x@(k+1) given past(k)) == x@k", true)]
    [TestCase("claim c: for all k: expect(z: x@(k+1) given past(k)) == x@k + w", true)]
    [TestCase("claim c: for all k: x@k >= 0 implies expect(z: x@(k+1) given past(k)) >= 0", false)]
    [TestCase("claim c: for all k: expect(z: x@(k+1) given past(k)) == x@k and w > 0", false)]
    [TestCase("claim c: for drawn w: for all k: expect(z: x@(k+1) given past(k)) == x@k and w > 0", true)]
    [TestCase("claim c: for drawn w: for all k: expect(z: x@(k+1) given past(k)) == x@k and x@k > w", false)]
    public void Past_LeavesDrawsFreeInItsComparisonOnly(string claim, bool isBound)
    {
        var read = Read("w ~ normal(0, 1)\nevolve k:\n  start x = 0\n  z ~ normal(0, 1)\n  x <- x + z\n" + claim);
        Assert.That(read.Diagnostics.Select(d => d.Kind.Id), isBound ? Is.Empty : Does.Contain("TC2008"));
    }

    // Both would be held to both domains.
    [TestCase("for all a in [1, 2]: for all a in [0, 1]: a >= 1", "TC2002")]
    [TestCase("for all a in [1, 2], a in [0, 1]: a >= 1", "TC2002")]
    [TestCase("for all a in [1, 2]: exists a in [0, 1]: a >= 2", "TC2002")]
    [TestCase("(for all a: a >= 0) and (for all a: a <= 2)", null)]
    [TestCase("for all a: sum(i<3: a) >= 0", null)]
    [TestCase("exists c < 0: for all a: a >= c", "TC2005")]
    [TestCase("exists c <= -1: for all a: a >= c", "TC2005")]
    [TestCase("exists c in (-infinity, 0): for all a: a >= c", null)]
    [TestCase("exists c <= 0: for all a: a >= c", null)]
    [TestCase("for all a: sum(i<0: a) == 0", null)]
    public void Quantifier_BindsNothingTwiceAndSomethingThatThereIs(string claim, string? mistake) =>
        Assert.That(Read($"given a in [0, 2]\nclaim c: {claim}\n").Diagnostics.Select(d => d.Kind.Id), mistake is null ? Is.Empty : Is.EqualTo(new[] { mistake }));

    [Test]
    public void Override_OfAGiven_TakesItOutOfThePrefix()
    {
        var claim = OnlyClaim("given M in 1..\nbest = 1/M\nclaim c: for all N in naturals: best(M = N) >= 0");
        Assert.That(claim.Closed, Is.InstanceOf<Quantified>());
        Assert.That(((Quantified)claim.Closed).IsImplied, Is.False);
    }

    // What else an assumption reads restricts the claim as well: "for all n, m with n >= m: n > 0".
    [Test]
    public void Assumption_OnOneGivenOfAClaim_BringsInTheOthers()
    {
        var text = "given n in 1.., m in 1.., k in 1..\nassume both: n >= m\nassume next: m >= k\nclaim one: n > 0\nclaim two: n + m > 0\nclaim none: 1 < 2";
        var claims = Read(text).Spec!.Claims;
        Assert.That(claims.Select(c => c.Assumptions.Count), Is.EqualTo(new[] { 2, 2, 0 }));
        Assert.That(claims.Select(c => (c.Closed as Quantified)?.Binders.Count ?? 0), Is.EqualTo(new[] { 3, 3, 0 }));
    }

    [Test]
    public void Assumption_OnAVectorOfTheSameLength_IsNoneOfTheClaim() =>
        Assert.That(OnlyClaim("given d in 1.., u in vector(d), v in vector(d)\nassume unit: norm(v) == 1\nclaim c: norm(u) >= 0").Assumptions, Is.Empty);

    [Test]
    public void Assumption_OnAGivenThatThePrefixLeavesOut_AsksForItsPlace() =>
        Assert.That(
            Read("given n in 1.., m in 1..\nassume both: n >= m\nclaim c: exists C > 0: for all n: C*n >= 1").Diagnostics.Select(d => d.Kind.Id),
            Is.EqualTo(new[] { "TC2007" }));

    [Test]
    public void Shapes_ThatDifferAsPolynomials_AreRefused()
    {
        Assert.That(Read("given d in 1.., u in vector(2*d), v in vector(d + d)\nc = u + v").Diagnostics, Is.Empty);
        Assert.That(Read("given d in 1.., u in vector(d), v in vector(d + 1)\nc = u + v").Diagnostics.Select(e => e.Kind.Id), Is.EqualTo(new[] { "TC2004" }));
    }

    [Test]
    public void State_WithoutOwnIndices_MovesElementByElement() =>
        Assert.That(Read("given d in 1.., x0 in vector(d)\nevolve k:\n  start x = x0\n  x[c] <- x[c]/2\nclaim c: for all k: norm(x@k) >= 0").Diagnostics, Is.Empty);

    [Test]
    public void GreekLetter_AndItsName_AreOne() => Assert.That(Read("given λ > 0\nclaim c: lambda ≥ 0").Diagnostics, Is.Empty);

    [Test]
    public void Literate_Mistake_HasItsPlaceInTheFile()
    {
        var text = "# Title\n\nProse with `code`.\n\n```theory\ngiven n in 1..\nc = nn\n```\n";
        var diagnostic = Read(text, "x.theory.md").Diagnostics.Single();
        Assert.That(diagnostic.Span.Start, Is.EqualTo(text.IndexOf("nn\n", StringComparison.Ordinal)));
        Assert.That(diagnostic.Help, Does.Contain("'n'"));
    }

    [Test]
    public void SyntaxMistakes_InSeveralStatements_AreAllReported() =>
        Assert.That(Read("a = (1\nclaim c: 1 <\nb = 2 3\n").Diagnostics, Has.Count.EqualTo(3));

    [Test]
    public void MeaningHash_IgnoresCommentsAndChecks_NotClaims()
    {
        string Hash(string text) => Read(text).Spec!.MeaningHash;
        var plain = Hash("given n in 1..\nclaim c: n>0");
        Assert.That(Hash("given n in 1..   # sizes\nclaim c:\n  n > 0\ncheck c:\n  trials = 5"), Is.EqualTo(plain));
        Assert.That(Hash("given n in 1..\nclaim c: n >= 0"), Is.Not.EqualTo(plain));
    }

    [Test]
    public void UnknownName_ThatASummaryNames_IsAnsweredWithItsUse() =>
        Assert.That(Read("w[r<3] ~ normal(2)\nclaim c: variance(w: norm(w[0])^2) == 4").Diagnostics.Select(d => d.Help), Has.Some.EqualTo("write var(w: e given B)"));

    [Test]
    public void Include_OfAnotherSpec_BringsItsDeclarationsNotItsClaims()
    {
        var spec = SpecReader.Parse(Corpora.Text("blasso-linear-rate.theory")).Spec!;
        Assert.That(spec.Claims.Select(c => c.Name), Is.EqualTo(new[] { "rate" }));
        Assert.That(spec.Symbols.Select(s => s.Name), Does.Contain("theta"));
    }
}
