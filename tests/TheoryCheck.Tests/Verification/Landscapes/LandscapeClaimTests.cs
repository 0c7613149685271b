using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification.Landscapes;

/// <summary>Claims about local minima: what is so is shown by an enclosure of the minimum, what is not so never is.</summary>
internal sealed class LandscapeClaimTests
{
    private const string Tilted = "F(x in reals) = (x^2 - 1)^2 + x/5\n";
    private const string Bowl = "F(x in reals) = (x - 1)^2 + (x - 1)^4\n";
    private const string Saddle = "F(x in reals, y in reals) = x^2 - y^2\n";
    private const string Network = "z ~ normal(0, 1)\nF(w in reals, v in reals) = expect(z: (relu(w*z) - relu(z))^2) + (v - 1)^2\n";
    private const string Spurious = "claim c: exists x in reals: local_min(F, x) and F(x) > inf(u in reals: F(u))\n";
    private const string Benign = "claim c: for all x in reals: local_min(F, x) implies global_min(F, x)\n";

    [TestCase(Tilted + Spurious, TestName = "Exists_SpuriousMinimumOfATiltedDoubleWell_IsCertified")]
    [TestCase(Tilted + "claim c: exists x in reals: local_min(F, x) and x > 0 and F(x) > 1/10\n", TestName = "Exists_MinimumWithAnInequality_IsCertified")]
    [TestCase(Bowl + "claim c: exists x in reals: local_min(F, x)\n", TestName = "Exists_MinimumOfABowl_IsCertified")]
    [TestCase(Network + "claim c: exists w in reals, v in reals: local_min(F, w, v) and F(w, v) < 1/10\n", TestName = "Exists_MinimumOfAPopulationLoss_IsCertified")]
    public void Exists_WhatIsSo_IsCertified(string text)
    {
        var verdict = SpecRun.One(text).Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Certified).Or.EqualTo(VerdictKind.Unrefuted), verdict.Reason);
        Assert.That(verdict.Reason, Does.Contain("strict local minimum"));
    }

    [TestCase(Bowl + Spurious, TestName = "Exists_SpuriousMinimumOfAConvexFunction_StaysOpen")]
    [TestCase(Saddle + "claim c: exists x in reals, y in reals: local_min(F, x, y)\n", TestName = "Exists_MinimumOfASaddle_StaysOpen")]
    [TestCase("F(x in reals) = x^3\nclaim c: exists x in reals: local_min(F, x)\n", TestName = "Exists_MinimumOfACubic_StaysOpen")]
    [TestCase(Tilted + "claim c: exists x in reals: local_min(F, x) and x > 2\n", TestName = "Exists_MinimumTooFarAway_StaysOpen")]
    public void Exists_WhatIsNotSo_StaysOpen(string text)
    {
        var verdict = SpecRun.One(text).Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), verdict.Reason);
    }

    [TestCase(Tilted + Benign, "one strict local minimum", TestName = "ForAll_MinimaOfATiltedDoubleWellAreGlobal_IsRefuted")]
    [TestCase("F(w in reals) = (1 - relu(w))^2\nclaim c: for all w in reals: local_min(F, w) implies global_min(F, w)\n", "plateau", TestName = "ForAll_MinimaBesideADeadUnitAreGlobal_IsRefuted")]
    public void ForAll_FalseOfALandscape_IsRefuted(string text, string words)
    {
        var verdict = SpecRun.One(text).Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Refuted), verdict.Reason);
        Assert.That(verdict.Reason, Does.Contain(words));
    }

    [TestCase(Bowl + Benign, TestName = "ForAll_MinimaOfABowlAreGlobal_IsNotRefuted")]
    [TestCase(
        "given z in reals\nF(a in reals, b in reals, c in reals) = (a*b*c - z)^2\nclaim c: for all a in reals, b in reals, c in reals: local_min(F, a, b, c) implies global_min(F, a, b, c)\ncheck c:\n  instances = 8\n",
        TestName = "ForAll_FlatSaddlesOfAProduct_AreNotTakenForMinima")]
    [TestCase(Saddle + "claim c: for all x in reals, y in reals: local_min(F, x, y) implies F(x, y) > 1\ncheck c:\n  instances = 8\n", TestName = "ForAll_ASaddleHasNoMinimum_IsNotRefuted")]
    public void ForAll_TrueOfALandscape_IsNotRefuted(string text)
    {
        var verdict = SpecRun.One(text).Verdict;
        Assert.That(verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted).Or.EqualTo(VerdictKind.Inconclusive), verdict.Reason);
    }
}
