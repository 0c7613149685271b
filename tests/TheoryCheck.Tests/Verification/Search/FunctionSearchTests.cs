using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Claims about functions that are only named are refuted at functions with formulas, the simplest that will do, derivations too.</summary>
[TestFixture]
internal sealed class FunctionSearchTests
{
    private const string Network = """
        given m in 1..2, inp[i<m] in reals, K in 1..2, g[j<K] in reals, s[j<K] in reals
        given phi(e in reals) in reals where smooth(phi), l(i in naturals, e in reals) in reals where (for all p in naturals: smooth(c |-> l(p, c)))
        dl(i in naturals, e in reals) = grad(l(i, e), e)
        dphi(e in reals) = grad(phi(e), e)
        net(q in reals) = mean(j<K: g[j]*phi(s[j]*q))
        loss = mean(i<m: l(i, net(inp[i])))

        """;

    [TestCase("given phi(e in reals) in reals where smooth(phi), s in reals, q in reals\nclaim c: for all rest: derive grad(phi(s*q), q) == grad(phi(s*q), s)", "phi = e |-> e, s = 0, q = 1")]
    [TestCase("given l(y in reals, f in reals) in reals where smooth(l), y in reals, f in reals\nclaim c: for all rest: grad(l(y, f), y) == grad(l(y, f), f)", "l = (y, f) |-> y, y = 0, f = 0")]
    [TestCase("given phi(e in reals) in reals where convex(phi), a in reals\nclaim c: for all rest: phi(a) + phi(-a) <= 2*phi(0)", "phi = e |-> e^2, a = 1")]
    [TestCase("given d in 1..3, L(z in vector(d)) in reals where smooth(L), w in vector(d), v in vector(d)\nclaim c: for all rest: derive grad(L(w + v), w) == grad(L(w), w)", "d = 1, L = z |-> z[0]^2, w = [0], v = [1]")]
    [TestCase("given d in 1..3, L(z in vector(d)) in reals where lipschitz(L) <= 2, w in vector(d), v in vector(d)\nclaim c: for all rest: abs(L(w) - L(v)) <= norm(w - v)", null)]
    [TestCase(Network + "claim c: for all j<K: derive -grad(loss, g[j]) == -mean(i<m: phi(s[j]*inp[i])*dl(i, net(inp[i])))", null)]
    [TestCase(Network + "claim c: for all j<K: derive K*grad(loss, s[j]) == mean(i<m: g[j]*dphi(s[j]*inp[i])*dl(i, net(inp[i])))", null)]
    public void FalseClaim_AboutAllFunctions_IsRefutedByASimpleOne(string text, string? expected)
    {
        var outcome = SpecRun.One(text);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(outcome.Verdict.Qualifier, text.Contains("lipschitz", StringComparison.Ordinal) ? Is.EqualTo("numerical") : Is.Empty);
            Assert.That(string.Join(", ", outcome.Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}")), expected is null ? Is.Not.Empty : Is.EqualTo(expected));
        });
    }

    [TestCase(Network + "claim c: for all j<K: derive K*grad(loss, s[j]) == mean(i<m: inp[i]*g[j]*dphi(s[j]*inp[i])*dl(i, net(inp[i])))")]
    [TestCase("given d in 1..3, L(z in vector(d)) in reals where lipschitz(L) <= 2, w in vector(d), v in vector(d)\nclaim c: for all rest: abs(L(w) - L(v)) <= 2*norm(w - v)")]
    [TestCase("given phi(e in reals) in reals where homogeneous(phi, 2), a in reals\nclaim c: for all rest: phi(2*a) == 4*phi(a)")]
    [TestCase("given d in 1..2, L(z in vector(d)) in reals where lipschitz(L) <= d, phi(e in reals) in reals, w in vector(d), v in vector(d)\nclaim c: for all rest: abs(L(w) - L(v)) <= d*norm(w - v) + phi(0)^2")]
    [TestCase("given phi(e in reals) in reals where smooth(phi), a in reals\nclaim c: for all rest: derive grad(relu(a)*phi(a), a) == step(a)*phi(a) + relu(a)*grad(phi(a), a)")]
    public void TrueClaim_AboutAllFunctions_IsNotRefuted(string text) =>
        Assert.That(SpecRun.One($"{text}\ncheck c:\n  instances = 40").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
}
