using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Laws;

/// <summary>
/// Conditions over a continuum that a theorem decides. As an assumption of a claim that is false, a condition that holds leaves the claim refuted, and one that fails
/// leaves it vacuous: each is shown both ways.
/// </summary>
[TestFixture]
public sealed class KnownTheoremTests
{
    private const string Curve = "f(z in vector(2)) = z[0]^2 + 2*z[1]^2\n";

    [TestCase("exists b in vector(2): b[0] + b[1] == x and 2*b[0] + 2*b[1] == 2*x", ExpectedResult = VerdictKind.Refuted, TestName = "LinearEquations_ThatAgree_AreSolvable")]
    [TestCase("exists b in vector(2): b[0] + b[1] == x and 2*b[0] + 2*b[1] == 3*x", ExpectedResult = VerdictKind.Vacuous, TestName = "LinearEquations_ThatContradict_AreNot")]
    [TestCase("for all u in vector(2): u[0]^2 + u[1]^2 >= 2*x*u[0]*u[1]", ExpectedResult = VerdictKind.Refuted, TestName = "Quadratics_AtTheEdgeOfSemidefinite_AreOrdered")]
    [TestCase("for all u in vector(2): u[0]^2 + u[1]^2 >= 21/10*x*u[0]*u[1]", ExpectedResult = VerdictKind.Vacuous, TestName = "Quadratics_BeyondTheEdge_AreNot")]
    [TestCase("for all u in reals, v in reals: (u - v)^2 + 1 > x - 1", ExpectedResult = VerdictKind.Inconclusive, TestName = "StrictInequality_OfASemidefiniteForm_IsNotDecided")]
    [TestCase("for all u in reals: u^2 - 2*x*u + 2 > 0", ExpectedResult = VerdictKind.Refuted, TestName = "StrictInequality_OfAPositiveForm_Holds")]
    [TestCase("for all u in vector(2): 2*u[0] <= x", ExpectedResult = VerdictKind.Vacuous, TestName = "LinearFunctions_AreNotBounded")]
    [TestCase("for all z in ball(2): eigmin(hessian(f(z), z)) >= 2*x", ExpectedResult = VerdictKind.Refuted, TestName = "IdleQuantifier_OverAConstantHessian_IsItsBody")]
    [TestCase("for all z in ball(2): eigmin(hessian(f(z), z)) >= 3*x", ExpectedResult = VerdictKind.Vacuous, TestName = "IdleQuantifier_WithAFalseBody_Fails")]
    [TestCase("global_min(f, (x - 1)*ones(2))", ExpectedResult = VerdictKind.Refuted, TestName = "GlobalMinimum_OfAQuadratic_IsRecognised")]
    [TestCase("global_min(f, x*ones(2))", ExpectedResult = VerdictKind.Vacuous, TestName = "GlobalMinimum_Elsewhere_IsDenied")]
    [TestCase("exists m > 0, b > 0: for all u in vector(2): dot(grad(f(u), u), u) >= x*m*norm(u)^2 - b", ExpectedResult = VerdictKind.Refuted, TestName = "Dissipativity_OfAQuadratic_HasAWitness")]
    [TestCase("exists m > 0, b > 0: for all u in vector(2): u[0] >= x*m*norm(u)^2 - b", ExpectedResult = VerdictKind.Inconclusive, TestName = "Dissipativity_WithoutAWitness_IsNotDecided")]
    [TestCase("for all u in vector(2): relu(u[0] + u[1]) <= relu(u[0]) + x*relu(u[1])", ExpectedResult = VerdictKind.Refuted, TestName = "PiecewiseLinear_Subadditivity_Holds")]
    [TestCase("for all u in vector(2): relu(u[0] + u[1]) >= relu(u[0]) + x*relu(u[1])", ExpectedResult = VerdictKind.Vacuous, TestName = "PiecewiseLinear_Superadditivity_Fails")]
    [TestCase("for all u in vector(2) where u[0]*x == u[1]: relu(u[0] + u[1]) >= relu(u[0]) + relu(u[1])", ExpectedResult = VerdictKind.Refuted, TestName = "PiecewiseLinear_SuperadditivityOnALine_Holds")]
    [TestCase("exists u in vector(2): step(u[0])*step(-x*u[0]) == 1 and u[0] != 0", ExpectedResult = VerdictKind.Vacuous, TestName = "PiecewiseLinear_StepsThatMeetAtAPoint_FireThereAlone")]
    [TestCase("exists u in vector(2): step(u[0])*step(-x*u[0]) == 1 and u[1] != 0", ExpectedResult = VerdictKind.Refuted, TestName = "PiecewiseLinear_StepsThatMeetAtAPoint_FireThere")]
    [TestCase("exists u in reals: u < x and abs(u) > 1", ExpectedResult = VerdictKind.Refuted, TestName = "PiecewiseLinear_StrictConditions_HaveAPoint")]
    [TestCase("exists u in reals: u < x and u > 1", ExpectedResult = VerdictKind.Vacuous, TestName = "PiecewiseLinear_StrictConditionsThatTouch_HaveNone")]
    [TestCase("exists g[h<2] in vector(2), b[h<2] in reals: for all p<2, q<2: prod(h<2: step(p*g[h][0] + q*g[h][1] + b[h])) == if(p == q, x - 1, x)", ExpectedResult = VerdictKind.Refuted, TestName = "PiecewiseLinear_TwoHalfPlanes_SeparateExclusiveOr")]
    [TestCase("exists g in vector(2), b in reals: for all p<2, q<2: step(p*g[0] + q*g[1] + b) == if(p == q, x - 1, x)", ExpectedResult = VerdictKind.Vacuous, TestName = "PiecewiseLinear_OneHalfPlane_DoesNot")]
    [TestCase("exists g in vector(2): max(g[0], g[1])^2 == x + 1", ExpectedResult = VerdictKind.Inconclusive, TestName = "PiecewiseLinear_OfASquare_IsNotDecided")]
    public VerdictKind Condition_AsAnAssumption_IsDecided(string condition)
    {
        var outcome = SpecRun.One($"given x in {{1}}\n{Curve}assume condition: {condition}\nclaim c: x == 2");
        TestContext.Out.WriteLine(outcome.Verdict.Reason);
        return outcome.Verdict.Kind;
    }

