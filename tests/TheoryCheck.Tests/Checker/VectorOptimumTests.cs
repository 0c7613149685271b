using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;

namespace TheoryCheck.Tests.Checker;

/// <summary>Optima over finitely many numbers: what the checker reads and accepts, and what a run certifies of them, each with its false twin.</summary>
[TestFixture]
public sealed class VectorOptimumTests
{
    private const string Data = """
        X = [[1, 0], [1, 1], [1, 2]]
        y = [0, 1, 3]
        given c in {1, 2}, r in reals, lambda > 0, g in vector(2)

        """;

    // Known from the normal equations, from sorting, or from the two cases of a kink.
    [TestCase("inf(b in vector(2) where b[0] + 2*b[1] == 2: norm1(b)) == 1", VerdictKind.Certified)]
    [TestCase("inf(b in vector(2) where b[0] + 2*b[1] == 2: norm1(b)) == 3/2", VerdictKind.Refuted)]
    [TestCase("argmin(b in vector(2) where b[0] + 2*b[1] == 2: norm1(b)) == {[0, 1]}", VerdictKind.Certified)]
    [TestCase("argmin(b in vector(2) where b[0] + 2*b[1] == 2: norm1(b)) == {[2, 0]}", VerdictKind.Refuted)]
    [TestCase("the(argmin(b in vector(2): norm(matmul(X, b) - y)^2)) == [-1/6, 3/2]", VerdictKind.Certified)]
    [TestCase("the(argmin(b in vector(2): norm(matmul(X, b) - y)^2)) == [-1/6, 1]", VerdictKind.Refuted)]
    [TestCase("inf(b in vector(2): norm1(matmul(X, b) - y)) == 1/2", VerdictKind.Certified)]
    [TestCase("inf(b in vector(2): norm1(matmul(X, b) - y)) == 1/4", VerdictKind.Refuted)]
    [TestCase("the(argmin(b in vector(2): (b[0] - 3)^2 + (b[1] - 1/4)^2 + norm1(b))) == [5/2, 0]", VerdictKind.Certified)]
    [TestCase("the(argmin(b in vector(2): (b[0] - 3)^2 + (b[1] - 1/4)^2 + norm1(b))) == [5/2, 1/8]", VerdictKind.Refuted)]
    [TestCase("for all c: the(argmin(b in vector(2): quadratic([[2, 1], [1, 2]], b) - c*b[0])) == [c/3, -c/6]", VerdictKind.Certified)]
    [TestCase("for all c: inf(w in reals: relu(1 - w)^2 + c*w^2) == c/(1 + c)", VerdictKind.Certified)]
    [TestCase("for all c: inf(w in reals: relu(1 - w)^2 + c*w^2) == 1/(1 + c)", VerdictKind.Refuted)]
    [TestCase("singleton(argmin(w in reals: sum(i<3: relu(1 - (i + 1)*w)^2) + w^2))", VerdictKind.Certified)]
    [TestCase("singleton(argmin(t in reals: abs(t) + abs(t - 1)))", VerdictKind.Refuted)]
    [TestCase("sup(x in vector(2) where x[0] + x[1] <= 1 and x[0] >= 0 and x[1] >= 0: 2*x[0] + x[1]) == 2", VerdictKind.Certified)]
    [TestCase("sup(x in vector(2) where x[0] + x[1] <= 1 and x[0] >= 0 and x[1] >= 0: 2*x[0] + x[1]) == 3", VerdictKind.Refuted)]
    [TestCase("argmax(x in [0, 3]: 2*x) == {3}", VerdictKind.Certified)]
    [TestCase("the(argmin(q in simplex(2): (q[0] - 1)^2 + q[1]^2)) == [1, 0]", VerdictKind.Certified)]
    [TestCase("inf(f[i<2] in reals, s in [0, 1] where (for all i<2: f[i] >= s + i): f[0] + f[1] - s) == 1", VerdictKind.Certified)]
    [TestCase("norm(the(argmin(b in vector(2) where b[0] + 2*b[1] == 2: norm(b)^2)) - [2/5, 4/5]) <= 0", VerdictKind.Certified)]
    [TestCase("norm(the(argmin(b in vector(2) where b[0] + 2*b[1] == 2: norm(b)^2)) - [2/5, 3/5]) <= 0", VerdictKind.Refuted)]
    [TestCase("for all r: inf(x in vector(2) where x[0] + x[1] == r: norm(x)^2) == r^2", VerdictKind.Refuted)]
    [TestCase("for all m in argmin(x in reals: (x - 2)^2): m == 2", VerdictKind.Certified)]
    [TestCase("2 in argmin(x in reals: (x - 2)^2 + abs(x - 2))", VerdictKind.Certified)]
    [TestCase("3 in argmin(x in reals: (x - 2)^2 + abs(x - 2))", VerdictKind.Refuted)]
    [TestCase("(for all r: r == 1) or (for all g: g[0] == 1)", VerdictKind.Refuted)]
    [TestCase("for all lambda, g: norm1(the(argmin(w in vector(2): 1/2*norm(w - g)^2 + lambda*norm1(w)))) <= 1/2*norm1(g)", VerdictKind.Refuted)]
    public void Run_OfSuchAClaim_CarriesACertificate(string formula, VerdictKind kind)
    {
        var verdict = SpecRun.All($"{Data}claim c: {formula}").Specs[0].Claims.Single().Verdict;
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate is not null), Is.EqualTo((kind, "", true)), verdict.Strength);
    }

    // A point that is no minimiser, one outside, multipliers of the wrong sign, too few and too many of them, slopes beyond 0 and 1.
    [TestCase("inf(x in reals where x >= 1: x) == 1", "1", "1", true)]
    [TestCase("inf(x in reals where x >= 1: x) == 2", "2", "1", false)]
    [TestCase("inf(x in reals where x >= 1: x) == 0", "0", "1", false)]
    [TestCase("inf(x in reals where x <= 1: x) == 1", "1", "-1", false)]
    [TestCase("inf(x in reals where x == 1: x) == 1", "1", "1", true)]
    [TestCase("inf(x in reals where x == 1: -x) == -1", "1", "-1", true)]
    [TestCase("inf(x in reals where x >= 1: x) == 1", "1", "", false)]
    [TestCase("inf(x in reals where x >= 1: x) == 1", "1", "1,0", false)]
    [TestCase("inf(x in reals where x > 1: x) == 1", "1", "1", false)]
    [TestCase("inf(x in reals: abs(x)) == 0", "0", "1/2", true)]
    [TestCase("inf(x in reals: abs(x) - 2*x) == 0", "0", "3/2", false)]
    [TestCase("inf(x in reals: -abs(x)) == 0", "0", "1/2", false)]
    [TestCase("inf(x in reals: -x^2) == 0", "0", "", false)]
    [TestCase("inf(x in reals: x^2) == 0", "0", "", true)]
    [TestCase("inf(x in vector(2): x[0]*x[1]) == 0", "0,0", "", false)]
    [TestCase("inf(x in vector(2): x[0]*x[1]) == 0", "0", "", false)]
    [TestCase("inf(x in [0, 1]: x) == 0", "0", "0,1", true)]
    [TestCase("inf(x in naturals: x) == 0", "0", "", false)]
    [TestCase("inf(x in {0, 1}: x) == 0", "0", "", false)]
    [TestCase("inf(x in reals where x >= 1 or x <= -1: x^2) == 1", "1", "2", false)]
    [TestCase("inf(x in reals where not x < 1: x) == 1", "1", "1", false)]
    [TestCase("inf(x in reals: x^4) == 0", "0", "", false)]
    [TestCase("inf(x in reals: exp(x)) == 0", "0", "", false)]
    [TestCase("inf(x in reals: sqrt(2)*relu(x)) == 0", "0", "0", false)]
    [TestCase("inf(x in reals: if(x > 0, x, -x)) == 0", "0", "", false)]
    [TestCase("inf(x in reals: step(x)) == 0", "-1", "", false)]
    [TestCase("singleton(argmin(x in reals: relu(x)))", "0", "0", false)]
    [TestCase("singleton(argmin(x in reals: relu(x) + relu(-x)))", "0", "1/2,1/2", true)]
    [TestCase("singleton(argmin(x in reals: relu(x)^2))", "0", "0", false)]
    [TestCase("singleton(argmin(x in reals where relu(x)^2 <= 0 and x >= -1: x))", "-1", "1,0", true)]
    public void Certificate_WithAPointAndMultipliers_IsAcceptedOnlyForAMinimiser(string formula, string point, string multipliers, bool holds)
    {
        static string List(string numbers) => string.Join(", ", numbers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => $"\"{n}\""));
        var body = $$"""{"steps": [], "optima": [{"point": [{{List(point)}}], "multipliers": [{{List(multipliers)}}]}]}""";
        Assert.That(new Sample("instance", $"claim c: {formula}", "c", body).Check().Accepted is not null, Is.EqualTo(holds));
    }

    [Test]
    public void Rejection_ForWantOfAMinimiser_SaysOfWhichProblem()
    {
        var wanted = new Sample("instance", "claim c: inf(x in vector(2) where x[0] >= 1: abs(x[0]) + x[1]^2) == 1", "c", """{"steps": []}""").Check().Wanted!;
        Assert.Multiple(() =>
        {
            Assert.That(wanted.Size, Is.EqualTo(2));
            Assert.That(wanted.Parts.Select(p => p.Shape), Is.EqualTo(new[] { "coordinate", "coordinate", "GreaterOrEqual", "relu", "product" }));
        });
    }

    // Statements about optima that are not read, or are read only in part, carry no certificate and are never certified.
    [TestCase("inf(x in reals: exp(x)) == 0")]
    [TestCase("inf(x in vector(2): norm(x - [1, 1])) == 0")]
    [TestCase("inf(x in vector(2) where norm(x)^2 <= 2: x[0] + x[1]) == -2")]
    public void Run_OfAnotherOptimum_HasNoCertificate(string formula) =>
        Assert.That(SpecRun.All($"{Data}claim c: {formula}").Specs[0].Claims.Single().Verdict.Certificate, Is.Null);
}
