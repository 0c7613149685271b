using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Limits;

/// <summary>Limits along linear recursions, from one start and from all, and spectral radii beside 1: each true statement has a false twin.</summary>
[TestFixture]
public sealed class LinearLimitTests
{
    [TestCase("a/2 + 10*b", "b/3", "limit(k -> infinity: a@k) == 0", true, TestName = "Limit_OfAStableMapThatGrowsAtFirst_IsZero")]
    [TestCase("a/2 + 10*b", "b/3", "limit(k -> infinity: a@k) == 1/1000", false, TestName = "Limit_OfAStableMap_IsNothingElse")]
    [TestCase("a + b", "b/2", "limit(k -> infinity: a@k) == 7", true, TestName = "Limit_WithAnEigenvalueOne_IsTheSum")]
    [TestCase("a + b", "b/2", "limit(k -> infinity: a@k) < 7", false, TestName = "Limit_WithAnEigenvalueOne_IsNotBelowTheSum")]
    [TestCase("a + b", "b", "limit(k -> infinity: a@k) == 5", false, TestName = "Limit_OfALinearGrowth_DoesNotExist")]
    [TestCase("-b", "a", "limit(k -> infinity: a@k) == 0", false, TestName = "Limit_OfARotation_DoesNotExist")]
    [TestCase("2*a - 3/2*b", "b/2", "limit(k -> infinity: b@k) == 0", true, TestName = "Limit_OfWhatDoesNotSeeTheUnstablePart_Exists")]
    [TestCase("2*a - 3/2*b", "b/2", "limit(k -> infinity: a@k) == 0", false, TestName = "Limit_OfWhatSeesTheUnstablePart_DoesNot")]
    [TestCase("2*a - 9/4*b", "b/2", "limit(k -> infinity: (2*a - 3*b)@k) == 0", true, TestName = "Limit_FromTheStableManifold_IsZero")]
    [TestCase("b", "a/2 + 1", "limit(k -> infinity: (a + b)@k) == 4", true, TestName = "Limit_OfAnAffineMap_IsItsFixedPoint")]
    [TestCase("a/2 + 1", "-b", "limit(k -> infinity: (a@k - 2)^2 + (b@k)^2) == 4", true, TestName = "Limit_OfSquares_ExistsWhereTheStatesHaveNone")]
    [TestCase("a/2 + 1", "-b", "limit(k -> infinity: a@k*b@k) == 4", false, TestName = "Limit_OfAProductThatAlternates_DoesNotExist")]
    [TestCase("2*a", "b/2", "limit(k -> infinity: a@k*b@k) == 6", true, TestName = "Limit_OfAProductOfGrowthAndDecay_IsTheirs")]
    [TestCase("2*a", "b/2", "limit(k -> infinity: a@k*b@k) == 0", false, TestName = "Limit_OfAProductOfGrowthAndDecay_IsNotZero")]
    [TestCase("a - b", "b/2", "limit(k -> infinity: exp(a@k)) < 3 - 1/4", true, TestName = "Limit_OfWhatIsContinuous_IsItsValueAtTheLimit")]
    [TestCase("a - b", "b/2", "limit(k -> infinity: exp(a@k)) < 1/3", false, TestName = "Limit_OfWhatIsContinuous_IsNotBelowIt")]
    [TestCase("a - b/2", "b/2", "abs(limit(k -> infinity: a@k) - limit(k -> infinity: b@k)) == 1", true, TestName = "Limits_InAnExpression_AreNumbers")]
    [TestCase("a + 1", "b/2", "abs(limit(k -> infinity: a@k)) <= 10^9", false, TestName = "Limit_ThatDoesNotExist_MakesAComparisonFalse")]
    [TestCase("a/2", "b/2", "limit(k -> infinity: a@(k+1) - 2*a@k) == 0", true, TestName = "Limit_OfSeveralSteps_IsThatOfOne")]
    [TestCase("a/2", "b/2", "limit(k -> infinity: step(-a@k)) == 1", null, TestName = "Limit_OfWhatIsNotContinuous_IsOpen")]
    [TestCase("-a/2", "b/2", "limit(k -> infinity: sqrt(a@k)) == 0", null, TestName = "Limit_OfWhatMayBeUndefined_IsOpen")]
    public void Limit_AlongALinearRecursion_IsDecided(string a, string b, string statement, bool? holds) =>
        Judged($"claim c: {statement}", "3", "2", a, b, holds);

