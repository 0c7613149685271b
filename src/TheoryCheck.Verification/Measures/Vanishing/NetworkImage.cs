using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Vanishing;

/// <summary>
/// <c>image(lift, argmin(b[j&lt;M], v[j&lt;M]: F))</c> with lift(b, v) = Σⱼ bⱼ|vⱼ| δ(vⱼ/|vⱼ|) over vⱼ ≠ 0: where the problem over measures has one minimiser, of at most M
/// atoms, the lifts of the optimal networks are that measure and nothing else.
/// </summary>
internal static class NetworkImage
{
    /// <summary>The set of minimisers over measures, and M; null for other terms.</summary>
    public static (Binding Minimisers, Rational Width)? Of(Interpreter<Rational> exact, Term term) =>
        term is Call { Operation: Image, Arguments: [Lambda lift, Binding { Form: Argmin } networks] } && NetworkLift.Of(exact, networks) is { } lifted && IsLift(lift, exact, lifted.Width)
            ? lifted
            : null;

    private static bool IsLift(Lambda lift, Interpreter<Rational> exact, Rational width)
    {
        if (lift.Binders is not [var first, var second]
            || lift.Body is not Binding { Form: Sum, Binders: [{ Domain: IndexRange, Where: { } alive } index], Body: Arithmetic { Operator: ArithmeticOperator.Multiply } product })
        {
            return false;
        }

        var (b, v) = first.Symbol.Type is TensorType { Axes.Count: 1 } ? (first.Symbol, second.Symbol) : (second.Symbol, first.Symbol);
        bool IsAt(Term term, Symbol family) => term is Element { Tensor: Reference { Symbol: var of }, Indices: [Reference { Symbol: var at }] }
            && ReferenceEquals(of, family) && ReferenceEquals(at, index.Symbol);
        bool IsNorm(Term term) => term is Call { Operation: Norm, Arguments: [var of] } && IsAt(of, v);
        bool IsDirection(Term term) => term is Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var length] } && IsAt(numerator, v) && IsNorm(length);
        bool IsAll(IndexRange range) => range.Lower is Number { Value.IsZero: true } && exact.EvaluateScalar(range.Upper) == width - 1;
        return b.Indices is [{ Domain: IndexRange own }] && v.Indices is [{ Domain: IndexRange also }] && IsAll((IndexRange)index.Domain!) && IsAll(own) && IsAll(also)
            && alive is Comparison { Relations: [Relation.Greater or Relation.NotEqual], Children: [var length, Number { Value.IsZero: true }] } && IsNorm(length)
            && product.Factors().ToList() is { Count: 3 } factors
            && factors.Exists(f => IsAt(f, b)) && factors.Exists(IsNorm) && factors.Exists(f => f is Call { Operation: Dirac, Arguments: [var point] } && IsDirection(point));
    }
}
