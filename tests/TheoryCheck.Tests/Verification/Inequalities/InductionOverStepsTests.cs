using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Statements about a recursion at all steps are proved by induction, their false twins refuted, and nothing is proved of states that may be without a value.</summary>
[TestFixture]
internal sealed class InductionOverStepsTests
{
    private const string Descent = """
        given a in (0, 1), x0 in reals, d in 1.., w0 in vector(d), v in vector(d)
        evolve k:
          start x = x0
          start w = w0
          start r = 1
          start p = x0
          start q = 0
          x <- (1 - a)*x
          w <- w - a*grad(norm(w - v)^2, w)/2
          r <- r*(k + 1)/(k + 2)
          p <- (p + q)/2
          q <- (p + q)/2
        evolve m:
          start g = 1
          g <- g/(1 + g)

        """;

    [TestCase("x@k == (1 - a)^k*x0", VerdictKind.Proved)]
    [TestCase("x@k == (1 - a)^(k + 1)*x0", VerdictKind.Refuted)]
    [TestCase("abs(x@k) <= abs(x0)", VerdictKind.Proved)]
    [TestCase("abs(x@k) <= abs(x0)/(1 + k)", VerdictKind.Refuted)]
    [TestCase("abs(x@(k + 1)) <= (1 - a)*abs(x@k)", VerdictKind.Proved)]
    [TestCase("abs(x@(k + 1)) <= (1 - a)^2*abs(x@k)", VerdictKind.Refuted)]
    [TestCase("r@k == 1/(k + 1)", VerdictKind.Proved)]
    [TestCase("r@k <= 1 and r@k > 0", VerdictKind.Proved)]
    [TestCase("r@k == 1/(k + 1)^2", VerdictKind.Refuted)]
    [TestCase("norm(w@k - v) <= norm(w0 - v)", VerdictKind.Proved)]
    [TestCase("norm(w@(k + 1) - v) <= (1 - a)*norm(w@k - v)", VerdictKind.Proved)]
    [TestCase("norm(w@k - v) <= (1 - a)^(2*k)*norm(w0 - v)", VerdictKind.Refuted)]
    [TestCase("p@k + q@k == x0", VerdictKind.Proved)]
    [TestCase("p@k + q@k == x0 and p@k == x0", VerdictKind.Refuted)]
    public void Statement_AtAllSteps_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Descent}claim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // Gradient descent on quadratics: values fall with the square of the rate, and k f(w_k) + L/2 |w_k - v|² does not grow (Bubeck 2015, Theorem 3.3, of quadratics).
    [TestCase("f(w@k) <= (1 - mu/L)^(2*k)*f(w0)", VerdictKind.Proved)]
    [TestCase("f(w@k) <= (1 - mu/L)^(2*k)*f(w0)/2", VerdictKind.Refuted)]
    [TestCase("k*f(w@k) + L/2*norm(w@k - v)^2 <= L/2*norm(w0 - v)^2", VerdictKind.Proved)]
    public void Potential_OfDescentOnAQuadratic_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"""
            given d in 1.., A in psd(d), v in vector(d), w0 in vector(d), mu > 0, L > 0
            assume low: eigmin(A) >= mu
            assume high: eigmax(A) <= L
            f(z in vector(d)) = 1/2*quadratic(A, z - v)
            evolve k:
              start w = w0
              w <- w - matmul(A, w - v)/L
            claim c: for all rest: for all k: {claim}
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // What an earlier claim says of all steps is known at each; what it says of later ones only is not, and what it says of other data neither.
    [TestCase("halves", "for all k: abs(h@k) <= (1/2)^k*abs(h0)", true)]
    [TestCase("halves", "for all k: abs(h@k) <= abs(h@0)", true)]
    [TestCase("halves", "for all k: abs(h@k) <= (1/3)^k*abs(h0)", false)]
    [TestCase("later", "for all k: abs(h@k) <= abs(h@0)", false)]
    [TestCase("few", "for all k: abs(h@k) <= abs(h@0)", false)]
    [TestCase("other", "for all k: abs(h@k) <= abs(h@0)", false)]
    [TestCase("nested", "for all k: abs(h@k) <= abs(h@0)", false)]
    [TestCase("large", "for all k: abs(h@k) <= abs(h@0)", false)]
    [TestCase("large and large2", "for all k: abs(h@k) <= abs(h@0)", false)]
    public void Premise_AboutAllSteps_IsKnownAtEach(string premise, string claim, bool isProved)
    {
        var outcome = SpecRun.All($"""
            given h0 in [-1, 1], phi(u in reals) in reals
            evolve k:
              start h = h0
              h <- phi(h)
            evolve m:
              start o = 0
              o <- o + 1
            claim halves: for all k: abs(h@(k + 1)) <= abs(h@k)/2
            claim later: for all k in 1..: abs(h@(k + 1)) <= abs(h@k)
            claim nested: for all m: for all k in 1..: abs(h@(k + 1)) <= abs(h@k)
            claim few: for all k where k <= 50: abs(h@(k + 1)) <= abs(h@k)
            claim other: for all phi: for all h0 in [0, 1/2]: for all k: abs(h@(k + 1)) <= abs(h@k)
            claim large: for all phi: for all h0 where h0 >= 1/2: for all k: abs(h@(k + 1)) <= abs(h@k)
            claim large2: for all phi: for all h0 where h0 <= -1/2: for all k: abs(h@(k + 1)) <= abs(h@k)
            claim c: for all rest: ({premise}) implies {claim}
            check c:
              instances = 1
            """).Specs[0].Claims.Single(static c => c.Name == "c");
        Assert.That(outcome.Verdict.Kind == VerdictKind.Proved, Is.EqualTo(isProved), outcome.Verdict.Reason);
    }

    // From the first step that the claim speaks of.
    [TestCase("for all k in 1..: j@k >= 1", VerdictKind.Proved)]
    [TestCase("for all k in 2..: j@k >= 2", VerdictKind.Proved)]
    [TestCase("for all k in 1..: j@k*(j@k - 1) >= 2", VerdictKind.Refuted)]
    [TestCase("for all k in 1..: 1/j@k <= 1", VerdictKind.Unrefuted)]
    [TestCase("for all k in 1..: j@k >= 1 and 1/k <= 1", VerdictKind.Proved)]
    [TestCase("for all k in 1..: 1/j@k <= 1/2", VerdictKind.Refuted)]
    public void Statement_FromALaterStepOn_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"evolve k:\n  start j = 0\n  j <- j + 1\nclaim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // A divisor that is positive by what is shown.
    [TestCase("g@m > 0", VerdictKind.Proved)]
    [TestCase("g@m > 1/20", VerdictKind.Refuted)]
    public void Update_ThatDivides_HasAValueByTheStatement(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Descent}claim c: for all rest: for all m: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The logistic map stays within its interval.
    [TestCase("7/2", VerdictKind.Proved)]
    [TestCase("18/5", VerdictKind.Refuted)]
    public void LogisticMap_StaysBelowItsGreatestValue(string rate, VerdictKind expected)
    {
        var outcome = SpecRun.One($"evolve k:\n  start z = 1/3\n  z <- {rate}*z*(1 - z)\nclaim c: for all k: 0 <= z@k <= 7/8\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The first step is that of the run that is spoken of.
    [TestCase("for all m in 1..: for all k: j@k >= 1", false)]
    [TestCase("for all m: for all k in 1..: j@k >= 1", true)]
    public void FirstStep_OfAnotherRun_IsNotMeant(string claim, bool isProved)
    {
        var outcome = SpecRun.One($"evolve k:\n  start j = 0\n  j <- j + 1\nevolve m:\n  start o = 0\n  o <- o + 1\nclaim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind == VerdictKind.Proved, Is.EqualTo(isProved), outcome.Verdict.Reason);
    }

    // What the claim says of later steps does not keep the run from ending before them.
    [Test]
    public void State_WithoutAValueBeforeTheFirstStep_IsNotProved()
    {
        var outcome = SpecRun.One("evolve k:\n  start j = 0\n  start z = 1\n  j <- j + 1\n  z <- 1/j\nclaim c: for all k in 1..: j@k >= 1\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // At the fourth step the divisor is 0.
    [TestCase("(x@k)^2 >= 0")]
    [TestCase("y@k <= 1")]
    public void State_ThatMayHaveNoValue_IsNotProved(string claim)
    {
        var outcome = SpecRun.One($"given x0 in reals\nevolve k:\n  start x = x0\n  start y = 1\n  x <- x/y\n  y <- y - 1/3\nclaim c: for all x0: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // A state of which the claim does not speak has no value at the start for a = 0, and the other one takes it over.
    [Test]
    public void State_ThatMayStartWithoutAValue_IsNotProved()
    {
        var outcome = SpecRun.One("given a in reals\nevolve k:\n  start y = 1/a\n  start z = 1\n  z <- y\nclaim c: for all a: for all k: (z@k)^2 >= 0\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // Powers with the step in the exponent are states of their own.
    [TestCase("norm(w@k - v) <= (1 - a)^k*norm(w0 - v)", VerdictKind.Proved)]
    [TestCase("norm(w@k - v)^2 <= (1 - a)^k*norm(w0 - v)^2", VerdictKind.Proved)]
    [TestCase("norm(w@k - v)^2 <= exp(-a*k)*norm(w0 - v)^2", VerdictKind.Proved)]
    [TestCase("norm(w@k - v) <= exp(-3*a*k)*norm(w0 - v)", VerdictKind.Refuted)]
    [TestCase("(x@k)^2 <= (1 - a)^k*x0^2", VerdictKind.Proved)]
    [TestCase("(x@k)^2 <= (1 - a)^(3*k)*x0^2", VerdictKind.Refuted)]
    [TestCase("abs(x@k) <= (1 - a)^(k + 1)*abs(x0)", VerdictKind.Refuted)]
    [TestCase("(1 - a)*abs(x@k) <= (1 - a)^(k + 1)*abs(x0)", VerdictKind.Proved)]
    public void GeometricRate_IsDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Descent}claim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // 0^0 = 1, signs of negative ratios, products of them.
    [TestCase("x <- q*x", "x@k == q^k", VerdictKind.Proved)]
    [TestCase("x <- q*x", "x@k <= q^k/2", VerdictKind.Refuted)]
    [TestCase("x <- -r*x", "x@k == (-1)^k*r^k", VerdictKind.Proved)]
    [TestCase("x <- -r*x", "abs(x@k) == abs(r)^k", VerdictKind.Proved)]
    [TestCase("x <- -r*x", "abs(x@k) <= r^k", VerdictKind.Refuted)]
    [TestCase("x <- (1 + q)*x", "x@k >= 1 + k*q", VerdictKind.Proved)]
    [TestCase("x <- (1 + q)*x", "x@k <= 1 + k*q", VerdictKind.Refuted)]
    public void Power_OfARatio_StartsAtOne(string update, string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given q in [0, 1], r in reals\nevolve k:\n  start x = 1\n  {update}\nclaim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // The base moves with the steps: no ratio.
    [TestCase("(x@k)^k >= a^k")]
    [TestCase("exp(k*(x@k)) >= 1 + k*a")]
    public void Power_OfAState_IsNoGeometricFactor(string claim)
    {
        var outcome = SpecRun.One($"given a in (0, 1)\nevolve k:\n  start x = a\n  x <- x/2\nclaim c: for all a: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    // A symbol that the claim binds again is not one value of the recursion.
    [Test]
    public void Quantifier_OverWhatTheRecursionReads_IsNotProved()
    {
        var outcome = SpecRun.One("given d in 1.., c in vector(d), x0 in vector(d)\nevolve k:\n  start x = x0\n  start y = c\n  x <- x\n  y <- x\nclaim c1: for all d, c: for all k: (for all x0: dot(x@k, x0) >= norm(x0)^2) and (for all x0: dot(y@k, c) >= norm(c)^2)\n");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // Gradient descent on a quadratic (Nesterov, Introductory Lectures on Convex Optimization, 2004, Theorem 2.1.15), for matrices of every size.
    [TestCase("eigmin(A) >= mu", "eigmax(A) <= L", "norm(w@k - s)^2 <= (1 - mu/L)^(2*k)*norm(w0 - s)^2", VerdictKind.Proved)]
    [TestCase("mu <= eigmin(A) <= eigmax(A) <= L", "true", "quadratic(A, w@k - s) <= (1 - mu/L)^k*quadratic(A, w0 - s)", VerdictKind.Proved)]
    [TestCase("eigmin(A)/mu >= 1", "L - eigmax(A) >= 0", "norm(w@k - s)^2 <= exp(-mu*k/L)*norm(w0 - s)^2", VerdictKind.Proved)]
    [TestCase("psd(A)", "eigmax(A) <= L", "quadratic(A, w@(k + 1) - s) <= quadratic(A, w@k - s) - norm(matmul(A, w@k - s))^2/L", VerdictKind.Proved)]
    [TestCase("psd(A)", "eigmax(A) <= 3*L", "quadratic(A, w@(k + 1) - s) <= quadratic(A, w@k - s)", VerdictKind.Refuted)]
    public void Descent_OnAQuadratic_HasItsRate(string lower, string upper, string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given d in 1.., A in symmetric(d), s in vector(d), w0 in vector(d), mu > 0, L > 0\nassume low: {lower}\nassume high: {upper}\nevolve k:\n  start w = w0\n  w <- w - 1/L*matmul(A, w - s)\nclaim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // An equation between vectors puts one in the place of the other; what does not rise in a step stays below where it began.
    [TestCase("norm(w@k - v) <= norm(w0 - v)", VerdictKind.Proved)]
    [TestCase("norm(matmul(A, w@(k + 1)) - b) <= norm(matmul(A, w@k) - b)", VerdictKind.Proved)]
    [TestCase("norm(w@k - v) <= norm(w0 - v)/(1 + k)", VerdictKind.Refuted)]
    public void Descent_TowardsASolution_GoesNoFurtherAway(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given d in 1.., A in psd(d), b in vector(d), w0 in vector(d), v in vector(d), L > 0, eta in (0, 1]\nassume high: eigmax(A) <= L\nassume solved: matmul(A, v) == b\nevolve k:\n  start w = w0\n  w <- w - eta/L*(matmul(A, w) - b)\nclaim c: for all rest: for all k: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
