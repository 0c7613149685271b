using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Inequalities are proved where they hold for all values; twins that fail somewhere, be it at one point or far out, never are.</summary>
public sealed class InequalityTests
{
    private const string Setting = """
        given s in reals, a > 0, t >= 0, p in (0, 1), q in [0, 1], n in 1..
        given d in 1.., u in vector(d), v in vector(d), y[i<n] in reals, m in 0..
        z ~ normal(0, 1); g ~ normal(d)
        loss = 1/(2*n)*sum(i<n: (y[i] - s)^2)
        claim inequality: for all rest:
        """;

    // Known inequalities: of concentration (Boucheron, Lugosi and Massart 2013, sections 2.2 to 2.7), of logarithms, of losses and activations.
    [TestCase("(exp(s) + exp(-s))/2 <= exp(s^2/2)")]
    [TestCase("(1 + t)*log(1 + t) - t >= t^2/(2 + 2*t/3)")]
    [TestCase("log(1 + a) <= a")]
    [TestCase("log(1 + a) >= a - a^2/2")]
    [TestCase("exp(s) >= 1 + s")]
    [TestCase("-log(1 - p) >= p + p^2/2")]
    [TestCase("-p*log(p) - (1 - p)*log(1 - p) <= log(2)")]
    [TestCase("-p*log(p) - (1 - p)*log(1 - p) >= 4*log(2)*p*(1 - p)")]
    [TestCase("log(n)/n <= log(3)/3")]
    [TestCase("sqrt(n + 1) - sqrt(n) <= 1/(2*sqrt(n))")]
    [TestCase("n*exp(-n) <= exp(-1)")]
    [TestCase("abs(s) >= s and abs(s) >= -s")]
    [TestCase("0 <= softplus(s) - relu(s) and softplus(s) - relu(s) <= log(2)")]
    [TestCase("relu(1 - s) <= exp(-s)")]
    [TestCase("relu(1 - s) <= log(1 + exp(-s))/log(2) + 1 - 1/2")]
    [TestCase("sigmoid(s)*(1 - sigmoid(s)) <= 1/4")]
    [TestCase("tanh(t) <= t")]
    [TestCase("tanh(s)^2 <= s^2")]
    [TestCase("abs(sigmoid(s) - 1/2) <= abs(s)/4")]
    [TestCase("abs(sin(s)) <= abs(s)")]
    [TestCase("s/(1 + s^2) <= 1/2")]
    [TestCase("a + 1/a >= 2")]
    [TestCase("q^3 <= q^2 and q^2 <= q")]
    [TestCase("if(abs(s) <= 1, s^2/2, abs(s) - 1/2) <= s^2/2")]
    [TestCase("s >= 3 implies s^2 >= 2*s + 3")]
    [TestCase("1/a > 0")]
    [TestCase("1 - step(-s) - step(s) <= 0")]
    [TestCase("(1 + 1/n)^n <= exp(1)")]
    [TestCase("(1 - p)^n <= exp(-n*p)")]
    [TestCase("t in [2, 3] implies t <= 4")]
    [TestCase("n > 5/2 implies n^2 >= 9")]

    // Tails of a normal law: Vershynin 2018, Proposition 2.1.2.
    [TestCase("prob(z: z >= t) <= exp(-t^2/2)/2")]
    [TestCase("prob(z: abs(z) >= t) <= 2*exp(-t^2/2)")]
    [TestCase("prob(z: z >= a) <= exp(-a^2/2)/(a*sqrt(2*pi))")]
    [TestCase("prob(z: z >= a) >= (1/a - 1/a^3)*exp(-a^2/2)/sqrt(2*pi)")]
    [TestCase("prob(z: z >= a) >= a/(1 + a^2)*exp(-a^2/2)/sqrt(2*pi)")]

    // Sums over all indices, by induction.
    [TestCase("sum(i<n: 1/(i + 1)) <= 1 + log(n)")]
    [TestCase("sum(i<n: 1/sqrt(i + 1)) <= 2*sqrt(n)")]
    [TestCase("sum(i<n: 1/(i + 1)^2) <= 2 - 1/n")]
    [TestCase("sum(i<m: 2^i) < 2^m")]
    [TestCase("sum(i<m: 2^i) == 2^m - 1")]
    [TestCase("sum(i<n: i) == n*(n - 1)/2")]
    [TestCase("sum(i<n: (i + 1)^3) == n^2*(n + 1)^2/4")]

