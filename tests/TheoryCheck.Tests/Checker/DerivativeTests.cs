using NUnit.Framework;
using TheoryCheck.Checker;

namespace TheoryCheck.Tests.Checker;

/// <summary>Derivatives, expansions and local minima as the checker reads them, each with its false twin.</summary>
[TestFixture]
public sealed class DerivativeTests
{
    private const string Quartic = "f(x in reals) = 3*x^4 - 4*x^3 - 12*x^2\nclaim c: for all x in reals: local_min(f, x) implies global_min(f, x)";

    [TestCase("grad(a^3, a) == 12")]
    [TestCase("grad(exp(2*a), a) > 109.196 and grad(exp(2*a), a) < 109.197")]
    [TestCase("grad(sin(a)*cos(a), a) < cos(2*a) + 10^(-20) and grad(sin(a)*cos(a), a) > cos(2*a) - 10^(-20)")]
    [TestCase("grad(log(1 + a^2), a) == 4/5")]
    [TestCase("grad(sqrt(a + 2), a) == 1/4")]
    [TestCase("grad(arctan(a), a) == 1/5")]
    [TestCase("grad(1/(a - 1), a) == -1")]
    [TestCase("grad(relu(a - 1)^2, a) == 2 and grad(relu(1 - a), a) == 0 and grad(abs(1 - a), a) == 1")]
    [TestCase("grad(angle([a, 0], [a, 1]), a) == -1/5")]
    [TestCase("grad(a^(-2), a) == -1/4 and grad(tanh(a - 2), a) < 1.0000001 and grad(tanh(a - 2), a) > 0.9999999")]
    [TestCase("grad(if(a > 1, a^2, 0), a) == 4 and grad(step(a - 1), a) == 0 and grad(max(a, 3*a), a) == 3")]
    [TestCase("grad(a*u, a) == u")]
    [TestCase("grad(sum(i<3: u[i]^2), u) == [2, 4, 6] and grad(dot(u, u), u[2]) == 6 and grad(outer(u, u)[0, 1], u) == [2, 1, 0]")]
    public void Gradient_OfKnownFunctions_IsKnown(string claim) =>
        Assert.That(new Sample("instance", $"sweep a in {{2}}\nclaim c: for all a: exists u in vector(3): {claim}", "c",
            """{"steps": [{"symbol": "u", "value": ["1", "2", "3"]}]}""").Check().Reason, Is.Empty);

    // All that moves moves with the same h: a derivative within a derivative would mix them up.
    [TestCase("grad(grad(a*b, a), b) == 0")]
    [TestCase("grad(grad(a*b, a), b) == 1")]
    [TestCase("(grad(a*h^2, a) in o(h) as h -> 0)")]
    public void Gradient_WithinAnother_IsNotRead(string claim) =>
        Assert.That(new Sample("instance", $"sweep a in {{2}}, b in {{3}}\nclaim c: for all a, b: {claim}", "c", """{"steps": []}""").Check().Accepted, Is.Null);

    // At a kink there is no derivative; a slope within a slope is not read; a definition has no value of its own.
    [TestCase("grad(relu(a - 2), a) == 0")]
    [TestCase("grad(relu(a - 2), a) == 1")]
    [TestCase("grad(abs(a - 2), a) == 0")]
    [TestCase("grad(floor(a), a) == 0")]
    [TestCase("grad(sqrt(a - 2), a) > 0")]
    [TestCase("grad(a^3, a) == 11")]
    [TestCase("grad(a^3, a) > 12")]
    public void Gradient_WhereItIsNotKnownOrAnother_IsNotShown(string claim) =>
        Assert.That(new Sample("instance", $"sweep a in {{2}}\nclaim c: for all a: {claim}", "c", """{"steps": []}""").Check().Accepted, Is.Null);

