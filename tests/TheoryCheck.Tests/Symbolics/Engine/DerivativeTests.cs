using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Tests.Verification;
using static TheoryCheck.Tests.Symbolics.Engine.Words;

namespace TheoryCheck.Tests.Symbolics.Engine;

public sealed class DerivativeTests
{
    private static readonly Symbol n = size("n"), d = size("d"), M = size("M"), t = real("t"), u = vector("u", d), v = vector("v", d), y = family("y", n), a = family("a", M), x = vectors("x", n, d), w = vectors("w", M, d), A = square("A", n, n);
    private static readonly F T = t, U = u, V = v, Y = y, O = a, X = x, W = w, Am = A;

    private static F Loss => 1 / (2 * (F)n) * sum(n, i => (Y[i] - sum(M, j => O[j] * relu(dot(W[j], X[i])))) ^ 2);

    private static IEnumerable<TestCaseData> Scalars()
    {
        (string, F, Symbol)[] all =
        [
            ("loss in a", Loss, a), ("loss in w", Loss, w), ("loss in x", Loss, x), ("loss in y", Loss, y), ("norm", norm(U), u), ("norm cubed", norm(U) ^ 3, u), ("dot over norm", dot(U, V) / norm(U), u),
            ("angle", call("angle", U, V), u), ("log-sum-exp", log(sum(n, i => exp(Y[i]))), y), ("trace of cube", call("trace", call("matmul", call("matmul", A, A), A)), A), ("quadratic", call("quadratic", A, y), y), ("quadratic in A", call("quadratic", A, y), A),
            ("prod", bind("prod", n, i => 1 + Y[i]), y), ("penalty", sum(M, j => abs(O[j]) * norm(W[j])), w), ("exponential loss", mean(n, i => exp(-Y[i] * sum(M, j => O[j] * relu(dot(W[j], X[i]))))), w), ("conditional", when(gt(T, 1), T ^ 2, 2 * T), t),
            ("triangle", sum(n, i => sumWhere(n, j => lt(j, i), j => (Y[i] - Y[j]) ^ 2)), y), ("frobenius", norm(A), A), ("leave one out", sum(n, i => sumWhere(n, j => ne(j, i), j => Y[i] * (Y[j] ^ 2))), y), ("max of two", max(T ^ 2, 2 * T), t),
        ];
        return all.Select(e => new TestCaseData(e.Item2.Term, e.Item3).SetArgDisplayNames(e.Item1));
    }

    private static IEnumerable<TestCaseData> Functions() => Catalogue<ScalarFunction>.Members
        .Where(f => f is { MinimumArity: 1, TakesIntegers: false })
        .Select(f => new TestCaseData(f.Name).SetArgDisplayNames(f.Name));

    [TestCaseSource(nameof(Scalars))]
    public void Gradient_AgreesWithDualNumbers(Term scalar, Symbol variable)
    {
        var form = IndexForm.Of(scalar);
        var (derivative, binders) = Differentiation.Gradient(form, Build.Ref(variable));
        var at = new Variable(Build.Ref(variable), binders.Map(b => (Term)Build.Ref(b.Symbol)));
        var facts = Facts.None.Binders(binders).Away(derivative.Kinks);
        Assert.That(DerivativeTwin.Check(form, at, derivative.Value, facts, 5), Is.EqualTo(Certainty.True));
        Assert.That(DerivativeTwin.Check(form, at, Build.Add(derivative.Value, Number.One), facts, 5), Is.EqualTo(Certainty.False));
        Assert.That(ContainsSumOverDelta(derivative.Value), Is.False);
    }

    [TestCaseSource(nameof(Scalars))]
    public void SecondDerivative_AgreesWithDualNumbers(Term scalar, Symbol variable)
    {
        var (first, outer) = Differentiation.Gradient(IndexForm.Of(scalar), Build.Ref(variable));
        var (second, inner) = Differentiation.Gradient(first.Value, Build.Ref(variable));
        var at = new Variable(Build.Ref(variable), inner.Map(b => (Term)Build.Ref(b.Symbol)));
        var facts = Facts.None.Binders(outer).Binders(inner).Away(first.Kinks).Away(second.Kinks);
        Assert.That(DerivativeTwin.Check(first.Value, at, second.Value, facts, 3), Is.EqualTo(Certainty.True));
    }

    // |w|² has the Hessian 2I at 0 too, where |w| has a kink.
    [TestCase("hessian(norm(w)^2, w) == 2*identity(d)")]
    [TestCase("hessian(norm(w)^4, w) == 4*norm(w)^2*identity(d) + 8*outer(w, w)")]
    [TestCase("hessian(norm(w)*norm(w), w) == 2*identity(d)")]
    [TestCase("hessian(sq(norm(w - v)), w) == 2*identity(d)")]
    [TestCase("derivative(t: derivative(t: abs(t)^2)) == 2")]
    public void SquareOfALength_Differentiated_HasNoKink(string identity)
    {
        var outcome = SpecRun.One($"given d in 1..3, w in vector(d), v in vector(d), t in reals\nclaim c: for all rest: derive {identity}");
        Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Proved), outcome.Verdict.Reason);
    }

    [TestCaseSource(nameof(Functions))]
    public void Function_ChainRule_AgreesWithDualNumbers(string name)
    {
        var form = call(name, (T / 3) + q(1, 5)).Term;
        var derivative = Differentiation.Partial(form, new Variable(Build.Ref(t), []));
        Assert.That(DerivativeTwin.Check(form, new Variable(Build.Ref(t), []), derivative.Value, Facts.None.Away(derivative.Kinks), 2), Is.Not.EqualTo(Certainty.False));
    }

    [Test]
    public void TwoLayerLoss_Report_GivesGradientsAndSlopesAtKinks()
    {
        var report = DerivativeReport.Of(Loss.Term, [a, w], Facts.None);
        Assert.That(report.Gradients.Select(g => g.Twin), Has.All.EqualTo(Certainty.True));
        Assert.That(report.Gradients[0].Slopes, Is.Empty);
        Assert.That(report.Gradients[1].Slopes, Has.Count.EqualTo(1));
        Assert.That(report.Gradients[1].Slopes[0].Domain!, Is.EqualTo(new RealInterval(Number.Zero, Number.One, false, false)));
        Assert.That(report.Derivation.Replay(), Is.True);
    }

    [Test]
    public void Kinks_OfTheLoss_AreReportedOnceWithTheirIndices()
    {
        F r = index("r", M), c = index("c", d);
        var traced = IndexForm.Traced(grad(Loss, W[r])[c].Term);
        Assert.That(traced.Kinks, Has.Count.EqualTo(1));
        Assert.That(traced.Kinks[0].Under, Is.Not.Empty);
    }

    private static bool ContainsSumOverDelta(Term term) =>
        (term is Binding { Form.Name: "sum" } sum && sum.Body is Conditional { Condition: Comparison { Relations: [Relation.Equal], Children: [Reference { Symbol: var s }, _] } } && sum.Binders.Any(b => b.Symbol == s))
        || term.Children.Any(ContainsSumOverDelta);
}
