using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification;

/// <summary>The gradients of every run are compared with differences of their values at the first state.</summary>
[TestFixture]
internal sealed class GradientTwinTests
{
    private const string Net = """
        sweep n in {4}, d in {3}, m in {6}
        x[i<n] ~ sphere(d)
        y[i<n] ~ normal(0, 1)
        w0[r<m] ~ normal(d)
        L = sum(i<n: (sum(r<m: tanh(dot(w[r], x[i])))/m - y[i])^2)/2
        evolve k:
          start w[r<m] = w0[r]
          w[r] <- w[r] - 1/10*grad(L, w[r])
        claim falls: with probability >= 1/2 over x, y, w0: L@5 <= L@0
        check falls:
          horizon k = 6
        """;

    private const string Flow = """
        flow t:
          start v = 1
          rate v = -grad(v^2/2 + relu(v), v)
        claim falls: for all t >= 0: v@t <= 3
        check falls:
          horizon t = 1/2
        """;

    private static ClaimOutcome Judge(string text, Func<Term, Sequence<Term>, Term>? element)
    {
        var spec = SpecRun.Read(text).Spec;
        Assert.That(spec, Is.Not.Null);
        var claim = spec!.Claims.Single();
        var context = new ClaimContext(spec, claim, new CheckSettings(spec, claim.Name), SpecRun.Options, new Rational(1, 1000), static _ => { }, CancellationToken.None);
        return ClaimJudge.Judge(element is null ? context : context with { GradientElement = element });
    }

    private static Term Right(Term gradient, Sequence<Term> at) => at.IsEmpty ? IndexForm.Of(gradient) : IndexForm.Element(gradient, at.AsSpan());

    [TestCase(Net)]
    [TestCase(Flow)]
    public void RightGradients_AreSaidToAgree(string text)
    {
        var outcome = Judge(text, null);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported).Or.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
        Assert.That(outcome.Notes, Has.Some.Contains("gradients in the steps agree"));
    }

    [TestCase(Net, 2, 1)]
    [TestCase(Net, -1, 1)]
    [TestCase(Net, 0, 1)]
    [TestCase(Net, 101, 100)]
    [TestCase(Flow, 0, 1)]
    [TestCase(Flow, 999, 1000)]
    public void WrongGradients_EndTheClaim(string text, int factor, int over)
    {
        var outcome = Judge(text, (gradient, at) => Build.Multiply(new Number(new Rational(factor, over)), Right(gradient, at)));
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("the run is not believed").And.Contain("by the symbolic engine").And.Contain("by differences"));
    }

    [Test]
    public void Runs_WithoutGradients_SayNothing()
    {
        var outcome = Judge("evolve k:\n  start v = 2\n  v <- v/2\nclaim falls: for all k: v@k <= 2", null);
        Assert.That(outcome.Notes, Has.None.Contains("gradients"));
    }

    // relu(v) - relu(-v) is v: its one-sided slopes agree, but by the chain rule as written it has the slope 2 at 0.
    [TestCase("relu(v)")]
    [TestCase("relu(v) - relu(-v)")]
    public void Gradients_AtAKink_AreNotAccused(string value)
    {
        var outcome = Judge($"evolve k:\n  start v = 0\n  v <- v - grad({value}, v)\nclaim falls: for all k: v@k <= 1", null);
        Assert.That(outcome.Verdict.Reason, Does.Not.Contain("not believed"));
    }
}
