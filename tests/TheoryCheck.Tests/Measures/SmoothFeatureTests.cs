using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Optima over measures whose features are smooth and not homogeneous.</summary>
public sealed class SmoothFeatureTests
{
    // One sample: the feature is greatest in modulus at a point, c there; f = s with the variation s/c: (2 - s)²/2 + p·s/c is least at s = 2 - p/c, with 2p/c - (p/c)²/2.
    [TestCase("measures(sphere(2))", "exp(dot(t, [1, 0]))", "exp(1)")]
    [TestCase("measures(sphere(2))", "dot(t, [3/5, 4/5])^2", "1")]
    [TestCase("measures(sphere(3))", "dot([0, 2, 0], t)^3", "8")]
    [TestCase("measures(sphere(1))", "tanh(3*t[0])", "tanh(3)")]
    [TestCase("measures(sphere(2))", "sigmoid(2*t[1])", "1/(1 + exp(-2))")]
    [TestCase("measures(sphere(2))", "cos(dot(t, [1, 0]))", "1")]
    [TestCase("measures(sphere(2))", "erf(dot([1, 0], t))", "erf(1)")]
    [TestCase("measures(sphere(2))", "gelu(2*t[0])", "gelu(2)")]
    [TestCase("measures(sphere(2))", "t[0]*(1 + erf(t[0]/sqrt(2)))/2", "gelu(1)")]
    [TestCase("measures(sphere(2))", "exp(sqrt(2)*t[0])", "exp(sqrt(2))")]
    public void HalfSquaredLoss_OfOneSample_HasItsClosedForm(string space, string feature, string greatest)
    {
        var optimum = $"inf(nu in {space}: 1/2*(2 - integral(t wrt nu: {feature}))^2 + p*tvnorm(nu))";
        Judged($"abs({optimum} - (2*p/({greatest}) - (p/({greatest}))^2/2)) < 1/10^7", true);
        Judged($"abs({optimum} - (2*p/({greatest}) - (p/({greatest}))^2/2)) > 1/10^6", false);
    }

