using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// Proves that an infimum over fewer points is no less, and a supremum no greater: <c>inf(u in S where A: e) >= inf(u in S where B: e)</c> where every condition of B is one of A, or
/// follows from one by <c>X subset D</c> and a hypothesis <c>D subset E</c>. The objectives have to be the same term.
/// </summary>
internal sealed class SmallerSet : GeneralArgument
{
    /// <inheritdoc/>
    public override Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses)
    {
        if (Compared(formula) is not var (fewer, more) || fewer.Binders is not [var a] || more.Binders is not [var b] || Domain(a) is not { } space || !space.Equals(Domain(b))
            || !fewer.Body.Equals(more.Body.Replace(b.Symbol, Build.Ref(a.Symbol))))
        {
            return null;
        }

        var known = Parts(a.Where).ToList();
        var given = hypotheses.SelectMany(h => Parts(Unfold.Definitions(h))).OfType<Membership>().Where(h => h.IsSubset).ToList();
        var wanted = Parts(b.Where?.Replace(b.Symbol, Build.Ref(a.Symbol))).ToList();
        return wanted.TrueForAll(w => known.Exists(k => k.Equals(w) || Follows(k, w, given)))
            ? new Judgement(VerdictKind.Proved, $"the points of one {fewer.Form.Name} are among those of the other, and both are of the same function")
            {
                Steps = [new StepEvidence("fewer points", formula, Constant.True, "every condition on the points of the right side holds on those of the left, or the other way round")],
            }
            : null;
    }

    private static Term? Domain(Binder binder) => binder.RangesOver is { } domain && binder.Symbol.Restriction is null ? Unfold.Definitions(domain) : null;

    // X subset E from X subset D and D subset E.
    private static bool Follows(Term known, Term wanted, List<Membership> given) =>
        known is Membership { IsSubset: true } k && wanted is Membership { IsSubset: true } w && k.Left.Equals(w.Left) && given.Exists(h => h.Left.Equals(k.Right) && h.Right.Equals(w.Right));
}
