using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Equations among assumptions are solved: false claims under them are refuted, by small configurations that satisfy them, and true ones are not.</summary>
[TestFixture]
internal sealed class EquationSearchTests
{
    private const string Regression = """
        given n in 1..3, d in 1..3, x[i<n] in vector(d), y[i<n] in reals, lambda > 0, w in vector(d)
        J(u in vector(d)) = 1/2*sum(i<n: (dot(u, x[i]) - y[i])^2) + lambda/2*norm(u)^2
        assume optimal: grad(J(w), w) == 0

        """;

    private const string Inverse = "given d in 1..3, A in matrix(d, d), B in matrix(d, d)\nassume inverse: matmul(A, B) == identity(d)\n";

    private const string Eigenvector = "given d in 2..3, A in symmetric(d), v in vector(d), mu in reals\nassume eigenvector: matmul(A, v) == mu*v\nassume unit: norm(v) == 1\n";

    private const string Interpolation = "given n in 2..3, d in 2..3, x[i<n] in sphere(d), y[i<n] in reals, w in vector(d), v in vector(d)\nassume one: for all i<n: dot(w, x[i]) == y[i]\nassume two: for all i<n: dot(v, x[i]) == y[i]\n";

    [TestCase("given n in 1..4, a[i<n] in reals\nassume one: sum(i<n: a[i]) == 1\nclaim c: sum(i<n: a[i]^2) <= 1", "n = 2, a = [2, -1]")]
    [TestCase("given x in reals, y in reals\nassume circle: x^2 + y^2 == 1\nclaim c: x + y <= 7/5", null)]
    [TestCase("given d in 1..3, M in matrix(d, d), b in vector(d), w in vector(d)\nassume solves: matmul(M, w) == b\nclaim c: norm(w) <= 4 + norm(b)", null)]
    [TestCase("given d in 1..3, u in vector(d), v in vector(d), z in vector(d)\nassume p: dot(u, v) == 0\nassume q: dot(v, z) == 0\nclaim c: dot(u, z) == 0", "d = 1, u = [1], v = [0], z = [1]")]
    [TestCase("given n in 1..3, d in 1..2, x[i<n] in vector(d), alpha[i<n] >= 0, w in vector(d)\nassume dual: w == sum(i<n: alpha[i]*x[i])\nassume tight: for all i<n: dot(w, x[i]) == 1\nclaim c: norm(w) <= 1", null)]
    [TestCase("given n in 2..3, p[i<n] > 0, b[i<n] in reals\nassume mass: sum(i<n: p[i]) == 1\nassume centred: sum(i<n: p[i]*b[i]) == 0\nclaim c: sum(i<n: p[i]*b[i]^3) == 0", null)]
    [TestCase(Regression + "claim c: norm(w)^2 <= sum(i<n: y[i]^2)", null)]
    [TestCase(Inverse + "claim c: trace(A) + trace(B) >= 0", "d = 1, A[0] = [-1], B[0] = [-1]")]
    [TestCase(Eigenvector + "claim c: mu <= trace(A) + 1", null)]
    [TestCase(Interpolation + "claim c: norm(w - v) <= norm(w)", null)]
    public void FalseClaim_UnderEquations_IsRefuted(string text, string? expected)
    {
        var outcome = SpecRun.One(text);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(string.Join(", ", outcome.Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}")), expected is null ? Is.Not.Empty : Is.EqualTo(expected));
        });
    }

    [TestCase("given x in reals, y in reals\nassume circle: x^2 + y^2 == 1\nclaim c: x + y <= 3/2")]
    [TestCase(Regression + "claim c: lambda*norm(w)^2 <= sum(i<n: y[i]^2)")]
    [TestCase(Inverse + "claim c: norm(A)*norm(B) >= 1")]
    [TestCase(Eigenvector + "claim c: mu <= eigmax(A)")]
    [TestCase(Interpolation + "claim c: norm(w - v) <= norm(w) + norm(v)")]
    public void TrueClaim_UnderEquations_IsSearchedAndNotRefuted(string text)
    {
        var outcome = SpecRun.One($"{text}\ncheck c:\n  instances = 20");
        Assert.That(outcome.Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // No point satisfies them: nothing is made up.
    [Test]
    public void Claim_UnderEquationsWithoutSolution_IsVacuous() =>
        Assert.That(SpecRun.One("given x in reals, y in reals\nassume a: x + y == 1\nassume b: 2*x + 2*y == 3\nclaim c: x >= 0\ncheck c:\n  instances = 10").Verdict.Kind, Is.EqualTo(VerdictKind.Vacuous));
}
