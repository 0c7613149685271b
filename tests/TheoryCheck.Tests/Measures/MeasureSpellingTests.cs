using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Measures;

/// <summary>Problems over measures in other words: what they mean is solved, and not how they are written.</summary>
public sealed class MeasureSpellingTests
{
    private const string Setting = """
        given z in {0}
        f(nu in measures(sphere(2))) = integral(t wrt nu: relu(t[0]))

        """;

    // Norms, inner products and equations of vectors of predictions: with y = (1, 2) and relu(t₀), relu(t₁) the least |y - V|²/2 + |ν|/10 is √5/10 - 1/200, and the least |ν| with V = y is √5.
    [TestCase("inf(nu in M: norm(y - V)^2/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: dot(V - y, V - y)/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: dot(V, V)/2 - dot(y, V) + norm(y)^2/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: norm(V)^2/2 - dot(V, y) + 5/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: (norm(2*V - 2*y)/sqrt(2))^2/4 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("-sup(nu in M: -sum(i<2: (y - V)[i]^2)/2 - tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: quadratic([[1, 3], [-3, 1]], y - V)/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: norm(matmul([[3/5, 4/5], [-4/5, 3/5]], V - y))^2/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M: dot(V - y, matmul(diagonal([1, 1]), V - y))/2 + tvnorm(nu)/10)", "sqrt(5)/10 - 1/200")]
    [TestCase("inf(nu in M where V == y: tvnorm(nu))", "sqrt(5)")]
    [TestCase("inf(nu in M where norm(V - y) <= 0: tvnorm(nu))", "sqrt(5)")]
    public void VectorOfPredictions_IsReadByItsEntries(string value, string closed)
    {
        foreach (var vector in new[] { "integral(t wrt nu: phi(t))", "[integral(t wrt nu: relu(t[0])), integral(t wrt nu: relu(t[1]))]", "matrix(k<2: integral(t wrt nu: relu(t[k])))", "integral(t wrt nu: matrix(k<2: relu(t[k])))" })
        {
            var written = $"y = [1, 2]\nphi(t in sphere(2)) = [relu(t[0]), relu(t[1])]\nclaim value: for all z: abs({value.Replace("V", vector, System.StringComparison.Ordinal).Replace("in M", "in measures(sphere(2))", System.StringComparison.Ordinal)} - ({closed}))";
            Assert.That(SpecRun.One(Setting + written + " < 1/10^6").Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Certified), vector);
            Assert.That(SpecRun.One(Setting + written + " > 1/10^5").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), vector);
        }
    }

