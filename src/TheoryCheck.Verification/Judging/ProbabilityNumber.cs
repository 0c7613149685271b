using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Reads comparisons of a probability or a quantile with a number as the statement that a frequency test settles:
/// <c>prob(w: A) &lt;= p</c> is <c>with probability &lt;= p over w: A</c>, and <c>quantile(q, w: e) &lt;= c</c> is
/// <c>with probability >= q over w: e &lt;= c</c>.
/// </summary>
internal static class ProbabilityNumber
{
    /// <summary>The frequency statement a comparison is, or null when it is none.</summary>
    public static WithProbability? Statement(Term formula)
    {
        if (formula is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return null;
        }

        return left is Binding { Form: Probability or Quantile } number && !FormulaTraits.IsRandom(right) ? Of(number, relation, right)
            : right is Binding { Form: Probability or Quantile } turned && !FormulaTraits.IsRandom(left) ? Of(turned, relation.Turned(), left)
            : null;
    }

    private static WithProbability? Of(Binding number, Relation relation, Term bound)
    {
        if (number.Form is Probability)
        {
            // A strict claim is another one at the ends (no event has a probability below 0), so it is not read as a weak one.
            return relation is Relation.LessOrEqual or Relation.GreaterOrEqual or Relation.Equal
                ? new WithProbability(relation, bound, number.Binders, number.Given, number.Body)
                : null;
        }

        // The q-quantile is inf{t : P(e <= t) >= q}: at most c exactly when P(e <= c) >= q; at least c if P(e < c) < q, and not if P(e < c) > q.
        return relation switch
        {
            Relation.LessOrEqual => new WithProbability(
                Relation.GreaterOrEqual, number.Leading[0], number.Binders, number.Given, new Comparison(number.Body, Relation.LessOrEqual, bound)),
            Relation.GreaterOrEqual => new WithProbability(
                Relation.LessOrEqual, number.Leading[0], number.Binders, number.Given, new Comparison(number.Body, Relation.Less, bound)),
            _ => null,
        };
    }
}
