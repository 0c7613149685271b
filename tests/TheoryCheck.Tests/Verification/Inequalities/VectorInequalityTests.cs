using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Inequalities between norms, inner products, roots and numbers with assumptions are proved for vectors of all lengths where they hold; false twins never are.</summary>
public sealed class VectorInequalityTests
{
    private const string Setting = """
        given d in 1.., x in vector(d), g in vector(d), h in vector(d), o in vector(d), L > 0, m > 0, eta > 0
        given f in reals, fo in reals, fp in reals, rho in (0, 1), s in reals, r in reals, p in [0, 1], n in 1.., y[i<n] in reals
        claim inequality: for all rest:
        """;

    // Cauchy and Schwarz, Young, triangles, means.
    [TestCase("dot(x, g) <= norm(x)*norm(g)")]
    [TestCase("dot(x, g)^2 <= norm(x)^2*norm(g)^2")]
    [TestCase("dot(x, g) <= m/2*norm(x)^2 + norm(g)^2/(2*m)")]
    [TestCase("norm(x + g) <= norm(x) + norm(g)")]
    [TestCase("norm(x - g) <= norm(x - h) + norm(h - g)")]
    [TestCase("abs(norm(x) - norm(g)) <= norm(x - g)")]
    [TestCase("norm(x + g + h)^2 <= 3*norm(x)^2 + 3*norm(g)^2 + 3*norm(h)^2")]
    [TestCase("norm(x + g)^2 <= (1 + m)*norm(x)^2 + (1 + 1/m)*norm(g)^2")]
    [TestCase("norm(rho*x + (1 - rho)*g)^2 <= rho*norm(x)^2 + (1 - rho)*norm(g)^2")]
    [TestCase("norm(rho*x + (1 - rho)*g) <= rho*norm(x) + (1 - rho)*norm(g)")]
    [TestCase("mean(i<n: y[i])^2 <= mean(i<n: y[i]^2)")]
    [TestCase("norm(x) <= norm1(x) and norm1(x) <= sqrt(d)*norm(x)")]
    [TestCase("s^2 + r^2 + s*r >= 0")]
    [TestCase("sqrt(m*L) <= (m + L)/2 and 2/(1/m + 1/L) <= sqrt(m*L)")]
    [TestCase("abs(sqrt(m) - sqrt(L)) <= sqrt(abs(m - L))")]
    [TestCase("abs(relu(s) - relu(r)) <= abs(s - r) and relu(s + r) <= relu(s) + relu(r)")]
    [TestCase("max(s, r) >= (s + r)/2")]
    [TestCase("p*(1 - p) <= 1/4 and p*rho <= rho")]

    // One step of gradient descent: Nesterov 2004, Theorems 2.1.5, 2.1.12 and 2.1.15; Polyak and Lojasiewicz as in Karimi, Nutini and Schmidt 2016, Theorem 1; regret as in Zinkevich 2003, Theorem 1.
    [TestCase("L*dot(g, x - o) >= norm(g)^2 and eta*L <= 2 implies norm(x - eta*g - o) <= norm(x - o)")]
    [TestCase("dot(g, x - o) >= m*norm(x - o)^2 and norm(g) <= L*norm(x - o) implies norm(x - eta*g - o)^2 <= (1 - 2*eta*m + eta^2*L^2)*norm(x - o)^2")]
    [TestCase("fp <= f - eta*norm(g)^2 + L*eta^2/2*norm(g)^2 and eta <= 1/L implies fp <= f - eta/2*norm(g)^2")]
    [TestCase("fp <= f - norm(g)^2/(2*L) and norm(g)^2 >= 2*m*(f - fo) implies fp - fo <= (1 - m/L)*(f - fo)")]
    [TestCase("f - fo <= dot(g, x - o) implies f - fo <= (norm(x - o)^2 - norm(x - eta*g - o)^2)/(2*eta) + eta/2*norm(g)^2")]
    [TestCase("dot(x - g, h - g) <= 0 implies norm(g - h) <= norm(x - h)")]
    [TestCase("eta <= 2/(m + L) and dot(g - h, x - o) >= m*L/(m + L)*norm(x - o)^2 + norm(g - h)^2/(m + L) implies norm(x - eta*g - o + eta*h)^2 <= (1 - 2*eta*m*L/(m + L))*norm(x - o)^2")]

    // Numbers that may be scaled together.
    [TestCase("log(m) - log(L) <= m/L - 1")]
    [TestCase("1 - eta*m <= exp(-eta*m)")]
    public void Inequality_ThatHolds_IsProved(string text) => Assert.That(Judged(text)?.Kind, Is.EqualTo(VerdictKind.Proved));

