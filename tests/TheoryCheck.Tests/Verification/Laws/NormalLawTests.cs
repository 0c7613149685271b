using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification.Laws;

/// <summary>Normal laws as values: closed forms against independent ones, and false statements beside the true ones.</summary>
[TestFixture]
public sealed class NormalLawTests
{
    private const string Plane = "[[2, 1], [1, 3]]";
    private const string Other = "[[1, -1/2], [-1/2, 2]]";

    // The second moments along dX = -X dt + √2 dB from N(3, 2), and a rotation of the plane.
    private const string Flows = """
        flow t:
          start X ~ normal(3, 2)
          rate X = -X/2
          noise X = 1
        flow s:
          start R ~ normal([1, 0], [[1, 0], [0, 4]])
          rate R = [-R[1], R[0]]
        evolve k:
          start Y ~ normal(0, 1)
          xi ~ normal(1, 1/2)
          Y <- Y/2 + xi
        w ~ normal(2)

        """;

    [TestCase("abs(kl(normal(1, 2), normal(0, 1)) - (2 - log(2))/2) <= 10^(-15)", TestName = "RelativeEntropy_OfNumbers_IsTheClosedForm")]
    [TestCase("abs(kl(normal([1, 0], " + Plane + "), normal(2)) - (4 - log(5))/2) <= 10^(-15)", TestName = "RelativeEntropy_InThePlane_IsTheClosedForm")]
    [TestCase("fisher(normal(1, 2), normal(0, 1)) == 3/2", TestName = "FisherInformation_OfNumbers_IsTheClosedForm")]
    [TestCase("abs(entropy(normal(0, 1)) + (1 + log(2*pi))/2) <= 10^(-15)", TestName = "Entropy_OfTheStandardLaw_IsKnown")]
    [TestCase("moment(normal(3), 4) == 15 and moment(normal(1, 2), 2) == 3", TestName = "Moments_OfNormalLaws_AreKnown")]
    [TestCase("mean(normal([1, 2], " + Plane + ")) == [1, 2]", TestName = "Mean_OfANormalLaw_IsItsParameter")]
    [TestCase("density(u in reals: exp(-(u - 1)^2)) == normal(1, 1/2)", TestName = "Density_OfAQuadraticExponent_IsNormal")]
    [TestCase("density(u in vector(2): exp(-(2*u[0]^2 + 2*u[0]*u[1] + u[1]^2)/2)) == normal([0, 0], [[1, -1], [-1, 2]])", TestName = "Density_InThePlane_HasTheInverseCovariance")]
    [TestCase("wasserstein(2, normal(3, 4), normal(0, 1))^2 == 10", TestName = "Distance_OfNumbers_IsTheClosedForm")]
    [TestCase("abs(wasserstein(2, normal([0, 0], " + Plane + "), normal([0, 0], " + Other + "))^2 - (8 - 2*sqrt(7 + 2*sqrt(35/4)))) <= 10^(-12)", TestName = "Distance_InThePlane_IsTheClosedForm")]
    [TestCase("integral(u wrt normal(1, 2): 3*u^2 + u) == 10", TestName = "Integral_AgainstANormalLaw_IsAMoment")]
    [TestCase("spectral_gap(u |-> u^2/2, 3) == 1", TestName = "SpectralGap_OfAQuadratic_IsItsCurvature")]
    [TestCase("law(w[0] + 2*w[1] + 1) == normal(1, 5)", TestName = "Law_OfALinearFunctionOfDraws_IsNormal")]
    [TestCase("abs(mean(law(X@2)) - 3*exp(-1)) <= 10^(-14)", TestName = "Flow_MeanAtATime_Decays")]
    [TestCase("abs(moment(law(X@2), 2) - (9*exp(-2) + 2*exp(-2) + 1 - exp(-2))) <= 10^(-14)", TestName = "Flow_SecondMomentAtATime_Relaxes")]
    [TestCase("abs(mean(law(R@20))[0] - cos(20)) <= 10^(-10) and abs(mean(law(R@20))[1] - sin(20)) <= 10^(-10)", TestName = "Flow_ThatRotates_MovesTheMeanAround")]
    [TestCase("law(Y@3) == normal(7/4, 43/64)", TestName = "Recursion_WithNormalNoise_HasTheExactLaw")]
    [TestCase("for all nu in densities(reals): kl(nu, normal(0, 4)) <= 2*fisher(nu, normal(0, 4))", TestName = "LogarithmicSobolev_WithTheBestConstant_Holds")]
    public void Statement_ThatIsTrue_IsPositive(string statement) =>
        Assert.That(Judged(statement), Is.GreaterThanOrEqualTo(VerdictKind.Unrefuted));

