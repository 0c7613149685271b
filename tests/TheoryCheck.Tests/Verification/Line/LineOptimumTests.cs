using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Tests.Verification.Line;

/// <summary>Optima of functions of one number, split where comparisons change and exact at rational points and at roots of quadratics.</summary>
[TestFixture]
public sealed class LineOptimumTests
{
    [TestCase("sup(s in [-1, 1]: s^3 - s) == 2/(3*sqrt(3))", true)]
    [TestCase("sup(s in [-1, 1]: s^3 - s) == 2/5", false)]
    [TestCase("argmax(s in [0, 1]: s - s^3) == {1/sqrt(3)}", true)]
    [TestCase("argmax(s in [0, 1]: s - s^3) == {1/sqrt(2)}", false)]
    [TestCase("sup(s in [-1, 1]: abs(s) - s^2) == 1/4 and argmax(s in [-1, 1]: abs(s) - s^2) == {1/2, -1/2}", true)]
    [TestCase("inf(s in [-1/2, 1/2]: abs(s) - s^2) == 0", true)]
    [TestCase("inf(s in reals: s^4 - 2*s^2) == -1", true)]
    [TestCase("inf(s in reals: s^4 - 2*s^2) > -1", false)]
    [TestCase("inf(s in reals: s^4 - s^2) == -1/4 and argmin(s in reals: s^4 - s^2) == {1/sqrt(2)}", false)]
    [TestCase("sup(s in reals: step(s)*(1 - s^2)) == 1", true)]
    [TestCase("sup(s in [-1, 0): step(s) + s) == 0 and argmax(s in [-1, 0): step(s) + s) == {}", true)]
    [TestCase("sup(s in [-1, 0]: step(s) + s) == 0", false)]
    [TestCase("sup(s in reals: s/(1 + s^2)) == 1/2", true)]
    [TestCase("sup(s in reals: s^2/(1 + s^2)) == 1 and argmax(s in reals: s^2/(1 + s^2)) == {}", true)]
    [TestCase("sup(s in reals: s^2/(1 + s^2)) < 1", false)]
    [TestCase("sup(s in positive: 1/s) == infinity", true)]
    [TestCase("sup(s in reals: s^3) == infinity and inf(s in reals: s^3) == -infinity", true)]
    [TestCase("inf(s in reals where s^2 >= 4: s^4 - s) == 14", true)]
    [TestCase("inf(s in reals where s^2 >= 2: s^4 - s) >= 13/5", false)]
    [TestCase("inf(s in reals where s^2 >= 2: s^4 - s) >= 5/2", true)]
    [TestCase("sup(s in reals where s^2 < 0: s) == -infinity", true)]
    [TestCase("abs(sup(s in [0, 1]: s - s^5 - s^2/3) - 2/5) <= 1/50", true)]
    [TestCase("sup(s in [0, 1]: s - s^5 - s^2/3) > 1/2", false)]
    [TestCase("inf(s in [-2, 2]: (relu(s) - relu(-2*s) - 1)^2 + s^3/20) == 0", false)]
    public void Optimum_OfAPiecewiseRationalFunction_IsItsKnownValue(string formula, bool holds)
    {
        var outcome = SpecRun.One($"given z in {{0}}\nclaim value: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Certified : VerdictKind.Refuted).Or.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("sup(s in [0, 4]: sin(s)) == 1 and argmax(s in [0, 4]: sin(s)) == {pi/2}", true)]
    [TestCase("sup(s in [0, 4]: sin(s)) > 1", false)]
    [TestCase("sup(s in [0, pi]: sin(s)) == 1 and argmax(s in [0, pi]: sin(s)) == {pi/2}", true)]
    [TestCase("argmax(s in [0, pi]: s*sin(s)) == {pi/2}", false)]
    [TestCase("inf(s in [0, pi]: cos(s)) == -1 and argmin(s in [0, pi]: cos(s)) == {pi}", true)]
    [TestCase("inf(s in [0, pi): cos(s)) == -1 and argmin(s in [0, pi): cos(s)) == {}", true)]
    [TestCase("argmax(s in [0, sqrt(2)]: s*(sqrt(2) - s)) == {1/sqrt(2)}", true)]
    [TestCase("sup(s in [sqrt(2), infinity): 1/s) > 3/4", false)]
    [TestCase("abs(sup(s in [1/10, 1]: -s*log(s)) - exp(-1)) <= 10^(-12)", true)]
    [TestCase("abs(sup(s in [1/10, 1]: -s*log(s)) - exp(-1)) >= 10^(-9)", false)]
    [TestCase("sup(s in [0, 1]: sin(3*s)/(1 + s)) > 2/3", true)]
    [TestCase("sup(s in [0, 1]: sin(3*s)/(1 + s)) > 4/5", false)]
    [TestCase("sup(s in positive: -exp(-s)) >= -10^(-3)", true)]
    [TestCase("sup(s in [-3, 3]: sin(s) + abs(s)/4) < 3/2", true)]
    public void Optimum_OfASmoothFunction_IsBoundedOrExactWhereItsSlopeIsProvedToVanish(string formula, bool holds)
    {
        var outcome = SpecRun.One($"given z in {{0}}\nclaim value: for all z: {formula}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Certified : VerdictKind.Refuted).Or.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("== a^2/4", VerdictKind.Unrefuted)]
    [TestCase("<= a^2/5", VerdictKind.Refuted)]
    public void Optimum_OfAFamily_IsDecidedAtSearchedData(string relation, VerdictKind expected) =>
        Assert.That(SpecRun.One($"given a in (0, 1)\nclaim c: for all a: sup(s in [0, 1]: s*(a - s) + s^3*0) {relation}\ncheck:\n  instances = 40").Verdict.Kind, Is.EqualTo(expected));

    [Test]
    public void Roots_OfAProduct_AreItsZeros()
    {
        // (x + 2)(x - 1)²(x² - 3)(x - 1/3)
        RationalPolynomial x = RationalPolynomial.Variable, one = RationalPolynomial.Of(1);
        var product = (x + (one * 2)) * (x - one) * (x - one) * ((x * x) - (one * 3)) * (x - (one * new Rational(1, 3)));
        var roots = product.Roots(null, null);
        Assert.That(roots.Select(static r => r.In(new DoubleReal(1)).Value), Is.EqualTo(new[] { -2, -Math.Sqrt(3), 1.0 / 3, 1, Math.Sqrt(3) }).Within(1e-12));
        Assert.That(roots.Select(static r => r.IsRational), Is.EqualTo(new[] { true, false, true, true, false }));
        Assert.That(roots[4].In(ExactReal.FromRational(1)) * roots[4].In(ExactReal.FromRational(1)) - ExactReal.FromRational(3), Has.Property("IsZero").True);
        Assert.That(product.Roots(1, 2), Has.Count.EqualTo(1));
        Assert.That(product.Roots(-2, new Rational(1, 3)), Has.Count.EqualTo(1));
        Assert.That(product.Roots(2, null), Is.Empty);
    }

    [TestCase(1, 3, 2, 3, 1, 2)]
    [TestCase(314, 100, 315, 100, 22, 7)]
    [TestCase(-1, 2, -1, 3, -1, 2)]
    public void SimplestFraction_BetweenTwo_HasTheLeastDenominator(int a, int b, int c, int d, int p, int q) =>
        Assert.That(Rational.SimplestBetween(new(a, b), new(c, d)), Is.EqualTo(new Rational(p, q)));
}
