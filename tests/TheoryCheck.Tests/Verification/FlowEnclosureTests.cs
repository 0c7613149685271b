using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims along flows without chance, decided on enclosures of their solutions: true ones are not refuted, false ones are, and what exists no longer has no value.</summary>
[TestFixture]
public sealed class FlowEnclosureTests
{
    private const string Logistic = "flow t:\n  start x = 1/10\n  rate x = x*(1 - x)\n";
    private const string Pole = "flow t:\n  start x = 1\n  rate x = x^2\n";
    private const string Lorenz = "flow t:\n  start x = 1, y = 1, z = 1\n  rate x = 10*(y - x)\n  rate y = x*(28 - z) - y\n  rate z = x*y - 8/3*z\n";
    private const string Jump = "flow t:\n  start x = -1, y = 0\n  rate x = 1 + step(x)\n  rate y = max(x, 0)\n";
    private const string Touching = "flow t:\n  start x = 1\n  rate x = 2*(t - 1)\n";
    private const string Sliding = "flow t:\n  start x = 1\n  rate x = -sign(x)\n";
    private const string Branching = "flow t:\n  start x = 0\n  rate x = 2*sqrt(abs(x))\n";

    [TestCase(Logistic, "for all t in [0, 5]: x@t <= 9/10")]
    [TestCase(Logistic, "x@5 >= 95/100")]
    [TestCase(Logistic, "for all t in {1, 5}: x@t <= 9/10")]
    [TestCase(Logistic, "for all t where t >= 1 and t <= 5: x@t <= 9/10")]
    [TestCase(Logistic, "(for all t in [0, 1]: x@t >= 9/100) implies x@2 >= 1/2")]
    [TestCase(Logistic, "not (for all t in [0, 2]: x@t <= 1/2)")]
    [TestCase(Logistic, "exists t in [0, 2]: x@t >= 9/10")]
    [TestCase(Lorenz, "for all t in [0, 1]: x@t <= 15")]
    [TestCase(Lorenz, "x@20 >= 100")]
    [TestCase(Pole, "for all t in [0, 9/10]: x@t <= 9")]
    [TestCase(Pole, "for all t in [0, 2]: x@t <= 100")]
    [TestCase(Jump, "x@2 <= 19/10")]
    [TestCase(Touching, "for all t in [0, 2]: x@t > 0")]
    public void Flows_AlongWhichAClaimIsFalse_RefuteIt(string flow, string claim)
    {
        var verdict = SpecRun.One($"{flow}claim c: {claim}").Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(verdict.Reason, Does.Not.Contain("doubles"));
    }

    [TestCase(Logistic, "for all t in [0, 5]: 0 <= x@t and x@t <= 95/100")]
    [TestCase(Logistic, "for all t in (1, 3]: x@t > 1/5")]
    [TestCase(Logistic, "x@5 >= 94/100")]
    [TestCase(Logistic, "for all t in {1, 5}: x@t <= 95/100")]
    [TestCase(Logistic, "for all t where t >= 1 and t <= 5: x@t >= 2/10")]
    [TestCase(Lorenz, "for all t in [0, 1]: x@t <= 25")]
    [TestCase(Pole, "for all t in [0, 9/10]: x@t <= 11")]
    [TestCase(Jump, "abs(x@2 - 2) <= 1/10^6 and abs(y@2 - 1) <= 1/10^6")]
    [TestCase(Touching, "x@1 <= 0")]
    public void Flows_OfOneInstance_ShowWhatHoldsAtAllTimesOfABoundedRange(string flow, string claim)
    {
        var verdict = SpecRun.One($"{flow}claim c: {claim}").Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(verdict.Reason, Does.Contain("settled along the flow in enclosures"));
    }

    [TestCase(Pole, "x@2 >= 0")]
    [TestCase(Pole, "x@2 <= 0")]
    [TestCase(Pole, "x@1 >= 0")]
    [TestCase(Pole, "for all t in [0, 2]: x@t >= 0")]
    [TestCase(Lorenz, "x@60 >= 100")]
    [TestCase(Sliding, "x@2 >= 1/10")]
    [TestCase(Branching, "x@1 >= 1/2")]
    public void Flows_WhoseSolutionIsNotEnclosed_DecideNothing(string flow, string claim) =>
        Assert.That(SpecRun.One($"{flow}claim c: {claim}").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    [TestCase("for all t in [-1, 1]: x@t <= 1")]
    [TestCase("for all t in [-pi, 1]: x@t <= 1")]
    public void Times_BelowTheStart_AreNotShownAnything(string claim) =>
        Assert.That(SpecRun.One($"{Logistic}claim c: {claim}").Verdict.Reason, Does.Not.Contain("settled"));

    [Test]
    public void Solutions_ThatEnd_AreSaidTo()
    {
        var reason = SpecRun.One($"{Pole}claim c: for all t in [0, 2]: x@t >= 0").Verdict.Reason;
        Assert.That(reason, Does.Contain("enclosed up to time 1 only").And.Contain("not shown to exist beyond"));
    }

    [Test]
    public void Failures_BesideAKinkOfTheRates_AreThoseOfTheSolution()
    {
        // In doubles a step across the jump is off by a part in 10^5, with half its length too.
        Assert.That(SpecRun.One($"{Jump}claim c: abs(x@2 - 2) <= 1/10^6").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
        Assert.That(SpecRun.One($"{Jump}claim c: abs(x@2 - 2) >= 1/10^5").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }

    [Test]
    public void Data_ThatAreQuantified_AreSearchedAndTheFailureEnclosed()
    {
        const string Text = "given a in [1, 2]\nflow t:\n  start x = a\n  rate x = -a*x^3\nclaim c: for all a: x@1 ";
        Assert.That(SpecRun.One(Text + ">= 1/2").Verdict.Reason, Does.Contain("enclosures"));
        Assert.That(SpecRun.One(Text + ">= 1/2").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        Assert.That(SpecRun.One(Text + "<= 3/5").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
    }

    [Test]
    public void Gradients_OfTwoLayers_AreFollowedThroughTheirKinks()
    {
        const string Text = """
            x = [[1, 0], [3/5, 4/5], [-1, 1]]
            y = [1, -1, 1/2]
            L(b in vector(2), v in matrix(2, 2)) = 1/2*sum(i<3: (sum(j<2: b[j]*relu(dot(v[j], x[i]))) - y[i])^2)
            flow t:
              start a[j<2] = [1, -1][j], w[j<2] = [[1, 1/2], [-1/3, 1]][j]
              rate a[j] = -grad(L(a, w), a[j])
              rate w[j] = -grad(L(a, w), w[j])
            """;
        Assert.That(SpecRun.One($"{Text}\nclaim c: L(a@1, w@1) <= L(a@0, w@0)").Verdict.Reason, Does.Contain("settled along the flow"));
        Assert.That(SpecRun.One($"{Text}\nclaim c: L(a@1, w@1) <= 1/10*L(a@0, w@0)").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }

    [Test]
    public void Families_WithoutMembers_AreNoFlow() =>
        Assert.That(SpecRun.One("sweep n in {0}\nflow t:\n  start x[i<n] = 1\n  rate x[i] = -x[i]^3\nclaim c: for all n: sum(i<n: x@1[i]) <= 1").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Refuted));
}
