using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification.Landscapes;

/// <summary>Local minima and stationary points that are listed: smooth ones, kinks, saddles, flat ones, and what stays open.</summary>
[TestFixture]
public sealed class ListedPointTests
{
    private const string Functions = """
        F(v in vector(2)) = (v[0]^2 - 1)^2 + v[1]^2
        O(v in vector(2)) = v[0]^2 + 3*v[0]*v[1] + v[1]^2
        P(v in vector(2)) = (v[1] - v[0]^2)*(v[1] - 2*v[0]^2)
        Q(v in vector(2)) = norm(v)^4
        S(u in reals, v in vector(2)) = (u - 1/3)^2 + norm(v - [1/7, 2])^2
        K(v in reals) = relu(v) - v/2
        M(v in reals) = relu(v) + v
        T(v in reals) = v^3
        U(v in [0, 1]) = -v
        N(v in vector(2)) = relu(v[0]) + v[1]^2

        """;

    [TestCase("local_min(F, [1, 0]) and local_min(F, [-1, 0])")]
    [TestCase("local_min(S, 1/3, [1/7, 2]) and stationary(S, 1/3, [1/7, 2])")]
    [TestCase("local_min(K, 0) and stationary(K, 0)")]
    [TestCase("stationary(T, 0) and stationary(O, [0, 0])")]
    [TestCase("not local_min(F, [0, 0])")]
    [TestCase("not stationary(F, [1, 1])")]
    public void Statement_ThatHolds_IsTrueAtAllThatItRangesOver(string claim) =>
        Assert.That(SpecRun.One($"{Functions}claim c: {claim}").Verdict is { Kind: VerdictKind.Unrefuted or VerdictKind.Certified, Qualifier: "numerical" or "" }, Is.True);

    [TestCase("local_min(F, [0, 0])")]
    [TestCase("local_min(O, [0, 0])")]
    [TestCase("local_min(S, 1/3, [1/7, 3])")]
    [TestCase("local_min(M, 0)")]
    [TestCase("local_min(T, 0)")]
    [TestCase("stationary(F, [1, 1])")]
    [TestCase("stationary(N, [1, 0])")]
    [TestCase("for all w in vector(2): stationary(F, w) implies local_min(F, w)")]
    public void Statement_ThatFails_IsRefuted(string claim) => Assert.That(SpecRun.One($"{Functions}claim c: {claim}").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));

    // Along every line P has a minimum at 0, and none on the parabola between its zeros (Peano). U ends at 1, N has a kink on a line, Q is flat.
    [TestCase("local_min(P, [0, 0])")]
    [TestCase("local_min(U, 1)")]
    [TestCase("stationary(N, [0, 0])")]
    [TestCase("local_min(Q, [0, 0])")]
    public void Statement_ThatLinesAndHessiansDoNotTell_StaysOpen(string claim) => Assert.That(SpecRun.One($"{Functions}claim c: {claim}").Verdict.Kind, Is.EqualTo(VerdictKind.Inconclusive));
}
