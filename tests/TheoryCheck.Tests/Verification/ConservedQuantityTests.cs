using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>Identities at all steps or times of a run that hold because a quantity is conserved, and false ones that its rate of change at the start tells.</summary>
[TestFixture]
internal sealed class ConservedQuantityTests
{
    // Du, Hu and Lee 2018, Theorem 2.1: gradient flow keeps the difference of squared norms of the two layers, neuron by neuron.
    private const string ReluFlow = """
        given n in 1..2, d in 1..2, m in 1..2, x[i<n] in vector(d), y[i<n] in reals, w0[r<m] in vector(d), a0[r<m] in reals
        L(W[r<m] in vector(d), A[r<m] in reals) = 1/2*sum(i<n: (sum(r<m: A[r]*relu(dot(W[r], x[i]))) - y[i])^2)
        flow t:
          start w[r<m] = w0[r]
          start a[r<m] = a0[r]
          rate w[r<m] = -grad(L(w, a), w[r])
          rate a[r<m] = -grad(L(w, a), a[r])

        """;

    // The same Theorem 2.2 for a product of two linear layers.
    private const string LinearFlow = """
        given n in 1..2, m in 1..2, A in matrix(n, n), P0 in matrix(n, m), Q0 in matrix(n, m)
        L(U in matrix(n, m), V in matrix(n, m)) = 1/2*norm(matmul(U, transpose(V)) - A)^2
        flow t:
          start P = P0
          start Q = Q0
          rate P = -grad(L(P, Q), P)
          rate Q = -grad(L(P, Q), Q)

        """;

    private const string Rotation = """
        given p0 in reals, q0 in reals
        evolve k:
          start p = p0
          start q = q0
          p <- 3/5*p - 4/5*q
          q <- 4/5*p + 3/5*q

        """;

    [TestCase(ReluFlow + "claim c: for all r<m: for all t: norm(w[r]@t)^2 - a[r]@t^2 == norm(w0[r])^2 - a0[r]^2", VerdictKind.Proved)]
    [TestCase(ReluFlow + "claim c: for all r<m: for all t: norm(w[r]@t)^2 - 2*a[r]@t^2 == norm(w0[r])^2 - 2*a0[r]^2", VerdictKind.Refuted)]
    [TestCase(ReluFlow + "claim c: for all r<m: for all t: norm(w[r]@t)^2 - a[r]@t^2 == norm(w0[r])^2", VerdictKind.Refuted)]
    [TestCase(LinearFlow + "claim c: for all t: matmul(transpose(P@t), P@t) - matmul(transpose(Q@t), Q@t) == matmul(transpose(P0), P0) - matmul(transpose(Q0), Q0)", VerdictKind.Proved)]
    [TestCase(LinearFlow + "claim c: for all t: matmul(transpose(P@t), P@t) + matmul(transpose(Q@t), Q@t) == matmul(transpose(P0), P0) + matmul(transpose(Q0), Q0)", VerdictKind.Refuted)]
    [TestCase(Rotation + "claim c: for all k: p@k^2 + q@k^2 == p0^2 + q0^2", VerdictKind.Proved)]
    public void Identity_AlongARun_IsProvedByConservationOrRefutedAtTheStart(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
        Assert.That(expected == VerdictKind.Proved ? outcome.Derivation.Single().Rule : outcome.Verdict.Reason, Does.Contain(expected == VerdictKind.Proved ? "conserved" : "at the start"));
    }

    [Test]
    public void Identity_AlongARecursionThatChangesIt_IsRefutedAtItsSteps() =>
        Assert.That(SpecRun.One(Rotation + "claim c: for all k: p@k^2 + 2*q@k^2 == p0^2 + 2*q0^2").Verdict.Kind, Is.EqualTo(VerdictKind.Refuted));

    private const string Decay = """
        given c > 0, b in reals
        flow t:
          start p = c
          rate p = -b*p
        flow v:
          start z = c
          rate z = -z + v

        """;

