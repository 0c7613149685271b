using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Equations for all smooth functions of compact support are derived, or refuted at polynomials; what is neither stays open.</summary>
public sealed class WeakEquationTests
{
    private const string Line = "given f(u in reals) in reals where smooth(f) and compact_support(f)\nclaim c: for all f: ";
    private const string Space = "given d in 1.., mu in densities(vector(d)), h(z in vector(d)) in reals where smooth(h), f(u in vector(d)) in reals where smooth(f) and compact_support(f)\nclaim c: for all rest: ";
    private const string Flow = """
        given d in 1.., beta > 0, a > 0, mu in densities(vector(d)), f(u in vector(d)) in reals where smooth(f) and compact_support(f)
        flow t:
          start X ~ mu
          rate X = -a*X
          noise X = sqrt(2/beta)*ones(d)
        claim c: for all rest: for all t > 0: derivative(r -> t: integral(u wrt law(X@r): f(u))) == integral(u wrt law(X@t): 
        """;

    [TestCase("integral(u in reals: grad(f(u), u)) == 0")]
    [TestCase("integral(u in reals: u*grad(f(u), u)) == -integral(u in reals: f(u))")]
    [TestCase("integral(u in reals: sin(u)*laplacian(f(u), u)) == -integral(u in reals: f(u)*sin(u))")]
    [TestCase("integral(u wrt normal(1, 4): grad(f(u), u)) == integral(u wrt normal(1, 4): (u - 1)/4*f(u))")]
    public void Equation_OnTheLine_IsProved(string equation) => Assert.That(Kind(Line + equation), Is.EqualTo(VerdictKind.Proved));

    [TestCase("integral(u wrt normal(d): dot(u, grad(f(u), u))) == integral(u wrt normal(d): laplacian(f(u), u))")]
    [TestCase("integral(u in vector(d): dot(grad(h(u), u), grad(f(u), u))) == -integral(u in vector(d): h(u)*laplacian(f(u), u))")]
    [TestCase("integral(u wrt mu: dot(grad(f(u), u), grad(log(ratio(mu, lebesgue(d))(u)), u))) == -integral(u wrt mu: laplacian(f(u), u))")]
    public void Equation_InSpace_IsProved(string equation) => Assert.That(Kind(Space + equation), Is.EqualTo(VerdictKind.Proved));

    [TestCase("integral(u wrt normal(1, 4): grad(f(u), u)) == integral(u wrt normal(1, 4): (u - 1)/2*f(u))")]
    [TestCase("integral(u wrt normal(0, 1): u^3*grad(f(u), u)) == integral(u wrt normal(0, 1): u^4*f(u))")]
    public void FalseTwin_OnTheLine_IsRefutedAtAPolynomial(string equation) => Assert.That(Kind(Line + equation), Is.EqualTo(VerdictKind.Refuted));

    [TestCase("laplacian(f(u), u)/beta - a*dot(u, grad(f(u), u)))", VerdictKind.Proved)]
    [TestCase("laplacian(f(u), u)/beta - 2*a*dot(u, grad(f(u), u)))", VerdictKind.Refuted)]
    [TestCase("2*laplacian(f(u), u)/beta - a*dot(u, grad(f(u), u)))", VerdictKind.Refuted)]
    [TestCase("-a*dot(u, grad(f(u), u)))", VerdictKind.Refuted)]
    public void Generator_OfALinearFlow_IsToldFromItsTwins(string generator, VerdictKind kind) => Assert.That(Kind(Flow.TrimEnd() + " " + generator), Is.EqualTo(kind));

    [TestCase("integral(u in reals: relu(u)*laplacian(f(u), u)) == 0", Description = "it is f(0): the kink forbids to differentiate twice")]
    [TestCase("integral(u in reals: step(u)*grad(f(u), u)) == 0", Description = "it is -f(0)")]
    [TestCase("integral(u in reals: floor(u)*grad(f(u), u)) == 0", Description = "a function with jumps is not differentiated")]
    [TestCase("integral(u in reals: if(u > 1, 1, 0)*grad(f(u), u)) == 0", Description = "nor is a case distinction")]
    [TestCase("integral(u in reals: grad(f(u), u)/u) == integral(u in reals: f(u)/u^2)", Description = "neither integral need exist")]
    [TestCase("integral(u wrt density(z in reals: exp(-abs(z))): laplacian(f(u), u) - f(u)) == 0", Description = "the density has a kink, and it is -2f(0)")]
    [TestCase("integral(u in reals: u*grad(f(u), u)) == integral(u in reals: f(u))", Description = "false, and no polynomial has an integral")]
    [TestCase("integral(u in reals: 2*f(u)*grad(f(u), u)) == 0", Description = "not linear in f")]
    [TestCase("f(0) == 0", Description = "false, but polynomials are no test functions outside of integrals")]
    public void Equation_ThatIsNeither_IsNotProved(string equation) => Assert.That(Kind(Line + equation), Is.EqualTo(VerdictKind.Inconclusive));

    [Test]
    public void Equation_WithoutCompactSupport_IsNotProved() =>
        Assert.That(Kind("given f(u in reals) in reals where smooth(f)\nclaim c: for all f: integral(u in reals: grad(f(u), u)) == 0"), Is.Not.EqualTo(VerdictKind.Proved));

    [Test]
    public void Equation_UnderAFurtherConditionOnTheFunction_IsNotRefutedAtPolynomials()
    {
        const string Odd = "given f(u in reals) in reals where smooth(f) and compact_support(f) and (for all w in reals: f(-w) == -f(w))\nclaim c: for all f: ";
        Assert.That(Kind(Odd + "integral(u wrt normal(0, 1): f(u)) == 0"), Is.EqualTo(VerdictKind.Inconclusive));
    }

    [Test]
    public void Equation_OfFunctionsOnAnInterval_IsNotProved() =>
        Assert.That(Kind("given f(u in [0, 1]) in reals where smooth(f) and compact_support(f)\nclaim c: for all f: integral(u in [0, 1]: grad(f(u), u)) == 0"), Is.EqualTo(VerdictKind.Inconclusive));

    private static VerdictKind Kind(string text) => SpecRun.One(text).Verdict.Kind;
}
