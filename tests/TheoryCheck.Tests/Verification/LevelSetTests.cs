using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>What a claim of the components of all level sets implies of points.</summary>
[TestFixture]
internal sealed class LevelSetTests
{
    private const string Sets = """
        given n in 1.., y[i<n] in reals
        F(u in reals) = mean(i<n: (u^2 - y[i])^2)
        G(u in reals, v in reals) = 3
        H(u in reals, v in reals) = (u*v - 1)^2
        level(c in reals) = {u in reals where F(u) == c}
        below(c in reals) = {u in reals where F(u) <= c}
        flat(c in reals) = {u in reals, v in reals where c == G(u, v)}
        hyperbola(c in reals) = {u in reals, v in reals where c == H(u, v)}
        claim c: for all rest: for all c in reals: 
        """;

    [TestCase("for all Q in path_components(level(c)): exists u in Q: global_min(F, u)", VerdictKind.Refuted)]
    [TestCase("for all Q in path_components(hyperbola(c)): exists (u, v) in Q: global_min(H, u, v)", VerdictKind.Refuted)]
    [TestCase("for all Q in path_components(hyperbola(c)): exists (u, v) in Q: global_min(G, u, v)", VerdictKind.Inconclusive, Description = "the minimum of another function")]
    [TestCase("for all Q in path_components(flat(c)): exists (u, v) in Q: global_min(G, u, v)", VerdictKind.Inconclusive, Description = "true, of a constant")]
    [TestCase("for all Q in path_components(below(c)): exists u in Q: global_min(F, u)", VerdictKind.Inconclusive, Description = "sublevel sets hold lower points")]
    public void Components_OfLevelSetsAboveTheMinimum_HoldNone(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One(Sets + claim);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
