using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Convex;

/// <summary>Optima of convex functions inside claims: quadratic programs, balls, norms, smooth losses; at given, at searched and at drawn data.</summary>
[TestFixture]
public sealed partial class ConvexOptimumTests
{
    private const string Data = """
        given z in {0}
        A[i<3, j<2] = i + 2*j*j - 1
        u[i<3] = i - 1
        claim value: for all z: 
        """;

    [TestCase("sup(s in [0, 1]: s*(1 - s)) == 1/4", true)]
    [TestCase("sup(s in [0, 1]: s*(1 - s)) == 1/5", false)]
    [TestCase("inf(w in vector(3) where sum(i<3: w[i]) == 1: norm(w)^2) == 1/3", true)]
    [TestCase("inf(w in vector(3) where sum(i<3: w[i]) == 1: norm(w)^2) >= 2/5", false)]
    [TestCase("inf(w in vector(3) where sum(i<3: w[i]) == 1: norm(w)) == 1/sqrt(3)", true)]
    [TestCase("inf(w in vector(3) where sum(i<3: w[i]) == 1: 1 + 2*norm(w)) == 1 + 2/sqrt(2)", false)]
    [TestCase("the(argmin(w in simplex(3): norm(w - [1, 1/2, -2])^2)) == [3/4, 1/4, 0]", true)]
    [TestCase("the(argmin(w in vector(2) where w[0] >= 0 and w[1] >= 0: norm(w - [1, -2])^2)) == [1, -2]", false)]
    [TestCase("inf(w in vector(2): 1/2*sum(i<3: (dot(A[i], w) - u[i])^2) + norm1(w)/4) == 9/64", false)]
    [TestCase("inf(w in vector(2): (w[0] - w[1])^2 - w[0] - w[1]) == -infinity", true)]
    [TestCase("inf(w in vector(2) where norm1(w) <= 1 and w[0] >= 2: norm(w)^2) == infinity", true)]
    [TestCase("the(argmin(w in vector(2) where norminf(w) <= 1: norm(w - [3, 1/2])^2)) == [1, 1/2]", true)]
    [TestCase("inf(w in vector(2) where w[0] + w[1] == 1: norminf(w)) == 1/2", true)]
    [TestCase("inf(w in vector(2) where w[0] + w[1] == 1: max(i<2: abs(w[i]))) == 1/3", false)]
    public void QuadraticProgram_OfRationalData_HasItsExactOptimum(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("inf(w in vector(2) where norm(w) <= 1: norm(w - [3, 4])) == 4", true)]
    [TestCase("the(argmin(w in ball(2): norm(w - [3, 4])^2)) == [3/5, 4/5]", true)]
    [TestCase("the(argmin(w in ball(2): norm(w - [3, 4])^2)) == [3/4, 3/5]", false)]
    [TestCase("abs(inf(w in ball(2): norm(w - [1, 1])) - (sqrt(2) - 1)) <= 10^(-12)", true)]
    [TestCase("abs(inf(w in ball(2): norm(w - [1, 1])) - (sqrt(2) - 1)) >= 10^(-9)", false)]
    [TestCase("inf(w in ball(2) where w[0] >= 2: w[1]^2) == infinity", true)]
    public void Projection_OntoABall_IsExactWhereTheMultiplierIsRationalAndElseEnclosed(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("abs(inf(w in vector(2) where norm(w) <= 1 and norm(w - [1, 0]) <= 1: norm(w - [1/2, 2])) - 2 + sqrt(3)/2) <= 10^(-12)", true)]
    [TestCase("abs(sup(w in ball(2) where norm(w - [1, 0])^2 <= 1: w[1]) - sqrt(3)/2) <= 10^(-12)", true)]
    [TestCase("abs(sup(w in ball(2) where norm(w - [1, 0])^2 <= 1: w[1]) - sqrt(3)/2) >= 10^(-9)", false)]
    [TestCase("the(argmin(w in ball(2) where norm(w - [1, 0]) <= 1: norm(w - [1/2, 0])^2)) == [1/2, 0]", true)]
    [TestCase("inf(w in ball(2) where norm(w - [3, 0]) <= 1: w[0]) == infinity", true)]
    [TestCase("inf(w in ball(2) where norm(w - [2, 0]) <= 3/2: w[0]) == infinity", false)]
    public void SeveralBalls_AreBoundedFromBothSides(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("the(argmin(w in vector(4): 1/2*norm(w - [3, 4, 1/10, 1/10])^2 + norm([w[0], w[1]]) + norm([w[2], w[3]]))) == [12/5, 16/5, 0, 0]", true)]
    [TestCase("the(argmin(w in vector(4): 1/2*norm(w - [3, 4, 6, 8])^2 + norm([w[0], w[1]]) + norm([w[2], w[3]]))) == [12/5, 16/5, 27/5, 36/5]", true)]
    [TestCase("inf(w in vector(4): 1/2*norm(w - [3/10, 4/10, 1/10, 1/10])^2 + norm([w[0], w[1]]) + norm([w[2], w[3]])) == 27/200", true)]
    [TestCase("inf(w in vector(4): 1/2*norm(w - [3, 4, 1/10, 1/10])^2 + norm([w[0], w[1]]) + norm([w[2], w[3]])) == 9/2", false)]
    [TestCase("inf(w in vector(2): norm(w - [1, 0]) + norm(w - [0, 1]) + norm(w + [1, 0]) + norm(w + [0, 1])) == 4", true)]
    [TestCase("inf(w in vector(2): norm(w) + norm(w - [4, 0]) + norm(w - [0, 3])) >= 7", false)]
    public void SeveralNorms_OfWhichSomeVanish_HaveTheirOptimum(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("abs(inf(w in vector(2) where w[0] + w[1] == 1: exp(w[0]) + exp(w[1])) - 2*exp(1/2)) <= 10^(-9)", true)]
    [TestCase("inf(w in vector(2) where w[0] + w[1] == 1: exp(w[0]) + exp(w[1])) > 33/10", false)]
    [TestCase("inf(w in vector(2): softplus(-w[0]) + softplus(w[0] - w[1]) + 10*norm1(w)) > 138/100", true)]
    [TestCase("inf(w in vector(2): softplus(-w[0]) + softplus(w[0] - w[1]) + norm1(w)/10) > 138/100", false)]
    public void Curves_ThatNoQuadraticBends_AreBoundedByPairsOfTangents(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("abs(inf(w in vector(2) where w[0] + w[1] == pi: norm(w)^2) - pi^2/2) <= 10^(-20)", true)]
    [TestCase("inf(w in vector(2) where w[0] + w[1] == pi: norm(w)^2) == 5", false)]
    [TestCase("abs(inf(w in vector(2): 1/2*norm(w - [3, 1/2])^2 + sqrt(2)*norm1(w)) - 3*sqrt(2) + 7/8) <= 10^(-20)", true)]
    [TestCase("the(argmin(w in vector(2): 1/2*norm(w - [3, 1/2])^2 + sqrt(2)*norm1(w)))[0] >= 2", false)]
    [TestCase("abs(inf(w in vector(2): pi*norm(w) + norm(w - [3, 4])^2) - 5*pi + pi^2/4) <= 10^(-20)", true)]
    [TestCase("abs(sup(w in vector(2) where norm(w) <= sqrt(2): w[0] + w[1]) - 2) <= 10^(-30)", true)]
    [TestCase("the(argmin(w in vector(2): norm(w - [pi, sqrt(2)])^2 + norm(w)^2)) == [pi/2, sqrt(2)/2]", true)]
    public void IrrationalData_AreBoundedFromTheCornersOfTheirEnclosures(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("abs(inf(t in reals: exp(t) - 2*t) - (2 - 2*log(2))) <= 10^(-25)", true)]
    [TestCase("abs(inf(t in reals: exp(t) - 2*t) - (2 - 2*log(2))) >= 10^(-25)", false)]
    [TestCase("abs(the(argmin(t in reals: exp(t) - 2*t)) - log(2)) <= 10^(-12)", true)]
    [TestCase("abs(the(argmax(t in reals where t <= 1: 2*t - exp(t) - t^2)) - 1/3) <= 1/10", true)]
    [TestCase("inf(w in vector(2): sum(i<3: softplus(dot(A[i], w)) - u[i]*dot(A[i], w)/2) + norm(w)^2/2) < 2", true)]
    [TestCase("inf(w in vector(2): sum(i<3: softplus(dot(A[i], w)) - u[i]*dot(A[i], w)/2) + norm(w)^2/2) > 21/10", false)]
    [TestCase("inf(t in reals: softplus(t) + softplus(-t)) >= 2*log(2) - 10^(-20)", true)]
    [TestCase("abs(inf(w in vector(2): 1/2*norm(w - [3, 4])^2 + norm(w)) - 9/2) <= 10^(-12)", true)]
    [TestCase("abs(inf(w in vector(2): 1/2*norm(w - [3, 4])^2 + norm(w)) - 4) <= 10^(-12)", false)]
    [TestCase("inf(w in vector(2): 1/2*norm(w - [3/5, 4/5])^2 + norm(w)) == 1/2 and the(argmin(w in vector(2): 1/2*norm(w - [3/5, 4/5])^2 + norm(w))) == [0, 0]", true)]
    [TestCase("inf(w in vector(2): 1/2*norm(w - [1/4, 1/4])^2 + norm(w)) == 1/16", true)]
    [TestCase("inf(w in vector(2): 1/2*norm(w - [1/4, 1/4])^2 + norm(w - [1, 1])/8) == 9/16", false)]
    [TestCase("inf(w in vector(2): 1/2*norm(w)^2 + 2*norm(w - [1, 1])) == 1", true)]
    [TestCase("inf(t in vector(1): t[0]^4 - sqrt(4)*t[0] + t[0]^2/2) < -1/2", true)]
    public void SmoothConvexFunction_IsEnclosed(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("prox == [sign(b[0])*relu(abs(b[0]) - lambda), sign(b[1])*relu(abs(b[1]) - lambda)]", VerdictKind.Unrefuted)]
    [TestCase("prox == [sign(b[0])*relu(abs(b[0]) - lambda), sign(b[1])*relu(abs(b[1]) - 2*lambda)]", VerdictKind.Refuted)]
    [TestCase("norm1(prox) <= norm1(b)", VerdictKind.Unrefuted)]
    [TestCase("norm1(prox) <= norm1(b)/2", VerdictKind.Refuted)]
    public void ProximalPoint_AtSearchedData_IsTheSoftThreshold(string formula, VerdictKind expected) => Assert.That(
        SpecRun.One($"given b in vector(2), lambda > 0\nprox = the(argmin(w in vector(2): 1/2*norm(w - b)^2 + lambda*norm1(w)))\nclaim c: for all b, lambda: {formula}\ncheck:\n  instances = 40").Verdict.Kind,
        Is.EqualTo(expected));

