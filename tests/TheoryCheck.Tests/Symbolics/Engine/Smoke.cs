using NUnit.Framework;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Symbolics.Engine.Words;

namespace TheoryCheck.Tests.Symbolics.Engine;

public sealed class Smoke
{
    [Test]
    public void Try()
    {
        var (n, d, M) = (size("n"), size("d"), size("M"));
        F N = n, D = d;
        var x = vectors("x", n, d); var y = family("y", n); var a = family("a", M); var w = vectors("w", M, d);
        F X = x, Y = y, A = a, W = w;
        var loss = 1 / (2 * N) * sum(n, i => (Y[i] - sum(M, j => A[j] * relu(dot(W[j], X[i])))) ^ 2);
        F j = index("j", M); F c = index("c", d);
        var g = IndexForm.Of(grad(loss, W[j])[c].Term);
        TestContext.Out.WriteLine(TermText.Of(g));
        TestContext.Out.WriteLine(TermText.Of(Canonical.Normalize(g, Facts.None)));
        TestContext.Out.WriteLine(TermText.Of(Canonical.Normalize(IndexForm.Of(loss.Term), Facts.None)));
        var expected = -(1 / N) * sum(n, i => (Y[i] - sum(M, l => A[l] * relu(dot(W[l], X[i])))) * A[j] * step(dot(W[j], X[i])) * X[i, c]);
        TestContext.Out.WriteLine(Equality.Decide(grad(loss, W[j])[c].Term, expected.Term, Facts.None, 1));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var k = 0; k < 200; k++) { IndexForm.Of(grad(loss, W[j])[c].Term); }
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalMilliseconds / 200} ms per gradient");
        watch.Restart();
        for (var k = 0; k < 20; k++) { Canonical.Normalize(g, Facts.None); }
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalMilliseconds / 20} ms per canonical form");
        var u = vector("u", d); F U = u;
        foreach (var t in new (F, F)[] {
            (dot(U, grad(norm(U), u)), norm(U)),
            (sum(d, k => abs(U[k])) , sum(d, k => U[k] * sign(U[k]))),
            (call("trace", matrix(n, n, (k, l) => X[k, 0] * X[l, 0])), sum(n, k => X[k, 0] ^ 2)),
            (sum(n, k => sumWhere(n, l => lt(l, k), l => Y[k] * Y[l])), q(1, 2) * ((sum(n, k => Y[k]) ^ 2) - sum(n, k => Y[k] ^ 2))),
            (U[0] + 1, U[0]),
        })
        {
            TestContext.Out.WriteLine(TermText.Of(t.Item1.Term) + " ?= " + TermText.Of(t.Item2.Term));
            TestContext.Out.WriteLine(TermText.Of(Canonical.Normalize(IndexForm.Of((t.Item1 - t.Item2).Term), Facts.None)));
            TestContext.Out.WriteLine(Equality.Decide(t.Item1.Term, t.Item2.Term, Facts.None, 1));
        }
    }
}
