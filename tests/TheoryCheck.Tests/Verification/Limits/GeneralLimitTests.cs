using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Limits;

/// <summary>Limits that an argument settles for all values of the symbols, and twins that lack one of its conditions.</summary>
[TestFixture]
public sealed class GeneralLimitTests
{
    private const string Law = "given M in 1.., g(t in reals) in reals where lipschitz(g) <= 2, h(t in reals) in reals, ";

    [TestCase("S = sphere(3)", "relu(dot(t, x))", "norm(u - t) <= h", "J(nu)", true, TestName = "Dictionaries_OfReluFeatures_AreDense")]
    [TestCase("S = sphere(3)", "phi(t[0])*norm(t - x)", "h >= norm(t - u)", "J(nu)", true, TestName = "Dictionaries_OfContinuousFeatures_AreDense")]
    [TestCase("S = sphere(3)", "step(dot(t, x))", "norm(u - t) <= h", "J(nu)", false, TestName = "Dictionaries_OfStepFeatures_NeedNotBe")]
    [TestCase("S = sphere(3)", "psi(t[0])", "norm(u - t) <= h", "J(nu)", false, TestName = "Dictionaries_OfFeaturesWithoutContinuity_NeedNotBe")]
    [TestCase("S = vector(3)", "relu(dot(t, x))", "norm(u - t) <= h", "J(nu)", false, TestName = "Dictionaries_InAnUnboundedSpace_NeedNotBe")]
    [TestCase("S = sphere(3)", "relu(dot(t, x))", "norm(u - t) >= h", "J(nu)", false, TestName = "Dictionaries_FarFromAPoint_NeedNotBe")]
    [TestCase("S = sphere(3)", "relu(dot(t, x))", "norm(u - t) <= h", "J(nu) + 1", false, TestName = "Dictionaries_OfAnotherObjective_HaveAnotherLimit")]
    public void Limit_AlongDenseDictionaries_IsProved(string space, string feature, string near, string whole, bool isProved)
    {
        var outcome = SpecRun.One($"""
            given x in vector(3), y in reals, c > 0, phi(t in reals) in reals where continuous(phi), psi(t in reals) in reals
            {space}
            J(nu in measures(S)) = exp(-y*integral(t wrt nu: {feature})) + c*tvnorm(nu)^2
            claim dense: for all x, y, c, phi, psi: limit(h -> 0 from above: sup(D in finite_subsets(S) where (for all u in S: exists t in D: {near}): inf(nu in measures(S) where support(nu) subset D: J(nu))))
              == inf(nu in measures(S): {whole})
            """);
        Assert.That(outcome.Verdict.Kind, isProved ? Is.EqualTo(VerdictKind.Proved) : Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    [TestCase("P in laws(reals) where moment(P, 3) < infinity", "p[j]*g(p[j])*relu(1 - p[j])", "integral(v wrt P: v*g(v)*relu(1 - v))", VerdictKind.Proved, TestName = "Mean_OfCopiesWithMoments_TendsToItsIntegral")]
    [TestCase("P in laws(reals) where moment(P, 2) < infinity", "p[j]*g(p[j])*relu(1 - p[j])", "integral(v wrt P: v*g(v)*relu(1 - v))", VerdictKind.Inconclusive, TestName = "Mean_OfCopiesWithTooFewMoments_IsNotSettled")]
    [TestCase("Q in laws(reals), P in laws(reals) where moment(P, 3) <= moment(Q, 3)", "p[j]*g(p[j])*relu(1 - p[j])", "integral(v wrt P: v*g(v)*relu(1 - v))", VerdictKind.Inconclusive, TestName = "Mean_OfCopiesWithAMomentBelowAnother_IsNotSettled")]
    [TestCase("P in laws(reals) where moment(P, 2) < infinity", "h(p[j])", "integral(v wrt P: h(v))", VerdictKind.Inconclusive, TestName = "Mean_OfAnArbitraryFunction_IsNotSettled")]
    [TestCase("P in laws(reals) where moment(P, 2) < infinity", "p[j]^2", "integral(v wrt P: v)^2", VerdictKind.Refuted, TestName = "Mean_OfSquares_IsNotTheSquareOfTheMean")]
    [TestCase("P in laws(reals) where moment(P, 2) < infinity", "(p[j] - 1)^2", "integral(v wrt P: v^2) - 2*integral(v wrt P: v) + 1", VerdictKind.Unrefuted, TestName = "Mean_OfShiftedSquares_IsExpanded")]
    public void Limit_OfAMeanOfCopies_IsTheIntegral(string law, string term, string limit, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Law}{law}\np[j<M] ~ P\nclaim c: for all P, g, h: with probability == 1 over p: limit(M -> infinity: mean(j<M: {term})) == {limit}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("1", VerdictKind.Unrefuted)]
    [TestCase("2", VerdictKind.Refuted)]
    public void Limit_OfAMeanOfNormalSquares_IsTheSecondMoment(string limit, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given M in 1..\np[j<M] ~ normal(0, 1)\nclaim c: with probability == 1 over p: limit(M -> infinity: mean(j<M: p[j]^2)) == {limit}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected).Or.EqualTo(expected == VerdictKind.Unrefuted ? VerdictKind.Certified : expected), outcome.Verdict.Reason);
    }

    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w) + abs(a)", "exp(-y[i]*dot(w, x[i]) - y[i]*a)", "greatest > 0", true, TestName = "Margins_OfALinearPredictor_AreFound")]
    [TestCase("y[i]*max(dot(w, x[i]), a)^2", "norm(w)^2 + 3*a^2", "log(1 + exp(-y[i]*max(dot(w, x[i]), a)^2))", "greatest > 0", true, TestName = "Margins_OfDegreeTwo_AreFound")]
    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w) + abs(a)", "exp(-y[i]*dot(w, x[i]) - y[i]*a)", "greatest < 1", false, TestName = "Margins_OfDataThatNeedNotBeSeparable_AreNotSettled")]
    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w)", "exp(-y[i]*dot(w, x[i]) - y[i]*a)", "greatest > 0", false, TestName = "Margins_WithAFreeBias_AreNotSettled")]
    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w)^2 + a^2", "exp(-y[i]*dot(w, x[i]) - y[i]*a)", "greatest > 0", false, TestName = "Margins_OfAnotherDegreeThanThePenalty_AreNotSettled")]
    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w) + abs(a)", "exp(-2*y[i]*dot(w, x[i]) - y[i]*a)", "greatest > 0", false, TestName = "Margins_OfAnotherLoss_AreNotSettled")]
    [TestCase("y[i]*dot(w, x[i]) + y[i]*a", "norm(w) + abs(a)", "(1 - y[i]*dot(w, x[i]) - y[i]*a)^2", "greatest > 0", false, TestName = "Margins_OfASquaredLoss_AreNotSettled")]
    [TestCase("y[i]*step(a)*dot(w, x[i])", "norm(w) + abs(a)", "exp(-y[i]*step(a)*dot(w, x[i]))", "greatest > 0", false, TestName = "Margins_ThatJump_AreNotSettled")]
    public void Limit_OfWeakPenalties_HasTheGreatestMargin(string margin, string norm, string loss, string assumption, bool isProved)
    {
        var outcome = SpecRun.One($$"""
            given n in 1..3, d in 1..2, t > 0, x[i<n] in vector(d), y[i<n] in {-1, 1}
            margin(w in vector(d), a in reals) = min(i<n: {{margin}})/({{norm}})
            greatest = sup(w in vector(d), a in reals where {{norm}} > 0: margin(w, a))
            assume known: {{assumption}}
            claim c: for all n, d, x, y: limit(t -> 0 from above: inf((v, b) in argmin(w in vector(d), a in reals: mean(i<n: {{loss}}) + t*({{norm}})): margin(v, b))) == greatest
            """);
        Assert.That(outcome.Verdict.Kind, isProved ? Is.EqualTo(VerdictKind.Proved) : Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }
}