    [TestCase("(a + b)/2", "(a + b)/2", "for all p, q: limit(k -> infinity: a@k) == (p + q)/2", true, TestName = "Limit_OfAMean_IsTheMeanFromEveryStart")]
    [TestCase("(a + b)/2", "(a + b)/2", "for all p, q: limit(k -> infinity: a@k) == p", false, TestName = "Limit_OfAMean_IsNotOneOfThem")]
    [TestCase("a/2 + b", "b/3", "(for all p, q: limit(k -> infinity: a@k) == 0) iff spectral_radius([[1/2, 1], [0, 1/3]]) < 1", true, TestName = "Limit_FromEveryStart_IsZeroBelowOne")]
    [TestCase("a", "b/3", "not (for all p, q: limit(k -> infinity: a@k) == 0) and not spectral_radius([[1, 0], [0, 1/3]]) < 1", true, TestName = "Limit_FromEveryStart_IsNotZeroAtOne")]
    [TestCase("a", "b/3", "(for all p, q: limit(k -> infinity: a@k) == p) and spectral_radius([[1, 0], [0, 1/3]]) >= 1", true, TestName = "Limit_FromEveryStart_MayDependOnIt")]
    [TestCase("a + b", "b", "not (for all p, q: limit(k -> infinity: a@k) == p)", true, TestName = "Limit_FromSomeStart_DoesNotExist")]
    public void Limit_FromAllStarts_IsDecided(string a, string b, string statement, bool holds) =>
        Judged($"given p in reals, q in reals\nclaim c: {statement}", "p", "q", a, b, holds);

    [TestCase("-x + 3*y", "-2*y + 1", "limit(t -> infinity: x@t) == 3/2", true, TestName = "Flow_ThatIsStable_TendsToItsRestPoint")]
    [TestCase("-x + 3*y", "-2*y + 1", "limit(t -> infinity: x@t*y@t) > 3/4", false, TestName = "Flow_ThatIsStable_TendsToNothingElse")]
    [TestCase("-x - y", "-x - y", "limit(t -> infinity: x@t) == 1/2", true, TestName = "Flow_WithRestPointsOnALine_TendsToTheNearest")]
    [TestCase("-x - y", "-x - y", "limit(t -> infinity: y@t) == 0", false, TestName = "Flow_WithRestPointsOnALine_TendsToNoOther")]
    [TestCase("-y", "x", "limit(t -> infinity: x@t) == 0", null, TestName = "Flow_ThatRotates_IsLeftOpen")]
    [TestCase("x", "-y", "limit(t -> infinity: y@t) == 0", null, TestName = "Flow_WithAnUnstablePart_IsLeftOpen")]
    public void Limit_AlongALinearFlow_IsDecided(string x, string y, string statement, bool? holds) =>
        Check(SpecRun.One($"flow t:\n  start x = 2, y = 1\n  rate x = {x}\n  rate y = {y}\nclaim c: {statement}"), holds);

    [TestCase("spectral_radius([[1, 7], [0, 1]]) < 1", false)]
    [TestCase("1 <= spectral_radius([[1, 7], [0, 1]])", true)]
    [TestCase("spectral_radius([[0, 1000000], [0, 0]]) < 1/1000000", true)]
    [TestCase("spectral_radius([[0, 1], [-1/4, 0]]) >= 1/2", true)]
    [TestCase("spectral_radius([[0, 1], [-1/4, 0]]) < 1/2", false)]
    public void SpectralRadius_AtTheEdge_IsDecided(string statement, bool holds) => Check(SpecRun.One($"claim c: {statement}"), holds);

    private static void Judged(string claim, string start, string other, string a, string b, bool? holds)
    {
        var lines = claim.Split('\n');
        var block = $"evolve k:\n  start a = {start}, b = {other}\n  a <- {a}\n  b <- {b}\n";
        Check(SpecRun.One(lines.Length == 1 ? block + claim : $"{lines[0]}\n{block}{lines[1]}"), holds);
    }

    private static void Check(TheoryCheck.Verification.Results.ClaimOutcome outcome, bool? holds) => Assert.That(
        outcome.Verdict.Kind,
        holds is not { } known ? Is.EqualTo(VerdictKind.Inconclusive) : known ? Is.EqualTo(VerdictKind.Unrefuted).Or.EqualTo(VerdictKind.Certified) : Is.EqualTo(VerdictKind.Refuted),
        outcome.Verdict.Reason);
}