    [TestCase("<=", VerdictKind.Supported)]
    [TestCase(">", VerdictKind.Refuted)]
    public void Lasso_AtDrawnData_ShrinksTheNorm(string relation, VerdictKind expected) => Assert.That(
        SpecRun.One($"x[i<4] ~ normal(2); y[i<4] ~ normal(0, 1)\nfit(c in positive) = inf(w in vector(2): 1/2*sum(i<4: (dot(x[i], w) - y[i])^2) + c*norm1(w))\nclaim c: with probability >= 1/2 over x, y: fit(1/4) {relation} fit(1/2)\ncheck:\n  trials = 40").Verdict.Kind,
        Is.EqualTo(expected));

    [TestCase("inf(x in positive: 2*x) == 0", true)]
    [TestCase("inf(x in positive: 2*x) > 0", false)]
    [TestCase("argmin(x in positive: 2*x) == {}", true)]
    [TestCase("argmin(x in reals where x >= 1 and x < 2: x) == {1}", true)]
    [TestCase("argmin(x in reals where x > 1 and x < 2: x) == {1}", false)]
    [TestCase("inf(x in reals where x > 1 and x < 1: x) == infinity", true)]
    [TestCase("inf(x in positive: x^2) == 0 and argmin(x in positive: x^2) == {}", true)]
    [TestCase("sup(s in (0, 1): s*(1 - s)) == 1/4", true)]
    public void StrictConditions_GiveTheValueOverTheirBoundsAndLeaveOptimaOnThemOut(string formula, bool holds) => Judged(Data + formula, holds);

