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
