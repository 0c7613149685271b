using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Verification;

/// <summary>
/// A derivation that excepts some values proves what asks for a derivation, with the exceptions noted; a plain claim about all values it proves only where nothing is excepted.
/// </summary>
[TestFixture]
internal sealed class PartialIdentityTests
{
    [TestCase("given x in reals\nclaim c: x/x == 1", VerdictKind.Broken)]
    [TestCase("given x in reals\nclaim c: derive x/x == 1", VerdictKind.Proved)]
    [TestCase("given x > 0\nclaim c: x/x == 1", VerdictKind.Proved)]
    [TestCase("given x in reals\nclaim c: sqrt(x)^2 == x", VerdictKind.Broken)]
    [TestCase("given x >= 0\nclaim c: sqrt(x)^2 == x", VerdictKind.Proved)]
    [TestCase("given x in reals\nclaim c: log(exp(x)) == x", VerdictKind.Proved)]
    [TestCase("given x in reals\nclaim c: exp(log(x)) == x", VerdictKind.Broken)]
    [TestCase("given x in reals\nclaim c: grad(abs(x), x)^2 == 1", VerdictKind.Refuted)]
    [TestCase("given x in reals\nclaim c: grad(relu(x), x)*x == relu(x)", VerdictKind.Proved)]
    [TestCase("given n in 0..3, x[i<n] > 0\nclaim c: sum(i<n: x[i]/sum(j<n: x[j])) == 1", VerdictKind.Refuted)]
    [TestCase("given n in 1..3, x[i<n] > 0\nclaim c: sum(i<n: x[i]/sum(j<n: x[j])) == 1", VerdictKind.Proved)]
    [TestCase("given d in 1..3, w in vector(d)\nclaim c: dot(grad(norm(w), w), w) == norm(w)", VerdictKind.Unrefuted)]
    [TestCase("given d in 1..3, w in vector(d), x in vector(d)\nassume apart: norm(w) > 0\nclaim c: dot(grad(dot(w, x)/norm(w), w), w) == 0", VerdictKind.Proved)]
    [TestCase("given d in 1..3, w in vector(d), x in vector(d)\nclaim c: dot(grad(dot(w, x)/norm(w), w), w) == 0", VerdictKind.Broken)]
    public void Identity_WithExceptions_IsProvedOnlyWhereNoneAreLeft(string text, VerdictKind expected)
    {
        var outcome = SpecRun.One(text);
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(expected), outcome.Verdict.Reason);
    }
}