    [TestCase("kl(normal(1, 2), normal(0, 1)) <= 1/2")]
    [TestCase("fisher(normal(1, 2), normal(0, 1)) == 1")]
    [TestCase("density(u in reals: exp(-(u - 1)^2)) == normal(1, 1)")]
    [TestCase("wasserstein(2, normal([0, 0], " + Plane + "), normal([0, 0], " + Other + "))^2 <= 8 - 2*sqrt(7 + 2*sqrt(35/4)) - 10^(-9)")]
    [TestCase("law(w[0] + 2*w[1] + 1) == normal(1, 3)")]
    [TestCase("mean(law(X@2)) >= 3*exp(-1) + 10^(-9)")]
    [TestCase("law(Y@3) == normal(7/4, 42/64)")]
    [TestCase("for all nu in densities(reals): kl(nu, normal(0, 4)) <= 199/100*fisher(nu, normal(0, 4))")]
    [TestCase("for all nu in densities(vector(2)): kl(nu, normal([0, 0], [[1, 0], [0, 3]])) <= fisher(nu, normal([0, 0], [[1, 0], [0, 3]]))")]
    public void Statement_ThatIsFalse_IsRefuted(string statement) =>
        Assert.That(Judged(statement), Is.EqualTo(VerdictKind.Refuted));

    [Test]
    public void Distance_InThreeDimensions_IsThatOfItsBlocks()
    {
        const string Block = "[[2, 1, 0], [1, 3, 0], [0, 0, 4]]";
        const string Second = "[[1, -1/2, 0], [-1/2, 2, 0], [0, 0, 1]]";
        var text = $"abs(wasserstein(2, normal([0, 0, 0], {Block}), normal([0, 0, 1], {Second}))^2 - (wasserstein(2, normal([0, 0], {Plane}), normal([0, 0], {Other}))^2 + 2)) <= 10^(-8)";
        Assert.That(Judged(text), Is.GreaterThanOrEqualTo(VerdictKind.Unrefuted));
    }

    [TestCase("integral(u in reals: exp(-u^2)) < infinity", ExpectedResult = true)]
    [TestCase("integral(u in reals: exp(u - 0*u^2)) < infinity", ExpectedResult = false)]
    [TestCase("abs(integral(u in vector(2): exp(-norm(u)^2/2)) - 2*pi) <= 10^(-14)", ExpectedResult = true)]
    public bool Integral_OfTheExponentialOfAQuadratic_IsDecided(string statement)
    {
        var kind = Judged(statement);
        Assert.That(kind, Is.EqualTo(VerdictKind.Refuted).Or.GreaterThanOrEqualTo(VerdictKind.Unrefuted));
        return kind != VerdictKind.Refuted;
    }

    [TestCase("law(X@1) == normal(0, 1)", "start X ~ normal(0, 1)\n  rate X = -X^3\n  noise X = 1")]
    [TestCase("law(X@1) == normal(0, 1)", "start X ~ normal(0, 1)\n  rate X = -X\n  noise X = X")]
    [TestCase("law(X@1) == normal(0, 1)", "start X ~ rademacher\n  rate X = -X")]
    public void Law_ThatIsNotNormal_IsNotDecided(string statement, string flow) =>
        Assert.That(SpecRun.One($"flow t:\n  {flow}\nclaim c: {statement}").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));

    [Test]
    public void StationaryLaw_OfALinearFlow_IsKeptExactly()
    {
        var claims = SpecRun.All("""
            given b in {1, 2, 3}, h in {1/2, 5}
            flow t:
              start X ~ normal(0, 1/(b*h))
              rate X = -h*X
              noise X = sqrt(2/b)
            claim kept: for all b, h: for all t >= 0: law(X@t) == normal(0, 1/(b*h))
            claim moved: for all b, h: for all t > 0: law(X@t) == normal(0, 1/(2*b*h))
            """).Specs[0].Claims;
        Assert.That(claims.Select(c => c.Verdict.Kind), Is.EqualTo(new[] { VerdictKind.Unrefuted, VerdictKind.Refuted }));
    }

    private static VerdictKind Judged(string statement)
    {
        ClaimOutcome outcome = SpecRun.One(Flows + "claim c: " + statement);
        TestContext.Out.WriteLine(outcome.Verdict.Reason);
        return outcome.Verdict.Kind;
    }
}
