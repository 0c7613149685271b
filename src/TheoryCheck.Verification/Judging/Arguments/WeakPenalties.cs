using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves that a vanishing penalty finds the greatest normalised margin: with margins mᵢ and a penalty N, continuous and homogeneous of one degree p &gt; 0 in finitely many numbers u, N &gt; 0 but at 0, and a loss ℓ
/// that is log(1 + e⁻ᵐ) or e⁻ᵐ, <c>limit(lambda -> 0 from above: inf(u in argmin(v: mean(i&lt;n: l(m(i, v))) + lambda*N(v)): min(i&lt;n: m(i, u))/N(u)))</c> is
/// <c>sup(u where N(u) > 0: min(i&lt;n: m(i, u))/N(u))</c> where that is assumed to be positive.
/// </summary>
/// <remarks>
/// Let g be the supremum, attained at some u* as {N = 1} is compact. Minimisers u exist, as N is coercive; their objective is at most ℓ(cg) + λc for c = N(c^(1/p)u*), which tends to 0 for c = λ^(-1/2), so that their margins, and K = N(u), tend
/// to ∞. Beside u*·K^(1/p), of the same penalty, Σℓ(mᵢ(u)) ≤ nℓ(Kg), while a margin of Kγ at u makes it at least ℓ(Kγ). With e⁻ᵐ/2 ≤ ℓ(m) ≤ e⁻ᵐ for m ≥ 0 this is g - γ ≤ log(2n)/K, for every minimiser.
/// </remarks>
[Cites("wei2019", "Theorem 4.1")]
internal sealed class WeakPenalties : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (formula is not Comparison { Relations: [Relation.Equal], Children: [var left, var right] })
        {
            return null;
        }

        var (one, other) = (Unfold.Definitions(left), Unfold.Definitions(right));
        return Holds(one, other, hypotheses) || Holds(other, one, hypotheses)
            ? new Judgement(VerdictKind.Proved, "margins and penalty are homogeneous of one degree: minimisers grow without bound, and among points of one penalty only those of nearly greatest margin have so small a loss")
            {
                Steps = [new StepEvidence("vanishing penalty", formula, Constant.True, "the loss has the tail of an exponential, margins and penalty are continuous and homogeneous of one degree, the penalty is positive but at 0, and the greatest margin is assumed to be positive")],
            }
            : null;
    }

    private static bool Holds(Term limit, Term greatest, IReadOnlyList<Term> hypotheses)
    {
        if (limit is not Binding { Form: Limit or Limsup or Liminf, Binders: [{ Where: null, Domain: LimitPoint { Point: Number { Value.IsZero: true }, Approach: Approach.Above }, Symbol: var lambda }], Body: Binding { Form: Infimum or Supremum } over }
            || Condition(over) is not Membership { IsSubset: false, Left: var point, Right: Binding { Form: Argmin } minimisers }
            || greatest is not Binding { Form: Supremum } best || Condition(best) is not Comparison { Relations: [Relation.Greater], Children: [var positive, Number { Value.IsZero: true }] }
            || !minimisers.Binders.All(static b => b is { Where: null, RangesOver: Call { Operation: Reals or VectorSpace }, Symbol.Restriction: null }) || minimisers.Binders.Count != over.Binders.Count || minimisers.Binders.Count != best.Binders.Count
            || !IsPointOf(point, over.Binders) || !minimisers.Binders.Zip(best.Binders).All(static p => p.First.Symbol.Type.Equals(p.Second.Symbol.Type) && Equals(p.First.RangesOver, p.Second.RangesOver)))
        {
            return false;
        }

        Symbol[] u = [.. minimisers.Binders.Select(static b => b.Symbol)];
        Term Here(Term term, Sequence<Binder> of) => term.Replace(of.Zip(u).ToDictionary(static p => p.First.Symbol, static p => (Term)Build.Ref(p.Second)));
        var facts = Facts.Of(hypotheses);
        bool Same(Term a, Term b) => a.Equals(b) || (Equality.Prove(a, b, facts) is { Derivation.Restrictions.IsEmpty: true });
        if (Here(over.Body, over.Binders) is not Arithmetic { Operator: ArithmeticOperator.Divide, Children: [Binding { Form: Minimum, Binders: [{ Where: null, Domain: IndexRange range, Symbol: var i }], Body: var margin }, var norm] }
            || Here(best.Body, best.Binders) is not Arithmetic { Operator: ArithmeticOperator.Divide, Children: [Binding { Form: Minimum, Binders: [{ Where: null, Domain: IndexRange sameRange, Symbol: var k }], Body: var sameMargin }, var sameNorm] }
            || minimisers.Body is not Arithmetic { Operator: ArithmeticOperator.Add, Children: [_, _] } objective
            || objective.Children.FirstOrDefault(static c => c is Binding { Form: Mean or Sum }) is not Binding { Binders: [{ Where: null, Domain: IndexRange lossRange, Symbol: var l }], Body: var loss }
            || objective.Children.First(c => c is not Binding { Form: Mean or Sum } || c.Mentions(lambda)) is not Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Reference { Symbol: var weight }, var penalty] } || !ReferenceEquals(weight, lambda)
            || Exponent(loss) is not { } exponent)
        {
            return false;
        }

        return range.Equals(sameRange) && range.Equals(lossRange) && !margin.Mentions(lambda) && !norm.Mentions(lambda) && !penalty.Mentions(lambda)
            && Dependence.Degree(norm, u) is { Sign: > 0 } degree && degree.Equals(Dependence.Degree(margin, u))
            && new Dependence(hypotheses) is var known && known.IsContinuous(norm, u) && known.IsContinuous(margin, u) && Zeros(norm) is { } zeros && Array.TrueForAll(u, zeros.Contains)
            && hypotheses.SelectMany(h => Parts(Unfold.Definitions(h))).Any(h => h is Comparison { Relations: [Relation.Greater], Children: [var above, Number { Value.Sign: >= 0 }] } && above.Equals(greatest))
            && Same(penalty, norm) && Same(sameNorm, norm) && Same(Here(positive, best.Binders), norm)
            && Same(sameMargin.Replace(k, Build.Ref(i)), margin) && Same(exponent.Replace(l, Build.Ref(i)), Build.Negate(margin));
    }

    // The only condition of an optimum.
    private static Term? Condition(Binding optimum) => optimum.Binders.Select(static b => b.Where).OfType<Term>().ToList() is [var only] ? only : null;

    private static bool IsPointOf(Term point, Sequence<Binder> binders) => point is Collection { Kind: CollectionKind.Tuple } tuple
        ? tuple.Children.Count == binders.Count && tuple.Children.Zip(binders).All(static p => p.First is Reference { Symbol: var s } && ReferenceEquals(s, p.Second.Symbol))
        : point is Reference { Symbol: var only } && binders is [{ Symbol: var symbol }] && ReferenceEquals(only, symbol);

    // x of log(1 + exp(x)) or exp(x).
    private static Term? Exponent(Term loss) => loss switch
    {
        Call { Operation: Exp or Softplus, Arguments: [var x] } => x,
        Call { Operation: Log, Arguments: [Arithmetic { Operator: ArithmeticOperator.Add, Children: [Number { Value.IsOne: true }, Call { Operation: Exp, Arguments: [var x] }] }] } => x,
        _ => null,
    };

    /// <summary>For a term that is at least 0 everywhere, symbols all of whose numbers are 0 where it is; null for other terms.</summary>
    private static HashSet<Symbol>? Zeros(Term term, Binder? index = null) => term switch
    {
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.Aggregate((HashSet<Symbol>?)[], (all, part) => all is not null && Zeros(part, index) is { } own ? [.. all, .. own] : null),
        Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number { Value.Sign: > 0 }, var inner] } => Zeros(inner, index),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } power }] } => power.Numerator.IsEven && Whole(inner, index) is { } squared ? squared : Zeros(inner, index),
        Call { Operation: Norm or Abs or Sq, Arguments: [var inner] } => Whole(inner, index),
        Binding { Form: Sum or Mean, Binders: [{ Where: null, Domain: IndexRange } each], Body: var body } when index is null => Zeros(body, each),
        _ => null,
    };

    // A symbol, or the member of a family at an index that runs through all of it.
    private static HashSet<Symbol>? Whole(Term term, Binder? index) => term switch
    {
        Reference { Symbol: var symbol } when index is null => [symbol],
        Element { Tensor: Reference { Symbol: { Indices: [var own] } symbol }, Indices: [Reference { Symbol: var at }] } when index is not null && ReferenceEquals(at, index.Symbol) && Equals(own.Domain, index.Domain) => [symbol],
        _ => null,
    };
}
