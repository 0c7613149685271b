using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Assumptions;

/// <summary>An assumption restricts the values of its symbols wherever they are quantified: behind <c>exists</c>, within events, through definitions.</summary>
[TestFixture]
public sealed class InnerQuantifierTests
{
    private const string Line = "given w in vector(2)\nassume line: w[0] + w[1] == 1\n";
    private const string Half = "given u in ball(2), s in [0, 1]\nassume right: u[0] >= 0\nassume half: s >= 1/2\nx ~ uniform({1, 2})\n";
    private const string Three = "given m in {1, 2, 3}\nh = 3*m\nassume two: h >= 6\n";
    private const string Apart = "given p in reals, q in reals\nassume apart: abs(p - q) >= 1\n";

    [TestCase(Line + "claim c: exists C > 0: for all w: abs(w[0]) + abs(w[1]) >= C")]
    [TestCase(Line + "claim c: exists C > 0: for all w: norm(w) >= C")]
    [TestCase(Line + "claim c: not (exists w: w[0] + w[1] >= 2)")]
    [TestCase(Line + "claim c: for all v in [0, 1]: not (exists w: abs(w[0]) + abs(w[1]) <= v/2)")]
    [TestCase(Line + "claim c: for all v in [0, 1]: exists s in [0, 1]: for all w: s <= abs(w[0]) + abs(w[1]) and s >= v")]
    [TestCase(Half + "claim c: with probability >= 9/10 over x: for all u: x*u[0] >= 0")]
    [TestCase(Half + "claim c: with probability >= 9/10 over x: for all s: x*s >= 1/4")]
    [TestCase(Half + "claim c: not (exists s: sin(s) <= 1/10)")]
    [TestCase(Three + "claim c: exists unique m: m <= 2")]
    [TestCase(Three + "claim c: exists m: m == 2")]
    [TestCase(Apart + "claim c: for all p: exists q: q == p + 1")]
    public void Claim_ThatIsTrueUnderItsAssumptions_IsNotRefuted(string text) => Assert.That(SpecRun.One(text + "\ncheck:\n  instances = 12").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));

    [TestCase(Line + "claim c: exists w: w[0] + w[1] >= 2")]
    [TestCase(Line + "claim c: for all r in [0, 1]: exists w: abs(w[0]) + abs(w[1]) <= r/2")]
    [TestCase(Half + "claim c: with probability >= 9/10 over x: exists u: x*u[0] < 0")]
    [TestCase(Half + "claim c: exists s: sin(s) <= 1/10")]
    [TestCase(Half + "claim c: exists s: for all u: u[0] + s < 0")]
    [TestCase(Three + "claim c: exists m: m == 1")]
    [TestCase(Three + "claim c: exists unique m: m <= 3")]
    [TestCase(Apart + "claim c: exists p, q: p == q")]
    [TestCase(Apart + "claim c: for all p: exists q: q == p")]
    public void Claim_ThatIsFalseUnderItsAssumptions_IsRefuted(string text) => Assert.That(SpecRun.One(text + "\ncheck:\n  instances = 12").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
}
