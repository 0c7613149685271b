using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Evaluation;

/// <summary>Means of polynomials in jointly normal numbers: known values, and twins that are off.</summary>
public sealed class GaussianPolynomialTests
{
    private const string Setting = """
        given z in {0}
        evolve k:
          start x = 1
          e ~ normal(0, 2)
          x <- x/2 + e
        claim law: for all z: 
        """;

    [TestCase("integral(u wrt normal(1, 4): u^4) == 73")]
    [TestCase("integral(u wrt normal(0, 1): u^8 - 105) == 0")]
    [TestCase("integral(u wrt normal([1, 2], [[2, 1], [1, 3]]): u[0]^2*u[1]^2) == 31")]
    [TestCase("integral(u wrt normal(3): norm(u)^6) == 105")]
    [TestCase("integral(u wrt normal(0, 1): (u^2 - sqrt(2))^3) == 15 - 9*sqrt(2) + 6 - 2*sqrt(2)")]
    [TestCase("expect(e: x@3^4) <= 20919/1000")]
    public void KnownMean_IsReached(string formula) => Assert.That(Kind(formula), Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Supported, VerdictKind.Proved), formula);

    [TestCase("integral(u wrt normal(1, 4): u^4) == 72")]
    [TestCase("integral(u wrt normal([1, 2], [[2, 1], [1, 3]]): u[0]^2*u[1]^2) <= 30")]
    [TestCase("expect(e: x@3^4) <= 20918/1000")]
    public void FalseTwin_IsRefuted(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Refuted), formula);

    [TestCase("integral(u wrt normal([0, 0], [[1, 0], [0, 1]]): u[0]^14) == 135135", Description = "beyond the twelfth degree of several numbers")]
    public void Mean_BeyondTheLimit_StaysOpen(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Inconclusive), formula);

    private static VerdictKind Kind(string formula) => SpecRun.One(Setting.TrimEnd() + " " + formula).Verdict.Kind;
}
