using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Optima over measures as values of the claim language.</summary>
public sealed class MeasureOptimumTests
{
    private const string Setting = """
        n = 2; d = 2; lambda = 1/10
        given z in {0}
        x[i<n] = if(i == 0, [1, 0], [0, 1])
        y[i<n] = 1 + i
        J(nu in measures(sphere(d))) = 1/(2*n)*sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + lambda*tvnorm(nu)
        best = inf(nu in measures(sphere(d)): J(nu))

        """;

    // With features relu(cos t), relu(sin t) and both targets positive the atom lies in the first quadrant, ν = |q|δ(q/|q|), and q minimises
    // |y - q|²/4 + |q|/10: q = y(1 - 1/(5|y|)), |y|² = 5. The least value is |y|/10 - 1/100.
    [TestCase("best >= sqrt(5)/10 - 1/100 - 1/10^8", true)]
    [TestCase("best <= sqrt(5)/10 - 1/100 + 1/10^8", true)]
    [TestCase("best < sqrt(5)/10 - 1/100 - 1/10^6", false)]
    [TestCase("J(0*dirac([1, 0])) > best", true)]
    [TestCase("J(dirac([3/5, 4/5])) >= best", true)]
    public void Infimum_OverMeasures_IsBoundedFromBothSides(string formula, bool holds) => Judged(Setting + $"claim value: for all z: {formula}", holds);

    [TestCase("mean(i<n: (y[i] - integral(u wrt nu: max(0, dot(x[i], u))))^2)/2 + tvnorm(nu)*lambda")]
    [TestCase("1/(2*n)*sum(i<n: (integral(u wrt nu: (dot(u, x[i]) + abs(dot(u, x[i])))/2) - y[i])^2) + lambda*tvnorm(nu)")]
    [TestCase("sum(i<n: 1/4*y[i]^2 - 1/2*y[i]*integral(u wrt nu: relu(dot(u, x[i]))) + 1/4*integral(u wrt nu: relu(dot(u, x[i])))^2) + tvnorm(nu)/10")]
    public void Problem_IsDerivedFromItsMeaning_NotFromItsSpelling(string objective)
    {
        var value = $"inf(nu in measures(sphere(d)): {objective})";
        Judged(Setting + $"claim same: for all z: abs({value} - best) < 1/10^7", true);
    }

    [TestCase("inf(nu in measures(sphere(d)) where for all i<n: integral(t wrt nu: relu(dot(t, x[i]))) == y[i]: tvnorm(nu))", "sqrt(5)")]
    [TestCase("sup(nu in measures(sphere(d)) where tvnorm(nu) <= 1: min(i<n: integral(t wrt nu: relu(dot(t, x[i])))))", "1/sqrt(2)")]
    [TestCase("inf(b[j<4] in reals, v[j<4] in vector(d): 1/(2*n)*sum(i<n: (y[i] - sum(j<4: b[j]*relu(dot(v[j], x[i]))))^2) + lambda*sum(j<4: abs(b[j])*norm(v[j])))", "sqrt(5)/10 - 1/100")]
    public void Optimum_OfAKnownProblem_IsItsClosedForm(string optimum, string closed)
    {
        Judged(Setting + $"claim near: for all z: abs({optimum} - ({closed})) < 1/10^6", true);
        Judged(Setting + $"claim far: for all z: abs({optimum} - ({closed})) > 1/10^5", false);
    }

    [TestCase("singleton(argmin(nu in measures(sphere(d)): J(nu)))", true)]
    [TestCase("not singleton(argmin(nu in measures(sphere(d)): J(nu)))", false)]
    [TestCase("tvnorm(the(argmin(nu in measures(sphere(d)): J(nu)))) > 2", true)]
    [TestCase("dirac([1, 0]) in argmin(nu in measures(sphere(d)): J(nu))", false)]
    public void Argmin_OfAUniqueMeasure_IsThatMeasure(string formula, bool holds) => Judged(Setting + $"claim set: for all z: {formula}", holds);

