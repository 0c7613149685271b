using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Assumptions about what a run does are assumptions about its data: nothing is refuted where they fail, or are not decided.</summary>
[TestFixture]
public sealed class AssumptionAboutRunTests
{
    private const string Halving = "given a in [0, 3]\nevolve k:\n  start x = a\n  x <- x/2\n";
    private const string Flow = "given a in [0, 3]\nflow t:\n  start x = a\n  rate x = -x^2\n";

    [TestCase(Halving, "x@1 <= 1/2", "x@0 <= 1", VerdictKind.Unrefuted)]
    [TestCase(Halving, "x@1 <= 1/2", "x@0 <= 1/2", VerdictKind.Refuted)]
    [TestCase(Halving, "for all k in 1..: x@k <= 1/2", "x@0 <= 1", VerdictKind.Inconclusive)]
    [TestCase(Flow, "x@1 <= 1/2", "x@0 <= 1", VerdictKind.Unrefuted)]
    [TestCase(Flow, "x@1 <= 1/2", "x@0 <= 1/2", VerdictKind.Refuted)]
    [TestCase(Flow, "for all t in [0, 1]: x@t <= 1/2", "x@1 <= 1/3 + 1/1000", VerdictKind.Unrefuted)]
    [TestCase(Flow, "x@1 > 1", "x@0 <= 3", VerdictKind.Vacuous)]
    public void Configurations_OutsideOfTheAssumption_RefuteNothing(string run, string assumed, string claimed, VerdictKind expected) =>
        Assert.That(SpecRun.One($"{run}assume low: {assumed}\nclaim c: for all a: {claimed}").Verdict.Kind, Is.EqualTo(expected));

    [Test]
    public void Counterexamples_UnderAnAssumptionAboutARun_SatisfyIt()
    {
        var outcome = SpecRun.One($"{Flow}assume low: x@1 >= 1/4\nclaim c: for all a: x@1 >= 1/2");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
        var start = Fraction(outcome.Counterexample!.Values.First(static v => v.Symbol.ToString()!.Contains('a', StringComparison.Ordinal)).Value);
        Assert.That(start / (1 + start), Is.InRange(0.25, 0.5));
    }

    private static double Fraction(string text) => text.Split('/').Select(static p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).Aggregate(static (n, d) => n / d);
}
