using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>States that start alike and move alike are equal at all steps; those that do not are not proved to be.</summary>
public sealed class EqualAlongRecursionTests
{
    private const string Setting = """
        given c in reals, b in reals, x0 in reals, y0 in reals
        evolve k:
          start x = x0, y = x0, z = y0, u = x0, v = x0, w = x0
          x <- c*x + sin(y)
          y <- sin(x) + c*y
          z <- c*z + sin(z)
          u <- c*u + sin(u) + b*v
          v <- c*v + sin(u@next)
          w <- c*w + sin(x) + z - z
        claim c: for all rest: 
        """;

    [TestCase("for all k: x@k == y@k")]
    [TestCase("for all k: w@k == y@k")]
    [TestCase("for all k: x@k == u@k or b != 0")]
    public void States_ThatStartAndMoveAlike_AreProvedEqual(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Proved));

    [TestCase("for all k: x@k == z@k")]
    [TestCase("for all k: x@k == u@k")]
    [TestCase("for all k: x@k == u@k or b != 1")]
    [TestCase("for all k: u@k == v@k or b != 0")]
    [TestCase("for all k: x@k == y@(k+1)")]
    public void States_ThatDoNot_AreRefuted(string formula) => Assert.That(Kind(formula), Is.EqualTo(VerdictKind.Refuted));

    // p and q divide by the root of a sum of squares, which is positive from the first step on where the start is not 0; at 0 neither has a value.
    [TestCase("w0 != 0", VerdictKind.Proved)]
    [TestCase("w0 > 0", VerdictKind.Proved)]
    [TestCase("w0 >= 0", VerdictKind.Unrefuted)]
    public void States_ThatMayHaveNoValue_AreNotProvedEqual(string assumption, VerdictKind expected)
    {
        var outcome = SpecRun.One($"""
            given h > 0, b in (0, 1), w0 in reals
            assume a: {assumption}
            evolve k:
              start s = 0, v = 0, p = w0, q = w0
              s <- b*s + (1 - b)*(h*p)^2
              p <- p - h*p/sqrt(s@next)
              v <- (1 - b)*(h*q)^2 + b*v
              q <- q - h*q/sqrt(v@next)
            claim c: for all rest: for all k: p@k == q@k
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    private static VerdictKind Kind(string formula) => SpecRun.One(Setting.TrimEnd() + " " + formula + "\ncheck c:\n  horizon k = 4").Verdict.Kind;
}
