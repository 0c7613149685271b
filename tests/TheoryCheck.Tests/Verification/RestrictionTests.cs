using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>What a declaration asks of a symbol holds wherever the symbol is proposed or a witness stated, however it is written.</summary>
[TestFixture]
internal sealed class RestrictionTests
{
    private const string Square = "q(u in reals) = u^2\n";

    [TestCase(Square + "given x in reals where q(x) <= 1\nclaim c: x <= 1", VerdictKind.Unrefuted)]
    [TestCase(Square + "given x in reals where q(x) <= 1\nclaim c: x <= 1/2", VerdictKind.Refuted)]
    [TestCase("given n in 1..3, x[i<n] in reals where sum(k<n: x[k]) == 1\nclaim c: sum(k<n: x[k]) <= 1", VerdictKind.Proved)]
    [TestCase("given n in 1..3, x[i<n] in reals where sum(k<n: x[k]) == 1\nclaim c: sum(k<n: x[k]) <= 1/2", VerdictKind.Refuted)]
    [TestCase("given n in 1..3, x[i<n] in reals where x[i] >= 1\nclaim c: for all i<n: x[i]^2 >= x[i]", VerdictKind.Proved)]
    [TestCase("given n in 1..3, x[i<n] in reals where x[i] >= 1\nclaim c: for all i<n: x[i]^2 >= 2*x[i]", VerdictKind.Refuted)]
    [TestCase("given n in 1..3, K[i<n, j<n] in reals where K[i, j] == K[j, i]\nclaim c: symmetric(K)", VerdictKind.Proved)]
    [TestCase("given n in 1..3, d in 1..2, x[i<n] in vector(d) where norm(x[i]) <= 1\nclaim c: for all i<n, j<n: dot(x[i], x[j]) <= 1/2", VerdictKind.Refuted)]
    public void Given_RestrictedByAFunctionASumOrMemberByMember_IsProposedWithin(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // Each of the shapes of a configuration has to do with no vectors at all.
    [TestCase("norm(sum(i<m: y[i]*x[i])) <= sum(i<m: abs(y[i])*norm(x[i]))", VerdictKind.Unrefuted)]
    [TestCase("norm(sum(i<m: y[i]*x[i])) <= sum(i<m: y[i]*norm(x[i]))", VerdictKind.Refuted)]
    public void Family_ThatMayBeEmpty_IsSearched(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given m in 0.., d in 1.., x[i<m] in vector(d), y[i<m] in reals\nclaim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("claim c: exists x in reals where q(x) <= 1: x >= 2", "2")]
    [TestCase("claim c: exists nu in measures(sphere(2)) where mass(nu) == 2: mass(nu) == 1", "dirac([1, 0])")]
    public void Witness_OutsideOfTheRestriction_ShowsNothing(string claim, string witness)
    {
        var symbol = claim.Split(' ')[3];
        var outcome = SpecRun.One($"{Square}{claim}\ncheck c:\n  witness {symbol} = {witness}");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved).And.Not.EqualTo(VerdictKind.Certified), outcome.Verdict.Reason);
    }
}
