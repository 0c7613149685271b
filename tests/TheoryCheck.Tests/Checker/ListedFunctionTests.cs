using NUnit.Framework;

namespace TheoryCheck.Tests.Checker;

/// <summary>Functions as values of a certificate: defined everywhere, with the properties that a spec asks for, or rejected.</summary>
[TestFixture]
public sealed class ListedFunctionTests
{
    [TestCase("smooth(f)", "u^2 - 3*u", true)]
    [TestCase("smooth(f)", "exp(-u^2)*sin(2*u) + tanh(u)/3", true)]
    [TestCase("smooth(f)", "abs(u)", false)]
    [TestCase("smooth(f)", "relu(u)^3", false)]
    [TestCase("smooth(f)", "max(u, 2)", false)]
    [TestCase("continuous(f)", "relu(3/4*u) - abs(u)", true)]
    [TestCase("continuous(f)", "step(u)", false)]
    [TestCase("continuous(f)", "if(u > 0, u, 0)", false)]
    [TestCase("continuous(f)", "floor(u)", false)]
    [TestCase("continuous(f)", "indicator(u > 0)", false)]
    [TestCase("convex(f)", "abs(2*u - 1) + u^4/7", true)]
    [TestCase("convex(f)", "max(u, 1 - u, relu(u - 2))", true)]
    [TestCase("convex(f)", "softplus(-3*u) - 5*u", true)]
    [TestCase("convex(f)", "-min(u, 1)", true)]
    [TestCase("convex(f)", "-u^2", false)]
    [TestCase("convex(f)", "u^3", false)]
    [TestCase("convex(f)", "min(u, 1)", false)]
    [TestCase("convex(f)", "relu(u)*relu(u - 1)", false)]
    [TestCase("convex(f)", "exp(-u^2)", false)]
    [TestCase("convex(f)", "sigmoid(u)", false)]
    [TestCase("smooth(f)", "1/u", false)]
    [TestCase("smooth(f)", "log(1 + u^2)", false)]
    [TestCase("smooth(f)", "sqrt(1 + u^2)", false)]
    [TestCase("smooth(f)", "u^(1/3)", false)]
    [TestCase("smooth(f)", "u^(-2)", false)]
    [TestCase("smooth(s |-> f(2*s + 1))", "u^2", true)]
    [TestCase("convex(s |-> -f(-s))", "min(u, 1)", true)]
    [TestCase("convex(s |-> -f(-s))", "u^2", false)]
    public void Function_WithACondition_IsAcceptedWhereItIsShown(string condition, string body, bool isAccepted) =>
        Assert.That(Denies($"given f(u in reals) in reals where {condition}\nclaim c: for all f: f(1) == f(1) + 1", $"f(u in reals) = {body}"), Is.EqualTo(isAccepted));

    [TestCase("loss(u in reals, z in reals) = abs(u - z)", true)]
    [TestCase("loss(u in reals, z in reals) = z*u", true)]
    [TestCase("loss(u in reals, z in reals) = z*relu(u)", false)]
    [TestCase("loss(u in reals, z in reals) = z^2*relu(u)", false)]
    [TestCase("loss(u in reals, z in reals) = relu(u)*z^2 - relu(u)", false)]
    [TestCase("loss(u in reals, z in reals) = (u - z)^2 - z^4", true)]
    public void Function_ConvexForEachValueOfAnother_IsSeenToBe(string text, bool isAccepted) => Assert.That(
        Denies("given loss(u in reals, z in reals) in reals where for all c in reals: convex(b |-> loss(b, c))\nclaim c: for all loss: loss(1, 2) > loss(1, 2)", text, "loss"), Is.EqualTo(isAccepted));

    // Of the kind that is declared: so many arguments, so many axes, one number as value; and nothing else in its text.
    [TestCase("f(u in reals, v in reals) = u", false)]
    [TestCase("f(u in vector(2)) = u[0]", false)]
    [TestCase("f(u in reals) = [u, u]", false)]
    [TestCase("f(u in reals) = u > 0", false)]
    [TestCase("f(u in reals) = u\ng = 1", false)]
    [TestCase("f(u in reals) = u\nclaim d: 1 == 1", false)]
    [TestCase("given a in reals\nf(u in reals) = a*u", false)]
    [TestCase("z ~ normal(0, 1)\nf(u in reals) = z*u", false)]
    [TestCase("f(u in reals) = f(u)", false)]
    [TestCase("f(u in reals) = y", false)]
    [TestCase("include \"x\"\nf(u in reals) = u", false)]
    [TestCase("f = 3", false)]
    [TestCase("", false)]
    [TestCase("g(t in reals) = t - 1", true)]
    public void Function_OfAnotherKind_IsRejected(string text, bool isAccepted) =>
        Assert.That(Denies("given f(u in reals) in reals\nclaim c: for all f: f(1) == 1", text), Is.EqualTo(isAccepted));

    // The shape is that of the function on the space that the claim speaks of, not on the one that its text names.
    [TestCase("f(u in vector(1)) = -dot(u, u)", false)]
    [TestCase("f(u in vector(0)) = -dot(u, u)", false)]
    [TestCase("f(u in vector(1)) = abs(u[0])", true)]
    public void Function_OfVectors_HasItsShapeAtTheSizeOfTheClaim(string text, bool isAccepted) => Assert.That(
        new Sample(
            "counterexample",
            "given d in 1.., f(u in vector(d)) in reals where convex(f)\nclaim c: for all d, f: 1 > 2",
            "c",
            $$$"""{"steps": [{"symbol": "d", "value": "1"}, {"symbol": "f", "value": {"function": "{{{text}}}"}}]}""").Check().Accepted is not null,
        Is.EqualTo(isAccepted));

