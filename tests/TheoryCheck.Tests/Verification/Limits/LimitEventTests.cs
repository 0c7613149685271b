using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Limits;

/// <summary>Limits of runs at drawn values: gradient descent, momentum and flows on least squares, with fewer samples than unknowns and with more.</summary>
[TestFixture]
public sealed class LimitEventTests
{
    private const string Data = "n = 2; d = 3\nA[i<n] ~ normal(d); y[i<n] ~ normal(0, 1)\nL(u in vector(d)) = 1/2*sum(i<n: (dot(A[i], u) - y[i])^2)\n"
        + "least = inf(u in vector(d) where (for all i<n: dot(A[i], u) == y[i]): norm(u)^2)\n";

    private const string Descent = Data + "evolve k:\n  start w[j<d] = 0\n  w <- w - 1/50*grad(L(w), w)\n";
    private const string Flow = Data + "flow k:\n  start w[j<d] = 0\n  rate w = -grad(L(w), w)\n";
    private const string Momentum = "n = 5; d = 2\nA[i<n] ~ sphere(d); y[i<n] ~ normal(0, 1)\nL(u in vector(d)) = 1/2*mean(i<n: (dot(A[i], u) - y[i])^2)\n"
        + "evolve k:\n  start w[j<d] = 0, v[j<d] = 0\n  v <- 1/2*v - 1/4*grad(L(w), w)\n  w <- w + v@next\n"
        + "ols = solve(matrix(a<d, b<d: sum(i<n: A[i][a]*A[i][b])), matrix(a<d: sum(i<n: A[i][a]*y[i])))\n";

    [TestCase(Descent, "limit(k -> infinity: L(w@k)) == 0", true, TestName = "Descent_OnFewSamples_Interpolates")]
    [TestCase(Descent, "limit(k -> infinity: L(w@k)) >= 1/1000", false, TestName = "Descent_OnFewSamples_LeavesNoLoss")]
    [TestCase(Descent, "limit(k -> infinity: norm(w@k)^2) <= least + 1/1000", true, TestName = "Descent_FromZero_TendsToTheLeastNorm")]
    [TestCase(Descent, "limit(k -> infinity: norm(w@k)^2) <= 9/10*least", false, TestName = "Descent_FromZero_IsNotBelowTheLeastNorm")]
    [TestCase(Descent, "for all i<n: limit(k -> infinity: dot(A[i], w@(k+1) - w@k)) == 0", true, TestName = "Descent_AtLast_Rests")]
    [TestCase(Flow, "limit(k -> infinity: norm(w@k)^2) <= least + 1/1000", true, TestName = "Flow_FromZero_TendsToTheLeastNorm")]
    [TestCase(Flow, "limsup(k -> infinity: norm(w@k)^2) <= 9/10*least", false, TestName = "Flow_FromZero_IsNotBelowTheLeastNorm")]
    [TestCase(Momentum, "norm(limit(k -> infinity: w@k) - ols) <= 1/1000", true, TestName = "Momentum_OnManySamples_TendsToLeastSquares")]
    [TestCase(Momentum, "abs(limit(k -> infinity: L(w@k)) - L(ols)) > 1/1000", false, TestName = "Momentum_OnManySamples_HasTheLeastLoss")]
    public void Limit_AtDrawnValues_IsDecided(string run, string body, bool holds)
    {
        var outcome = SpecRun.One($"{run}claim c: with probability >= 1/2 over A, y: {body}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Supported : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Limit_OfStepsThatAreTooLong_DoesNotExist()
    {
        var outcome = SpecRun.One("x ~ uniform(2, 3)\nevolve k:\n  start w = 1\n  w <- w - x*w\nclaim c: with probability >= 9/10 over x: abs(limit(k -> infinity: w@k)) <= 1000");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Limit_OfARunThatIsNotLinear_IsLeftOpenWithTheReason()
    {
        var outcome = SpecRun.One("x ~ uniform(1, 2)\nevolve k:\n  start w = 1\n  w <- w - tanh(x*w)/4\nclaim c: with probability >= 9/10 over x: limit(k -> infinity: w@k) <= 2");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
            Assert.That(outcome.Verdict.Reason, Does.Contain("not known to be linear").And.Contains("claim it"));
        });
    }
}
