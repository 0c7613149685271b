using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Symbolics.Engine;

/// <summary>Powers of sums with large exponents: multiplied out while that is cheap, kept as powers beyond, and never an endless descent.</summary>
[TestFixture]
public sealed class HighPowerTests
{
    [TestCase("(1 - e)^10 == (1 - e)^10", VerdictKind.Proved)]
    [TestCase("(1 - e)^9*(1 - e)^2 == (1 - e)^11", VerdictKind.Proved)]
    [TestCase("(1 - e)^2*(1 - e)^9 == (1 - e)^12", VerdictKind.Refuted)]
    [TestCase("(k + e)^(-10)*(k + e)^12 == (k + e)^2", VerdictKind.Proved)]
    [TestCase("(1 + e + k + k^2 + e^2 + k*e)^20 == (1 + e + k + k^2 + e^2 + k*e)^20", VerdictKind.Proved)]
    [TestCase("(1 - e)^100 == (1 - e)^99*(1 + e)", VerdictKind.Refuted)]
    public void Identity_WithHighPowers_IsDecided(string identity, VerdictKind expected) =>
        Assert.That(SpecRun.One($"given e in (0, 1), k > 0\nclaim c: derive {identity}").Verdict.Kind, Is.EqualTo(expected));

    [TestCase("(1 - e)^100 == (1 - e)^99*(1 - e)")]
    [TestCase("sqrt((1 + k)^21) == (1 + k)^10*sqrt(1 + k)")]
    public void Identity_BeyondWhatIsMultipliedOut_IsNeverRefuted(string identity) =>
        Assert.That(SpecRun.One($"given e in (0, 1), k > 0\nclaim c: derive {identity}").Verdict.Kind, Is.GreaterThan(VerdictKind.Refuted));
}
