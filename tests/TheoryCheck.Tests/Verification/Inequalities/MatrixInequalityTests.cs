using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Semidefinite matrices, eigenvalues and convexity for all sizes, and their false twins: sums of squares, forms of semidefinite matrices, Hessians.</summary>
[TestFixture]
internal sealed class MatrixInequalityTests
{
    private const string Data = """
        given n in 1.., d in 1.., x[i<n] in vector(d), y[i<n] in reals, u in vector(d), v in vector(d), w in vector(d), lambda > 0, A in psd(d), B in symmetric(d), C in matrix(d, d) where psd(C)
        L = sum(i<n: softplus(-y[i]*dot(w, x[i])))
        R = 1/2*sum(i<n: (dot(w, x[i]) - y[i])^2) + lambda/2*norm(w)^2
        logistic(t in vector(d)) = 1/n*sum(i<n: softplus(-y[i]*dot(t, x[i])))
        ridge(t in vector(d)) = 1/2*sum(i<n: (dot(t, x[i]) - y[i])^2) + lambda/2*norm(t)^2
        rectified(t in vector(d)) = sum(i<n: (relu(dot(t, x[i])) - y[i])^2)

        """;

    [TestCase("psd(outer(u, u))")]
    [TestCase("psd(matrix(i<n, j<n: dot(x[i], x[j])))")]
    [TestCase("sum(i<n, j<n: y[i]*y[j]*dot(x[i], x[j])) >= 0")]
    [TestCase("psd(hessian(L, w))")]
    [TestCase("psd(hessian(R, w) - lambda*identity(d))")]
    [TestCase("eigmin(hessian(R, w)) >= lambda")]
    [TestCase("eigmax(hessian(L, w)) <= 1/4*sum(i<n: y[i]^2*norm(x[i])^2)")]
    [TestCase("opnorm(outer(u, v)) <= norm(u)*norm(v)")]
    [TestCase("psd(A + lambda*C)")]
    [TestCase("A[0, 0] >= 0 and trace(C) >= 0")]
    [TestCase("2*dot(u, matmul(A, v)) <= lambda*quadratic(A, u) + quadratic(A, v)/lambda")]
    [TestCase("dot(u, matmul(A, v))^2 <= quadratic(A, u)*quadratic(A, v)")]
    [TestCase("sqrt(quadratic(A, u + v)) <= sqrt(quadratic(A, u)) + sqrt(quadratic(A, v))")]
    [TestCase("quadratic(A, 1/3*u + 2/3*v) <= 1/3*quadratic(A, u) + 2/3*quadratic(A, v)")]
    [TestCase("dot(u, matmul(B, v)) == dot(v, matmul(B, u))")]
    [TestCase("transpose(B) == B")]
    [TestCase("convex(logistic)")]
    [TestCase("strongly_convex(ridge, lambda)")]
    [TestCase("convex(t |-> softplus(t)) and convex(t |-> exp(lambda*t))")]
    [TestCase("eigmin(B) >= lambda implies quadratic(B, v) >= lambda*norm(v)^2")]
    [TestCase("psd(B - lambda*identity(d)) implies dot(v - w, matmul(B, v) - matmul(B, w)) >= lambda*norm(v - w)^2")]
    public void Truth_OfAllSizes_IsProved(string claim) => Check(claim, VerdictKind.Proved);

    [TestCase("psd(outer(u, v) + outer(v, u))")]
    [TestCase("psd(matrix(i<n, j<n: y[i]*dot(x[i], x[j])))")]
    [TestCase("sum(i<n, j<n: y[i]*dot(x[i], x[j])) >= 0")]
    [TestCase("psd(hessian(R, w) - 2*lambda*identity(d))")]
    [TestCase("eigmax(hessian(L, w)) <= 1/8*sum(i<n: y[i]^2*norm(x[i])^2)")]
    [TestCase("psd(A + B)")]
    [TestCase("quadratic(B, u) >= 0")]
    [TestCase("2*dot(u, matmul(A, v)) <= lambda*quadratic(A, u) + quadratic(A, v)")]
    [TestCase("dot(u, matmul(B, v))^2 <= quadratic(B, u)*quadratic(B, v)")]
    [TestCase("dot(u, matmul(A, v))^2 <= norm(u)^2*quadratic(A, v)")]
    [TestCase("convex(rectified)")]
    [TestCase("convex(t |-> -abs(t))")]
    [TestCase("convex(t |-> step(t))")]
    [TestCase("convex(t |-> -norm(t*u))")]
    [TestCase("convex(t |-> abs(t)^3 - t^2/100)")]
    [TestCase("strongly_convex(ridge, 2*lambda)")]
    [TestCase("convex(t |-> log(1 + t^2))")]
    [TestCase("psd(B - lambda*identity(d)) implies quadratic(B, v) >= 2*lambda*norm(v)^2")]
    public void FalseTwin_IsRefuted(string claim) => Check(claim, VerdictKind.Refuted);

