using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Statements for all small penalties, decided for one sample.</summary>
public sealed class VanishingPenaltyTests
{
    // Two inputs along the axes and both targets positive: for λ < |y|/2 the minimiser is |q|δ(q/|q|) with q = y(1 - 2λ/|y|), |y|² = 25. It tends to 5δ(3/5, 4/5).
    private const string Setting = """
        n = 2; d = 2
        given z in {0}
        x[i<n] = if(i == 0, [1, 0], [0, 1])
        y[i<n] = 3 + i
        sol(pen in positive) = argmin(nu in measures(sphere(d)): 1/(2*n)*sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + pen*tvnorm(nu))

        """;

    private const string Small = "exists lambda0 > 0: for all lambda in (0, lambda0): ";

    [TestCase(Small + "singleton(sol(lambda))", true)]
    [TestCase("not " + Small + "singleton(sol(lambda))", false)]
    [TestCase("for all eps > 0: " + Small + "for all nu in sol(lambda): weak_distance(nu, 5*dirac([3/5, 4/5])) < eps", true)]
    [TestCase("for all eps > 0: " + Small + "for all nu in sol(lambda): weak_distance(nu, 5*dirac([4/5, 3/5])) < eps", false)]
    [TestCase("for all eps > 0: " + Small + "for all nu in sol(lambda): abs(tvnorm(nu) - 5) < eps", true)]
    [TestCase("for all eps > 0: " + Small + "for all nu in sol(lambda): abs(tvnorm(nu) - 6) < eps", false)]
    [TestCase("limit(lambda -> 0 from above: sup(nu in sol(lambda): tvnorm(nu))) == 5", true)]
    [TestCase("limit(lambda -> 0 from above: sup(nu in sol(lambda): weak_distance(nu, 4*dirac([3/5, 4/5])))) == 0", false)]
    [TestCase("limsup(lambda -> 0 from above: sup(nu in sol(lambda): tvnorm(nu))) <= 5", true)]
    [TestCase("limsup(lambda -> 0 from above: sup(nu in sol(lambda): tvnorm(nu))) <= 4", false)]
    [TestCase("5 <= liminf(lambda -> 0 from above: inf(nu in sol(lambda): tvnorm(nu)))", true)]
    [TestCase("6 <= liminf(lambda -> 0 from above: inf(nu in sol(lambda): tvnorm(nu)))", false)]
    [TestCase("limsup(lambda -> 0 from above: sup(nu in sol(lambda): weak_distance(nu, 5*dirac([3/5, 4/5])))) == 0", true)]
    [TestCase(Small + "for all nu in sol(lambda): tvnorm(nu) > 49/10", true)]
    [TestCase(Small + "for all nu in sol(lambda): tvnorm(nu) < 49/10", false)]
    public void Statement_ForAllSmallPenalties_IsDecidedAtTheLimit(string formula, bool holds) => Judged($"claim small: for all z: z == 0 and ({formula})", holds);

    [TestCase(1, "abs(s[j] - 5) < eps and norm(t[j] - [3/5, 4/5]) < eps", true)]
    [TestCase(1, "abs(s[j] - 5) < eps and norm(t[j] - [0, 1]) < eps", false)]
    public void Representation_WithATolerance_IsReadOffTheLimit(int atoms, string near, bool holds) => Judged(
        $"claim atoms: for all z: z == 0 and (for all eps > 0: {Small}exists s[j<{atoms}] in reals, t[j<{atoms}] in sphere(2): sol(lambda) == {{sum(j<{atoms}: s[j]*dirac(t[j]))}} and for all j<{atoms}: {near})", holds);

    [TestCase("abs(s[0] - 4) < 1/10 and norm(t[0] - [3/5, 4/5]) < 1/10", true)]
    [TestCase("abs(s[0] - 5) < 1/10", false)]
    public void Representation_OfOneSolution_IsReadOffItsAtoms(string near, bool holds)
    {
        var outcome = SpecRun.One(Setting + $"coin ~ uniform(0, 1)\nclaim atoms: for all z: with probability >= 1/2 over coin: coin >= 0 and (exists s[j<1] in reals, t[j<1] in sphere(2): sol(1/2) == {{sum(j<1: s[j]*dirac(t[j]))}} and {near})");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Supported : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Statement_ThatNeedsMoreThanTheLimit_IsNotDecidedByIt()
    {
        // At the limit the variation is 5; for every penalty it is less.
        var outcome = SpecRun.One(Setting + $"claim strict: for all z: z == 0 and ({Small}for all nu in sol(lambda): tvnorm(nu) >= 5)");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [TestCase("(1 + lambda)*tvnorm(nu)")]
    [TestCase("lambda^2*tvnorm(nu)")]
    [TestCase("lambda*tvnorm(nu) + lambda")]
    public void Penalty_ThatIsNoMultipleOfTheVariation_IsSearchedAndNotTakenToItsLimit(string penalty)
    {
        var outcome = SpecRun.One(Setting + $"claim other: for all z: z == 0 and ({Small}singleton(argmin(nu in measures(sphere(d)): 1/4*sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + {penalty})))\ncheck:\n  instances = 2");
        Assert.That(outcome.Verdict.Reason, Does.Contain("configurations searched"));
    }

    private static void Judged(string claim, bool holds)
    {
        var outcome = SpecRun.One(Setting + claim);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
