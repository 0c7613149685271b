using NUnit.Framework;

namespace TheoryCheck.Tests.Verification.Convex;

/// <content>Losses of learning theory: logistic in all spellings, entropies, Huber's and the quantile loss; and statements about all their minimisers.</content>
public sealed partial class ConvexOptimumTests
{
    private const string Losses = """
        given z in {0}
        x[i<3] = [1 + i, 2 - i*i]
        s[i<3] = 1 - 2*mod(i, 2)
        y[i<5] = [0, 1, 2, 3, 10][i]
        h(t in reals) = if(abs(t) <= 1, t^2/2, abs(t) - 1/2)
        rho(t in reals) = if(t >= 0, 3/4*t, -1/4*t)
        claim value: for all z: 
        """;

    // Each spelling of the logistic loss is bounded on both sides of the same number.
    [TestCase("log(1 + exp(-s[i]*dot(w, x[i])))")]
    [TestCase("-log(sigmoid(s[i]*dot(w, x[i])))")]
    [TestCase("log(exp(s[i]*dot(w, x[i])) + 1) - s[i]*dot(w, x[i])")]
    [TestCase("-log(exp(s[i]*dot(w, x[i]))/(1 + exp(s[i]*dot(w, x[i]))))")]
    public void LogisticLoss_InAnySpelling_HasOneValue(string loss)
    {
        var value = $"inf(w in vector(2): sum(i<3: {loss}) + norm(w)^2/2)";
        var other = "inf(w in vector(2): sum(i<3: softplus(-s[i]*dot(w, x[i]))) + norm(w)^2/2)";
        Judged($"{Losses}abs({value} - {other}) <= 10^(-9)", true);
        Judged($"{Losses}abs({value} - {other}) >= 10^(-9)", false);
    }

    [TestCase("inf(w in vector(2): log(exp(w[0]) + exp(w[1]) + exp(-w[0] - w[1]))) >= log(3) - 10^(-9)", true)]
    [TestCase("inf(w in vector(2): log(exp(w[0]) + exp(w[1]) + exp(-w[0] - w[1]))) >= log(3) + 10^(-9)", false)]
    [TestCase("norm(the(argmin(w in vector(2): log(exp(w[0]) + exp(w[1]) + exp(-w[0] - w[1]))))) <= 10^(-6)", true)]
    [TestCase("inf(w in vector(1): log(1 + exp(w[0])) + log(2 + exp(w[0]))) >= log(2) - 10^(-6)", true)]
    public void LogarithmOfExponentials_IsBoundedFromBothSides(string formula, bool holds) => Judged(Losses + formula, holds);

    [TestCase("inf(q in simplex(3): sum(i<3: q[i]*log(q[i]))) >= -log(3) - 10^(-9)", true)]
    [TestCase("inf(q in simplex(3): sum(i<3: q[i]*log(q[i]))) >= -log(3) + 10^(-9)", false)]
    [TestCase("abs(inf(q in simplex(2): q[0]*log(3*q[0]) + q[1]*(log(q[1]) - log(2/3)) + q[0]) + log(exp(-1)/3 + 2/3)) <= 10^(-9)", true)]
    [TestCase("abs(the(argmin(q in simplex(2): q[0]*log(q[0]) + q[1]*log(q[1]) + q[0]))[0] - exp(-1)/(1 + exp(-1))) <= 10^(-6)", true)]
    [TestCase("the(argmin(q in simplex(2): q[0]*log(q[0]) + q[1]*log(q[1]) + q[0]))[0] >= 2/7", false)]
    public void Entropy_OnTheSimplex_IsLeastAtTheGibbsLaw(string formula, bool holds) => Judged(Losses + formula, holds);

    [TestCase("inf(w in vector(2): w[0]^2 - log(w[1])) >= 0")]
    [TestCase("inf(w in vector(2) where w[0] + w[1] == 1: w[0]*log(w[0]) + w[1]^2) >= 0")]
    [TestCase("inf(w in vector(2) where w[0] >= 0: w[0]*log(w[1]) + norm(w)^2) >= 0")]
    [TestCase("inf(w in vector(2): sigmoid(w[0]) + norm(w)^2/100) >= 1")]
    [TestCase("inf(w in vector(2): 1/(1 + exp(w[0])) + norm(w)^2/100) >= 1")]
    [TestCase("inf(w in vector(2): if(abs(w[0]) <= 1, 0, abs(w[0])) + w[1]^2) == 1")]
    [TestCase("inf(w in vector(2): if(w[0] <= w[1], w[0]^2, w[1]^2)) == 1")]
    public void LossWithoutAValueOrAShape_IsNotTakenForConvex(string formula) =>
        Assert.That(SpecRun.One(Losses + formula).Verdict.Kind, Is.EqualTo(Core.VerdictKind.Inconclusive).Or.EqualTo(Core.VerdictKind.Refuted).Or.EqualTo(Core.VerdictKind.Broken));