    [TestCase("inf(u in vector(2): u[0]^2 + u[1]^2 - 2*u[0] + u[0]*u[1]) == -4/3", ExpectedResult = true)]
    [TestCase("inf(u in vector(2): u[0]^2 + u[1]^2 - 2*u[0] + u[0]*u[1]) == -1", ExpectedResult = false)]
    [TestCase("inf(u in reals: -u^2) == -infinity", ExpectedResult = true)]
    [TestCase("sup(u in reals: 3 - (u - 1)^2) == 3", ExpectedResult = true)]
    [TestCase("the(argmin(u in reals: (u - 2)^2)) == 2", ExpectedResult = true)]
    [TestCase("the(argmax(u in reals: 1 - (u - 2)^2)) == 1", ExpectedResult = false)]
    public bool Optimum_OfAQuadratic_IsExact(string statement)
    {
        var kind = SpecRun.One("claim c: " + statement).Verdict.Kind;
        Assert.That(kind, Is.EqualTo(VerdictKind.Refuted).Or.GreaterThanOrEqualTo(VerdictKind.Unrefuted));
        return kind != VerdictKind.Refuted;
    }

    [TestCase("expect(xi: Y@k^2) <= 2", ExpectedResult = VerdictKind.Unrefuted)]
    [TestCase("expect(xi: Y@k^2) <= 1", ExpectedResult = VerdictKind.Refuted)]
    public VerdictKind Mean_AlongALinearRecursion_IsClosed(string statement) => SpecRun.One($"""
        evolve k:
          start Y = 1
          xi ~ normal(0, 1)
          Y <- Y/2 + xi
        claim c: for all k: {statement}
        """).Verdict.Kind;

    [TestCase("1/2", "[2, -1]", ExpectedResult = VerdictKind.Unrefuted)]
    [TestCase("1/2", "[2, 1]", ExpectedResult = VerdictKind.Refuted)]
    [TestCase("3", "[2, -1]", ExpectedResult = VerdictKind.Refuted)]
    public VerdictKind Limit_OfALinearContraction_IsItsFixedPoint(string step, string limit) => SpecRun.One($"""
        evolve k:
          start w = [5, 5]
          w <- w - {step}*[w[0] - 2, w[1] + 1]
        claim c: limit(k -> infinity: w@k) == {limit}
        """).Verdict.Kind;
}