    [TestCase("sum(i<n: b[i]*a[i]^2) <= sum(i<n: a[i]^2)", VerdictKind.Proved)]
    [TestCase("sum(i<n: b[i]*a[i]^2) <= 1/2*sum(i<n: a[i]^2)", VerdictKind.Refuted)]
    [TestCase("sum(i<n: b[i]*(1 - b[i])) <= n/4", VerdictKind.Proved)]
    [TestCase("sum(i<n: b[i]*(1 - b[i])) <= n/5", VerdictKind.Refuted)]
    [TestCase("mean(i<n: b[i]) <= 1", VerdictKind.Proved)]
    [TestCase("mean(i<n: b[i]) < 1", VerdictKind.Refuted)]
    [TestCase("sum(i<n: log(1 + c[i])) <= sum(i<n: c[i])", VerdictKind.Proved)]
    [TestCase("sum(i<n: log(1 + c[i])) <= 1/2*sum(i<n: c[i])", VerdictKind.Refuted)]
    [TestCase("sum(i<n: norm(x[i] + u)) <= sum(i<n: norm(x[i])) + n*norm(u)", VerdictKind.Proved)]
    [TestCase("sum(i<n: ((1 - e[i]/L)*a[i])^2) <= (1 - mu/L)^2*sum(i<n: a[i]^2)", VerdictKind.Proved)]
    [TestCase("sum(i<n: ((1 - e[i]/L)*a[i])^2) <= (1 - 2*mu/L)^2*sum(i<n: a[i]^2)", VerdictKind.Refuted)]
    public void Sums_OverOneRange_AreComparedTermByTerm(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"""
            given n in 1.., d in 1.., a[i<n] in reals, b[i<n] in [0, 1], c[i<n] > 0, e[i<n] in reals, x[i<n] in vector(d), u in vector(d), mu > 0, L > 0
            assume low: for all i<n: e[i] >= mu
            assume high: for all i<n: e[i] <= L
            claim q: for all rest: {claim}
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [TestCase("opnorm(hessian(loss(w), w)) <= 1/4", VerdictKind.Proved)]
    [TestCase("opnorm(hessian(loss(w), w)) <= 1/5", VerdictKind.Refuted)]
    [TestCase("dot(b, c) <= 1 and dot(b, w) <= norm(w)", VerdictKind.Proved)]
    [TestCase("dot(b, c) <= 3/4", VerdictKind.Refuted)]
    [TestCase("norm(b - c) <= 2", VerdictKind.Proved)]
    [TestCase("norm(b - c) <= 3/2", VerdictKind.Refuted)]
    [TestCase("opnorm(sum(i<n: outer(x[i], x[i]))) <= n", VerdictKind.Proved)]
    [TestCase("opnorm(sum(i<n: outer(x[i], x[i]))) <= n/2", VerdictKind.Refuted)]
    public void Bounds_OverBalls_AreDecided(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"""
            given n in 1.., d in 1.., x[i<n] in ball(d), y[i<n] in [-1, 1], w in vector(d), b in ball(d), c in ball(d)
            loss(t in vector(d)) = 1/n*sum(i<n: softplus(-y[i]*dot(t, x[i])))
            claim q: for all rest: {claim}
            """);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    // One coordinate of all members is no vector of the set, and what is asked of one member says nothing of the others.
    [TestCase("x[i<n] in ball(d)", "sum(i<n: x[i][0]^2) <= 1")]
    [TestCase("x[i<n] in sphere(d)", "sum(i<n: x[i][0]^2) <= 1")]
    [TestCase("A[i<n] in matrix(d, d) where symmetric(A[0])", "for all i<n: transpose(A[i]) == A[i]")]
    [TestCase("A[i<n] in matrix(d, d) where psd(A[0])", "for all i<n: A[i][0, 0] >= 0")]
    public void Family_ReadAlongItsMembers_IsNoMember(string family, string claim)
    {
        var outcome = SpecRun.One($"given n in 1.., d in 1.., {family}\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Refuted), outcome.Verdict.Reason);
    }

    [TestCase("A[i<n] in symmetric(d)", "for all i<n: transpose(A[i]) == A[i]")]
    [TestCase("A[i<n] in matrix(d, d) where symmetric(A[i])", "for all i<n: transpose(A[i]) == A[i]")]
    [TestCase("A[i<n] in matrix(d, d) where psd(A[i])", "for all i<n: A[i][0, 0] >= 0")]
    public void Family_OfWhichEveryMemberIsAsked_IsReadSo(string family, string claim)
    {
        var outcome = SpecRun.One($"given n in 1.., d in 1.., {family}\nclaim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    private static void Check(string claim, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Data}claim q: for all rest: {claim}\n");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
