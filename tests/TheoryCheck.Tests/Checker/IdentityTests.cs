using NUnit.Framework;
using TheoryCheck.Core;

namespace TheoryCheck.Tests.Checker;

/// <summary>Identities between rational functions as the checker reads them, each with its false twin.</summary>
[TestFixture]
public sealed class IdentityTests
{
    private const string Values = "given n in 1.., x in reals, y in reals, v in vector(n), w in vector(n), A in matrix(n, n)\n";

    [TestCase("derive (x + y)^3 == x^3 + 3*x^2*y + 3*x*y^2 + y^3", true)]
    [TestCase("derive (x + y)^3 == x^3 + 3*x^2*y + 3*x*y^2 + 2*y^3", false)]
    [TestCase("derive x*y == y*x/1", true)]
    [TestCase("derive (x - 1009)*(x - 1010)*(x - 1011) == 0", false, Description = "zero at the first points that are looked at, as many as fit a smaller degree")]
    [TestCase("derive x^0 == 1", true)]
    [TestCase("derive x^2/x == x", true)]
    [TestCase("derive (x^2 - y^2)/(x - y) == x + y", true)]
    [TestCase("derive (x^2 - y^2)/(x - y) == x - y", false)]
    [TestCase("derive 1/(1 + 1/x) == x/(x + 1)", true)]
    [TestCase("derive 1/(1 + 1/x) == x/(x + 2)", false)]
    [TestCase("derive x^(-2) + y == 1/x^2 + y", true)]
    [TestCase("derive x/(x - 2) == 1 + 2/(x - 2)", true)]
    [TestCase("derive x/(x - 1009) == 1 + 1009/(x - 1009)", false, Description = "a pole at a point that is looked at")]
    [TestCase("derive (x - 1009)*(x - 1010)*(x - 1011)/(x - 5) == 0", false)]
    [TestCase("derive indicator(x > 0) == 1", false, Description = "true at all points that are looked at")]
    [TestCase("derive if(x > -1, x, 0) == x", false)]
    [TestCase("derive floor(x) == x", false)]
    [TestCase("derive max(x, -x) == x", false)]
    [TestCase("derive sum(i in {1, 2} where i < x: i) == 3", false)]
    [TestCase("derive sqrt(x^2) == x", false)]
    [TestCase("derive relu(x) - relu(-x) == x", false, Description = "true, and not read")]
    [TestCase("derive max(x, y) == x", false)]
    [TestCase("derive abs(x) == x", false)]
    [TestCase("derive if(x >= 0, x, x) == x", false)]
    [TestCase("derive arctan(x) == x", false)]
    [TestCase("derive exp(x - x) == 1", false)]
    [TestCase("derive sin(0*x) == 0", false)]
    [TestCase("derive grad(x^3*y, x) == 3*x^2*y", true)]
    [TestCase("derive grad(x^3*y, x) == 3*x^2", false)]
    [TestCase("derive grad(x^2/y, y) == -x^2/y^2", true)]
    [TestCase("derive grad(1/x, x) == 1/x^2", false)]
    [TestCase("derive grad(x^2/y^2, y) == -2*x^2/y^3", true)]
    [TestCase("derive grad(x^2/y^2, y) == -2*x^2/y^2", false)]
    [TestCase("derive grad(x^2, x)^2 == 4*x^2", true)]
    [TestCase("derive grad(abs(x), x) == 1", false)]
    [TestCase("derive grad(if(x > 0, x, 0), x) == 1", false)]
    [TestCase("x == y", false)]
    [TestCase("derive x == x and x^2 == x*x", true)]
    public void Identity_OfNumbers_IsAcceptedExactlyWhereItHoldsForRationalFunctions(string formula, bool holds) =>
        Assert.That(new Sample("identity", $"{Values}claim c: for all x, y: {formula}", "c", """{"instance": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    [TestCase("norm(v)^2 == dot(v, v)", true)]
    [TestCase("norm(v)^2 == dot(v, w)", false)]
    [TestCase("norm(v)^4 == dot(v, v)^2", false)]
    [TestCase("dot(v + w, v + w) == dot(v, v) + 2*dot(v, w) + dot(w, w)", true)]
    [TestCase("dot(v + w, v + w) == dot(v, v) + dot(w, w)", false)]
    [TestCase("dot(v, matmul(A, w)) == dot(matmul(transpose(A), v), w)", true)]
    [TestCase("dot(v, matmul(A, w)) == dot(matmul(A, v), w)", false)]
    [TestCase("grad(dot(v, matmul(A, w)), w) == matmul(transpose(A), v)", true)]
    [TestCase("grad(dot(v, matmul(A, w)), w) == matmul(A, v)", false)]
    [TestCase("outer(v, w) == transpose(outer(w, v))", true)]
    [TestCase("outer(v, w) == outer(w, v)", false)]
    [TestCase("trace(outer(v, w)) == sum(i<n: v[i]*w[i])", true)]
    [TestCase("(sum(i<n: v[i]*w[i]))^2 + sum(i<n, j<n where j < i: (v[i]*w[j] - v[j]*w[i])^2) == dot(v, v)*dot(w, w)", true)]
    public void Identity_OfTensors_IsAcceptedExactlyWhereItHolds(string equation, bool holds) =>
        Assert.That(new Sample("identity", $"{Values}claim c: for all n, v, w, A: derive {equation}", "c", """{"instance": [{"symbol": "n", "value": "2"}]}""").Check().Accepted is not null, Is.EqualTo(holds));

    // A statement about all sizes is not settled at one of them: it is a fact, and the size has to be given.
    [Test]
    public void Identity_AtASize_IsAFactOfThatSize()
    {
        const string text = Values + "claim c: for all n, v: derive sum(i<n: v[i]) == v[0]";
        Assert.Multiple(() =>
        {
            Assert.That(new Sample("identity", text, "c", """{"instance": [{"symbol": "n", "value": "1"}]}""").Check().Accepted?.Truth, Is.EqualTo(Certainty.Unknown));
            Assert.That(new Sample("identity", text, "c", """{"instance": [{"symbol": "n", "value": "2"}]}""").Check().Accepted, Is.Null);
            Assert.That(new Sample("identity", text, "c", """{"instance": []}""").Check().Accepted, Is.Null);
        });
    }
}
