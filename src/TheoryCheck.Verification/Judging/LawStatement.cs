using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>Statements about laws as values, such as <c>kl(law(X@t), p) &lt;= ..</c>: all their chance is inside <c>law(..)</c>, so no trial is needed.</summary>
internal static class LawStatement
{
    /// <summary>Whether a formula is one.</summary>
    public static bool Is(Term formula, Instance instance) => HasLaw(formula, instance, []) && !HasOtherChance(formula, instance, []);

    private static bool HasLaw(Term term, Instance instance, HashSet<Symbol> seen) => term switch
    {
        Call { Operation: LawOf, Arguments: [var value] } => FormulaTraits.IsRandom(value, instance),
        Reference { Symbol: { Body: { } body } symbol } => seen.Add(symbol) && HasLaw(body, instance, seen),
        _ => term.Children.Items.Any(c => HasLaw(c, instance, seen)),
    };

    private static bool HasOtherChance(Term term, Instance instance, HashSet<Symbol> seen) => term switch
    {
        Call { Operation: LawOf } => false,
        WithProbability or AtStep => true,
        Binding { Form.Styles: var styles } when styles.Contains(BinderStyle.Draws) => true,
        Reference { Symbol: var symbol } when instance.Values.ContainsKey(symbol) || !seen.Add(symbol) => false,
        Reference { Symbol.Role: SymbolRole.Draw or SymbolRole.State } => true,
        Reference { Symbol.Body: { } body } => HasOtherChance(body, instance, seen),
        _ => term.Children.Items.Any(c => HasOtherChance(c, instance, seen)),
    };
}
