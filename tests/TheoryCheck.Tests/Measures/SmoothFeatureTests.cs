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
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: square_relu(dot(t, [1, 0]))))^2 + p*tvnorm(nu)) > 0")]
    [TestCase("inf(nu in measures(sphere(2)): 1/2*(2 - integral(t wrt nu: sqrt(dot(t, [1, 0]) + 2)))^2 + p*tvnorm(nu)) > 0")]
    public void Problem_ThatIsNotKnownToBeSmooth_IsNotDecided(string formula) =>
        Assert.That(SpecRun.One($"given p in {{1/5}}\nclaim value: for all p: {formula}\n").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    private static void Judged(string formula, bool holds)
    {
        var verdict = SpecRun.One($"given p in {{1/5}}\nclaim value: for all p: {formula}\n").Verdict;
        Assert.That(verdict.Kind, holds ? Is.AnyOf(VerdictKind.Certified, VerdictKind.Unrefuted, VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), formula + ": " + verdict.Reason);
    }
}