    [Test]
    public void Trajectory_IsComparedWithBothBoundsOfTheOptimum()
    {
        const string Run = """
            given z in {0}
            F(b[j<1] in reals, v[j<1] in vector(1)) = 1/2*sum(i<1: (1 - sum(j<1: b[j]*relu(dot(v[j], [1]))))^2) + 1/10*sum(j<1: abs(b[j])*norm(v[j]))
            best = inf(b[j<1] in reals, v[j<1] in vector(1): F(b, v))
            evolve k:
              start a[j<1] = 1/2, w[j<1] = [1]
              a[j] <- a[j] - 1/5*grad(F(a, w), a[j])
              w[j] <- w[j] - 1/5*grad(F(a, w), w[j])

            """;
        // The least value is (1 - 1/20)/10 = 19/200: a weight of 9/10 leaves 1/200 of loss and 9/100 of penalty.
        Judged(Run + "claim slow: for all z: for all k: F(a@k, w@k) - best <= F(a@0, w@0) - best + 1/100\ncheck:\n  horizon k = 30", true);
        Judged(Run + "claim fast: for all z: for all k: F(a@k, w@k) - best <= (1/2)^(3*k)*(F(a@0, w@0) - best)\ncheck:\n  horizon k = 30", false);
    }

    [Test]
    public void Lift_OfANetwork_IsProvedForAllWidths_AndATwinWithoutTheNormsIsRefuted()
    {
        const string Lift = """
            given M in 1.., d in 1.., a[j<M] in reals, w[j<M] in vector(d), u in vector(d)
            lift = sum(j<M where norm(w[j]) > 0: a[j]*norm(w[j])*dirac(w[j]/norm(w[j])))
            bare = sum(j<M: a[j]*dirac(2*w[j]))
            net = sum(j<M: a[j]*relu(dot(w[j], u)))

            """;
        Assert.That(SpecRun.One(Lift + "claim function: derive integral(t wrt lift: relu(dot(t, u))) == net").Verdict.Kind, Is.EqualTo(VerdictKind.Proved));
        Assert.That(SpecRun.One(Lift + "claim function: derive integral(t wrt bare: relu(dot(t, u))) == net").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));
    }

    [TestCase("sum(i<n: log(1 + exp(-integral(t wrt nu: relu(dot(t, x[i]))))))")]
    [TestCase("sum(i<n: softplus(-integral(t wrt nu: relu(dot(t, x[i])))))")]
    [TestCase("sum(i<n: exp(-integral(t wrt nu: relu(dot(t, x[i])))))")]
    public void Loss_OfEachKind_IsRecognised(string loss)
    {
        var optimum = $"inf(nu in measures(sphere(d)): {loss} + tvnorm(nu)/10)";
        Judged(Setting + $"claim below: for all z: {optimum} < {loss.Replace("integral(t wrt nu: relu(dot(t, x[i])))", "0", StringComparison.Ordinal)}", true);
        Judged(Setting + $"claim nonnegative: for all z: {optimum} > 0", true);
    }

    [TestCase("sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^4) + tvnorm(nu)")]
    [TestCase("sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2 + abs(integral(t wrt nu: relu(dot(t, x[i]))))) + tvnorm(nu)")]
    [TestCase("sum(i<n: (y[i] - integral(t wrt nu: sqrt(relu(dot(t, x[i])))))^2) + tvnorm(nu)")]
    [TestCase("sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + tvnorm(nu)^2")]
    public void Problem_OfAnotherKind_IsNamedAndNotSolved(string objective)
    {
        var outcome = SpecRun.One(Setting + $"claim other: for all z: inf(nu in measures(sphere(d)): {objective}) >= 0");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("no solver for this optimum over measures"));
    }

    [Test]
    public void Dictionary_OfMoreDirectionsThanAreListed_IsRefusedWithTheirNumber()
    {
        var outcome = SpecRun.One("""
            circle(s in reals) = [(1 - s^2)/(1 + s^2), 2*s/(1 + s^2)]
            x = [[1, 0], [0, 1]]
            K(nu in measures(sphere(2))) = sum(i<2: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + tvnorm(nu)
            claim huge: inf(nu in measures(sphere(2)) where support(nu) subset image(q |-> circle(q/1000000000), 0..999999999): K(nu)) <= 2
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
        Assert.That(outcome.Verdict.Reason, Does.Contain("a set of 1000000000 points, of which at most 131072 are listed"));
    }

    private static void Judged(string spec, bool holds)
    {
        var outcome = SpecRun.One(spec);
        Assert.That(outcome.Verdict.Kind, holds ? Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified, VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
