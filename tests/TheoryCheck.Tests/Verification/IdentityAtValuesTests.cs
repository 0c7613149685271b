using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Identities at values of some symbols: definitions and the rules of runs read the same values as the formula.</summary>
[TestFixture]
public sealed class IdentityAtValuesTests
{
    private const string Definitions = "given c in reals, m in {1, 2}\nh = 2*m\n";
    private const string Run = "given a in reals, n in {1, 2}\nevolve j:\n  start y = a\n  y <- y + n\n";
    private const string Flow = "given n in {1, 2}, a in {1, 2}\nflow t:\n  start p = a\n  rate p = -n*p\n";
    private const string Law = "given n in {1, 2}, c in reals\nx ~ normal(n, 1)\n";

    [TestCase(Definitions + "claim c: exists m: for all c: derive h*c == 4*c")]
    [TestCase(Definitions + "claim c: for all m: exists s in {1, 2, 3, 4}: for all c: derive s*c == h*c")]
    [TestCase(Run + "claim c: for all n: exists s in {1, 2}: for all a: for all j: derive y@(j + 1) - y@j == s")]
    [TestCase(Flow + "claim c: for all n, a: exists s in {1, 2}: for all t: derive p@t == s*exp(-n*t)")]
    [TestCase(Law + "claim c: for all n: exists s in {1, 2}: for all c: derive expect(x: c*x) == c*s")]
    public void Identity_ThatHoldsAtTheValues_IsNotRefuted(string text) => Assert.That(SpecRun.One(text).Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));

    [TestCase(Definitions + "claim c: exists m: for all c: derive h*c == 5*c")]
    [TestCase(Definitions + "claim c: for all m: exists s in {1, 2, 3}: for all c: derive s*c == h*c")]
    [TestCase(Flow + "claim c: for all n, a: exists s in {3, 4}: for all t: derive p@t == s*exp(-n*t)")]
    public void Identity_ThatFailsAtTheValues_IsRefuted(string text) => Assert.That(SpecRun.One(text).Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
}
