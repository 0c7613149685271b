using NUnit.Framework;

namespace TheoryCheck.Tests.Checker;

/// <summary>Statements along flows, denied just after the start; values just after a number; families of finite sets.</summary>
[TestFixture]
public sealed class FlowStartTests
{
    private const string Growth = "given a in reals\nflow t:\n  start w = a\n  start v = 1\n  rate w = w^2\n  rate v = -t*v\n";
    private const string AtTwo = """{"symbol": "a", "value": "2"}, """;
    private const string Soon = """{"symbol": "t", "value": {"after": "0"}}""";

    // w = 2 + 4t + .., so that w^2 = 4 + 16t + ..; v = 1 - t^2/2 + ..
    [TestCase("w@t == 2", true)]
    [TestCase("w@t <= 2 + 3*t", true)]
    [TestCase("w@t <= 2 + 4*t", false)]
    [TestCase("w@t >= 2 + 5*t", true)]
    [TestCase("w@t >= 2 + 3*t", false)]
    [TestCase("w@t^2 == 4 + 16*t", false)]
    [TestCase("w@t^2 == 4 + 15*t", true)]
    [TestCase("w@t > w@0", false)]
    [TestCase("w@t < w@0", true)]
    [TestCase("w@(2*t) == 2 + 4*t", true)]
    [TestCase("w@(2*t) == 2 + 8*t", false)]
    [TestCase("v@t == 1", false)]
    [TestCase("v@t <= 1 - t", true)]
    [TestCase("w@1 > 9", false)]
    [TestCase("w@(1 + t) > 9", false)]
    [TestCase("w@t - 2 - 4*t in o(h) as h -> 0", false)]
    public void Statement_JustAfterTheStart_IsDeniedByItsRates(string formula, bool isDenied) =>
        Assert.That(Denies($"{Growth}claim c: for all a: for all t: {formula}", AtTwo + Soon), Is.EqualTo(isDenied));

    // w' = w^2 = 4 + 16t + .., and v' = -t v; relu has a kink at the start.
    [TestCase("derivative(t: w@t) == 5", true)]
    [TestCase("derivative(t: w@t) == 4", false)]
    [TestCase("derivative(t: w@t) == w@t^2", false)]
    [TestCase("derivative(t: w@t) == 2*w@t^2", true)]
    [TestCase("derivative(t: w@t^2) >= 2*w@t^3 + 1", true)]
    [TestCase("derivative(t: w@t^2) >= 2*w@t^3 - 1", false)]
    [TestCase("derivative(t: v@t) == 0", false)]
    [TestCase("derivative(t: v@t) == 1", true)]
    [TestCase("derivative(t: t*w@t) == 3", true)]
    [TestCase("derivative(t: t*w@t) == 2", false)]
    [TestCase("derivative(t: w@(2*t)) == 8", false)]
    [TestCase("derivative(t: w@(2*t)) == 4", true)]
    [TestCase("derivative(t: relu(w@t - 2)) == 9", false)]
    [TestCase("derivative(t: w@(t - 1/10^60)) == 5", false)]
    [TestCase("derivative(t: w@(0 - t)) == 5", false)]
    [TestCase("derivative(t: w@(t^2)) == 5", false)]
    public void Derivative_AlongAFlow_IsEnclosedJustAfterTheStart(string formula, bool isDenied) =>
        Assert.That(Denies($"{Growth}claim c: for all a: for all t: {formula}", AtTwo + Soon), Is.EqualTo(isDenied));

    [TestCase("derivative(x: x^2) == 2", true)]
    [TestCase("derivative(x: x^2) == 2*x", false)]
    [TestCase("derivative(x: abs(x)) == 5", false)]
    public void Derivative_JustAfterANumber_IsEnclosedNearIt(string formula, bool isDenied) =>
        Assert.That(Denies($"given x > 0\nclaim c: for all x: {formula}", """{"symbol": "x", "value": {"after": "0"}}"""), Is.EqualTo(isDenied));

    [TestCase("1/8")]
    [TestCase("0")]
    public void Derivative_AtATimeThatIsListed_IsNotRead(string time) =>
        Assert.That(Denies($"{Growth}claim c: for all a: for all t: derivative(t: w@t) == 5", AtTwo + $$"""{"symbol": "t", "value": "{{time}}"}"""), Is.False);

    // A gradient flow keeps w^2 - v^2, not w^2 - 2 v^2.
    [TestCase("1", false)]
    [TestCase("2", true)]
    public void Balance_AlongAGradientFlow_IsDeniedForTheWrongFactor(string factor, bool isDenied) => Assert.That(
        Denies(
            $"L(p in reals, q in reals) = (p*relu(q) - 1)^2\nflow t:\n  start w = 2\n  start v = 3\n  rate w = -grad(L(w, v), w)\n  rate v = -grad(L(w, v), v)\n"
                + $"claim c: for all t: w@t^2 - {factor}*v@t^2 == 4 - {factor}*9",
            Soon),
        Is.EqualTo(isDenied));

