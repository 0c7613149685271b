using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves that the least value over measures on finite sets tends to that over all measures as the sets become dense, uniformly:
/// <c>limit(h -> 0 from above: sup(D in finite_subsets(S) where (for all u in S: exists t in D: norm(u - t) &lt;= h): inf(nu in measures(S) where support(nu) subset D: J(nu)))) == inf(nu in measures(S): J(nu))</c>
/// for compact S and J a continuous function of finitely many integrals of continuous functions, the mass and the total variation.
/// </summary>
/// <remarks>
/// Let π map S to a nearest point of D. Then |∫f d(π#ν) - ∫f dν| ≤ ω(h)·|ν| with the modulus of continuity ω of f on S, whatever D is; π#ν has the mass of ν and at most its total variation, and as these tend
/// weakly to ν, not less in the limit. So J(π#ν) tends to J(ν), uniformly in D, for each ν. The infimum over fewer measures is no less.
/// </remarks>
internal sealed class DenseDictionaries : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (formula is not Comparison { Relations: [Relation.Equal], Children: [var left, var right] })
        {
            return null;
        }

        var (one, other) = (Unfold.Definitions(left), Unfold.Definitions(right));
        return (Holds(one, other) || Holds(other, one))
            ? new Judgement(VerdictKind.Proved, "a measure moved to the nearest points of a dense set has nearly the same integrals and no more mass, and the objective is continuous in these")
            {
                Steps = [new StepEvidence("moved to a dense set", formula, Constant.True, "the objective is a continuous function of integrals of continuous functions over a compact set, of the mass and of the total variation")],
            }
            : null;

        bool Holds(Term limit, Term whole) =>
            limit is Binding { Form: Limit or Limsup or Liminf, Binders: [{ Where: null, Domain: LimitPoint { Point: Number { Value.IsZero: true }, Approach: Approach.Above }, Symbol: var h }], Body: Binding { Form: Supremum, Binders: [var sets] } worst }
            && sets is { Symbol: var d, RangesOver: Call { Operation: FiniteSubsets, Arguments: [var space] }, Where: { } dense } && IsCompact(space) && IsDense(dense, space, d, h)
            && worst.Body is Binding { Form: Infimum, Binders: [{ Where: Membership { IsSubset: true, Left: Call { Operation: Symbolics.Functionals.Support, Arguments: [Reference { Symbol: var supported }] }, Right: Reference { Symbol: var on } } } few] } least
            && ReferenceEquals(on, d) && ReferenceEquals(supported, few.Symbol) && few.RangesOver is Call { Operation: Symbolics.Sets.Measures or Probabilities, Arguments: [var domain] } measures && domain.Equals(space)
            && !least.Body.Mentions(h) && !least.Body.Mentions(d)
            && whole is Binding { Form: Infimum, Binders: [{ Where: null } all] } best && measures.Equals(all.RangesOver) && least.Body.Replace(few.Symbol, Build.Ref(all.Symbol)).Equals(best.Body)
            && new Dependence(hypotheses).IsContinuous(best.Body, all.Symbol);
    }

    private static bool IsCompact(Term space) => space is Call { Operation.Name: "sphere" or "simplex" }
        or RealInterval { LowerOpen: false, UpperOpen: false, Lower: not Constant { Name: "infinity" }, Upper: not Constant { Name: "infinity" } };

    // Every point of S has one of D within h.
    private static bool IsDense(Term condition, Term space, Symbol d, Symbol h) =>
        condition is Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Where: null, Symbol: var u, RangesOver: var everywhere }], Body: Quantified { Kind: QuantifierKind.Exists, Binders: [{ Where: null, Symbol: var t, Domain: Reference { Symbol: var of } }], Body: var near } }
        && space.Equals(everywhere) && ReferenceEquals(of, d)
        && near is Comparison { Relations: [var relation], Children: [var a, var b] }
        && (relation is Relation.LessOrEqual or Relation.Less ? (a, b) : relation is Relation.GreaterOrEqual or Relation.Greater ? (b, a) : default) is (Call { Operation: Norm or Symbolics.Functions.Abs, Arguments: [var difference] }, Reference { Symbol: var distance })
        && ReferenceEquals(distance, h) && (difference.Equals(Build.Subtract(Build.Ref(u), Build.Ref(t))) || difference.Equals(Build.Subtract(Build.Ref(t), Build.Ref(u))));
}
