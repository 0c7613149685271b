using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Regions;

/// <summary>Statements for all points of balls, spheres, simplices and bounded sets of vectors, and comparisons of suprema over them that no solver knows: each true one has a false twin.</summary>
[TestFixture]
public sealed class RegionQuantifierTests
{
    [TestCase("sup(u in ball(2): sin(u[0]) + cos(u[1])*u[0])", "< 2", true)]
    [TestCase("sup(u in ball(2): sin(u[0]) + cos(u[1])*u[0])", "< 3/2", false)]
    [TestCase("inf(u in sphere(2): u[0]^3 + u[1])", "> -6/5", true)]
    [TestCase("inf(u in sphere(2): u[0]^3 + u[1])", "> -11/10", false)]
    [TestCase("sup(p in simplex(3): p[0]*p[1]*p[2])", "<= 1/26", true)]
    [TestCase("sup(p in simplex(3): p[0]*p[1]*p[2])", "<= 1/28", false)]
    [TestCase("sup(a in [0, 1], b in [0, 1]: sin(a*b))", "<= 17/20", true)]
    [TestCase("sup(a in [0, 1], b in [0, 1]: sin(a*b))", "<= 4/5", false)]
    [TestCase("sup(u in vector(2) where norm(u - [1, 0]) <= 1/2: exp(u[0]) + sin(u[1]))", "<= 24/5", true)]
    [TestCase("sup(u in vector(2) where norm(u - [1, 0]) <= 1/2: exp(u[0]) + sin(u[1]))", "<= 22/5", false)]
    [TestCase("sup(u in sphere(2): step(u[0]) + step(u[1]) + step(-u[0] - u[1]))", "<= 2", true)]
    [TestCase("sup(u in sphere(2): step(u[0]) + step(u[1]) + step(-u[0] - u[1]))", "< 2", false)]
    [TestCase("sup(u in ball(8): sum(i<8: sin(u[i])^3))", ">= 1/2", true)]
    [TestCase("sup(u in vector(2): sin(u[0])*cos(u[1]))", "> 9/10", null)]
    [TestCase("sup(u in ball(2): u[0]*u[1] + sin(0*u[0]))", "< 1/2", null)]
    public void Supremum_ThatNoSolverKnows_IsComparedByBoxesAndPoints(string optimum, string relation, bool? holds)
    {
        var outcome = SpecRun.One($"given z in {{0}}\nclaim c: for all z: {optimum} {relation}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds switch { true => VerdictKind.Unrefuted, false => VerdictKind.Refuted, _ => VerdictKind.Inconclusive }), outcome.Verdict.Reason);
    }

    [TestCase("for all w in ball(2): mean(i<4: e[i]*dot(w, x[i])) <= norm(mean(i<4: e[i]*x[i])) + 1/1000", true)]
    [TestCase("for all w in ball(2): abs(mean(i<4: e[i]*dot(w, x[i]))) <= 1/20", false)]
    [TestCase("for all w in sphere(2): eigmin(matrix(p<2, q<2: mean(i<4: x[i][p]*x[i][q]) + 2*if(p == q, 1, 0) + w[p]*w[q]/4)) > 3/2", true)]
    [TestCase("for all w in sphere(2): eigmin(matrix(p<2, q<2: mean(i<4: x[i][p]*x[i][q]) + 2*if(p == q, 1, 0) + w[p]*w[q]/4)) > 3", false)]
    [TestCase("exists w in ball(2): mean(i<4: e[i]*dot(w, x[i])) >= 0", true)]
    [TestCase("exists w in ball(2): mean(i<4: e[i]*tanh(dot(w, x[i]))) >= 1", false)]
    [TestCase("for all U[j<2] in ball(2): dot(U[0], x[0]) + dot(U[1], x[1]) >= -21/10", true)]
    [TestCase("for all U[j<2] in ball(2): dot(U[0], x[0])*dot(U[1], x[1]) >= -1/50", false)]
    public void Event_OfAllPointsOfASet_IsDecidedAtEachDraw(string body, bool holds)
    {
        var outcome = SpecRun.One($"x[i<4] ~ sphere(2); e[i<4] ~ rademacher\nclaim c: with probability >= 1/2 over x, e: {body}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Supported : VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [Test]
    public void Event_OfAllVectors_IsNotProvedBySomeOfThem()
    {
        var outcome = SpecRun.One("x ~ sphere(2)\nclaim c: with probability >= 1/2 over x: for all w in vector(2): sin(dot(w, x)) <= 1");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive), outcome.Verdict.Reason);
    }
}
