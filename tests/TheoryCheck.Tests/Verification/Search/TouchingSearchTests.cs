using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Search;

namespace TheoryCheck.Tests.Verification.Search;

/// <summary>Claims that fail only where two sides touch, under equations, at 0, or at related values.</summary>
[TestFixture]
public sealed class TouchingSearchTests
{
    private const string Declarations = """
        given a in reals, b in reals, h > 0, s in (0, 1), k in integers, v in vector(3), w in vector(3), d in 2.., u in sphere(d), q in sphere(d), M in matrix(2, 2), z in simplex(3), p in permutations(4), x[i<3] in sphere(3)

        """;

    [TestCase("(a - 1/3)^2 > 0", "a = 1/3")]
    [TestCase("abs(a - 7) + abs(b + 3/5) > 0", "a = 7, b = -3/5")]
    [TestCase("a^2 != 2", "a = sqrt(2)")]
    [TestCase("sin(h) < 1", null)]
    [TestCase("a^4 + b^4 + 2 > 2*a^2 + 2*b^2", null)]
    [TestCase("a == b implies a*b <= 100", null)]
    [TestCase("s <= 1 - 1/10^9", null)]
    [TestCase("k^2 != 169", null)]
    [TestCase("norm(v) > 0", "v = [0, 0, 0]")]
    [TestCase("dot(u, q) > -1", null)]
    [TestCase("u[0]*u[1] < 1/2", "d = 2, u = [1, 1]/|.|")]
    [TestCase("matmul(M, M) == zeros(2, 2) implies M == zeros(2, 2)", null)]
    [TestCase("max(i<3: z[i]) < 1", null)]
    [TestCase("p[0] != 3 or p[1] != 2 or p[2] != 1", "p = [3, 2, 1, 0]")]
    [TestCase("norm(x[0] + x[1] + x[2]) > 0", null)]
    public void FalseClaim_FailingOnASetWithoutVolume_IsRefuted(string claim, string? expected)
    {
        var outcome = SpecRun.One($"{Declarations}claim c: {claim}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
            Assert.That(string.Join(", ", outcome.Counterexample!.Values.Select(v => $"{v.Symbol.Text} = {v.Value}")), expected is null ? Is.Not.Empty : Is.EqualTo(expected));
        });
    }

    [TestCase("(a - 1/3)^2 >= 0")]
    [TestCase("sin(h) <= 1")]
    [TestCase("u[0]*u[1] <= 1/2")]
    [TestCase("matmul(M, M) == identity(2) implies det(M)^2 == 1")]
    [TestCase("norm(v - w) == 0 implies v[0] == w[0]")]
    public void TrueClaim_WithSidesThatTouch_IsNotRefuted(string claim)
    {
        var outcome = SpecRun.One($"{Declarations}claim c: {claim}\ncheck c:\n  instances = 40");
        Assert.That(outcome.Verdict.Kind, Is.AnyOf(VerdictKind.Unrefuted, VerdictKind.Proved), outcome.Verdict.Reason);
    }

    // Opposite vectors shrink together.
    [Test]
    public void Find_OfRelatedSymbols_ShrinksThemTogether()
    {
        var outcome = SpecRun.One($"{Declarations}claim c: norm(v) == 0 or norm(w) == 0 or angle(v, w) < pi");
        var values = outcome.Counterexample!.Values.Select(v => v.Value).ToList();
        Assert.That(values, Is.AnyOf(new[] { "[1, 0, 0]", "[-1, 0, 0]" }, new[] { "[0, 1, 0]", "[0, -1, 0]" }, new[] { "[0, 0, 1]", "[0, 0, -1]" }, new[] { "[-1, 0, 0]", "[1, 0, 0]" }, new[] { "[0, -1, 0]", "[0, 1, 0]" }, new[] { "[0, 0, -1]", "[0, 0, 1]" }));
    }

    [TestCase(0.3333333, 1e-5, "1/3")]
    [TestCase(-2.9999999, 1e-5, "-3")]
    [TestCase(0.0000001, 1e-5, "0")]
    [TestCase(1.4142135623, 1e-7, "sqrt(2)")]
    [TestCase(-0.7071067811, 1e-7, "-sqrt(1/2)")]
    [TestCase(3.1415926535, 1e-7, "pi")]
    [TestCase(0.7853981634, 1e-7, "1/4*pi")]
    public void Number_NearADouble_IsASimpleOne(double value, double tolerance, string expected) => Assert.That(Typeset.TextOf(NearbyNumbers.Exact(value, tolerance)), Is.EqualTo(expected));

    // The best approximations of π with small denominators, by their continued fraction.
    [TestCase(1e-1, "16/5")]
    [TestCase(2e-3, "22/7")]
    [TestCase(1e-6, "355/113")]
    public void Fraction_WithinADistance_IsTheSimplest(double tolerance, string expected)
    {
        var simplest = NearbyNumbers.Simplest(Math.PI, tolerance / Math.PI);
        var smaller = Enumerable.Range(1, (int)simplest.Denominator - 1).Where(q => Math.Abs((Math.Round(Math.PI * q) / q) - Math.PI) <= tolerance);
        Assert.Multiple(() =>
        {
            Assert.That(simplest.ToString(), Is.EqualTo(expected));
            Assert.That(smaller, Is.Empty);
        });
    }
}