    [TestCase("for all f: f(3) <= 5", "f(u in reals) = 2*u", true)]
    [TestCase("for all f: f(3) <= 6", "f(u in reals) = 2*u", false)]
    [TestCase("for all f: f(3) <= 5", "3", false)]
    public void Claim_OfAllFunctions_IsDeniedAtOneWhereItIsFalse(string claim, string text, bool isDenied) =>
        Assert.That(Denies($"given f(u in reals) in reals\nclaim c: {claim}", text), Is.EqualTo(isDenied));

    [TestCase("number", """{"symbol": "f", "value": "3"}""")]
    [TestCase("list", """{"symbol": "f", "value": ["3"]}""")]
    [TestCase("two keys", """{"symbol": "f", "value": {"function": "f(u in reals) = u", "near": "1"}}""")]
    public void Value_ThatIsNoFunction_IsRejected(string what, string step) => Assert.That(
        new Sample("counterexample", "given f(u in reals) in reals\nclaim c: for all f: 1 == 2", "c", $$"""{"steps": [{{step}}]}""").Check().Accepted, Is.Null, what);

    [Test]
    public void Number_GivenAsAFunction_IsRejected() => Assert.That(
        new Sample("counterexample", "given a in reals\nclaim c: for all a: 1 == 2", "c", """{"steps": [{"symbol": "a", "value": {"function": "a(u in reals) = u"}}]}""").Check().Accepted, Is.Null);

    // f(1 + h) - f(1) - f'(1) h is 3 h^2 + h^3 for the cube: not o(h^2), but O(h^2). The derivative is taken where nothing moves.
    [TestCase("in o(h^2)", true)]
    [TestCase("in O(h^2)", false)]
    [TestCase("in o(h)", false)]
    public void Expansion_WithADerivative_IsDeniedOnlyWhereItIsFalse(string order, bool isDenied) => Assert.That(
        Denies($"given f(u in reals) in reals where smooth(f)\nd(u in reals) = grad(f(u), u)\nclaim c: for all f: f(1 + h) - f(1) - h*d(1) {order} as h -> 0 from above", "f(u in reals) = u^3"),
        Is.EqualTo(isDenied));

    // What moves already is not seen by a derivative within it: nothing is said, rather than something false.
    [TestCase("d(1 + h) - d(1) in o(h)")]
    [TestCase("d(1 + h) - d(1) - 6*h in o(h)")]
    [TestCase("d(1 + h) - d(1) in Theta(h)")]
    public void Derivative_InWhatMoves_IsNotRead(string formula) => Assert.That(
        Denies($"given f(u in reals) in reals where smooth(f)\nd(u in reals) = grad(f(u), u)\nclaim c: for all f: {formula} as h -> 0 from above", "f(u in reals) = u^3"), Is.False);

    // Of many functions that the checker takes for convex none bends down anywhere; and many are taken for convex.
    [Test]
    public void Function_TakenForConvex_LiesBelowItsChords()
    {
        var (random, taken) = (new Random(29), 0);
        for (var round = 0; round < 400; round++)
        {
            var (text, value) = Drawn(random, 3);
            if (!Denies("given f(u in reals) in reals where convex(f)\nclaim c: for all f: f(0) > f(0)", $"f(u in reals) = {text}"))
            {
                continue;
            }

            taken++;
            for (var (x, y) = (-3.0, -2.6); x < 3; (x, y) = (y + 0.13, y + 0.13 + (3 * random.NextDouble())))
            {
                var (middle, chord) = (value((x + y) / 2), (value(x) + value(y)) / 2);
                Assert.That(middle, Is.LessThanOrEqualTo(chord + (1e-9 * (1 + Math.Abs(chord) + Math.Abs(value(x))))), $"{text} between {x} and {y}");
            }
        }

        Assert.That(taken, Is.GreaterThan(60));
    }

    private static (string Text, Func<double, double> Value) Drawn(Random random, int depth)
    {
        if (depth == 0)
        {
            var number = random.Next(-3, 4);
            return random.Next(3) > 0 ? ("u", u => u) : ($"({number})", _ => number);
        }

        var ((a, f), (b, g)) = (Drawn(random, depth - 1), Drawn(random, depth - 1));
        return random.Next(11) switch
        {
            0 => ($"({a} + {b})", u => f(u) + g(u)),
            1 => ($"({a} - {b})", u => f(u) - g(u)),
            2 => ($"({a}*{b})", u => f(u) * g(u)),
            3 => ($"max({a}, {b})", u => Math.Max(f(u), g(u))),
            4 => ($"min({a}, {b})", u => Math.Min(f(u), g(u))),
            5 => ($"abs({a})", u => Math.Abs(f(u))),
            6 => ($"({a})^2", u => f(u) * f(u)),
            7 => ($"relu({a})", u => Math.Max(f(u), 0)),
            8 => ($"(-2*{a})", u => -2 * f(u)),
            9 => ($"({a})^3", u => f(u) * f(u) * f(u)),
            _ => ($"({a})/4", u => f(u) / 4),
        };
    }

    private static bool Denies(string spec, string text, string name = "f") => new Sample(
        "counterexample", spec, "c", $$$"""{"steps": [{"symbol": "{{{name}}}", "value": {"function": {{{System.Text.Json.JsonSerializer.Serialize(text)}}}}}]}""").Check().Accepted is not null;
}
