using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Vanishing;

/// <summary>A formula that is to hold for all small λ &gt; 0, perhaps to any tolerance.</summary>
/// <param name="Tolerance">ε of <c>for all eps &gt; 0: exists lambda0 &gt; 0: for all lambda in (0, lambda0)</c>; null without the first quantifier.</param>
/// <param name="Penalty">λ.</param>
/// <param name="Body">What is to hold.</param>
internal sealed record SmallPenalties(Symbol? Tolerance, Symbol Penalty, Term Body)
{
    /// <summary>Reads a formula; a limit from above that equals c is a difference to c that is in the end below every tolerance. Null for other formulas.</summary>
    public static SmallPenalties? Of(Term formula)
    {
        if (formula is Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return left is Binding { Form: Limit or Limsup or Liminf } ? Below(left, relation, right) : Below(right, relation.Turned(), left);
        }

        if (formula is Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Symbol: { Indices.IsEmpty: true } tolerance } all], Body: Quantified { Kind: QuantifierKind.Exists } inner }
            && IsAllPositive(all) && Of(inner) is { Tolerance: null } small)
        {
            return small with { Tolerance = tolerance };
        }

        return formula is Quantified { Kind: QuantifierKind.Exists, Binders: [var end], Body: Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null } penalty], Body: var body } }
            && IsAllPositive(end)
            && penalty.Domain is RealInterval { Lower: Number { Value.IsZero: true }, LowerOpen: true, Upper: Reference { Symbol: var upper } } && ReferenceEquals(upper, end.Symbol)
            && !body.Mentions(end.Symbol)
            ? new SmallPenalties(null, penalty.Symbol, body)
            : null;
    }

    // limsup e <= c says that e < c + eps in the end for every eps, liminf e >= c that e > c - eps; where a limit is decided to be c, both are.
    private static SmallPenalties? Below(Term limit, Relation relation, Term value)
    {
        if (limit is not Binding { Form: Limit or Limsup or Liminf, Binders: [{ Where: null, Domain: LimitPoint { Approach: Approach.Above, Point: Number { Value.IsZero: true } }, Symbol: var penalty }], Body: { Type.IsScalar: true } body }
            || value.Mentions(penalty))
        {
            return null;
        }

        var tolerance = new Symbol("eps", SymbolRole.Bound, default) { Type = TermType.Real };
        var difference = (((Binding)limit).Form, relation) switch
        {
            (_, Relation.Equal) or (Limsup, Relation.LessOrEqual) when value is Number { Value.IsZero: true } && IsNonnegative(body) => body,
            (_, Relation.Equal) => Build.Call<Abs>(Build.Subtract(body, value)),
            (Limsup, Relation.LessOrEqual) => Build.Subtract(body, value),
            (Liminf, Relation.GreaterOrEqual) => Build.Subtract(value, body),
            _ => null,
        };
        return difference is null ? null : new SmallPenalties(tolerance, penalty, new Comparison(difference, Relation.Less, Build.Ref(tolerance)));
    }

    // A supremum over an empty set is not; minimisers exist.
    private static bool IsNonnegative(Term term) => term switch
    {
        Binding { Form: Supremum, Binders: [{ Where: null, Domain: { } domain }], Body: var body } => Unfold.Definitions(domain) is Binding { Form: Argmin } && IsNonnegative(body),
        Call { Operation: WeakDistance or Abs } => true,
        _ => false,
    };

    private static bool IsAllPositive(Binder binder) =>
        binder.Where is null && binder.Symbol.Indices.IsEmpty && binder.RangesOver is RealInterval { Lower: Number { Value.IsZero: true }, LowerOpen: true, Upper: Constant { Name: "infinity" } } or Call { Operation: Symbolics.Sets.Positive };
}
