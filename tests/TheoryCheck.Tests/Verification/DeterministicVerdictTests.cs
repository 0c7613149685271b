using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Claims without chance: identities, inequalities, orders, quantifiers.</summary>
[TestFixture]
public sealed class DeterministicVerdictTests
{
    [TestCase("given b in reals\nclaim c: derive (b + 1)^2 == b^2 + 2*b + 1", VerdictKind.Proved)]
    [TestCase("given b in reals\nclaim c: derive (b + 1)^2 == b^2 + 1", VerdictKind.Refuted)]
    [TestCase("given b in reals\nclaim c: for all b where b > 2: derive abs(b - 2) == b - 2", VerdictKind.Proved)]
    [TestCase("given n in naturals\nclaim c: derive (-1)^(2*n) == 1", VerdictKind.Proved)]
    [TestCase("claim c: not (derive 1 == 2)", VerdictKind.Certified)]
    [TestCase("claim c: not (derive 1 == 1)", VerdictKind.Refuted)]
    [TestCase("claim c: (derive 1 == 1) and (derive 1 == 2)", VerdictKind.Refuted)]
    [TestCase("claim c: (derive 1 == 1) or (derive 1 == 2)", VerdictKind.Proved)]
    public void Identity_ForAllValues_IsProvedOrRefuted(string text, VerdictKind expected) =>
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.EqualTo(expected));

    [TestCase("given a in reals\nassume one: a^2 == 1\nclaim c: derive a^4 == 1")]
    [TestCase("given a in {0, 1}\nclaim c: derive a^2 == a")]
    [TestCase("given A in psd(2)\nclaim c: derive A[0,1] == A[1,0]")]
    [TestCase("given v in simplex(3)\nclaim c: derive v[0] + v[1] + v[2] == 1")]
    [TestCase("given x in sphere(2)\nclaim c: derive dot(x, x) == 1")]
    [TestCase("given n in naturals\nclaim c: derive sin(pi*n) == 0")]
    [TestCase("claim c: for all m in 1..3: derive (m - 1)*(m - 2)*(m - 3) == 0")]
    [TestCase("given a > 0\nclaim c: derive sqrt(a^2) == a")]
    public void Identity_TrueOnItsDomainAlone_IsNeverRefuted(string text) =>
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.GreaterThanOrEqualTo(VerdictKind.Inconclusive));

    [TestCase("given a in reals\nclaim c: a^2 >= 0", VerdictKind.Proved)]
    [TestCase("given a in reals, b in reals\nclaim c: a^4*b^2 + a^2*b^4 + 1 >= 3*a^2*b^2", VerdictKind.Unrefuted)]
    [TestCase("given a in reals\nclaim c: a^2 > 0", VerdictKind.Refuted)]
    [TestCase("claim c: sqrt(2)^2 <= 2", VerdictKind.Unrefuted)]
    [TestCase("claim c: sqrt(2)*sqrt(3) < sqrt(6)", VerdictKind.Refuted)]
    [TestCase("claim c: sin(1)^2 + cos(1)^2 <= 1", VerdictKind.Proved)]
    [TestCase("claim c: sin(1)^2 + cos(1)^2 < 1", VerdictKind.Refuted)]
    [TestCase("claim c: sqrt(2) < 3/2", VerdictKind.Certified)]
    [TestCase("claim c: sqrt(2) > 3/2", VerdictKind.Refuted)]
    [TestCase("claim c: 1/3 + 1/3 + 1/3 >= 1", VerdictKind.Certified)]
    [TestCase("claim c: 1/10 + 2/10 > 3/10", VerdictKind.Refuted)]
    [TestCase("given a in reals\nclaim c: 1/(a - a) > 0", VerdictKind.Broken)]
    [TestCase("given n in 2..\nclaim c: exp(-exp(10)*n) > 0", VerdictKind.Proved)]
    [TestCase("sweep n in {1, 2, 3}\nclaim c: n <= 3", VerdictKind.Certified)]
    [TestCase("sweep n in {1, 2, 3}\nclaim c: n <= 2", VerdictKind.Refuted)]
    [TestCase("sweep n in {1, 2, 3}\nclaim c: for all n where n <= 2: n <= 2", VerdictKind.Certified)]
    [TestCase("sweep n in {1, 2, 3}\nclaim c: for all n where n > 3: n <= 2", VerdictKind.Vacuous)]
    [TestCase("given a in reals\nassume never: a^2 < 0\nclaim c: a > 5", VerdictKind.Vacuous)]
    [TestCase("given a in reals\nassume big: a > 1\nclaim c: a > 0", VerdictKind.Proved)]
    [TestCase("given a in reals\nassume big: a > 1\nclaim c: a > 2", VerdictKind.Refuted)]
    [TestCase("claim c: not (1 > 2)", VerdictKind.Certified)]
    [TestCase("claim c: not (2 > 1)", VerdictKind.Refuted)]
    [TestCase("given a in reals\nclaim c: not (for all a: a > 0)", VerdictKind.Certified)]
    [TestCase("given a in reals\nclaim c: not (for all a: a^2 >= 0)", VerdictKind.Refuted)]
    [TestCase("open xi in reals\nclaim c: xi > 0", VerdictKind.Broken)]
    public void Formula_AtInstances_IsJudgedAndCertifiedOnlyWhereThatIsAll(string text, VerdictKind expected) =>
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.EqualTo(expected));

    [Test]
    public void OpenSymbol_Reached_IsNamed()
    {
        var verdict = SpecRun.One("open xi in reals\nb = xi + 1\nclaim c: b > 0").Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Reason), Is.EqualTo((VerdictKind.Broken, "open symbol", "the source names 'xi' and never defines it")));
    }

    [Test]
    public void UnknownConstruct_Judged_IsInconclusiveAndNamed()
    {
        var verdict = SpecRun.One("given a in reals\nclaim c: almost all t wrt lebesgue: t*a < 1").Verdict;
        Assert.Multiple(() =>
        {
            Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
            Assert.That(verdict.Reason, Does.Contain("almost-all quantifiers"));
        });
    }

    [TestCase("h^2 in O(h) as h -> 0", VerdictKind.Certified)]
    [TestCase("h in O(h^2) as h -> 0", VerdictKind.Refuted)]
    [TestCase("h^2 in o(h) as h -> 0 from above", VerdictKind.Certified)]
    [TestCase("h in o(h) as h -> 0 from above", VerdictKind.Refuted)]
    [TestCase("h in Theta(h^2) as h -> 0 from above", VerdictKind.Refuted)]
    [TestCase("sin(h) - h in O(h^3) as h -> 0", VerdictKind.Certified)]
    [TestCase("sin(h) - h in O(h^4) as h -> 0", VerdictKind.Refuted)]
    [TestCase("n^2 + n in Theta(n^2) as n -> infinity", VerdictKind.Unrefuted)]
    [TestCase("n^2 + n in O(n) as n -> infinity", VerdictKind.Refuted)]
    [TestCase("n in Omega(n^2) as n -> infinity", VerdictKind.Refuted)]
    public void Order_OfASeries_IsJudged(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"claim c: {claim}").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("1 > 2 implies 3 > 4", VerdictKind.Certified)]
    [TestCase("2 > 1 implies 3 > 4", VerdictKind.Refuted)]
    [TestCase("(derive 1 == 2) implies (derive 1 == 3)", VerdictKind.Vacuous)]
    [TestCase("(derive 1 == 1) implies (derive 1 == 3)", VerdictKind.Refuted)]
    [TestCase("(derive 1 == 1) iff (derive 2 == 2)", VerdictKind.Proved)]
    [TestCase("(derive 1 == 1) iff (derive 2 == 3)", VerdictKind.Refuted)]
    public void Implication_WithItsAntecedent_IsJudged(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"claim c: {claim}").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("exists k in 1..5: k > 4", VerdictKind.Certified)]
    [TestCase("exists k in 1..5: k > 5", VerdictKind.Refuted)]
    [TestCase("exists k in 1..5 where k > 9: k > 0", VerdictKind.Refuted)]
    [TestCase("exists c > 0 where c > 100: c < 50", VerdictKind.Refuted)]
    [TestCase("exists c > 0 where c < 1/8: c > 1/4", VerdictKind.Refuted)]
    [TestCase("exists c > 0 where c < 1/8: c > 1/20", VerdictKind.Certified)]
    [TestCase("exists unique k in 1..5: k > 4", VerdictKind.Unrefuted)]
    [TestCase("exists unique k in 1..5: k > 3", VerdictKind.Refuted)]
    [TestCase("exists unique k in 1..5: k > 5", VerdictKind.Refuted)]
    [TestCase("exists unique c > 0: c > 1", VerdictKind.Inconclusive)]
    public void Existence_InADomain_HonoursItsConditions(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"claim c: {claim}").Verdict.Kind, Is.EqualTo(expected));

    // Such a witness certifies nothing; that there is another one the boxes that cover the domain show, which is no support either.
    [TestCase("1/2", VerdictKind.Certified)]
    [TestCase("1/10", VerdictKind.Unrefuted)]
    [TestCase("10", VerdictKind.Unrefuted)]
    public void StatedWitness_OutsideItsDomainOrFailing_RefutesAndSupportsNothing(string witness, VerdictKind expected) =>
        Assert.That(SpecRun.One($"claim c: exists C in (0, 1): exp(C) > 5/4\ncheck c:\n  witness C = {witness}").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("given d in 2..\nclaim c: for all d: d >= 2\ncheck c:\n  case d = {1, 3}")]
    [TestCase("given a in (0, 1)\nclaim c: for all a: a < 1\ncheck c:\n  sample a = normal(0, 1)")]
    public void ListedValues_OutsideTheDomain_RefuteNothing(string text) =>
        Assert.That(SpecRun.One(text).Verdict.Kind, Is.GreaterThan(VerdictKind.Refuted));

    [Test]
    public void ListedCases_InsideTheDomain_NeverSupportBeyondUnrefuted()
    {
        var outcome = SpecRun.One("given d in 1..\nx ~ uniform(0, 1)\nclaim c: for all d: with probability >= 1/2 over x: x <= d\ncheck c:\n  case d = {1, 3}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
    }

    [Test]
    public void Disjunction_RefutedByATest_IsNotProvedWhenNegated()
    {
        var outcome = SpecRun.One("x ~ uniform(0, 1)\nclaim c: not ((derive 1 == 2) or (with probability >= 9/10 over x: x <= 1/2))");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Supported));
    }

    [TestCase("exists C > 0: with probability >= 9/10 over x: x <= C", VerdictKind.Supported)]
    [TestCase("exists C in (0, 1/4): with probability >= 9/10 over x: x <= C", VerdictKind.Inconclusive)]
    [TestCase("eventually M: with probability >= 9/10 over x: x <= M", VerdictKind.Unrefuted)]
    public void Witness_ChosenOnPilotRuns_IsJudgedOnFreshOnes(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"given M in 1..\nx ~ uniform(0, 1)\nclaim c: {claim}").Verdict.Kind, Is.EqualTo(expected));

    [Test]
    public void UnboundExists_BeforeASweep_IsAnError()
    {
        var read = SpecRun.Read("sweep n in {1, 2}\nclaim c: exists C > 0: C > n");
        Assert.That(read.Diagnostics.Any(d => d.Kind.Severity == Severity.Error), Is.True);
    }
}
