using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>An argument that proves statements of one shape for all values of their symbols, without a look at any. One file is one argument.</summary>
internal abstract class GeneralArgument
{
    /// <summary>The proof of a formula under hypotheses, or null when this argument does not apply.</summary>
    /// <param name="formula">A claim without its leading quantifiers.</param>
    /// <param name="hypotheses">The conditions of these quantifiers, and what the spec assumes.</param>
    public abstract Judgement? Prove(Term formula, IReadOnlyList<Term> hypotheses);

    /// <summary>Two optima of one kind in a comparison that holds if what the one ranges over is part, in some sense, of what the other does.</summary>
    protected static (Binding Fewer, Binding More)? Compared(Term formula)
    {
        if (formula is not Comparison { Relations: [var relation and (Relation.GreaterOrEqual or Relation.LessOrEqual)], Children: [var left, var right] }
            || Unfold.Definitions(left) is not Binding { Form: Infimum or Supremum } one || Unfold.Definitions(right) is not Binding { Form: Infimum or Supremum } other || !ReferenceEquals(one.Form, other.Form))
        {
            return null;
        }

        return relation == Relation.GreaterOrEqual == one.Form is Infimum ? (one, other) : (other, one);
    }

    /// <summary>A formula behind its quantifiers over the steps of a recursion.</summary>
    protected static Term BehindSteps(Term formula) =>
        formula is Quantified { Kind: QuantifierKind.ForAll } all && all.Binders.All(static b => b.Symbol.Role == SymbolRole.Clock) ? BehindSteps(all.Body) : formula;

    /// <summary>The formulas of a conjunction.</summary>
    internal static IEnumerable<Term> Parts(Term? formula) => formula switch
    {
        null => [],
        Connective { Kind: ConnectiveKind.And } and => and.Children.SelectMany(Parts),
        _ => [formula],
    };
}
