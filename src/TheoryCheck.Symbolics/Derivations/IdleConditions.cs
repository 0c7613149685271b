using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// Drops <c>where norm(v) > 0</c> from a sum when the summand, simplified under that condition, is 0 for v = 0: the vectors left out would
/// have added nothing.
/// </summary>
internal static class IdleConditions
{
    /// <summary>The term with such conditions dropped; the summands are in the form in which they vanish.</summary>
    public static Term Drop(Term term, Facts facts)
    {
        var inside = term is BinderTerm binder ? facts.Binders(binder.Binders) : facts;
        var children = term.Children.Map(c => Drop(c, inside));
        var inner = children == term.Children ? term : Substitution.Rebuild(term, children);
        if (inner is not Binding { Form: Sum, Binders: [{ Where: { } condition, Domain: IndexRange } only] } sum || NormOf(condition) is not { } vector)
        {
            return inner;
        }

        var simplified = Canonical.Trace(sum.Body, facts.Binders(sum.Binders));
        var vanished = Canonical.Trace(AtZero(simplified.Value, vector), Facts.None.Binders([only with { Where = null }]));
        return simplified.Nonzero.IsEmpty && vanished.Nonzero.IsEmpty && Tidy.IsZero(vanished.Value)
            ? Build.Bind<Sum>([only with { Where = null }], simplified.Value)
            : inner;
    }

    // The element v[.., c] of norm(v) > 0, written √(Σ_c v[.., c]²) > 0 in index form.
    private static Element? NormOf(Term condition)
    {
        var norm = condition switch
        {
            Comparison { Relations: [Relation.Greater or Relation.NotEqual], Children: [var left, Number { Value.IsZero: true }] } => left,
            Comparison { Relations: [Relation.Less or Relation.NotEqual], Children: [Number { Value.IsZero: true }, var right] } => right,
            _ => null,
        };
        var squares = norm switch
        {
            Call { Operation.Name: "sqrt" or "root", Arguments: [var inside] } => inside,
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inside, Number { Value: { Sign: > 0 } }] } => inside,
            _ => null,
        };
        return squares is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange } axis] } sum
            ? sum.Body switch
            {
                Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Element { Tensor: Reference } a, Element b] } when a.Equals(b) && EndsWith(a, axis.Symbol) => a,
                Arithmetic { Operator: ArithmeticOperator.Power, Children: [Element { Tensor: Reference } a, Number { Value: var two }] } when two == 2 && EndsWith(a, axis.Symbol) => a,
                _ => null,
            }
            : null;
    }

    // The sum has to run over the whole last axis, which it does when the range is that of the axis.
    private static bool EndsWith(Element element, Symbol axis) =>
        element.Indices[^1] is Reference { Symbol: var last } && last == axis && element.Indices.Count == ((TensorType)element.Tensor.Type).Axes.Count
        && element.Indices.SkipLast(1).All(i => !i.Mentions(axis));

    private static Term AtZero(Term term, Element vector)
    {
        if (term is Element element && element.Tensor.Equals(vector.Tensor) && element.Indices.Count == vector.Indices.Count
            && element.Indices.SkipLast(1).SequenceEqual(vector.Indices.SkipLast(1)))
        {
            return Number.Zero;
        }

        var children = term.Children.Map(c => AtZero(c, vector));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }
}