    // Features above 0 and a negative target: nonnegative measures do only harm, signed ones do not.
    [TestCase("argmin(nu in measures(sphere(2)) where mass(nu) == tvnorm(nu): 1/2*(2 + integral(t wrt nu: exp(dot(t, [1, 0]))))^2 + p*tvnorm(nu)) == {0*dirac([1, 0])}", true)]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 + integral(t wrt nu: exp(dot(t, [1, 0]))))^2 + p*tvnorm(nu)) < 1", true)]
    [TestCase("dirac([1, 0]) in argmin(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: exp(dot(t, [1, 0]))))^2 + p*tvnorm(nu))", false)]
    [TestCase("inf(nu in measures(sphere(3)): mean(i<2: log(1 + exp(-integral(t wrt nu: tanh(t[i]))))) + p*tvnorm(nu)) < log(2)", true)]
    [TestCase("inf(nu in measures(sphere(2)): mean(i<2: exp(-integral(t wrt nu: sin(t[i])))) + 2*tvnorm(nu)) < 1 - 1/10^6", false)]
    public void Statement_AboutSmoothFeatures_IsDecided(string formula, bool holds) => Judged(formula, holds);

    // Where features are not homogeneous, networks have no measures of their own.
    [TestCase("inf(b[j<3] in reals, v[j<3] in vector(2): 1/2*(2 - sum(j<3: b[j]*tanh(dot(v[j], [1, 0]))))^2 + sum(j<3: abs(b[j])*norm(v[j]))) > p")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: relu(dot(t, [1, 0]) + 1/2)))^2 + p*tvnorm(nu)) > 0")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: if(t[0] == 1/2, 9, t[0]^2)))^2 + p*tvnorm(nu)) > 0")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: if(t[0] > 0, t[0]^2, -t[0]^3 - t[0])))^2 + p*tvnorm(nu)) > 0")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: square_relu(t[0]^3 - 1/8)))^2 + p*tvnorm(nu)) > 0")]
    [TestCase("inf(nu in measures(sphere(2)) where mass(nu) == 1: 1/2*(2 - integral(t wrt nu: exp(dot(t, [1, 0]))))^2) > 0")]
    [TestCase("inf(nu in measures(sphere(2)) where tvnorm(nu) == 1: 1/2*(2 - integral(t wrt nu: exp(dot(t, [1, 0]))))^2) > 0")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: sqrt(dot(t, [1, 0]) + 2)))^2 + p*tvnorm(nu)) > 0")]
    public void Problem_ThatIsNotKnownToBeSmooth_IsNotDecided(string formula) =>
        Assert.That(SpecRun.One($"given p in {{1/5}}\nclaim value: for all p: {formula}\n").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    // One sample: f = ∫ φ dν is between ±2·c at total variation 2 with the greatest value c of φ, and any output f costs at least |f|/c of it.
    [TestCase("abs(inf(nu in measures(sphere(2)) where integral(t wrt nu: exp(t[0])) == 2: tvnorm(nu)) - 2/exp(1))")]
    [TestCase("abs(inf(nu in measures(sphere(2)) where 2 == integral(t wrt nu: exp(t[0])) and mass(nu) == tvnorm(nu): 3*tvnorm(nu)) - 6/exp(1))")]
    [TestCase("abs(inf(nu in measures(sphere(2)) where tvnorm(nu) <= 1/2: 1/2*(2 - integral(t wrt nu: exp(t[0])))^2) - (2 - exp(1)/2)^2/2)")]
    [TestCase("abs(inf(nu in measures(sphere(2)) where tvnorm(nu) <= 1/4: relu(1 - integral(t wrt nu: exp(t[0])))) - (1 - exp(1)/4))")]
    [TestCase("abs(inf(nu in measures(sphere(2)): relu(1 - integral(t wrt nu: exp(t[0]))) + p*tvnorm(nu)) - p/exp(1))")]
    [TestCase("abs(sup(nu in measures(sphere(2)) where tvnorm(nu) <= 2: min(integral(t wrt nu: exp(t[0])), 3*integral(t wrt nu: exp(t[0])))) - 2*exp(1))")]
    [TestCase("abs(inf(nu in measures(sphere(2)): log(1 + exp(-integral(t wrt nu: exp(t[0])))) + 9*tvnorm(nu)) - log(2))")]
    public void LeastValue_OfOneSmoothSample_HasItsClosedForm(string distance)
    {
        Judged(distance + " < 1/10^7", true);
        Judged(distance + " > 1/10^6", false);
    }

    // Of mass m the output is between m/e and m·e, whatever is paid for the mass.
    [TestCase("probabilities(sphere(2))", "1/2*(5 - integral(t wrt nu: exp(t[0])))^2", "(5 - exp(1))^2/2")]
    [TestCase("probabilities(sphere(2))", "1/2*(2 - integral(t wrt nu: exp(t[0])))^2 + tvnorm(nu)", "1")]
    [TestCase("probabilities(sphere(2))", "1/2*integral(t wrt nu: exp(t[0]))^2 - mass(nu)", "exp(-2)/2 - 1")]
    [TestCase("measures(sphere(2)) where mass(nu) == 3 and tvnorm(nu) <= 3", "relu(1 + integral(t wrt nu: exp(t[0])))", "1 + 3*exp(-1)")]
    [TestCase("measures(sphere(2)) where tvnorm(nu) == 1/2 and mass(nu) == tvnorm(nu)", "1/2*(2 - integral(t wrt nu: exp(t[0])))^2", "(2 - exp(1)/2)^2/2")]
    [TestCase("probabilities(sphere(2))", "1/2*(5 - integral(t wrt nu: relu(t[0])))^2", "8")]
    [TestCase("probabilities(sphere(2))", "1/2*(5 + integral(t wrt nu: relu(t[0])))^2", "25/2")]
    [TestCase("probabilities(sphere(3))", "1/2*(5 - integral(t wrt nu: 2*t[2]))^2", "9/2")]
    [TestCase("probabilities(sphere(2))", "1/2*(5 + integral(t wrt nu: square_relu(t[0])))^2", "25/2")]
    public void LeastValue_OfMeasuresOfGivenMass_HasItsClosedForm(string domain, string objective, string least)
    {
        Judged($"abs(inf(nu in {domain}: {objective}) - ({least})) < 1/10^7", true);
        Judged($"abs(inf(nu in {domain}: {objective}) - ({least})) > 1/10^6", false);
    }

    // Powers of what has a kink: (2 - s)²/2 + p·s/c is least at s = 2 - p/c.
    [TestCase("square_relu(2*t[0])", "4")]
    [TestCase("relu(t[0])^3", "1")]
    [TestCase("abs(2*t[1])^3", "8")]
    [TestCase("if(t[0] >= 1/2, (2*t[0] - 1)^2, 0)", "1")]
    [TestCase("if(t[0] < 1/2 or t[0] == 1/2, 0, (2*t[0] - 1)^2)", "1")]
    [TestCase("max(t[0], 1/2)^2 - max(1/2, t[0]) + 1/4", "1/4")]
    [TestCase("elu(t[0])", "1")]
    public void HalfSquaredLoss_OfAFeatureInPieces_HasItsClosedForm(string feature, string greatest)
    {
        var optimum = $"inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: {feature}))^2 + p*tvnorm(nu))";
        Judged($"abs({optimum} - (2*p/({greatest}) - (p/({greatest}))^2/2)) < 1/10^7", true);
        Judged($"abs({optimum} - (2*p/({greatest}) - (p/({greatest}))^2/2)) > 1/10^6", false);
    }

    [TestCase("inf(nu in measures(sphere(2)) where integral(t wrt nu: exp(t[0])) == -2 and mass(nu) == tvnorm(nu): tvnorm(nu)) == infinity", true)]
    [TestCase("inf(nu in measures(sphere(2)) where integral(t wrt nu: tanh(t[0])) == 2 and integral(t wrt nu: tanh(t[0])) == 1: tvnorm(nu)) == infinity", true)]
    [TestCase("inf(nu in measures(sphere(2)) where integral(t wrt nu: exp(t[0])) == 2 and tvnorm(nu) <= 1/2: tvnorm(nu)) == infinity", true)]
    [TestCase("inf(nu in measures(sphere(2)): log(1 + exp(-integral(t wrt nu: exp(t[0]))))) == 0", true)]
    [TestCase("argmin(nu in measures(sphere(2)): log(1 + exp(-integral(t wrt nu: exp(t[0]))))) == {}", true)]
    [TestCase("argmin(nu in measures(sphere(2)): relu(1 - integral(t wrt nu: exp(t[0]))) + 3*tvnorm(nu)) == {0*dirac([1, 0])}", true)]
    public void Statement_OnProblemsWithoutValueOrMinimiser_IsDecided(string formula, bool holds) => Judged(formula, holds);

    // At the optimum of (2 - s)²/2 + p·s/e the dual variable is p/e, so that η(t) = exp(t₀)/e; in a ball of 1/2 the same; at the zero measure it is 2·exp(t₀)/10.
    [TestCase("sup(s in sphere(2): abs(certificate(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: exp(t[0])))^2 + p*tvnorm(nu))(s))) == 1", true)]
    [TestCase("sup(s in sphere(2): abs(certificate(nu in measures(sphere(2)) where tvnorm(nu) <= 1/2: 1/2*(2 - integral(t wrt nu: exp(t[0])))^2)(s))) == 1", true)]
    [TestCase("abs(sup(s in sphere(2): abs(certificate(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: exp(t[0])))^2 + 10*tvnorm(nu))(s))) - exp(1)/5) < 1/10^6", true)]
    [TestCase("sup(s in sphere(2): abs(certificate(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: exp(t[0])))^2 + 10*tvnorm(nu))(s))) > 6/10", false)]
    [TestCase("abs(certificate(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: exp(t[0])))^2 + p*tvnorm(nu))([0, 1]) - exp(-1)) < 1/10^3", true)]
    [TestCase("certificate(nu in measures(sphere(2)) where tvnorm(nu) <= 1/2: 1/2*(2 - integral(t wrt nu: exp(t[0])))^2)([-1, 0]) > exp(-2) + 1/10^3", false)]
    public void Certificate_OfSmoothFeatures_IsAFunction(string formula, bool holds) => Judged(formula, holds);

    // With features exp(t₀) and exp(t₁) and one aim for both the only atom is at (1, 1)/√2, where both are c = exp(1/√2); the weight follows from the loss, the bound or the mass.
    [TestCase("argmin(nu in M: sum(i<2: relu(1 - F)) + tvnorm(nu)/2)", "exp(-1/sqrt(2))")]
    [TestCase("argmin(nu in M where (for all i<2: F == 2): tvnorm(nu))", "2*exp(-1/sqrt(2))")]
    [TestCase("argmax(nu in M where tvnorm(nu) <= 3: min(i<2: F))", "3")]
    [TestCase("argmin(nu in M where tvnorm(nu) <= 1/2: sum(i<2: (2 - F)^2))", "1/2")]
    [TestCase("argmin(nu in M: 1/2*sum(i<2: (2 - F)^2) + p*tvnorm(nu))", "(2 - p/(2*exp(1/sqrt(2))))*exp(-1/sqrt(2))")]
    [TestCase("argmin(nu in probabilities(sphere(2)): sum(i<2: (9 - F)^2))", "1")]
    public void Minimiser_OfSmoothFeatures_IsDescribed(string set, string weight)
    {
        var minimisers = set.Replace("M", "measures(sphere(2))", System.StringComparison.Ordinal).Replace("F", "integral(t wrt nu: exp(t[i]))", System.StringComparison.Ordinal);
        Judged($"singleton({minimisers})", true);
        Judged($"for all mu in {minimisers}: abs(tvnorm(mu) - {weight}) < 1/10^6 and support(mu) subset {{t in sphere(2) where abs(t[0] - t[1]) < 1/10^6}}", true);
        Judged($"for all mu in {minimisers}: abs(tvnorm(mu) - {weight}) > 1/10^6", false);
        Judged($"the({minimisers}) in {{0*dirac([1, 0])}}", false);
    }

    // An odd feature, and an even one, have the atom of (0, 1) and its mirror; nonnegative measures have no mirror for odd ones.
    [TestCase("tanh(t[1])", "", false)]
    [TestCase("tanh(t[1])", " where mass(nu) == tvnorm(nu)", true)]
    [TestCase("abs(t[1])^3", "", false)]
    [TestCase("abs(t[1])^3", " where mass(nu) == tvnorm(nu)", false)]
    [TestCase("exp(t[1])", "", true)]
    public void Minimisers_OfSymmetricFeatures_AreOnTheAtomAndItsMirror(string feature, string where, bool isOne)
    {
        foreach (var loss in new[] { "1/2*(2 - F)^2", "relu(2 - F)" })
        {
            var minimisers = $"argmin(nu in measures(sphere(2)){where}: {loss.Replace("F", $"integral(t wrt nu: {feature})", System.StringComparison.Ordinal)} + p*tvnorm(nu))";
            Judged($"singleton({minimisers})", isOne);
            Judged($"for all mu in {minimisers}: tvnorm(mu) > 0 and support(mu) subset {{t in sphere(2) where abs(t[0]) < 1/10^6}}", true);
            Judged($"exists mu in {minimisers}: not (support(mu) subset {{t in sphere(2) where abs(t[0]) < 1/10^6}})", false);
        }
    }

    // The dual variables are equal and the certificate (exp(t₀) + exp(t₁))/(2c).
    [TestCase("nu in measures(sphere(2)): sum(i<2: relu(1 - F)) + tvnorm(nu)/2")]
    [TestCase("nu in measures(sphere(2)) where (for all i<2: F == 2): tvnorm(nu)")]
    [TestCase("nu in measures(sphere(2)) where tvnorm(nu) <= 3: -min(i<2: F)")]
    public void Certificate_OfSmoothFeaturesAndALossMadeOfLines_IsAFunction(string problem)
    {
        var certificate = $"certificate({problem.Replace("F", "integral(t wrt nu: exp(t[i]))", System.StringComparison.Ordinal)})";
        Judged($"abs({certificate}([1, 0]) - (exp(1) + 1)/(2*exp(1/sqrt(2)))) < 1/10^6", true);
        Judged($"abs({certificate}([1, 0]) - (exp(1) + 1)/(2*exp(1/sqrt(2)))) > 1/10^6", false);
        Judged($"sup(s in sphere(2): abs({certificate}(s))) == 1", true);
        Judged($"sup(s in sphere(2): abs({certificate}(s))) < 1", false);
    }

    private static void Judged(string formula, bool holds)
    {
        var verdict = SpecRun.One($"given p in {{1/5}}\nclaim value: for all p: {formula}\n").Verdict;
        Assert.That(verdict.Kind, holds ? Is.AnyOf(VerdictKind.Certified, VerdictKind.Unrefuted, VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), formula + ": " + verdict.Reason);
    }
}
