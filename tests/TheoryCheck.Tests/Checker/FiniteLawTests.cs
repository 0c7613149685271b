using NUnit.Framework;

namespace TheoryCheck.Tests.Checker;

/// <summary>Measures of finitely many atoms as the checker reads them, and functions of laws along the segments between two points, each with its false twin.</summary>
[TestFixture]
public sealed class FiniteLawTests
{
    private const string Laws = """
        mu = 1/4*dirac(0) + 1/2*dirac(1) + 1/4*dirac(4)
        nu(s in reals) = sum(i<3: 1/3*dirac([s, i]))
        given x in reals

        """;

    private const string Saddle = """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": ["0", "2"]}]}""";

    // The mean of mu is 3/2, of its squares 9/2; of nu(2) the mean square is 4 + 5/3; the derivative of (x^2 + 9)/2 at 3/2 is 3/2.
    [TestCase("integral(r wrt mu: r) == 3/2", true)]
    [TestCase("integral(r wrt mu: r) == 5/2", false)]
    [TestCase("integral(r wrt mu: r^2) == 9/2", true)]
    [TestCase("integral(r wrt mu: relu(r - 2)) == 1/2", true)]
    [TestCase("integral(r wrt mu: relu(r - 2)) == 3/4", false)]
    [TestCase("integral(u wrt nu(2): dot(u, u)) == 17/3", true)]
    [TestCase("integral(u wrt nu(2): dot(u, u)) == 5", false)]
    [TestCase("integral(r wrt mu: exp(r)) > 15", true)]
    [TestCase("integral(r wrt mu: exp(r)) > 16", false)]
    [TestCase("integral(r wrt mu: integral(s wrt mu: r*s)) == 9/4", true)]
    [TestCase("integral(r wrt mu: integral(s wrt mu: r*s)) == 9/2", false)]
    [TestCase("integral(r wrt dirac(3) - dirac(1): r) == 2", true)]
    [TestCase("integral(r wrt dirac(3) - dirac(1): r) == 4", false)]
    [TestCase("integral(r wrt -mu*2: r) == -3", true)]
    [TestCase("integral(r wrt (dirac(1) + dirac(2))/2: r) == 3/2", true)]
    [TestCase("integral(r wrt (dirac(1) + dirac(2))/2: r) == 3", false)]
    [TestCase("integral(z wrt mean(i<3: dirac(i)): z) == 1", true)]
    [TestCase("integral(z wrt mean(i<3: dirac(i)): z) == 3", false)]
    public void Integral_OverAFiniteLaw_IsTheSumOverItsAtoms(string formula, bool holds) =>
        Assert.That(new Sample("instance", $"{Laws}claim c: {formula}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("grad(integral(u wrt 1/2*dirac(x) + 1/2*dirac(3): u^2), x) == 3/2", false)]
    [TestCase("grad(integral(u wrt 1/2*dirac(x) + 1/2*dirac(3): u^2), x) == 3", true)]
    public void Derivative_OfAnIntegral_SeesItsAtomsMove(string formula, bool isDenied) =>
        Assert.That(new Sample("counterexample", $"{Laws}claim c: for all x: {formula}", "c", """{"steps": [{"symbol": "x", "value": "3/2"}]}""").Check().Accepted is not null, Is.EqualTo(isDenied));

    // A law is no number; what else is said of it is not read.
    [TestCase("mu == mu")]
    [TestCase("wasserstein(1, mu, mu) == 0")]
    [TestCase("tvnorm(mu) == 1")]
    public void Law_WhereNoneIsRead_IsRejected(string formula) =>
        Assert.That(new Sample("instance", $"{Laws}claim c: {formula}", "c", """{"steps": []}""").Check().Accepted, Is.Null);

    // -u^2 bends down by |a - b|^2/4 in the middle, which c/8*|a - b|^2 allows from -c = 2 on.
    [TestCase("-integral(u wrt rho: u^2)", "0", "1", "3", true)]
    [TestCase("-integral(u wrt rho: u^2)", "0", "1", "1", false)]
    [TestCase("-integral(u wrt rho: u^2)", "-19/10", "1", "3", true)]
    [TestCase("-integral(u wrt rho: u^2)", "-2", "1", "3", false)]
    [TestCase("integral(u wrt rho: u^2)", "0", "1", "3", false)]
    [TestCase("integral(u wrt rho: u^2)", "21/10", "1", "3", true)]
    [TestCase("integral(u wrt rho: u^2)", "2", "1", "3", false)]
    [TestCase("integral(u wrt rho: exp(-u^2))", "0", "-2", "2", true)]
    [TestCase("integral(u wrt rho: exp(-u^2))", "0", "2", "4", false)]
    [TestCase("integral(u wrt rho: u)^2", "0", "1", "3", false)]
    public void DisplacementConvexity_OnASegment_IsDeniedExactlyWhereItFails(string function, string modulus, string from, string to, bool isDenied) =>
        Assert.That(Segment("probabilities(reals)", function, modulus, $$"""{"steps": [{"symbol": "rho", "value": "{{from}}"}, {"symbol": "rho", "value": "{{to}}"}]}"""), Is.EqualTo(isDenied));

    // One point too few or too many, points of another space, another symbol, functions and boxes; the middle of a sphere is not on it.
    [TestCase("probabilities(vector(2))", Saddle, true)]
    [TestCase("laws(vector(2))", Saddle, true)]
    [TestCase("probabilities(vector(3))", Saddle, false)]
    [TestCase("probabilities(sphere(2))", """{"steps": [{"symbol": "rho", "value": ["1", "0"]}, {"symbol": "rho", "value": ["0", "1"]}]}""", false)]
    [TestCase("densities(vector(2))", Saddle, false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": ["0", "2"]}, {"symbol": "rho", "value": ["0", "2"]}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "u", "value": ["0", "2"]}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": "2"}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": {"near": ["0", "2"], "within": "5"}}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": {"after": "0"}}]}""", false)]
    [TestCase("probabilities(vector(2))", """{"steps": [{"symbol": "rho", "value": ["2", "0"]}, {"symbol": "rho", "value": {"function": "rho(u in reals) = u"}}]}""", false)]
    public void DisplacementConvexity_ByPoints_IsDeniedOnlyByTwoOfTheSpace(string space, string body, bool isDenied) =>
        Assert.That(Segment(space, "integral(u wrt rho: u[0]*u[1])", "0", body), Is.EqualTo(isDenied));

    private static bool Segment(string space, string function, string modulus, string body) =>
        new Sample("instance", $"F(rho in {space}) = {function}\nclaim c: not displacement_convex(F, {modulus})", "c", body).Check().Accepted is not null;
}
