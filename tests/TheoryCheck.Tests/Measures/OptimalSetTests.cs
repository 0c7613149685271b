using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Dictionaries, certificates, mass near points, and statements about all minimisers, as claims see them.</summary>
public sealed class OptimalSetTests
{
    // Over measures: one atom at y/|y|, y = (1, 2), of weight |y| - 1/5, and the certificate is <t, y>/|y| in the first quadrant. Over the axes alone each weight is yᵢ - 1/5,
    // and the value is 2·(1/5)²/4 + (13/5)/10. With |<t, x>| for relu, the four mirror images of the atom carry all minimisers.
    private const string Setting = """
        n = 2; d = 2
        given z in {0}
        x[i<n] = if(i == 0, [1, 0], [0, 1])
        y[i<n] = 1 + i
        J(nu in measures(sphere(d))) = 1/(2*n)*sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + tvnorm(nu)/10
        G(nu in measures(sphere(d))) = 1/(2*n)*sum(i<n: (y[i] - integral(t wrt nu: abs(dot(t, x[i]))))^2) + tvnorm(nu)/10
        best = inf(nu in measures(sphere(d)): J(nu))
        axes = {[1, 0], [0, 1]}
        lasso(D in finite_subsets(sphere(d))) = inf(nu in measures(sphere(d)) where support(nu) subset D: J(nu))
        sol = argmin(mu in measures(sphere(d)): J(mu))
        mirrored = argmin(mu in measures(sphere(d)): G(mu))
        eta = certificate(nu in measures(sphere(d)): J(nu))
        near(c in vector(d), r in positive) = {t in sphere(d) where norm(t - c) < r}

        """;

    [TestCase("lasso({[1, 0], [0, 1]}) == 7/25", true)]
    [TestCase("lasso({[1, 0], [0, 1]}) == 6/25", false)]
    [TestCase("lasso({[1, 0], [0, 1]}) > best", true)]
    [TestCase("lasso({[1, 0], [0, 1]}) <= best", false)]
    [TestCase("lasso({[1, 0], [0, 1], [3/5, 4/5]}) < lasso({[1, 0], [0, 1]})", true)]
    [TestCase("inf(nu in measures({[1, 0], [0, 1]}): J(nu)) == 7/25", true)]
    [TestCase("inf(nu in measures({t in {[1, 0], [0, 1], [-1, 0]} where t[0] >= 0}): J(nu)) == 7/25", true)]
    [TestCase("inf(nu in measures(sphere(d)) where support(nu) subset {[1, 0], [0, 1]} and mass(nu) == tvnorm(nu): J(nu)) <= 7/25 + 1/10^6", true)]
    [TestCase("the(argmin(nu in measures(axes): J(nu))) == 4/5*dirac([1, 0]) + 9/5*dirac([0, 1])", true)]
    [TestCase("the(argmin(nu in measures(axes): J(nu))) == 3/5*dirac([1, 0]) + 9/5*dirac([0, 1])", false)]
    [TestCase("singleton(argmin(nu in measures(axes): J(nu)))", true)]
    [TestCase("inf(nu in measures(axes): sum(i<n: log(1 + exp(-(2*i - 1)*integral(t wrt nu: relu(dot(t, x[i])))))) + tvnorm(nu)/10) < 2*log(2)", true)]
    public void Dictionary_IsTheLassoOverItsPoints(string formula, bool holds) => Judged(formula, holds);