    // Products of different outputs are no sum of functions of single ones, entries may have different features, and a root of what may be negative has no value.
    [TestCase("dot(V, [V[1], V[0]])/2 + dot(V, V) - dot(y, V) + tvnorm(nu)/10")]
    [TestCase("sum(i<2, j<2: V[i]*V[j]) + tvnorm(nu)/10")]
    [TestCase("quadratic([[1, 1], [1, 1]], y - V) + tvnorm(nu)/10")]
    [TestCase("quadratic([[1, 0], [0, -1]], y - V) + tvnorm(nu)/10")]
    [TestCase("norm(matmul([[1, 1], [1, -1]], V))^2*V[0] + tvnorm(nu)/10")]
    [TestCase("norm([1, 2] - [integral(t wrt nu: relu(t[0])), integral(t wrt nu: abs(t[1]))])^2 + tvnorm(nu)/10")]
    [TestCase("sqrt((1 - f(nu))^2 - 1)^2 + tvnorm(nu)/10")]
    public void VectorOfPredictions_ThatIsNoSumOfLosses_IsNotSolved(string objective)
    {
        var written = $"y = [1, 2]\nclaim value: for all z: inf(nu in measures(sphere(2)): {objective.Replace("V", "integral(t wrt nu: matrix(k<2: relu(t[k])))", System.StringComparison.Ordinal)}) > -100";
        Assert.That(SpecRun.One(Setting + written).Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
    }

    [TestCase("-log(sigmoid(f(nu)))")]
    [TestCase("-log(1 - sigmoid(-f(nu)))")]
    [TestCase("log(exp(f(nu)) + 1) - f(nu)")]
    [TestCase("1/2*log((1 + exp(-f(nu)))^2)")]
    [TestCase("-1*log(sigmoid(f(nu))) - 0*log(1 - sigmoid(f(nu)))")]
    [TestCase("log(1 + exp(-f(nu))) + 1/2 - 1/2")]
    public void LogisticLoss_IsProvedFromItsDerivative(string loss)
    {
        var gap = $"inf(nu in M: {loss} + 1/10*tvnorm(nu)) - inf(nu in M: log(1 + exp(-f(nu))) + 1/10*tvnorm(nu))";
        Judged($"abs({gap}) < 1/10^7", true);
        Judged($"abs({gap}) > 1/10^6", false);
    }

    // f is at most the total variation in modulus, which it attains: (2 - s)²/2 + s/2 is least at s = 3/2.
    [TestCase("inf(nu in M: 2 - 2*f(nu) + 1/2*f(nu)^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("-sup(nu in M: -(2 - f(nu))^2/2 - 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: if(t[0] > 0, t[0], 1/10*t[0])))^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: relu(2*t[0]) - relu(t[0])))^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: max(dot(t, [1, 0]), 1/10*dot([1, 0], t))))^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: relu(matmul([[1, 0]], t)[0])))^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M where 2*tvnorm(nu) <= 1: (2 - f(nu))^2)", "9/4")]
    [TestCase("inf(nu in M where 3 >= tvnorm(nu) + 2: (2 - f(nu))^2)", "1")]
    [TestCase("inf(nu in M where mass(nu) >= tvnorm(nu): (1 + f(nu))^2 + mass(nu))", "1")]
    [TestCase("inf(nu in M where (f(nu) - 2)^2 <= 0: 3*tvnorm(nu))", "6")]
    [TestCase("inf(nu in M where min(f(nu), 2*f(nu)) >= 1: 3*tvnorm(nu))", "3")]
    [TestCase("inf(nu in M where max(-f(nu), -2*f(nu)) <= -1: 3*tvnorm(nu))", "3")]
    [TestCase("inf(nu in M where tvnorm(nu) <= 1/2: 3*max(f(nu), 2*f(nu)) + 1)", "-1/2")]
    [TestCase("sup(nu in M where tvnorm(nu) <= 2: 5 - 2*max(f(nu), 2*f(nu)))", "9")]
    [TestCase("sup(nu in M where tvnorm(nu) <= 2: min(i<2: (1 + i)*f(nu))/2)", "1")]
    [TestCase("inf(nu in M: sum(i<2: (1 + 3*i)*(2 - f(nu))^2)/10 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: sum(i<2: i*(2 - integral(t wrt nu: relu(t[i])))^2)/2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: sum(i<2: (1 + i)*relu(1 - integral(t wrt nu: relu((-1)^i*t[0])))) + 5/2*tvnorm(nu))", "3")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: relu(t[0])) + 2*integral(t wrt nu: t[0]))^2 + 1/2*tvnorm(nu))", "15/32")]
    [TestCase("inf(nu in M: 1/2*(2 - integral(t wrt nu: 2*t[0]) - f(nu)/2 + integral(t wrt nu: t)[0])^2 + 3/4*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M: 1/2*(2 - dot([1, 0], integral(t wrt nu: t)))^2 + 1/2*tvnorm(nu))", "7/8")]
    [TestCase("inf(nu in M where tvnorm(nu) < 1: (2 - f(nu))^2)", "1")]
    [TestCase("inf(nu in M where 1 > tvnorm(nu) and tvnorm(nu) <= 1: (2 - f(nu))^2)", "1")]
    public void Problem_InOtherWords_HasTheSameValue(string optimum, string value)
    {
        Judged($"abs({optimum} - ({value})) < 1/10^6", true);
        Judged($"abs({optimum} - ({value})) > 1/10^5", false);
    }

    // The least of (2 - s)²/2 + p·s is 2p - p²/2, of p·|ν| under f = 3 is 3p, and in a ball of radius r it is (2 - r)²/2.
    [TestCase("inf(nu in M: (2 - f(nu))^2/2 + sqrt(2)/10*tvnorm(nu))", "sqrt(2)/5 - 1/100")]
    [TestCase("inf(nu in M: (2 - f(nu))^2/2 + tvnorm(nu)/sqrt(5))", "2/sqrt(5) - 1/10")]
    [TestCase("-sup(nu in M: -(2 - f(nu))^2/2 - exp(-1)*tvnorm(nu))", "2*exp(-1) - exp(-2)/2")]
    [TestCase("inf(nu in M where f(nu) == 3: pi*tvnorm(nu))", "3*pi")]
    [TestCase("inf(nu in M: (2 - f(nu)/sqrt(2))^2/2 + tvnorm(nu)/10)", "sqrt(2)/5 - 1/100")]
    [TestCase("inf(nu in M where tvnorm(nu) <= 1: (2 - sqrt(2)*f(nu))^2/2)", "(2 - sqrt(2))^2/2")]
    [TestCase("inf(nu in M where 1 >= tvnorm(nu) and mass(nu) == tvnorm(nu): (2 - 1/sqrt(2)*f(nu))^2/2)", "(2 - 1/sqrt(2))^2/2")]
    [TestCase("inf(nu in M where -f(nu)*2/sqrt(3) == -6: tvnorm(nu))", "3*sqrt(3)")]
    [TestCase("inf(nu in M: (2 - 3*integral(t wrt nu: sqrt(2)*relu(t[0])))^2/2 + 3*tvnorm(nu)/5)", "sqrt(2)/5 - 1/100")]
    [TestCase("inf(nu in M: (2 - integral(t wrt nu: exp(t[0])))^2/2 + sqrt(2)/10*tvnorm(nu))", "sqrt(2)/5*exp(-1) - exp(-2)/100")]
    [TestCase("inf(nu in M where tvnorm(nu) <= 1/sqrt(2): (2 - integral(t wrt nu: exp(t[0])))^2/2)", "(2 - exp(1)/sqrt(2))^2/2")]
    [TestCase("inf(nu in M where tvnorm(nu) <= sqrt(2): (2 - f(nu))^2/2)", "(2 - sqrt(2))^2/2")]
    [TestCase("inf(nu in M where mass(nu) == tvnorm(nu) and mass(nu) < sqrt(2): (2 - f(nu))^2/2)", "(2 - sqrt(2))^2/2")]
    public void Problem_WithAnIrrationalPenaltyOrBound_IsEnclosed(string optimum, string value) => Problem_InOtherWords_HasTheSameValue(optimum, value);

    // The least of Σ wᵢ (yᵢ - cᵢ s)²/2 + s/2 in closed form; two inputs at 60 degrees from the first axis have the outputs s/2 in the best direction.
    [TestCase("inf(nu in M: (sqrt(2) - f(nu))^2/2 + tvnorm(nu)/2)", "sqrt(2)/2 - 1/8")]
    [TestCase("inf(nu in M: (sqrt(2) - f(nu))^2/2 + sqrt(2)/2*tvnorm(nu))", "3/4")]
    [TestCase("sup(nu in M: -(sqrt(2) - f(nu))^2/2 - tvnorm(nu)/2)", "1/8 - sqrt(2)/2")]
    [TestCase("inf(nu in M: sum(i<2: sqrt(1 + i)*(2 - f(nu))^2)/2 + tvnorm(nu)/2)", "1 - 1/(8*(1 + sqrt(2)))")]
    [TestCase("inf(nu in M: 1/sqrt(3)*sum(i<2: (2 - f(nu))^2) + tvnorm(nu)/2)", "1 - sqrt(3)/32")]
    [TestCase("inf(nu in M: sum(i<2: (2 - sqrt(1 + i)*f(nu))^2)/2 + tvnorm(nu)/2)", "4 - (3/2 + 2*sqrt(2))^2/6")]
    [TestCase("inf(nu in M: (1 - f(nu))^2/2 + sqrt(5) + tvnorm(nu)/2)", "3/8 + sqrt(5)")]
    [TestCase("inf(nu in M: sum(i<2: relu(sqrt(2) - f(nu))) + tvnorm(nu))", "sqrt(2)")]
    [TestCase("inf(nu in M where tvnorm(nu) <= 1: (sqrt(3) - f(nu))^2)", "(sqrt(3) - 1)^2")]
    [TestCase("inf(nu in probabilities(sphere(2)): (sqrt(3) - f(nu))^2)", "(sqrt(3) - 1)^2")]
    [TestCase("inf(nu in M where support(nu) subset {[1, 0]}: (sqrt(2) - f(nu))^2/2 + tvnorm(nu)/2)", "sqrt(2)/2 - 1/8")]
    [TestCase("inf(nu in M: sum(i<2: (1 - integral(t wrt nu: relu(t[0]/2 + (-1)^i*sqrt(3)/2*t[1])))^2)/2 + tvnorm(nu)/10)", "19/100")]
    [TestCase("inf(nu in M: sum(i<2: (1 - integral(t wrt nu: relu(dot(t, [cos(pi/3), (-1)^i*sin(pi/3)]))))^2)/2 + tvnorm(nu)/10)", "19/100")]
    [TestCase("sup(nu in M where tvnorm(nu) <= 1: min(i<2: integral(t wrt nu: relu(t[0]/2 + (-1)^i*sqrt(3)/2*t[1]))))", "1/2")]
    [TestCase("inf(nu in M: log(1 + exp(-sqrt(2)*integral(t wrt nu: relu(dot(t, [1, 1])/sqrt(2))))) + 2*tvnorm(nu))", "log(2)")]
    public void Problem_WithIrrationalData_IsEnclosed(string optimum, string value) => Problem_InOtherWords_HasTheSameValue(optimum, value);

    // Each of these would be answered with a rational number in the place of the irrational one.
    [TestCase("sup(nu in M where tvnorm(nu) <= sqrt(2): min(f(nu), 2*f(nu))) <= 3/2")]
    [TestCase("inf(nu in M: (2 - f(nu))^2/2 - sqrt(2)*tvnorm(nu)) <= 3")]
    [TestCase("inf(nu in M: (2 + sqrt(2)*f(nu))^2 - (2 - sqrt(3)*f(nu))^2 + tvnorm(nu)) <= 30")]
    [TestCase("inf(nu in M: (1 - f(nu))^2 + step(f(nu) - sqrt(2)) + tvnorm(nu)) <= 30")]
    [TestCase("inf(nu in M: if(sqrt(2)*f(nu) <= 0, f(nu)^2, sqrt(2)*f(nu)^2) + tvnorm(nu)) <= 30")]
    [TestCase("inf(nu in M where f(nu) == sqrt(2): tvnorm(nu)) <= 30")]
    [TestCase("inf(nu in M: (sqrt(2) - integral(t wrt nu: exp(t[0])))^2 + tvnorm(nu)) <= 30")]
    [TestCase("inf(nu in M: (sqrt(2) - f(nu))^2) <= 30")]
    [TestCase("singleton(argmin(nu in M: (sqrt(2) - f(nu))^2 + tvnorm(nu)))")]
    [TestCase("not singleton(argmin(nu in M: (sqrt(2) - f(nu))^2 + tvnorm(nu)))")]
    [TestCase("argmin(nu in M: (sqrt(2) - f(nu))^2 + 100*tvnorm(nu)) == {0*dirac([1, 0])}")]
    public void Problem_WithAnIrrationalNumberElsewhere_IsNotDecided(string formula) =>
        Assert.That(SpecRun.One($"{Setting}claim value: for all z: {formula.Replace("in M", "in measures(sphere(2))", System.StringComparison.Ordinal)}\n").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    // A total variation or mass that a measure is not to have is no bound of it.
    [TestCase("inf(nu in M where tvnorm(nu) != 1/2: (2 - f(nu))^2) > 1")]
    [TestCase("inf(nu in M where 1/2 != tvnorm(nu): (2 - f(nu))^2) > 1")]
    [TestCase("inf(nu in M where mass(nu) == tvnorm(nu) and mass(nu) != 1/2: (2 - f(nu))^2) > 1")]
    [TestCase("inf(nu in M where not (tvnorm(nu) > 1/2): (2 - f(nu))^2) > 3")]
    public void Problem_WithAnExcludedVariation_IsNotDecided(string formula) => Problem_WithAnIrrationalNumberElsewhere_IsNotDecided(formula);

    [Test]
    public void ZeroMeasure_UnderALargeIrrationalPenalty_IsTheOnlyMinimiser()
    {
        Judged("argmin(nu in M: (2 - f(nu))^2/2 + 2*sqrt(2)*tvnorm(nu)) == {0*dirac([1, 0])}", true);
        Judged("argmin(nu in M: (2 - f(nu))^2/2 + 2*sqrt(2)*tvnorm(nu)) == {}", false);
    }

    // Some measure that is not 0 has the outputs 0, as there are infinitely many points; on two points there need be none.
    [TestCase("inf(nu in M: (2 - f(nu))^2 - 1/10*tvnorm(nu)) == -infinity", true)]
    [TestCase("inf(nu in M: (2 - f(nu))^2 - 1/10*tvnorm(nu)) >= -1000", false)]
    [TestCase("sup(nu in M: 1/10*tvnorm(nu) - exp(f(nu))) == infinity", true)]
    [TestCase("argmin(nu in M: (2 - f(nu))^2 - 1/10*tvnorm(nu)) == {}", true)]
    [TestCase("sup(nu in M: min(i<2: (1 + i)*f(nu))) == infinity", true)]
    [TestCase("sup(nu in M: min(i<2: (1 + i)*f(nu))) <= 1000", false)]
    public void Problem_WithoutABound_IsSaidToBeSo(string formula, bool holds) => Judged(formula, holds);

    // A ball without its boundary has no best measure where all of the closed ball are on it; where one is within, it is the same.
    [TestCase("argmin(nu in M where tvnorm(nu) < 1: (2 - f(nu))^2) == {}", true)]
    [TestCase("argmin(nu in M where tvnorm(nu) <= 1: (2 - f(nu))^2) == {}", false)]
    [TestCase("argmin(nu in M where tvnorm(nu) < 1 and tvnorm(nu) <= 1: exp(-integral(t wrt nu: abs(t[0])))) == {}", true)]
    [TestCase("singleton(argmin(nu in M where tvnorm(nu) < 1: (1/2 - f(nu))^2 + tvnorm(nu)/2))", true)]
    [TestCase("argmin(nu in M where tvnorm(nu) < 1: (1/2 - f(nu))^2 + tvnorm(nu)/2) == {}", false)]
    [TestCase("tvnorm(the(argmin(nu in M where tvnorm(nu) < 1 and tvnorm(nu) <= 1/2: (2 - f(nu))^2))) == 1/2", true)]
    public void Problem_UnderAStrictBound_IsThatOfTheClosedBall(string formula, bool holds) => Judged(formula, holds);

    private static void Judged(string formula, bool holds)
    {
        var verdict = SpecRun.One($"{Setting}claim value: for all z: {formula.Replace("in M", "in measures(sphere(2))", System.StringComparison.Ordinal)}\n").Verdict;
        Assert.That(verdict.Kind, holds ? Is.AnyOf(VerdictKind.Certified, VerdictKind.Unrefuted, VerdictKind.Proved) : Is.EqualTo(VerdictKind.Refuted), formula + ": " + verdict.Reason);
    }
}
