using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Statements about minimisers of which no points are known: bounds that leave room, no penalty, penalties equal to a slope.</summary>
public sealed class UnlistedMinimiserTests
{
    // A measure with outputs (1, 2) has a total variation of at least 2, and sqrt(5) suffices; a hinge of one sample with the factor 1 is 1 at all multiples in [0, 1] of the unit mass at its input.
    private const string Setting = """
        given z in {0}
        x[i<2] = if(i == 0, [1, 0], [0, 1])
        f(nu in measures(sphere(2)), i in integers) = integral(t wrt nu: relu(dot(x[i], t)))
        J(nu in measures(sphere(2))) = sum(i<2: (1 + i - f(nu, i))^2)
        H(nu in measures(sphere(2))) = sum(i<2: relu(1 - (1 + i)*f(nu, i)))
        roomy = argmin(nu in measures(sphere(2)) where tvnorm(nu) <= 9: J(nu))
        hinged = argmin(nu in measures(sphere(2)) where tvnorm(nu) <= 9: H(nu))
        free = argmin(nu in measures(sphere(2)): J(nu))
        flat = argmin(nu in measures(sphere(2)): relu(1 - f(nu, 0)) + tvnorm(nu))

        """;

    [TestCase("inf(nu in measures(sphere(2)) where tvnorm(nu) <= 9: J(nu)) == 0", true)]
    [TestCase("inf(nu in measures(sphere(2)) where tvnorm(nu) <= 2: J(nu)) == 0", false)]
    [TestCase("inf(nu in measures(sphere(2)) where tvnorm(nu) <= 9: H(nu)) == 0", true)]
    [TestCase("roomy != {}", true)]
    [TestCase("singleton(roomy)", false)]
    [TestCase("singleton(hinged)", false)]
    [TestCase("singleton(argmin(nu in measures(sphere(2)) where tvnorm(nu) <= 2: J(nu)))", true)]
    [TestCase("for all nu in roomy: 2 <= tvnorm(nu) <= 9", true)]
    [TestCase("for all nu in roomy: tvnorm(nu) <= 2", false)]
    [TestCase("for all nu in roomy: f(nu, 0) == 1 and 3*f(nu, 0) + f(nu, 1) == 5", true)]
    [TestCase("for all nu in roomy: f(nu, 1) <= 1", false)]
    [TestCase("for all nu in roomy: integral(t wrt nu: 2*relu(t[0]) - relu(t[1])) == 0", true)]
    [TestCase("for all nu in roomy: abs(integral(t wrt nu: cos(t[0]*t[1]))) <= 9", true)]
    [TestCase("for all nu in hinged: f(nu, 0) >= 1", true)]
    [TestCase("exists nu in hinged: f(nu, 1) < 1/2", false)]
    [TestCase("exists unique nu in roomy: tvnorm(nu) <= 9", false)]
    [TestCase("roomy == argmin(mu in measures(sphere(2)) where tvnorm(mu) <= 9: J(mu))", true)]
    [TestCase("free != {}", true)]
    [TestCase("singleton(free)", false)]
    [TestCase("for all nu in free: f(nu, 1) == 2", true)]
    [TestCase("for all nu in flat: tvnorm(nu) <= 1", true)]
    [TestCase("exists nu in flat: mass(nu) > 1", false)]
    [TestCase("flat == {}", false)]
    [TestCase("singleton(flat)", false)]
    [TestCase("not singleton(flat)", true)]
    public void Statement_AboutAllOfThem_IsDecided(string formula, bool holds) =>
        Assert.That(SpecRun.One(Setting + $"claim of: for all z: {formula}").Verdict.Kind, Is.AnyOf(holds ? [VerdictKind.Unrefuted, VerdictKind.Certified] : [VerdictKind.Refuted]));

    // Which of them is meant, and where its mass is, is not known.
    [TestCase("for all nu in roomy: nu == dirac([1, 0])")]
    [TestCase("for all nu in roomy: nu in {dirac([1, 0])}")]
    [TestCase("exists nu in roomy: support(nu) == {[1, 0], [0, 1]}")]
    [TestCase("for all nu in roomy: mass(nu, {t in sphere(2) where t[0] > 1/2}) > 0")]
    [TestCase("exists nu in roomy: tvnorm(nu) == 5")]
    [TestCase("for all nu in free: tvnorm(nu) <= 5")]
    [TestCase("roomy == argmin(nu in measures(sphere(2)) where tvnorm(nu) <= 8: J(nu))")]
    public void Statement_AboutWhatIsNotKnown_IsLeftOpen(string formula) =>
        Assert.That(SpecRun.One(Setting + $"claim of: for all z: {formula}").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    // Any positive multiple has the same minimisers; another factor of the variation has others.
    [TestCase("argmin(nu in measures(sphere(2)): J(nu) + tvnorm(nu)) == argmin(mu in measures(sphere(2)): 2*J(mu) + 1 + 2*tvnorm(mu))", true)]
    [TestCase("argmin(nu in measures(sphere(2)): J(nu) + tvnorm(nu)) == argmin(mu in measures(sphere(2)): 2*J(mu) + tvnorm(mu))", false)]
    [TestCase("argmin(nu in measures(sphere(2)): J(nu) + tvnorm(nu)) subset measures(sphere(2))", true)]
    [TestCase("argmin(nu in measures(sphere(2)): J(nu) + tvnorm(nu)) subset measures({[1, 0], [0, 1]})", false)]
    [TestCase("exists unique nu in argmin(mu in measures(sphere(2)): J(mu) + tvnorm(mu)): tvnorm(nu) > 1", true)]
    [TestCase("exists unique nu in argmin(mu in measures(sphere(2)): J(mu) + tvnorm(mu)): tvnorm(nu) > 3", false)]
    public void MultiplesOfAnObjective_HaveTheSameMinimisers(string formula, bool holds) => Statement_AboutAllOfThem_IsDecided(formula, holds);
}
