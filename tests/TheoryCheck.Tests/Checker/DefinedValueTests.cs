using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Checker;

/// <summary>Values listed as definitions, laws among them, and the sets of symmetric and semidefinite matrices: accepted within their domain, and refused outside.</summary>
[TestFixture]
public sealed class DefinedValueTests
{
    // The mean square is 1/2 and 2, the root 1.41..; masses of 2, negative ones, points outside, no measure at all, several definitions and other files are refused.
    [TestCase("P in laws(reals)", "integral(u wrt P: u^2) >= 1", "P = 1/2*dirac(0) + 1/2*dirac(1)", true)]
    [TestCase("P in laws(reals)", "integral(u wrt P: u^2) >= 1", "P = 1/2*dirac(0) + 1/2*dirac(2)", false)]
    [TestCase("P in laws(reals)", "integral(u wrt P: u^2) <= 1", "P = dirac(1) + dirac(0)*2", false)]
    [TestCase("P in laws(reals)", "integral(u wrt P: u^2) >= 1", "P = dirac(1/2)*2 - dirac(1)", false)]
    [TestCase("P in laws({0, 1})", "integral(u wrt P: u^2) <= 1", "P = dirac(2)", false)]
    [TestCase("P in laws({0, 2})", "integral(u wrt P: u^2) <= 1", "P = 1/2*dirac(0) + 1/2*dirac(2)", true)]
    [TestCase("P in laws(vector(2))", "integral(u wrt P: norm(u)^2) <= 1", "P = dirac([1, 1])", true)]
    [TestCase("P in laws(vector(2))", "integral(u wrt P: norm(u)^2) <= 1", "P = dirac([1, 1, 1])", false)]
    [TestCase("P in laws(vector(2))", "integral(u wrt P: norm(u)^2) <= 1", "P = dirac(2)", false)]
    [TestCase("P in laws(reals)", "1 == 2", "P = normal(0, 1)", false)]
    [TestCase("P in laws(reals)", "1 == 2", "P = 1", false)]
    [TestCase("P in laws(reals)", "1 == 2", "P = dirac(1)\\nQ = 2", false)]
    [TestCase("P in laws(reals)", "1 == 2", "P(u in reals) = dirac(u)", false)]
    [TestCase("P in laws(reals)", "1 == 2", "P[i<2] = dirac(i)", false)]
    [TestCase("P in laws(reals)", "1 == 2", "include \\\"x\\\"", false)]
    [TestCase("P in laws(reals)", "1 == 2", "", false)]
    [TestCase("x in reals", "x^2 != 2", "x = sqrt(2)", false)]
    [TestCase("x in reals", "x <= 1.41", "x = sqrt(2)", true)]
    [TestCase("x in reals", "x >= 1.41", "x = sqrt(2)", false)]
    [TestCase("x in [0, 1]", "x <= 1/2", "x = sqrt(2)", false)]
    [TestCase("x in integers", "x <= 1/2", "x = sqrt(2)", false)]
    [TestCase("x in reals", "x <= 1", "x = 1/0", false)]
    [TestCase("x in reals", "x <= 1", "x = y", false)]
    public void Definition_AsAValue_DeniesOnlyWhatIsFalseThere(string symbol, string formula, string definition, bool isDenied)
    {
        var body = $$$"""{"steps": [{"symbol": "{{{symbol[..1]}}}", "value": {"function": "{{{definition}}}"}}]}""";
        Assert.That(new Sample("counterexample", $"given {symbol}\nclaim c: for all {symbol[..1]}: {formula}", "c", body).Check().Accepted is not null, Is.EqualTo(isDenied));
    }

    [TestCase("symmetric(2)", """[["1", "2"], ["2", "1"]]""", true)]
    [TestCase("symmetric(2)", """[["1", "2"], ["3", "1"]]""", false)]
    [TestCase("symmetric(3)", """[["1", "2"], ["2", "1"]]""", false)]
    [TestCase("symmetric(2)", """[["1", "2", "3"], ["2", "1", "0"]]""", false)]
    [TestCase("psd(2)", """[["4", "2"], ["2", "1"]]""", true)]
    [TestCase("psd(2)", """[["3", "2"], ["2", "1"]]""", false)]
    [TestCase("psd(2)", """[["4", "2"], ["1", "1"]]""", false)]
    [TestCase("psd(2)", """{"near": [["4", "2"], ["2", "4"]], "within": "1/8"}""", false)]
    [TestCase("psd(1)", """["1"]""", false)]
    [TestCase("psd(2)", "\"1\"", false)]
    public void Matrix_OfASet_IsTakenOnlyFromIt(string set, string value, bool isTaken)
    {
        var body = $$$"""{"steps": [{"symbol": "A", "value": {{{value}}}}]}""";
        Assert.That(new Sample("counterexample", $"given A in {set}\nclaim c: for all A: A[0, 0] < 0", "c", body).Check().Accepted is not null, Is.EqualTo(isTaken));
    }

    // Eigenvalues 3 and -1, singular values 3 and 1; a singular matrix; a column.
    [TestCase("opnorm([[1, 2], [2, 1]]) <= 3.001", true)]
    [TestCase("opnorm([[1, 2], [2, 1]]) < 2.999", false)]
    [TestCase("opnorm([[3, 0], [4, 0]]) <= 5.001 and opnorm([[3, 0], [4, 0]]) >= 4.999", true)]
    [TestCase("opnorm([[1, 2, 2]]) > 2.999", true)]
    [TestCase("opnorm([[1, 2, 2]]) > 3.001", false)]
    [TestCase("opnorm([[0, 0], [0, 0]]) == 0", true)]
    public void OperatorNorm_OfAMatrix_IsEnclosed(string formula, bool holds) =>
        Assert.That(new Sample("instance", $"claim c: {formula}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("given A in psd(2)\nclaim c: for all A: eigmin(A) > 0")]
    [TestCase("given A in symmetric(2)\nclaim c: for all A: opnorm(A) <= trace(A)")]
    [TestCase("given P in laws(reals)\nclaim c: for all P: integral(u wrt P: u^2) >= integral(u wrt P: u)")]
    [TestCase("given P in probabilities({0, 1, 3})\nclaim c: for all P: integral(u wrt P: u^2) >= 2*integral(u wrt P: u)")]
    public void Run_OfAFalseClaimAboutThem_IsRefutedByACertificate(string text)
    {
        var verdict = SpecRun.One(text).Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier), Is.EqualTo((VerdictKind.Refuted, "")), verdict.Strength);
    }
}