    [TestCase("inf(w in vector(2): sum(i<5: rho(y[i] - w[0] - i*w[1]))) == inf(w in vector(2): sum(i<5: max(3/4*(y[i] - w[0] - i*w[1]), (w[0] + i*w[1] - y[i])/4)))", true)]
    [TestCase("inf(w in vector(2): sum(i<5: rho(y[i] - w[0] - i*w[1]))) == 9/4", true)]
    [TestCase("inf(w in vector(2): sum(i<5: rho(y[i] - w[0] - i*w[1]))) == 2", false)]
    [TestCase("inf(w in vector(2): sum(i<5: h(y[i] - w[0] - i*w[1]))) == inf(w in vector(2), u[i<5] in reals: sum(i<5: u[i]^2/2 + abs(y[i] - w[0] - i*w[1] - u[i])))", true)]
    [TestCase("inf(w in vector(2): sum(i<5: h(y[i] - w[0] - i*w[1]))) == 4", false)]
    [TestCase("sup(w in vector(2): -h(w[0] - 3) - w[1]^2) == 0", true)]
    public void LossMadeOfPieces_IsAQuadraticProgram(string formula, bool holds) => Judged(Losses + formula, holds);

    [TestCase("inf(w in vector(2) where norm(w) <= 1: norm(w - [3, 4]) + norm(w)) >= 5 - 10^(-6)", true)]
    [TestCase("abs(inf(w in ball(2): log(1 + exp(-3*w[0] - 4*w[1]))) - log(1 + exp(-5))) <= 10^(-9)", true)]
    [TestCase("inf(w in ball(2): log(1 + exp(-3*w[0] - 4*w[1]))) >= log(1 + exp(-5)) + 10^(-9)", false)]
    public void Curve_OnABall_IsBoundedFromBothSides(string formula, bool holds) => Judged(Losses + formula, holds);

    [TestCase("the(argmin(w in ball(2) where norm(w - [2, 0]) <= 1: (w[1] - 3)^2)) == [1, 0]", true)]
    [TestCase("the(argmin(w in vector(2) where norm(w) <= 1 and norm(w - [3, 0]) <= 2: w[1])) == [0, 1]", false)]
    [TestCase("inf(w in ball(2) where norm(w - [3, 0]) <= 2: w[0] + w[1]) == 1", true)]
    [TestCase("inf(w in ball(2) where norm(w - [3, 0]) <= 19/10: w[0]) == infinity", true)]
    [TestCase("inf(w in vector(2) where norm(w) <= 0: norm(w - [3, 4])) == 5", true)]
    [TestCase("inf(w in vector(2) where (w[0] + w[1] - 1)^2 <= 0: norm(w)^2) == 1/2", true)]
    [TestCase("inf(w in vector(2) where (w[0] + w[1] - 1)^2 <= 0: norm(w)^2) == 1/3", false)]
    public void BoundsThatOnlyTouch_AreLinear(string formula, bool holds) => Judged(Losses + formula, holds);

    [TestCase("for all b in argmin(v in vector(2) where v[0] + v[1] == 1: norm1(v)): b[0] >= 0 and b[1] >= 0", true)]
    [TestCase("for all b in argmin(v in vector(2) where v[0] + v[1] == 1: norm1(v)): b[0] == b[1]", false)]
    [TestCase("exists b in argmin(v in vector(2) where v[0] + v[1] == 1: norm1(v)): b[0] == 1/3", true)]
    [TestCase("exists b in argmin(v in vector(2) where v[0] + v[1] == 1: norm1(v)): b[0] == -1/3", false)]
    [TestCase("for all b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): sum(i<3: b[i]) == 1", true)]
    [TestCase("for all b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): for all i<3: b[i] >= 0", false)]
    [TestCase("exists b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): norm(b)^2 <= 1/3", true)]
    [TestCase("exists b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): norm(b)^2 < 1/3", false)]
    [TestCase("inf(b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): norm(b)) == 1/sqrt(3)", true)]
    [TestCase("the(argmin(b in vector(3) where b in argmin(v in vector(3): (sum(i<3: v[i]) - 1)^2): norm(b)^2)) == [1/3, 1/3, 1/3]", true)]
    [TestCase("for all m in argmin(t in reals: sum(i<4: abs(y[i] - t))): 1 <= m and m <= 2", true)]
    [TestCase("for all w in argmin(v in vector(2): sum(i<3: softplus(-s[i]*dot(v, x[i]))) + norm(v)^2): norm(w)^2 <= 3*log(2)", true)]
    [TestCase("for all w in argmin(v in vector(2): sum(i<3: softplus(-s[i]*dot(v, x[i]))) + norm(v)^2): norm(w) >= 2", false)]
    [TestCase("for all w in argmin(v in vector(2) where v[0] >= 1 and v[0] <= 0: norm(v)): norm(w) < 0", true)]
    public void StatementAboutMinimisers_IsDecidedForAllOfThem(string formula, bool holds) => Judged(Losses + formula, holds);
}
