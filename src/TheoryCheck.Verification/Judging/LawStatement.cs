using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>Statements about laws as values, such as <c>kl(law(X@t), p) &lt;= ..</c>: all their chance is inside <c>law(..)</c>, so no trial is needed.</summary>
internal static class LawStatement
{
    /// <summary>Whether a formula is one. For all steps or times, means over the draws of steps may take part.</summary>
    public static bool Is(Term formula, Instance instance)
    {
        var statement = new Reader(instance, formula is Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Symbol.Role: SymbolRole.Clock }] });
        return statement.HasLaw(formula, []) && !statement.HasOtherChance(formula, []);
    }

    private sealed class Reader(Instance instance, bool withMeans)
    {
        public bool HasLaw(Term term, HashSet<Symbol> seen) => IsMean(term) || term switch
        {
            Call { Operation: LawOf, Arguments: [var value] } => FormulaTraits.IsRandom(value, instance),
            Reference { Symbol: { Body: { } body } symbol } => seen.Add(symbol) && HasLaw(body, seen),
            _ => term.Children.Items.Any(c => HasLaw(c, seen)),
        };

        public bool HasOtherChance(Term term, HashSet<Symbol> seen) => !IsMean(term) && term switch
        {
            Call { Operation: LawOf } => false,
            WithProbability or AtStep => true,
            Binding { Form.Styles: var styles } when styles.Contains(BinderStyle.Draws) => true,
            Reference { Symbol: var symbol } when instance.Values.ContainsKey(symbol) || !seen.Add(symbol) => false,
            Reference { Symbol.Role: SymbolRole.Draw or SymbolRole.State } => true,
            Reference { Symbol.Body: { } body } => HasOtherChance(body, seen),
            _ => term.Children.Items.Any(c => HasOtherChance(c, seen)),
        };

        private bool IsMean(Term term) => withMeans && term is Binding { Form: Expect, Given: null } mean && mean.Binders.All(b => b.Symbol.Evolution is not null);
    }
}