    // Squares and what is made of them.
    [TestCase("mean(i<n: (y[i] - s)^2) >= 0")]
    [TestCase("loss >= 0")]
    [TestCase("norm(u - v)^2/(1 + norm(u)^2) >= 0")]
    [TestCase("sqrt(norm(u)^2 + 3^9000*norm(v)^2) <= norm(u) + 3^4500*norm(v)")]
    [TestCase("exp(dot(u, v)) > 0")]
    public void Inequality_ThatHolds_IsProved(string formula) => Assert.That(IsProved(formula), Is.True);

    [TestCase("(exp(s) + exp(-s))/2 <= exp(s^2/2 - s^4/100)")]
    [TestCase("(1 + t)*log(1 + t) - t >= t^2/(2 + t/2)")]
    [TestCase("log(1 + a) >= a - a^2/3")]
    [TestCase("exp(s) > 1 + s")]
    [TestCase("-p*log(p) - (1 - p)*log(1 - p) < log(2)")]
    [TestCase("log(n)/n <= log(2)/2")]
    [TestCase("sqrt(n + 1) - sqrt(n) >= 1/(2*sqrt(n))")]
    [TestCase("abs(s) > s")]
    [TestCase("softplus(s) - relu(s) < log(2)")]
    [TestCase("relu(1 - s) < exp(-s)")]
    [TestCase("abs(sigmoid(s) - 1/2) <= abs(s)/5")]
    [TestCase("a + 1/a > 2")]
    [TestCase("s >= 29/10 implies s^2 >= 2*s + 3")]
    [TestCase("1/s^2 >= 0")]
    [TestCase("log(t) <= t")]
    [TestCase("step(s) >= 1/2")]
    [TestCase("1 - 2*step(s) >= 0")]
    [TestCase("1 - step(-s) - step(s) >= 0")]
    [TestCase("step(-s) + step(s) < 2")]
    [TestCase("exp(a) <= 10^9*(1 + a^9)")]
    [TestCase("log(a) >= -10^6")]
    [TestCase("sqrt(a) >= a - 10^6")]
    [TestCase("s^2 >= 1/10^9")]
    [TestCase("1/n > 1/10^6")]
    [TestCase("(1 + 1/n)^(n + 1) <= exp(1)")]
    [TestCase("(1 - p)^n <= exp(-n*p - p^2)")]
    [TestCase("prob(z: z >= t) < exp(-t^2/2)/2")]
    [TestCase("prob(z: abs(z) >= t) <= exp(-t^2/2)*9/10")]
    [TestCase("prob(z: z >= a) >= a/(9/10 + a^2)*exp(-a^2/2)/sqrt(2*pi)")]
    [TestCase("prob(z: z >= a) <= exp(-a^2/2)/(a*sqrt(2*pi))*99/100")]
    [TestCase("sum(i<n: 1/(i + 1)) <= 1 + 9/10*log(n)")]
    [TestCase("sum(i<n: 1/(i + 1)^2) <= 8/5")]
    [TestCase("sum(i in 5..n: 1/i) >= 1/100")]
    [TestCase("sum(i in 5..n: -1) >= 1 - n")]
    [TestCase("sum(i<m: 2^i) < 2^m - 1")]
    [TestCase("sum(i<m: 2^i) == 2^m")]
    [TestCase("sum(i<n: i) == n*(n + 1)/2")]
    [TestCase("sum(i<n: i*(i - 1)*(i - 2)) == 0")]
    [TestCase("mean(i<n: y[i] - s) >= 0")]
    [TestCase("norm(u - v)^2/norm(u)^2 >= 0")]
    [TestCase("dot(u, v) >= 0")]
    [TestCase("sqrt(norm(u)^2 + 3^9000*norm(v)^2) <= norm(u) + 3^4499*norm(v)")]
    [TestCase("a > a")]
    [TestCase("abs(a) > a")]
    [TestCase("exp(log(a)) > a")]
    [TestCase("n > 5/2 and n < 7/2 implies n != 3")]
    [TestCase("n > 5/2 and n < 7/2 implies (n - 3)^2 > 0")]
    [TestCase("n >= 100 implies sum(i<n: 1/(i + 1)) <= log(n)")]
    [TestCase("n >= 10 implies sum(i<n: i - 9) >= -9")]
    [TestCase("n >= 10 implies sum(i<n: n - 10) >= sum(i<n: 1)")]
    public void Twin_ThatFails_IsNotProved(string formula) => Assert.That(IsProved(formula), Is.False);

    private static bool IsProved(string formula)
    {
        var claim = SpecRun.Read(Setting.TrimEnd() + " " + formula).Spec!.Claims[0];
        var (body, conditions) = (claim.Closed, new List<Term>());
        while (body is Quantified all)
        {
            conditions.AddRange(all.Binders.SelectMany(static b => b.Conditions));
            body = all.Body;
        }

        return new ByInequalities().Prove(body, conditions) is { Kind: VerdictKind.Proved };
    }
}
