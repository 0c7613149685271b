using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Search.Shrinking;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Claims about all laws on listed points, all couplings, all laws on a set are searched at weighted atoms.</summary>
[TestFixture]
public sealed class LawSearchTests
{
    private const string Declarations = """
        mu = 1/2*dirac(0) + 1/2*dirac(2)
        nu = 1/4*dirac(1) + 3/4*dirac(3)
        I = {t in reals where 0 <= t and t <= 1}
        given p in probabilities({0, 1, 2}), q in laws({0, 1}), r in laws({0, 1}), g in couplings(mu, nu), d in 2.., s in probabilities(sphere(d)), u in laws(I), m in measures({0, 1})

        """;

    [TestCase("integral(t wrt p: (t - integral(v wrt p: v))^2) <= 9/10", "p = 1/2*dirac(0) + 1/2*dirac(2)")]
    [TestCase("tvdist(q, r) <= 1/2*wasserstein(1, q, r)", "q = dirac(0), r = dirac(1)")]
    [TestCase("integral((a, b) wrt g: (a - b)^2)^2 <= 2", "g = 1/4*dirac((0, 1)) + 1/4*dirac((0, 3)) + 1/2*dirac((2, 3))")]
    [TestCase("norm(integral(t wrt s: t)) <= 9/10", "d = 2, s = dirac([1, 0])")]
    [TestCase("integral(t wrt u: t*(1 - t)) <= 1/5", "u = dirac(1/2)")]
    [TestCase("integral(t wrt m: t) <= 2*mass(m)", "m = -dirac(0)")]
    public void FalseClaim_AboutAllLaws_IsRefutedAtASmallOne(string claim, string expected)
    {
        var outcome = SpecRun.One($"{Declarations}claim c: {claim}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(string.Join(", ", outcome.Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}")), Is.EqualTo(expected));
        });
    }

    [TestCase("integral(t wrt p: (t - integral(v wrt p: v))^2) <= 1")]
    [TestCase("wasserstein(1, q, r)^2 <= wasserstein(2, q, r)^2")]
    [TestCase("integral((a, b) wrt g: (a - b)^2)^2 <= 81")]
    [TestCase("norm(integral(t wrt s: t)) <= 1")]
    [TestCase("integral(t wrt u: t*(1 - t)) <= 1/4")]
    [TestCase("abs(integral(t wrt m: t)) <= tvnorm(m)")]
    public void TrueClaim_AboutAllLaws_IsUnrefuted(string claim)
    {
        var outcome = SpecRun.One($"{Declarations}claim c: {claim}\ncheck c:\n  instances = 40");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted), outcome.Verdict.Reason);
    }

    // The variance is the second moment less 1 where the mean is 1; without that it may be 1.
    [TestCase("1/2", VerdictKind.Unrefuted)]
    [TestCase("2/5", VerdictKind.Refuted)]
    public void Assumption_OnALaw_BoundsWhatALinearProgramDecides(string bound, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Declarations}assume fair: integral(t wrt p: t) == 1\nassume small: integral(t wrt p: t^2) <= 3/2\nclaim c: for all p: integral(t wrt p: (t - 1)^2) <= {bound}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("assume far: integral(t wrt p: t) == 3\nclaim c: for all p: integral(t wrt p: t^2) <= 1/2")]
    [TestCase("claim c: for all p where integral(t wrt p: t) == 3: integral(t wrt p: t^2) <= 1/2")]
    public void Assumption_ThatNoLawMeets_LeavesNothingToSay(string text)
    {
        var outcome = SpecRun.One(Declarations + text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Vacuous), outcome.Verdict.Reason);
    }

    [Test]
    public void LinearCondition_OnALaw_IsMetByProposals()
    {
        var outcome = SpecRun.One($"{Declarations}claim c: for all p where integral(t wrt p: t) == 2/7: integral(t wrt p: (t - 2/7)^2)^2 <= 1/5");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(outcome.Counterexample!.Values[0].Value, Is.EqualTo("6/7*dirac(0) + 1/7*dirac(2)"));
        });
    }

    [Test]
    public void Atoms_WrittenAndRead_AreTheSame()
    {
        var law = WeightedAtoms.Of([(new(1, 3), Number.Zero), (new(1, 3), Number.One), (new(1, 3), Number.One), (Rational.Zero, new Number(2))])!;
        Assert.Multiple(() =>
        {
            Assert.That(law.Atoms.Select(a => a.Weight), Is.EqualTo(new[] { new Rational(1, 3), new Rational(2, 3) }));
            Assert.That(WeightedAtoms.Of(law.ToTerm()), Is.EqualTo(law));
            Assert.That(WeightedAtoms.Of(Build.Multiply(Build.Num(2), Build.Call<Dirac>(Number.One)))!.Atoms[0].Weight, Is.EqualTo((Rational)2));
            Assert.That(SimplerLaws.Of(law).Select(l => l.Atoms.Count).First(), Is.EqualTo(1));
            Assert.That(SimplerLaws.Of(law).All(l => SimplerLaws.Weight(l) < SimplerLaws.Weight(law)));
        });
    }
}
