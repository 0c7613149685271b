using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Limits;

/// <summary>Minimisers of quadratics with coefficients that are power series in a parameter, or only enclosed.</summary>
[TestFixture]
public sealed class QuadraticOptimumTests
{
    private const string Proximal = """
        given d in 1..3, c in positive, x in vector(d), b in vector(d)
        prox(h in positive) = the(argmin(z in vector(d): c*norm(z)^2/2 + dot(b, z) + norm(z - x)^2/(2*h)))
        claim c: for all d, c, x, b: norm(prox(s) - (x - s*(c*x + b))) in
        """;

    [TestCase("O(s^2)", VerdictKind.Unrefuted)]
    [TestCase("o(s)", VerdictKind.Unrefuted)]
    [TestCase("O(s^3)", VerdictKind.Refuted)]
    public void Minimiser_AsASeries_HasItsOrder(string order, VerdictKind expected) => Check($"{Proximal} {order} as s -> 0 from above\ncheck:\n  instances = 20", expected);

    [TestCase("inf(z in reals: z^2 - 2*sqrt(2)*z) <= -199/100", VerdictKind.Unrefuted)]
    [TestCase("inf(z in reals: z^2 - 2*sqrt(2)*z) < -201/100", VerdictKind.Refuted)]
    [TestCase("abs(the(argmax(z in reals: 2*sqrt(2)*z - z^2)) - sqrt(2)) <= 10^(-9)", VerdictKind.Unrefuted)]
    [TestCase("inf(z in vector(2): sqrt(2)*z[0]^2 - sqrt(3)*z[1]^2) == 0", VerdictKind.Refuted)]
    [TestCase("inf(z in reals: z^4 - sqrt(2)*z) <= 0", VerdictKind.Unrefuted)]
    [TestCase("inf(z in vector(2): z[0]^4 - sqrt(2)*z[0] + z[1]^4) <= 0", VerdictKind.Inconclusive)]
    public void Optimum_OfAQuadraticWithEnclosedCoefficients_IsEnclosed(string statement, VerdictKind expected) => Check("claim c: " + statement, expected);

    private static void Check(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