    [TestCase("exp(h) - 1 - h in O(h^2)", true)]
    [TestCase("exp(h) - 1 - h in o(h^2)", false)]
    [TestCase("exp(h) - 1 - h in o(h)", true)]
    [TestCase("sin(h) - h in O(h^3)", true)]
    [TestCase("sin(h) - h in o(h^3)", false)]
    [TestCase("relu(h) in O(h)", true)]
    [TestCase("relu(h) in o(h)", false)]
    [TestCase("relu(-h) in o(h^2)", true)]
    [TestCase("abs(h) + h^2 in Theta(h)", true)]
    [TestCase("h^2 in Omega(h)", false)]
    [TestCase("log(1 + h) - h in Theta(h^2)", true)]
    [TestCase("1/(1 - h) - 1 - h in o(h)", true)]
    public void Order_FromAbove_IsDecidedByTheLeadingPowers(string order, bool holds)
    {
        var text = $"claim c: {order} as h -> 0 from above";
        Assert.Multiple(() =>
        {
            Assert.That(new Sample("instance", text, "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));
            Assert.That(new Sample("counterexample", text, "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(!holds));
        });
    }

    [TestCase("relu(h) in o(h) as h -> 0 from below", true)]
    [TestCase("relu(h) in o(h) as h -> 0", false)]
    [TestCase("(h - 2)^2 in O(h - 2) as h -> 2", true)]
    public void Order_FromEachSide_MeansThatSide(string order, bool holds) =>
        Assert.That(new Sample("instance", $"claim c: {order}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    // Coefficients that vanish as far as they are known decide nothing, nor do roots and poles.
    [TestCase("h^12 in o(h^10)")]
    [TestCase("sqrt(h) in o(1)")]
    [TestCase("1/h in O(1)")]
    public void Order_BeyondTheExpansion_IsNeitherShownNorDenied(string order)
    {
        var text = $"claim c: {order} as h -> 0 from above";
        Assert.Multiple(() =>
        {
            Assert.That(new Sample("instance", text, "c", """{"steps": []}""").Check().Accepted, Is.Null);
            Assert.That(new Sample("counterexample", text, "c", """{"steps": []}""").Check().Accepted, Is.Null);
        });
    }

    [TestCase("-1", "1/64", "2", true)]
    [TestCase("-1001/1000", "1/64", "2", true)]
    [TestCase("-11/10", "1/64", "2", false, Description = "the slope is too large")]
    [TestCase("-1", "1/2", "2", false, Description = "the Hessian is not definite on the box")]
    [TestCase("2", "1/64", "-1", false, Description = "this minimum is global")]
    [TestCase("0", "1/64", "2", false, Description = "a maximum")]
    [TestCase("-1", "1/64", "1/2", false, Description = "not lower")]
    [TestCase("-1", "0", "2", false)]
    public void LocalMinimum_ThatIsNotGlobal_DeniesTheClaim(string middle, string within, string lower, bool fails) =>
        Assert.That(new Sample("counterexample", Quartic, "c", $$$"""{"steps": [{"symbol": "x", "value": {"near": "{{{middle}}}", "within": "{{{within}}}"}}, {"symbol": "x", "value": "{{{lower}}}"}]}""")
            .Check().Accepted is not null, Is.EqualTo(fails));

    [Test]
    public void LocalMinimum_AgainstAnAssumption_DeniesNothing()
    {
        const string body = """{"steps": [{"symbol": "x", "value": {"near": "-1", "within": "1/64"}}, {"symbol": "x", "value": "2"}]}""";
        var text = Quartic.Replace("claim c: for all x in reals:", "given x in reals\nassume up: x > A\nclaim c: for all x:", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(new Sample("counterexample", text.Replace("x > A", "x > -2", StringComparison.Ordinal), "c", body).Check().Reason, Is.Empty);
            Assert.That(new Sample("counterexample", text.Replace("x > A", "x > -1", StringComparison.Ordinal), "c", body).Check().Accepted, Is.Null);
            Assert.That(new Sample("counterexample", text.Replace("x > A", "x > 0", StringComparison.Ordinal), "c", body).Check().Accepted, Is.Null);
        });
    }

    // Two statements about minima may speak of different points of one box.
    [Test]
    public void LocalMinimum_OfTwoFunctionsAtOnce_IsNotRead()
    {
        const string text = "f(x in reals) = x^2\ng(x in reals) = (x - 1/1000)^2\nclaim c: exists x in reals: local_min(f, x) and local_min(g, x)";
        Assert.That(new Sample("instance", text, "c", """{"steps": [{"symbol": "x", "value": {"near": "0", "within": "1"}}]}""").Check().Accepted, Is.Null);
        Assert.That(new Sample("instance", text.Replace(" and local_min(g, x)", "", StringComparison.Ordinal), "c", """{"steps": [{"symbol": "x", "value": {"near": "0", "within": "1"}}]}""").Check().Accepted, Is.Not.Null);
    }

    // The minimum is not symmetric, however near to a symmetric matrix.
    [Test]
    public void LocalMinimum_InABoxOfMatrices_IsNotSymmetric()
    {
        const string text = "f(x in matrix(2, 2)) = (x[0, 0] - 1)^2 + (x[0, 1] - 1/1000)^2 + x[1, 0]^2 + (x[1, 1] - 1)^2\nclaim c: exists x in matrix(2, 2): local_min(f, x) and psd(x)";
        const string body = """{"steps": [{"symbol": "x", "value": {"near": [["1", "0"], ["0", "1"]], "within": "1/8"}}]}""";
        Assert.That(new Sample("instance", text, "c", body).Check().Accepted, Is.Null);
        Assert.That(new Sample("instance", text.Replace("psd(x)", "trace(x) > 1", StringComparison.Ordinal), "c", body).Check().Reason, Is.Empty);
    }

    [TestCase("x", "-1", true)]
    [TestCase("x", "0", false)]
    [TestCase("2*x", "-1", false, Description = "a term is no symbol")]
    public void LocalMinimum_OnAPlateau_IsOne(string point, string middle, bool holds) =>
        Assert.That(new Sample("instance", $"f(t in reals) = (1 - relu(t))^2\nclaim c: exists x in reals: local_min(f, {point})", "c",
            $$$"""{"steps": [{"symbol": "x", "value": {"near": "{{{middle}}}", "within": "1/8"}}]}""").Check().Accepted is not null, Is.EqualTo(holds));
}
