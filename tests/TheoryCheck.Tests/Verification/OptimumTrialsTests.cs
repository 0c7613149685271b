using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>A run is compared with the least value of its objective over measures, both at the data of each trial.</summary>
[TestFixture]
internal sealed class OptimumTrialsTests
{
    // Particles p = (a, w) stand for the measure (1/M) Σ a|w| δ(w/|w|), whose objective is at most theirs as |a||w| <= |p|²/2.
    private const string Particles = """
        sweep n in {2}, d in {2}, M in {4}
        x[i<n] ~ sphere(d)
        q[j<M] ~ sphere(d+1)
        F(r[j<M] in vector(d+1)) = mean(i<n: (mean(j<M: r[j][0]*relu(sum(c<d: r[j][c+1]*x[i][c]))) - 1/2)^2) + mean(j<M: norm(r[j])^2)/100
        best = inf(nu in measures(sphere(d)): mean(i<n: (integral(u wrt nu: relu(dot(u, x[i]))) - 1/2)^2) + 2/100*tvnorm(nu))
        evolve k:
          start p[j<M] = q[j]
          p[j] <- p[j] - M/10*grad(F(p), p[j])

        """;

    [TestCase("F(p@10) >= best", VerdictKind.Supported)]
    [TestCase("for all k <= 10: F(p@k) >= best", VerdictKind.Supported)]
    [TestCase("first(k >= 0: F(p@k) <= best + 1) <= 10", VerdictKind.Supported)]
    [TestCase("F(p@10) <= best", VerdictKind.Refuted)]
    [TestCase("for all k <= 10: F(p@k) - best >= 1/2", VerdictKind.Refuted)]
    [TestCase("first(k >= 0: F(p@k) <= best - 1/1000) <= 10", VerdictKind.Refuted)]
    public void Run_OnDrawnData_IsComparedWithTheirOptimum(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Particles}claim c: with probability >= 1/2 over x, q: {claim}\ncheck c:\n  horizon k = 10\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
