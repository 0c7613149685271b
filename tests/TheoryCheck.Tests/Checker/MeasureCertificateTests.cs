using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Checker;

/// <summary>Optima over measures: a run certifies them, with facts beside what is less than certain; and the checker rejects what is not so.</summary>
[TestFixture]
public sealed class MeasureCertificateTests
{
    private const string Listed = """
        z = [[3/5, 4/5], [4/5, -3/5], [-5/13, 12/13], [12/13, 5/13], [-4/5, 3/5], [7/25, 24/25]]
        y[i<6] = relu(z[i,0]) + 2*relu(z[i,1])
        F(nu in measures(sphere(2)), p in positive) = 1/12*sum(i<6: (y[i] - integral(t wrt nu: relu(dot(t, z[i]))))^2) + p*tvnorm(nu)

        """;

    // One atom, at which both samples are active: the value is 75/4.
    private const string Single = """
        x = [[1, 0], [0, 1]]
        J(nu in measures(sphere(2))) = 1/4*sum(i<2: ((3 + i)*2 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 5/2*tvnorm(nu)

        """;

    [TestCase("singleton(argmin(nu in measures(sphere(2)): F(nu, 1/20)))", VerdictKind.Certified, "instance")]
    [TestCase("inf(nu in measures(sphere(2)): F(nu, 1/20)) < 3/20", VerdictKind.Certified, "instance")]
    [TestCase("inf(nu in measures(sphere(2)): F(nu, 1/20)) < 1/20", VerdictKind.Refuted, "counterexample")]
    [TestCase("sup(t in sphere(2): sum(i<6: y[i]*relu(dot(t, z[i])))) < 10", VerdictKind.Certified, "instance")]
    [TestCase("sup(t in sphere(2): sum(i<6: y[i]*relu(dot(t, z[i])))) < 1", VerdictKind.Refuted, "counterexample")]
    public void Claim_AboutAnOptimumOverMeasures_IsSettledByACertificate(string claim, VerdictKind kind, string certificate)
    {
        var verdict = Outcome($"{Listed}claim c: {claim}").Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate?.Kind), Is.EqualTo((kind, "", certificate)));
    }

    [Test]
    public void Probability_OfOneMinimiser_CarriesWhatTheFirstTrialShows()
    {
        const string text = """
            z[i<6] ~ sphere(2)
            y[i<6] = relu(z[i,0]) + 2*relu(z[i,1])
            found(p in positive) = argmin(nu in measures(sphere(2)): 1/12*sum(i<6: (y[i] - integral(t wrt nu: relu(dot(t, z[i]))))^2) + p*tvnorm(nu))
            claim c: with probability >= 1/2 over z: singleton(found(1/20))
            check c:
              trials = 12
            """;
        var facts = Outcome(text).Facts;
        Assert.That(facts.Select(f => f.Kind), Does.Contain("measure_optimum"));
        Assert.That(facts.Select(f => f.Truth), Is.All.EqualTo(Certainty.Unknown));
    }

    [Test]
    public void LeastEigenvalue_OfAFamilyThatIsNotRefuted_CarriesEnclosures()
    {
        var outcome = Outcome("given a in [0, 1], b in [0, 1]\nM[i<2, j<2] = if(i == j, 2 + a, b/3)\nclaim c: for all a, b: eigmin(M)^2 >= 1");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Unrefuted));
        Assert.That(outcome.Facts.Select(f => f.Kind), Is.Not.Empty.And.All.EqualTo("eigenvalue_enclosure"));
    }

    [TestCase("""[{"mass": "5", "direction": ["3", "4"]}]""", true)]
    [TestCase("""[{"mass": "5", "direction": ["6", "8"]}]""", true)]
    [TestCase("""[{"mass": "5000000000001/1000000000000", "direction": ["3", "4"]}]""", true)]
    [TestCase("""[{"mass": "5", "direction": ["4", "3"]}]""", false)]
    [TestCase("""[{"mass": "-5", "direction": ["3", "4"]}]""", false)]
    [TestCase("""[{"mass": "5", "direction": ["-3", "-4"]}]""", false)]
    [TestCase("""[{"mass": "6", "direction": ["3", "4"]}]""", false)]
    [TestCase("""[{"mass": "3", "direction": ["3", "4"]}, {"mass": "2", "direction": ["3", "4"]}]""", false)]
    [TestCase("""[{"mass": "5", "direction": ["3", "4"]}, {"mass": "1/1000000", "direction": ["1", "-1"]}]""", false)]
    [TestCase("""[{"mass": "5", "direction": ["3", "4", "0"]}]""", false)]
    [TestCase("""[{"mass": "5", "direction": ["0", "0"]}]""", false)]
    [TestCase("[]", false)]
    public void SparseOptimum_WithOtherAtoms_IsRejected(string atoms, bool isShown)
    {
        var sample = new Sample(
            "sparse_optimum", $"{Single}claim c: singleton(argmin(nu in measures(sphere(2)): J(nu)))", "c", $$"""{"instance": [], "problem": "0", "atoms": {{atoms}}, "within": "1/10"}""");
        Assert.That(sample.Check().Accepted is not null, Is.EqualTo(isShown));
    }

    // |⟨x, θ⟩| does not tell θ from -θ: with each minimiser its mirror image is one.
    [Test]
    public void SparseOptimum_OfAProblemWithMirrorImages_IsRejected([Values("1", "5", "6")] string mass, [Values("1", "3")] string first)
    {
        const string text = "x = [[1, 0], [0, 1]]\nclaim c: singleton(argmin(nu in measures(sphere(2)): 1/4*sum(i<2: (6 - integral(t wrt nu: abs(dot(t, x[i]))))^2) + 1/2*tvnorm(nu)))";
        var body = $$"""{"instance": [], "problem": "0", "atoms": [{"mass": "{{mass}}", "direction": ["{{first}}", "1"]}], "within": "10"}""";
        Assert.That(new Sample("sparse_optimum", text, "c", body).Check().Accepted, Is.Null);
    }

    // What the reader of problems must not confuse.
    [TestCase("inf(nu in measures(sphere(2)): 1/4*(6 - integral(t wrt nu: relu(dot(t, x[0]))))^2 - 5/2*tvnorm(nu)) <= 100")]
    [TestCase("inf(nu in measures(sphere(2)): 1/4*(6 - integral(t wrt nu: relu(dot(t, x[0]))))^3 + 5/2*tvnorm(nu)) <= 100")]
    [TestCase("inf(nu in measures(sphere(2)): 1/4*(6 - integral(t wrt nu: relu(dot(t, x[0])) + tvnorm(nu)))^2 + 5/2*tvnorm(nu)) <= 100")]
    [TestCase("inf(nu in measures(sphere(2)): 1/4*(6 - integral(t wrt nu: relu(dot(t, x[0])) + 1))^2 + 5/2*tvnorm(nu)) <= 100")]
    [TestCase("inf(nu in measures(sphere(2)) where tvnorm(nu) <= 1: 1/4*(6 - integral(t wrt nu: relu(dot(t, x[0]))))^2 + 5/2*tvnorm(nu)) <= 100")]
    [TestCase("inf(nu in measures(sphere(2)): 1/4*(6 - integral(t wrt nu: relu(relu(dot(t, x[0])) - dot(t, x[1]))))^2 + 5/2*tvnorm(nu)) <= 100")]
    [TestCase("sup(t in sphere(2): relu(dot(t, x[0]))^2) <= 100")]
    [TestCase("sup(t in sphere(2): relu(dot(t, x[0])) + 1) <= 100")]
    public void Optimum_OfAnotherForm_IsNotRead(string claim)
    {
        var sample = new Sample("instance", $"x = [[1, 0], [0, 1]]\nclaim c: {claim}", "c", """{"steps": [], "optima": [[{"mass": "1", "direction": ["3", "4"]}]]}""");
        Assert.That(sample.Check().Accepted, Is.Null);
    }

    private static ClaimOutcome Outcome(string text) => SpecRun.All(text).Specs[0].Claims.Single(c => c.Name == "c");
}
