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

    private static VerdictKind Kind(string formula) => SpecRun.One(Setting.TrimEnd() + " " + formula + "\ncheck c:\n  horizon k = 4").Verdict.Kind;
}