    [TestCase("inf(w in vector(2): w[0]*w[1]) >= 0")]
    [TestCase("inf(w in vector(2) where norm(w)^2 >= 1: norm1(w)) == 1")]
    [TestCase("inf(w in vector(2) where norm(w) >= 1: norm1(w)) == 1")]
    [TestCase("inf(w in vector(2): floor(w[0]) + norm(w)^2) == 0")]
    [TestCase("inf(w in vector(2): norm(w)^2 - floor(w[0])) == 0")]
    [TestCase("inf(w in vector(2): tanh(w[0]) + norm(w)^2/100) == 0")]
    [TestCase("inf(w in vector(2): sign(w[0]) + norm(w)^2) == 0")]
    [TestCase("inf(w in vector(2): (w[0] - abs(w[1]))^2 + w[1]^2) >= 1/2")]
    [TestCase("the(argmin(t in vector(1): softplus(t[0]) + t[0]^4/4 - t[0]/3)) == [-1/2]")]
    public void Problem_ThatIsNotKnownToBeConvexOrExact_IsNeverDecidedWrongly(string formula) =>
        Assert.That(SpecRun.One(Data + formula).Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive).Or.EqualTo(VerdictKind.Refuted));

    private static void Judged(string spec, bool holds)
    {
        var outcome = SpecRun.One(spec);
        Assert.That(outcome.Verdict.Kind, holds ? Is.EqualTo(VerdictKind.Certified).Or.EqualTo(VerdictKind.Unrefuted).Or.EqualTo(VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
