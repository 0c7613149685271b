using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Intervals whose ends are irrational, π among them, end there: nothing beyond is proposed as a counterexample or a witness.</summary>
[TestFixture]
internal sealed class IrrationalEndTests
{
    [TestCase("for all x in [0, sqrt(2)]: x^2 <= 2", true)]
    [TestCase("for all x in [0, sqrt(2)]: x^2 <= 199/100", false)]
    [TestCase("for all x in (0, pi/2]: sin(x) >= x/2", true)]
    [TestCase("for all x in (0, pi/2]: sin(x) >= 2/3*x", false)]
    [TestCase("for all x in (-pi, pi): cos(x/2) >= 0", true)]
    [TestCase("for all x in (-pi, pi): cos(x/2) >= 1/10", false)]
    [TestCase("for all x in [sqrt(2), infinity): x^2 >= 2", true)]
    [TestCase("for all x in [sqrt(2), infinity): x^2 >= 201/100", false)]
    [TestCase("for all x in (-infinity, -sqrt(2)]: x^2 >= 2", true)]
    [TestCase("for all d in 1..4: for all x in [0, sqrt(d)]: x^2 <= d", true)]
    [TestCase("for all r in (0, 1): for all x in [0, sqrt(r)]: x^2 <= r", true)]
    [TestCase("for all r in (0, 1): for all x in [0, sqrt(r)]: x^2 <= 9/10*r", false)]
    [TestCase("for all x in (pi, 3): x >= 100", true)]
    [TestCase("exists C > 0: for all x in (0, pi/2]: sin(x) >= C*x", true)]
    [TestCase("exists C > 0: for all x in (0, 4): sin(x) >= C*x", false)]
    public void Statement_OnAnInterval_IsRefutedOnlyWithin(string claim, bool isTrue)
    {
        var outcome = SpecRun.One($"claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind == VerdictKind.Refuted, Is.Not.EqualTo(isTrue), outcome.Verdict.Reason);
    }

    [TestCase("for all x in [0, pi]: sin(x) >= 0")]
    [TestCase("for all x in [0, pi/2]: sin(x) >= 2*x/pi")]
    [TestCase("for all x in (0, pi): sin(x) > 0")]
    [TestCase("for all x in [0, pi/4]: tan(x) <= 1")]
    [TestCase("for all x in [1, exp(1)]: log(x) <= 1")]
    [TestCase("for all x in [log(2), infinity): exp(x) >= 2")]
    [TestCase("for all x in (-infinity, log(2)]: exp(x) <= 2")]
    [TestCase("for all x in reals: 0 <= x and x <= pi implies sin(x) >= 0")]
    [TestCase("for all x in [0, 4]: x <= pi implies sin(x) >= 0")]
    public void Inequality_UpToAnEnd_IsProved(string claim) =>
        Assert.That(SpecRun.One($"claim c: {claim}\n").Verdict.Kind, Is.EqualTo(VerdictKind.Proved));

    // The end itself, or what a bound that is not one leaves, is the counterexample.
    [TestCase("for all x in (0, pi]: sin(x) > 0")]
    [TestCase("for all x in [0, sqrt(2)]: x^2 < 2")]
    [TestCase("for all x in [0, pi/4]: tan(x) < 1")]
    [TestCase("for all x in [1, exp(1)]: log(x) < 1")]
    [TestCase("for all x in [log(2), infinity): exp(x) > 2")]
    [TestCase("for all x in {1, pi}: sin(x) > 0")]
    [TestCase("for all n in 1..3: for all x in [0, pi/n]: n*x < pi")]
    [TestCase("exists C > 0: for all x in (0, pi]: sin(x) >= C*x")]
    [TestCase("for all x in [0, 4]: x <= 2*pi implies sin(x) >= 0")]
    [TestCase("for all x in [-5, 4]: x <= pi implies sin(x) >= 0")]
    [TestCase("for all x in [0, 4]: x <= 2*pi or x >= pi implies sin(x) >= 0")]
    public void Inequality_BrokenAtOrBeforeAnEnd_IsRefuted(string claim)
    {
        var outcome = SpecRun.One($"claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("exists C in (0, pi]: C >= 5")]
    [TestCase("exists C in [0, sqrt(2)]: C >= 3/2")]
    [TestCase("exists C in [sqrt(2), 3]: C <= 1")]
    [TestCase("exists C in (pi, infinity): C <= 3")]
    public void Witness_BeyondAnEnd_IsNone(string claim) =>
        Assert.That(SpecRun.One($"claim c: {claim}\n").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted).Or.EqualTo(VerdictKind.Inconclusive));

    [Test]
    public void UniformLaw_UpToPi_IsALaw()
    {
        var outcome = SpecRun.One("t ~ uniform(0, pi)\nclaim c: with probability >= 9/10 over t: t <= 63/20\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported), outcome.Verdict.Reason);
    }

    // Neither end of the line is the other, and pi is none.
    [TestCase("x in O(1) as x -> -infinity", VerdictKind.Refuted)]
    [TestCase("1/x in O(1) as x -> -infinity", VerdictKind.Unrefuted)]
    [TestCase("x + abs(x) in O(1) as x -> -infinity", VerdictKind.Unrefuted)]
    [TestCase("x + abs(x) in O(1) as x -> infinity", VerdictKind.Refuted)]
    [TestCase("x in O(1) as x -> pi", VerdictKind.Inconclusive)]
    public void Order_AtAnEndOfTheLine_IsReadThere(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"claim c: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
