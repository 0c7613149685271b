using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Linear;

/// <summary>Linear programs inside claims: their values from both sides, their optimal points, what holds of all their points or of one.</summary>
public sealed class LinearOptimumTests
{
    private const string Data = """
        given z in {0}
        A[i<2, j<3] = if(j == i, 1, if(j == 2, 2, 0))

        """;

    // w0 + 2 w2 = 2 and w1 + 2 w2 = 2: the least ℓ1 norm is 1, at w2 = 1; the least greatest coordinate 2/3, where all are 2/3.
    [TestCase("inf(w in vector(3) where (for all i<2: sum(j<3: A[i, j]*w[j]) == 2): norm1(w)) == 1", true)]
    [TestCase("inf(w in vector(3) where (for all i<2: sum(j<3: A[i, j]*w[j]) == 2): norm1(w)) > 1", false)]
    [TestCase("inf(w in vector(3) where (for all i<2: sum(j<3: A[i, j]*w[j]) == 2): max(abs(w[0]), abs(w[1]), abs(w[2]))) == 2/3", true)]
    [TestCase("the(argmin(w in vector(3) where (for all i<2: sum(j<3: A[i, j]*w[j]) == 2): norm1(w)))[2] == 1", true)]
    [TestCase("the(argmin(w in vector(3) where (for all i<2: sum(j<3: A[i, j]*w[j]) == 2): norm1(w)))[2] == 0", false)]
    public void LeastNorm_OfASolution_IsItsKnownValue(string formula, bool holds) => Judged(Data + $"claim value: for all z: {formula}", holds);

    [TestCase("sup(t in [0, 1]: 3*t + z) == 3", true)]
    [TestCase("sup(t in [0, 1], s in [-1, 2]: t - s) == 2", true)]
    [TestCase("sup(s in simplex(3): s[0] + 2*s[1]) == 2", true)]
    [TestCase("sup(s in simplex(3): s[0] + 2*s[1]) > 2", false)]
    [TestCase("sup(t in reals: t + z) == infinity", true)]
    [TestCase("inf(t in reals where t >= 1 and t <= 0: t) == infinity", true)]
    [TestCase("sup(t in reals where t >= 1 and t <= 0: t) < 0", true)]
    [TestCase("sup(t in reals where t <= sqrt(2) and 3*t <= 5: t) < 1415/1000", true)]
    [TestCase("sup(t in reals where t <= sqrt(2) and 3*t <= 5: t) > 1415/1000", false)]
    [TestCase("sup(s in reals, t in reals where sqrt(2)*s + t <= 1 and s >= 0 and t >= 0: s + t) <= 1", true)]
    [TestCase("sup(s in reals, t in reals where sqrt(2)*s + 2*t <= 1 and s >= 0 and t >= 0: s + t) < 7/10", false)]
    [TestCase("inf(q in probabilities({1, 2, 5}) where integral(t wrt q: t) == 3: integral(t wrt q: t^2)) == 19/2 - 1/2", false)]
    [TestCase("inf(q in probabilities({1, 2, 5}) where integral(t wrt q: t) == 3: integral(t wrt q: t^2)) == 11", true)]
    public void Program_OverASetOfTheLanguage_IsItsKnownValue(string formula, bool holds) => Judged($"given z in {{0}}\nclaim value: for all z: {formula}", holds);

    [TestCase("for all s in simplex(2): s[0] <= 1", true)]
    [TestCase("for all s in simplex(2): s[0] < 1", false)]
    [TestCase("for all s in simplex(2): s[0] >= 1/2 implies s[1] <= 1/2", true)]
    [TestCase("for all s in simplex(2): s[0] <= max(1/2, s[0] + s[1] - 1/4)", false)]
    [TestCase("exists s in simplex(3): s[0] >= 1/2 and s[1] >= s[0] and s[2] <= 0", true)]
    [TestCase("exists s in simplex(3): s[0] >= 1/2 and s[1] >= s[0] and s[2] >= 1/10", false)]
    [TestCase("exists a in reals, b in reals: a + b == 1 and a - b >= 5 and b >= -2", true)]
    [TestCase("exists a in reals, b in reals: a + b == 1 and a - b >= 5 and b >= -1", false)]
    public void Quantifier_OverALinearSet_IsDecidedForAllPointsAtOnce(string formula, bool holds) => Judged($"given z in {{0}}\nclaim value: for all z: if({formula}, 1, 0) == 1", holds);

    private static void Judged(string spec, bool holds)
    {
        var outcome = SpecRun.One(spec);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(holds ? VerdictKind.Certified : VerdictKind.Refuted).Or.EqualTo(holds ? VerdictKind.Unrefuted : VerdictKind.Refuted), outcome.Verdict.Reason);
    }
}
