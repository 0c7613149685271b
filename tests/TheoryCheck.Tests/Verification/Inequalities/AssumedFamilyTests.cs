using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>What is assumed of all members of a family, or by equations between vectors, is used member by member, summed and multiplied, for design matrices of all sizes; false twins are refuted, and no index off its axis is taken for a number.</summary>
[TestFixture]
internal sealed class AssumedFamilyTests
{
    private const string Setting = """
        given n in 1.., d in 1.., g > 0, R > 0, lambda > 0, c in reals, u in sphere(d), v in vector(d), w in vector(d)
        given x[i<n] in vector(d), y[i<n] in reals, z[i<n] in reals, X in matrix(n, d), t in vector(n), A in psd(d), b in vector(d)
        J(s in vector(d)) = 1/2*norm(matmul(X, s) - t)^2 + lambda/2*norm(s)^2
        H(s in vector(d)) = 1/2*quadratic(A, s) - dot(b, s) + lambda/2*norm(s)^2

        """;

    [TestCase("(for all i<n: norm(x[i]) <= R) and (for all i<n: dot(u, x[i]) >= g) implies g <= R", VerdictKind.Proved)]
    [TestCase("(for all i<n: dot(u, x[i]) >= g) implies n*g <= norm(sum(i<n: x[i]))", VerdictKind.Proved)]
    [TestCase("(for all i<n: dot(u, x[i]) >= g) implies 2*g <= norm(sum(i<n: x[i]))", VerdictKind.Refuted)]
    [TestCase("(for all i<n: norm(x[i]) <= R) implies norm(sum(i<n: x[i])) <= n*R", VerdictKind.Proved)]
    [TestCase("(for all i<n: norm(x[i]) <= R) implies norm(sum(i<n: x[i]))^2 <= n*R^2", VerdictKind.Refuted)]
    [TestCase("(for all i<n: y[i] <= c) implies mean(i<n: y[i]) <= c", VerdictKind.Proved)]
    [TestCase("(for all i<n: y[i] <= c) implies sum(i<n: y[i]) <= c", VerdictKind.Refuted)]
    [TestCase("(for all i<n: y[i] <= c) implies sum(i<n: y[i]*z[i]) <= c*sum(i<n: z[i])", VerdictKind.Refuted)]
    [TestCase("for all j<n: (for all i<n: y[i] <= c) implies y[j] - c <= 0", VerdictKind.Proved)]
    [TestCase("norm(sum(i<n: x[i])) <= sum(i<n: norm(x[i]))", VerdictKind.Proved)]
    [TestCase("sum(i<n: norm(x[i])) <= norm(sum(i<n: x[i]))", VerdictKind.Refuted)]
    public void Family_OfAnySize_IsUsedAsAWhole(string claim, VerdictKind expected) => Check(claim, expected);

    [TestCase("sum(i<n: dot(x[i], v)*dot(x[i], w))^2 <= sum(i<n: dot(x[i], v)^2)*sum(i<n: dot(x[i], w)^2)", VerdictKind.Proved)]
    [TestCase("sum(i<n: dot(x[i], v)*dot(x[i], w)) <= sum(i<n: dot(x[i], v)^2)", VerdictKind.Refuted)]
    [TestCase("2*sum(i<n: y[i]*dot(x[i], v)*dot(x[i], w)) <= sum(i<n: y[i]*dot(x[i], v)^2) + sum(i<n: y[i]*dot(x[i], w)^2)", VerdictKind.Refuted)]
    [TestCase("norm(matmul(X, v + w)) <= norm(matmul(X, v)) + norm(matmul(X, w))", VerdictKind.Proved)]
    [TestCase("sum(i<n, j<n: y[i]*z[j]*dot(x[i], x[j])) >= 0", VerdictKind.Refuted)]
    public void Product_OverADesign_IsAnInnerProduct(string claim, VerdictKind expected) => Check(claim, expected);

    [TestCase("matmul(matmul(transpose(X), X) + lambda*identity(d), w) == matmul(transpose(X), t) implies J(w) <= J(v)", VerdictKind.Proved)]
    [TestCase("matmul(matmul(transpose(X), X) + lambda*identity(d), w) == matmul(transpose(X), t) implies lambda*norm(w)^2 <= norm(t)^2", VerdictKind.Proved)]
    [TestCase("grad(H(w), w) == 0 implies H(w) + lambda/2*norm(v - w)^2 <= H(v)", VerdictKind.Proved)]
    [TestCase("grad(H(w), w) == 0 implies lambda*norm(w) <= norm(b)", VerdictKind.Proved)]
    [TestCase("matmul(transpose(X), matmul(X, w)) == 0 implies norm(matmul(X, w)) <= 0", VerdictKind.Proved)]
    [TestCase("matmul(transpose(X), matmul(X, w)) == 0 implies norm(w) <= 0", VerdictKind.Refuted)]
    [TestCase("matmul(X, w) == matmul(X, v) implies norm(w) <= norm(v)", VerdictKind.Refuted)]
    public void Equation_BetweenVectors_IsMultipliedByThem(string claim, VerdictKind expected) => Check(claim, expected);

    [TestCase("given m in 0.., y[i<m] in reals", "y[0]^2 >= 0")]
    [TestCase("given m in 1.., y[i<m] in reals", "y[1]^2 >= 0")]
    [TestCase("given m in 0.., c in reals, y[i<m] in reals", "(for all i<m: y[i] <= c) implies y[0] <= c")]
    [TestCase("given m in 2.., y[i<m] in reals", "for all i<m: y[i + 1]^2 >= 0")]
    public void Index_OffItsAxis_HasNoValue(string given, string claim)
    {
        var outcome = SpecRun.One($"{given}\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Broken), outcome.Verdict.Reason);
    }

    [TestCase("given m in 2.., y[i<m] in reals", "y[1]^2 + y[m - 1]^2 >= 0")]
    [TestCase("given m in 2.., y[i<m] in reals", "sum(i<m - 1: (y[i + 1] - y[i])^2) >= 0")]
    [TestCase("given m in 1.., y[i<m] in reals", "sum(i<m: y[i]*y[m - 1 - i]) <= sum(i<m: y[i]^2/2 + y[m - 1 - i]^2/2)")]
    public void Index_OnItsAxis_HasAValue(string given, string claim)
    {
        var outcome = SpecRun.One($"{given}\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    private static void Check(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Setting}claim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("sum(i<n: p[i]) == 1", VerdictKind.Proved)]
    [TestCase("sum(i<n: p[i]) == 2", VerdictKind.Refuted)]
    [TestCase("sum(i<n: p[i]^2) >= 1/n", VerdictKind.Proved)]
    [TestCase("sum(i<n: p[i]^2) >= 2/(n + 1)", VerdictKind.Refuted)]
    [TestCase("sum(i<n: p[i]^2) < 1", VerdictKind.Refuted)]
    public void ProbabilityVector_SumsToOne(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"given n in 1.., p in simplex(n)\nclaim c: for all n, p: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
