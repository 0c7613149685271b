using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Classics;

/// <summary>Expectations over one normal draw, settled without a trial.</summary>
[TestFixture]
public sealed class GaussianMeanTests
{
    [TestCase("m() = expect(z: cos(z))", "m", "exp(-1/2)", TestName = "Mean_OfTheCosine_IsItsCharacteristicFunction")]
    [TestCase("m() = expect(z: exp(-z^2))", "m", "1/sqrt(3)", TestName = "Mean_OfAGaussian_IsTheGaussianIntegral")]
    [TestCase("m() = expect(z: sigmoid(3*z))", "m", "1/2", TestName = "Mean_OfTheSigmoid_IsOneHalf")]
    [TestCase("m() = expect(z: sin(z)^2)", "m", "(1 - exp(-2))/2", TestName = "Mean_OfASquaredSine_IsKnownFromTheCosine")]
    [TestCase("m() = expect(z: abs(sin(z) - 1/3)*step(2*z - 1))", "m", "m", TestName = "Mean_WithKinksInside_IsEnclosed")]
    public void Mean_OfOneNormalDraw_IsEnclosed(string definition, string name, string value)
    {
        definition = definition.Replace("()", string.Empty, StringComparison.Ordinal);
        if (name == value)
        {
            var outcome = SpecRun.One($"z ~ normal(0, 1)\n{definition}\nclaim c: 1/20 <= min(m, 1) <= 1/4");
            Assert.That(outcome.Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified), outcome.Verdict.Reason);
            return;
        }

        var close = SpecRun.One($"z ~ normal(0, 1)\n{definition}\nclaim c: abs(min(m, 9) - ({value})) <= 1/10^9");
        Assert.That(close.Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified), close.Verdict.Reason);
        var wrong = SpecRun.One($"z ~ normal(0, 1)\n{definition}\nclaim c: abs(min(m, 9) - ({value})) >= 1/10^9");
        Assert.That(wrong.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), wrong.Verdict.Reason);
    }

    [Test]
    public void Mean_OfPiecewisePolynomials_IsExact()
    {
        // E[step(z) z^4] = 3/2 and E[leaky_relu(z)^2 step(-z)] = 1/20000, by parts.
        var outcome = SpecRun.One("z ~ normal(0, 1)\nclaim c: max(expect(z: step(z)*z^4), 0) == 3/2 and max(expect(z: leaky_relu(z)^2*step(-z)), 0) == 1/20000");
        Assert.That(outcome.Verdict.Kind, Is.AnyOf(VerdictKind.Proved, VerdictKind.Supported, VerdictKind.Unrefuted, VerdictKind.Certified), outcome.Verdict.Reason);
        var wrong = SpecRun.One("z ~ normal(0, 1)\nclaim c: max(expect(z: step(z)*z^4), 0) < 3/2");
        Assert.That(wrong.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), wrong.Verdict.Reason);
    }

    [Test]
    public void Mean_OfSomethingThatGrowsExponentially_IsNotGuessed()
    {
        var outcome = SpecRun.One("z ~ normal(0, 1)\nclaim c: max(expect(z: exp(z)), 0) >= 0");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }

    [Test]
    public void SlopeOfASweptActivation_IsCarriedOut()
    {
        const string Head = "sweep phi in {relu, leaky_relu, sigmoid}\ngain(t in reals) = grad(phi(t), t)\n";
        Assert.That(SpecRun.One(Head + "claim c: for all phi: for all t in reals: 0 <= gain(t) <= 1").Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(SpecRun.One(Head + "claim c: for all phi: for all t in reals: gain(t) <= 1/2").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }
}