    [TestCase("dot(x, g) <= 9/10*norm(x)*norm(g)")]
    [TestCase("dot(x, g) < norm(x)*norm(g)")]
    [TestCase("dot(x, g) <= m/2*norm(x)^2 + norm(g)^2/(3*m)")]
    [TestCase("norm(x + g) >= norm(x)")]
    [TestCase("norm(x + g) < norm(x) + norm(g)")]
    [TestCase("norm(x - g) <= norm(x - h) + norm(h - o)")]
    [TestCase("norm(x + g + h)^2 <= 2*norm(x)^2 + 3*norm(g)^2 + 3*norm(h)^2")]
    [TestCase("norm(x + g)^2 <= (1 + m)*norm(x)^2 + (1 + 1/(2*m))*norm(g)^2")]
    [TestCase("norm1(x) <= norm(x)")]
    [TestCase("mean(i<n: y[i]) <= mean(i<n: y[i]^2)")]
    [TestCase("s^2 + r^2 + 3*s*r >= 0")]
    [TestCase("sqrt(m*L) < (m + L)/2")]
    [TestCase("abs(relu(s) - relu(r)) <= abs(s - r)/2")]
    [TestCase("relu(s + r) >= relu(s) + relu(r)")]
    [TestCase("p*(1 - p) < 1/4")]
    [TestCase("L*dot(g, x - o) >= norm(g)^2 and eta*L <= 3 implies norm(x - eta*g - o) <= norm(x - o)")]
    [TestCase("dot(g, x - o) >= m*norm(x - o)^2 and norm(g) <= L*norm(x - o) implies norm(x - eta*g - o)^2 <= (1 - 2*eta*m)*norm(x - o)^2")]
    [TestCase("fp <= f - norm(g)^2/(2*L) and norm(g)^2 >= 2*m*(f - fo) implies fp - fo <= (1 - 2*m/L)*(f - fo)")]
    [TestCase("fp <= f - eta*norm(g)^2 + L*eta^2/2*norm(g)^2 and eta <= 2/L implies fp <= f - eta/2*norm(g)^2")]
    [TestCase("dot(x - g, h - g) <= 1 implies norm(g - h) <= norm(x - h)")]
    [TestCase("eta <= 3/(m + L) and dot(g - h, x - o) >= m*L/(m + L)*norm(x - o)^2 + norm(g - h)^2/(m + L) implies norm(x - eta*g - o + eta*h)^2 <= (1 - 2*eta*m*L/(m + L))*norm(x - o)^2")]
    [TestCase("log(m) - log(L) <= m/L - 11/10")]
    [TestCase("1 - eta*m <= exp(-eta)")]
    [TestCase("eta <= 1 implies eta*m <= 1")]
    [TestCase("inf(u in reals: m*u) - inf(u in reals: m*u) <= 1")]
    [TestCase("0*sup(u in vector(d): dot(u, x)) <= 1")]
    [TestCase("sum(j in 1..: m/j) - sum(j in 1..: m/j) <= 1")]
    [TestCase("inf(u in vector(d): norm(u - x)^2) <= inf(u in vector(d): norm(u - g)^2)")]
    public void Inequality_ThatFailsSomewhere_IsNotProved(string text) => Assert.That(Judged(text), Is.Null);

    // A domain that moves with the number that would be scaled.
    [Test]
    public void Scaling_OfANumberThatBoundsAnother_IsNotDone()
    {
        const string text = "given L > 0, m > 0, e in (0, 1/L)\nclaim c: for all L, m, e: e*m <= ";
        Assert.That(Judged("", text + "m/L")?.Kind, Is.EqualTo(VerdictKind.Proved));
        Assert.That(Judged("", text + "m"), Is.Null);
    }

    private static Judgement? Judged(string inequality, string setting = Setting)
    {
        var body = SpecRun.Read($"{setting} {inequality}").Spec!.Claims[0].Closed;
        while (body is Quantified all)
        {
            body = all.Body;
        }

        return new ByInequalities().Prove(body, []);
    }

    // There is no index below n = 0, and no number between a and b < a.
    [TestCase("n >= 1 - sum(i<n: y[i]^2)")]
    [TestCase("sum(i<n: y[i]) <= a implies n >= 1")]
    [TestCase("integral(t in [a, b]: t^2) >= 0 implies a <= b")]
    [TestCase("sup(t in [a, b]: t^2) <= 5 implies a <= b")]
    public void Range_OfABoundSymbol_MayBeEmpty(string claim)
    {
        var outcome = SpecRun.One($"given n in 0.., y[i<n] in reals, a in reals, b in reals\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }
}