    // On a kink the rate may be anything between those on both sides.
    [TestCase("w@t <= 1/2*t", false)]
    [TestCase("w@t <= -1/2*t", true)]
    [TestCase("w@t <= 2*t", false)]
    [TestCase("w@t >= 2*t", true)]
    public void Rate_OnAKink_IsKnownOnlyBetweenItsSides(string formula, bool isDenied) =>
        Assert.That(Denies($"flow t:\n  start w = 0\n  rate w = step(w)\nclaim c: for all t: {formula}", Soon), Is.EqualTo(isDenied));

    [TestCase("flow t:\n  start w = 1\n  rate w = -w\n  noise w = 1\nclaim c: for all t: w@t == 1")]
    [TestCase("flow t:\n  start w ~ normal(0, 1)\n  rate w = -w\nclaim c: for all t: w@t == 1")]
    [TestCase("flow t:\n  start w = 1\n  rate w = -w\nclaim c: for all t >= 1: w@t == 1")]
    public void Flow_WithChanceOrLaterTimes_IsNotRead(string spec) => Assert.That(Denies(spec, Soon), Is.False);

    [TestCase("for all x > 0: x^2 >= x", "0", true)]
    [TestCase("for all x > 0: x^2 >= x", "1", false)]
    [TestCase("for all x >= 1: x^2 <= x", "1", true)]
    [TestCase("for all x > 0: x^2 >= 0", "0", false)]
    [TestCase("for all x in (0, 1): sqrt(1 + x) >= 1 + x/2", "0", false)]
    [TestCase("for all x in (0, 1): exp(x) <= 1 + x/2", "0", true)]
    [TestCase("for all x in (-infinity, 0): x^2 >= 1", "0", false)]
    [TestCase("for all x in 1..: x^2 >= 10*x", "1", false)]
    [TestCase("for all x in reals where x > 0: floor(x) == 1", "0", false)]
    [TestCase("for all x in [0, 0]: x > 0", "0", false)]
    public void Statement_JustAfterANumber_IsDeniedWhereItFailsThere(string claim, string after, bool isDenied) =>
        Assert.That(Denies($"claim c: {claim}", $$$"""{"symbol": "x", "value": {"after": "{{{after}}}"}}"""), Is.EqualTo(isDenied));

    [Test]
    public void ValueThatMoves_OfAFact_IsRejected() => Assert.That(
        (Samples.LocalMinimum with { Body = Samples.LocalMinimum.Body.Replace("\"value\": \"3\"", "\"value\": {\"after\": \"3\"}", StringComparison.Ordinal) }).Check().Accepted, Is.Null);

    // All of the 2^4 tables; and one for which the existence of numbers is denied or shown.
    [TestCase("for all C[r<2, v<2] in {0, 1}: sum(r<2, v<2: C[r,v]) <= 4", "instance", "", true)]
    [TestCase("for all C[r<2, v<2] in {0, 1}: sum(r<2, v<2: C[r,v]) <= 3", "instance", "", false)]
    [TestCase("exists s[i<3] in {-1, 1}: s[0] + 2*s[1] + 4*s[2] == -3", "instance", "", true)]
    [TestCase("exists s[i<3] in {-1, 1}: s[0] + 2*s[1] + 4*s[2] == -2", "instance", "", false)]
    [TestCase("(exists s[i<2] in {0, 1}: s[0] + s[1] == 3) iff (exists g[i<2] in reals: g[0] + g[1] == 3)", "counterexample", """{"symbol": "g", "value": ["1", "2"]}""", true)]
    [TestCase("(exists s[i<2] in {0, 1}: s[0] + s[1] == 3) iff (exists g[i<2] in reals: g[0] + g[1] == 3)", "counterexample", """{"symbol": "g", "value": ["1", "1"]}""", false)]
    [TestCase("(exists s[i<2] in {0, 1}: s[0] + s[1] == 2) iff (exists g[i<2] in reals: g[0] + g[1] == 3)", "counterexample", """{"symbol": "g", "value": ["1", "2"]}""", false)]
    [TestCase("(exists g[i<2] in reals: g[0] + g[1] == 3) iff (exists s[i<2] in {0, 1}: s[0] + s[1] == 2)", "instance", """{"symbol": "g", "value": ["1", "2"]}""", true)]
    [TestCase("(exists g[i<2] in reals: g[0] + g[1] == 3) iff (exists s[i<2] in {0, 1}: s[0] + s[1] == 3)", "instance", """{"symbol": "g", "value": ["1", "2"]}""", false)]
    public void Family_OfAFiniteSet_IsRunThrough(string claim, string kind, string steps, bool isAccepted) =>
        Assert.That(new Sample(kind, $"claim c: {claim}", "c", $$"""{"steps": [{{steps}}]}""").Check().Accepted is not null, Is.EqualTo(isAccepted));

    private static bool Denies(string spec, string steps) => new Sample("counterexample", spec, "c", $$"""{"steps": [{{steps}}]}""").Check().Accepted is not null;
}