    [TestCase("inf(nu in measures({[1, 1]}): J(nu)) < 1", "off the unit sphere")]
    [TestCase("inf(nu in measures(image(k |-> [(1 - k^2)/(1 + k^2), 2*k/(1 + k^2)], 0..2000000)): J(nu)) < 1", "2000001 points")]
    [TestCase("inf(nu in measures(axes) where (for all i<n: integral(t wrt nu: relu(dot(t, x[i]))) == y[i]): tvnorm(nu)) > 0", "smooth losses")]
    public void Dictionary_ThatIsNotSolved_IsNamed(string formula, string reason)
    {
        var outcome = SpecRun.One(Setting + $"claim other: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain(reason));
    }

    [TestCase("abs(eta([0, 1]) - 2/sqrt(5)) < 1/10^6", true)]
    [TestCase("abs(eta([0, 1]) - 1/sqrt(5)) < 1/10^6", false)]
    [TestCase("sup(t in sphere(d): abs(eta(t))) == 1", true)]
    [TestCase("sup(t in sphere(d): abs(eta(t))) < 1", false)]
    [TestCase("sup(t in sphere(d): eta(t)) <= 1", true)]
    [TestCase("sup(t in sphere(d): abs(sum(i<n: y[i]*relu(dot(t, x[i]))))) < 2237/1000", true)]
    [TestCase("sup(t in sphere(d): abs(sum(i<n: y[i]*relu(dot(t, x[i]))))) < 2236/1000", false)]
    [TestCase("inf(t in sphere(d): -mean(i<n: abs(dot(t, x[i])))) > -71/100", true)]
    [TestCase("inf(t in sphere(d): -mean(i<n: abs(dot(t, x[i])))) > -7/10", false)]
    public void Certificate_AndItsSupremum_AreNumbers(string formula, bool holds) => Judged(formula, holds);

    [TestCase("mass(the(sol), near([3/5, 4/5], 1/2)) > 2", true)]
    [TestCase("mass(the(sol), near([1, 0], 1/2)) > 0", false)]
    [TestCase("mass(2*dirac([1, 0]) - dirac([0, 1]), {[0, 1]}) == -1", true)]
    [TestCase("support(dirac([1, 0]) + 0*dirac([0, 1])) subset {[1, 0]}", true)]
    [TestCase("support(dirac([1, 0]) + dirac([0, 1])) subset {[1, 0]}", false)]
    [TestCase("support(dirac([1, 0]) + dirac([0, 1]) - dirac([0, 1])) subset {[1, 0]}", true)]
    public void Mass_NearAPoint_IsThatOfTheAtomsThere(string formula, bool holds) => Judged(formula, holds);

    // Under a bound the level of the certificate is its supremum: the slope of the loss at the atom. Where measures have no signs it is bounded on one side only.
    [TestCase("abs(certificate(nu in measures(sphere(d)) where tvnorm(nu) <= 1: (3 - integral(t wrt nu: relu(t[0])))^2)([3/5, 4/5]) - 3/5) < 1/10^6", true)]
    [TestCase("abs(certificate(nu in measures(sphere(d)) where tvnorm(nu) <= 1: (3 - integral(t wrt nu: relu(t[0])))^2)([3/5, 4/5]) - 4/5) < 1/10^6", false)]
    [TestCase("sup(s in sphere(d): abs(certificate(nu in measures(sphere(d)) where tvnorm(nu) <= 1: J(nu))(s))) == 1", true)]
    [TestCase("sup(s in sphere(d): certificate(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu): (2 - integral(t wrt nu: relu(t[0])))^2/2 + (3 + integral(t wrt nu: relu(-t[0])))^2/2 + tvnorm(nu)/10)(s)) == 1", true)]
    [TestCase("sup(s in sphere(d): abs(certificate(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu): (2 - integral(t wrt nu: relu(t[0])))^2/2 + (3 + integral(t wrt nu: relu(-t[0])))^2/2 + tvnorm(nu)/10)(s))) <= 1", false)]
    [TestCase("sup(s in sphere(d): abs(certificate(nu in measures(sphere(d)) where mass(nu) == tvnorm(nu): (2 - integral(t wrt nu: relu(t[0])))^2/2 + (3 + integral(t wrt nu: relu(-t[0])))^2/2 + tvnorm(nu)/10)(s))) > 29", true)]
    public void Certificate_UnderABoundOrOfNonnegativeMeasures_HasItsOwnLevel(string formula, bool holds) => Judged(formula, holds);

    // One atom at (1, 1)/√2, or along y, and the certificates relu(t₀)/√2 + relu(t₁)/√2 and <relu(t), y>/|y|; for |t₀| it is |t₀|.
    [TestCase("min(i<n: f(nu, i))", "argmax", " where tvnorm(nu) <= 3", "1/sqrt(2)")]
    [TestCase("sum(i<n: relu(1 - f(nu, i))) + 1/2*tvnorm(nu)", "argmin", "", "1/sqrt(2)")]
    [TestCase("sum(i<n: relu(1 - f(nu, i)))", "argmin", " where tvnorm(nu) <= 1", "1/sqrt(2)")]
    [TestCase("tvnorm(nu)", "argmin", " where for all i<n: f(nu, i) == y[i]", "1/sqrt(5)")]
    [TestCase("tvnorm(nu)", "argmin", " where mass(nu) == tvnorm(nu) and (for all i<n: f(nu, i) == y[i])", "1/sqrt(5)")]
    [TestCase("relu(1 - integral(t wrt nu: abs(t[0]))) + tvnorm(nu)/2", "argmin", "", "1")]
    public void Certificate_OfALossMadeOfLines_IsThatOfTheOnlyDualSolution(string objective, string optimum, string where, string value)
    {
        var outputs = "f(nu in measures(sphere(d)), i<n) = integral(t wrt nu: relu(dot(t, x[i])))\n";
        var certificate = $"certificate(nu in measures(sphere(d)){where}: {(optimum == "argmax" ? "-" : "")}{objective})";
        var supremum = where.Contains("mass", System.StringComparison.Ordinal) ? "eta(t)" : "abs(eta(t))";
        foreach (var (formula, holds) in new[] { ($"abs(eta([1, 0]) - {value}) < 1/10^6", true), ($"abs(eta([1, 0]) - {value}) > 1/10^6", false), ($"sup(t in sphere(d): {supremum}) == 1", true), ($"sup(t in sphere(d): {supremum}) < 1", false) })
        {
            var outcome = SpecRun.One(Setting.Replace("eta =", "other =", System.StringComparison.Ordinal) + outputs + $"eta = {certificate}\nclaim set: for all z: {formula}");
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), formula + ": " + outcome.Verdict.Reason);
        }
    }

    // Three outputs leave a line of dual variables for one atom, of which none is chosen: what holds of all is decided, and nothing else.
    [TestCase("sup(s in sphere(d): abs(eta(s))) == 1", VerdictKind.Unrefuted)]
    [TestCase("sup(s in sphere(d): abs(eta(s))) < 1", VerdictKind.Refuted)]
    [TestCase("eta([3/5, 4/5]) <= 1 + 1/10^6", VerdictKind.Unrefuted)]
    [TestCase("eta([3/5, 4/5]) > 1 + 1/10^6", VerdictKind.Refuted)]
    [TestCase("eta([3/5, 4/5]) < 9/10", VerdictKind.Inconclusive)]
    [TestCase("eta([3/5, 4/5]) > -9/10", VerdictKind.Inconclusive)]
    public void Certificate_OfSeveralDualSolutions_IsNotChosen(string formula, VerdictKind verdict)
    {
        const string Teacher = "given z in {0}\nd = 2\nx[i<3] = [[1, 0], [1, 1], [1, -1]][i]\neta = certificate(nu in measures(sphere(d)) where (for all i<3: integral(t wrt nu: relu(dot(t, x[i]))) == 1): tvnorm(nu))\n";
        var outcome = SpecRun.One(Teacher + $"claim set: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(verdict), outcome.Verdict.Reason);
    }

    // Hinges, margins and interpolation with even and odd features: the atom and the one opposite to it carry all minimisers.
    [TestCase("for all nu in argmax(mu in M where tvnorm(mu) <= 2: min(F(mu), 2*F(mu))): tvnorm(nu) == 2 and support(nu) subset {t in sphere(2) where abs(t[1]) < 1/10}", true)]
    [TestCase("for all nu in argmax(mu in M where tvnorm(mu) <= 2: min(F(mu), 2*F(mu))): tvnorm(nu) < 2", false)]
    [TestCase("for all nu in argmin(mu in M: relu(1 - F(mu)) + tvnorm(mu)/2): abs(tvnorm(nu) - 1) < 1/1000", true)]
    [TestCase("for all nu in argmin(mu in M: relu(1 - F(mu)) + tvnorm(mu)/2): abs(tvnorm(nu) - 1) > 1/1000", false)]
    [TestCase("for all nu in argmin(mu in M where F(mu) == 3: tvnorm(mu)): abs(tvnorm(nu) - 3) < 1/1000 and not (support(nu) subset {t in sphere(2) where abs(t[0]) < 1/10})", true)]
    public void MirroredMinimisers_OfLossesMadeOfLines_AreOnTheAtomAndItsMirror(string formula, bool holds)
    {
        foreach (var feature in new[] { "abs(t[0])", "t[0]" })
        {
            Judged(formula.Replace("F(mu)", $"integral(t wrt mu: {feature})", System.StringComparison.Ordinal).Replace("in M", "in measures(sphere(d))", System.StringComparison.Ordinal), holds);
        }
    }

    [TestCase("not singleton(mirrored)", true)]
    [TestCase("for all nu in mirrored: tvnorm(nu) > 2", true)]
    [TestCase("for all nu in mirrored: tvnorm(nu) > 3", false)]
    [TestCase("for all nu in mirrored: support(nu) subset {t in sphere(d) where abs(t[0]) < 1/2}", true)]
    [TestCase("for all nu in mirrored: support(nu) subset {t in sphere(d) where abs(t[0]) < 1/10}", false)]
    [TestCase("exists nu in mirrored: tvnorm(nu) > 3", false)]
    [TestCase("sup(nu in mirrored: tvnorm(nu)) < 5/2 and inf(nu in mirrored: tvnorm(nu)) > 2", true)]
    [TestCase("for all nu in sol: tvnorm(nu) > 2", true)]
    public void Statement_AboutAllMinimisers_IsDecidedByWhatEnclosesThem(string formula, bool holds) => Judged(formula, holds);

    // Where there is a minimiser, or one only, sets of them are compared with listed ones; nothing is chosen where there are several.
    [TestCase("sol == {}", false)]
    [TestCase("mirrored == {}", false)]
    [TestCase("mirrored != {}", true)]
    [TestCase("sol == {the(sol)}", true)]
    [TestCase("sol != {the(sol)}", false)]
    [TestCase("the(sol) in sol", true)]
    [TestCase("mirrored == {the(sol)}", false)]
    [TestCase("sol == {dirac([1, 0])}", false)]
    [TestCase("the(sol) == the(argmin(nu in measures(sphere(d)): J(nu) + tvnorm(nu)))", false)]
    [TestCase("argmin(nu in measures(sphere(d)): -tvnorm(nu)) == {}", true)]
    [TestCase("for all a in sol, b in sol: a == b", true)]
    [TestCase("for all a in mirrored, b in sol: tvnorm(a) + tvnorm(b) > 4", true)]
    [TestCase("exists a in mirrored, b in mirrored: tvnorm(a) + tvnorm(b) > 6", false)]
    [TestCase("for all nu in mirrored: tvnorm(push(t |-> -t, nu)) > 2", true)]
    [TestCase("for all nu in mirrored: tvnorm(push(t |-> -t, nu)) > 3", false)]
    [TestCase("weak_distance(the(sol), the(sol)) < 1/10^6", true)]
    [TestCase("weak_distance(the(sol), dirac([1, 0])) < 1", false)]
    [TestCase("for all nu in mirrored: weak_distance(nu, 0*dirac([1, 0])) < 20", true)]
    public void SetOfMinimisers_IsComparedAndPushed(string formula, bool holds) => Judged(formula, holds);

    // All of the mass of a minimiser may be at one point after t |-> [abs(t[0]), abs(t[1])], and of signed ones it may cancel: only points that stay apart keep the total variation.
    [TestCase("for all nu in mirrored: tvnorm(push(t |-> [abs(t[0]), abs(t[1])], nu)) > 2")]
    [TestCase("for all a in mirrored, b in mirrored: a == b")]
    [TestCase("mirrored == {the(sol), dirac([1, 0])}", VerdictKind.Refuted)]
    public void SetOfMinimisers_WithoutAChoice_IsNotDecided(string formula, VerdictKind verdict = VerdictKind.Inconclusive)
    {
        var outcome = SpecRun.One(Setting + $"claim some: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(verdict), outcome.Verdict.Reason);
    }

    [Test]
    public void Statement_ThatOnlySomeMinimisersSatisfy_IsNotDecided()
    {
        // All mass may lie at the atom of the first quadrant, or none.
        var outcome = SpecRun.One(Setting + "claim some: for all z: for all nu in mirrored: mass(nu, near([3/5, 4/5], 1/2)) > 1");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    private static void Judged(string formula, bool holds)
    {
        var outcome = SpecRun.One(Setting + $"claim set: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    // Under a penalty above the greatest the zero measure is the only minimiser, for every smooth loss, in a ball as well; where it is below, it is none.
    [TestCase("mean(i<2: log(1 + exp(-integral(t wrt nu: relu(t[i])))))", "", 2, true)]
    [TestCase("mean(i<2: exp(-integral(t wrt nu: abs(t[i]))))", "", 2, true)]
    [TestCase("mean(i<2: exp(-integral(t wrt nu: relu(t[i]))))", " where tvnorm(nu) <= 1", 2, true)]
    [TestCase("mean(i<2: (1 - integral(t wrt nu: relu(t[i])))^2)", " where tvnorm(nu) <= 1", 4, true)]
    [TestCase("mean(i<2: log(1 + exp(-integral(t wrt nu: relu(t[i])))))", "", 10, false)]
    public void ZeroMeasure_UnderALargePenalty_IsTheOnlyMinimiser(string loss, string where, int tenth, bool holds)
    {
        var penalty = holds ? tenth.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"1/{tenth}";
        var verdict = SpecRun.One($"given z in {{0}}\nclaim zero: for all z: argmin(nu in measures(sphere(2)){where}: {loss} + {penalty}*tvnorm(nu)) == {{0*dirac([1, 0])}}\n").Verdict;
        Assert.That(verdict.Kind, holds ? Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified, VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), verdict.Reason);
    }

    // All measures are optimal, of which the zero measure is one.
    [TestCase("singleton(argmin(nu in measures(sphere(2)): 0*tvnorm(nu)))")]
    [TestCase("the(argmin(nu in measures(sphere(2)): 0*tvnorm(nu))) == 0*dirac([1, 0])")]
    public void Minimisers_OfWhatIsTheSameForAllMeasures_AreNotOne(string claim)
    {
        var outcome = SpecRun.One($"claim c: {claim}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }
}
