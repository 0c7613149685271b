using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Integrals;

/// <summary>Integrals over intervals and boxes: known values, false twins, and what is left open.</summary>
public sealed class IntegralOverIntervalTests
{
    [TestCase("integral(t in [-2, 3]: t^2) == 35/3")]
    [TestCase("integral(t in (0, z + 1): (t - 1/2)^3 + 1) == 1")]
    [TestCase("integral(t in [3, 2]: t) == 0")]
    [TestCase("integral(t in [0, pi]: t*sin(2*t)) == -pi/2")]
    [TestCase("integral(t in [0, pi]: sin(t)^2*cos(t/2)^2) == pi/4")]
    [TestCase("integral(t in [-1, 1]: sqrt(1 - t^2)) == pi/2")]
    [TestCase("integral(t in [0, 1/2]: sqrt(1 - t^2)) == pi/12 + sqrt(3)/8")]
    [TestCase("integral(t in [-1, 1]: t*arcsin(t)) == pi/4")]
    [TestCase("integral(t in [-1, 1]: arccos(-t)^2) == pi^2 - 4")]
    [TestCase("integral(t in [-1, 1]: gegenbauer(5, 3, t)^2) == 2/11")]
    [TestCase("integral(t in [-1, 1]: gegenbauer(4, 5, t)*gegenbauer(2, 5, t)*(1 - t^2)) == 0")]
    [TestCase("integral(t in [-1, 1]: (1 - t^2)^(3/2)) == 3*pi/8")]
    [TestCase("integral(t in [0, 1], u in [0, 2]: t*u^2 + 1) == 10/3")]
    [TestCase("abs(integral(t in [0, 1]: exp(t)) - (exp(1) - 1)) < 1/10^9")]
    [TestCase("abs(integral(t in [-1, 1]: relu(t - 1/3)) - 2/9) < 1/10^9")]
    [TestCase("abs(integral(t in [0, 1]: 1/(1 + t^2)) - pi/4) < 1/10^9")]
    [TestCase("abs(integral(t in [1, sqrt(2)]: 1/t) - log(2)/2) < 1/10^9")]
    [TestCase("abs(integral(t in [0, 1]: sqrt(t)) - 2/3) < 1/10^6")]
    public void KnownValue_IsReached(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Unrefuted), formula);

    [TestCase("integral(t in [-2, 3]: t^2) == 36/3")]
    [TestCase("integral(t in [0, pi]: t*sin(2*t)) == pi/2")]
    [TestCase("integral(t in [-1, 1]: sqrt(1 - t^2)) == 2")]
    [TestCase("integral(t in [-1, 1]: arccos(t)) == pi + 1/1000")]
    [TestCase("integral(t in [-1, 1]: gegenbauer(5, 3, t)*gegenbauer(3, 3, t)) > 0")]
    [TestCase("integral(t in [0, 1], u in [0, 2]: t*u^2 + 1) == 4")]
    [TestCase("integral(t in [0, 1]: exp(t)) >= 1719/1000")]
    [TestCase("integral(t in [-1, 1]: abs(t - 1/3)) <= 1")]
    public void FalseTwin_IsRefuted(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Refuted), formula);

    [TestCase("integral(t in [0, 1]: 1/t) <= 1000", Description = "not integrable: every enclosure is unbounded")]
    [TestCase("integral(t in [0, 1]: exp(t)) == exp(1) - 1", Description = "an equality of numbers that are only enclosed")]
    [TestCase("integral(t in [0, infinity): exp(-t)) <= 2", Description = "no bounded interval")]
    [TestCase("integral(t in [0, 1], u in [0, 1]: exp(t*u)) <= 2", Description = "enclosures are for one variable")]
    public void WhatIsNotKnown_StaysOpen(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Inconclusive), formula);

    private static VerdictKind Kind(string formula) => SpecRun.One($"given z in {{0}}\nclaim law: for all z: {formula}").Verdict.Kind;
}