    // A difference whose rate is a multiple of itself, with a number that does not move, and that is 0 at the start.
    [TestCase("for all t: p@t == c*exp(-b*t)", VerdictKind.Proved)]
    [TestCase("for all t in (0, 1]: p@t == c*exp(-b*t)", VerdictKind.Proved)]
    [TestCase("for all t: derive p@t == p@0*exp(-b*t)", VerdictKind.Proved)]
    [TestCase("for all t: p@t == c*exp(-2*b*t)", VerdictKind.Refuted)]
    [TestCase("for all t: p@t == 2*c*exp(-b*t)", VerdictKind.Refuted)]
    [TestCase("for all v: z@v == c*exp(-v)", VerdictKind.Inconclusive)]
    [TestCase("for all v: z@v == (c + 1)*exp(-v) + v - 1", VerdictKind.Inconclusive)]
    public void Solution_OfALinearFlow_IsProvedWhereItsDifferenceGrowsByAFactor(string claim, VerdictKind expected) =>
        Assert.That(SpecRun.One($"{Decay}claim c: for all c, b: {claim}\ncheck:\n  instances = 12").Verdict.Kind, Is.EqualTo(expected));

    // The output of a network along gradient flow, by the chain rule: the factor a[r]^2/m is the kernel's.
    private const string Output = """
        given n in 1..2, d in 1..2, m in 1.., a[r<m] in reals, v0[r<m] in vector(d), x[i<n] in vector(d), y[i<n] in reals, z in vector(d)
        flow t:
          start v[r<m] = v0[r]
          rate v[r] = -grad(1/2*sum(i<n: (y[i] - 1/sqrt(m)*sum(q<m: a[q]*relu(dot(v[q], x[i]))))^2), v[r])
        out(u in vector(d)) = 1/sqrt(m)*sum(r<m: a[r]*relu(dot(v[r], u)))

        """;

    [TestCase("1/m*sum(r<m: a[r]^2*step(dot(v[r], z)@t)*step(dot(v[r], x[i])@t))", VerdictKind.Proved)]
    [TestCase("sum(r<m: a[r]^2*step(dot(v[r], z)@t)*step(dot(v[r], x[i])@t))", VerdictKind.Refuted)]
    [TestCase("1/m*sum(r<m: a[r]*step(dot(v[r], z)@t)*step(dot(v[r], x[i])@t))", VerdictKind.Refuted)]
    public void RateOfChange_WithKinks_IsDerivedAwayFromThemOrRefutedAtTheStart(string kernel, VerdictKind expected)
    {
        var outcome = SpecRun.One($"{Output}claim c: for all t: derive derivative(t: out(z)@t) == -sum(i<n: (out(x[i])@t - y[i])*dot(z, x[i])*{kernel})");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }

    [Test]
    public void RateOfChange_ThatDoesNotExistAtAKink_IsNotProvedOfAllTimes()
    {
        // relu(u) has no derivative at t = 1, where u passes 0; with 'derive' that exception is noted.
        const string Text = "flow t:\n  start u = -1\n  rate u = 1\nclaim c: for all t: ";
        Assert.Multiple(() =>
        {
            Assert.That(SpecRun.One(Text + "derivative(t: relu(u@t)) == step(u@t)").Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved));
            Assert.That(SpecRun.One(Text + "derive derivative(t: relu(u@t)) == step(u@t)").Notes, Has.Some.Contains("kink"));
        });
    }

    [Test]
    public void Identity_WhoseRateHasAKink_IsNotProvedByConservation()
    {
        // The slope of abs is 0 at its kink by convention, where the rate is 1: taken at its word it would keep abs(u) at 0.
        var outcome = SpecRun.One("flow t:\n  start u = 0\n  rate u = 1\nclaim c: for all t: abs(u@t) == 0");
        Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }
}
