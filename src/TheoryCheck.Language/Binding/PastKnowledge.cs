using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>
/// Which draws of a claim need a place of their own. A comparison with a value <c>given past(k)</c> is one between random variables
/// and holds almost surely, so the draws that it reads need none. Everywhere else a draw is bound by <c>for drawn</c>,
/// <c>with probability</c> or an expectation, in the same claim too.
/// </summary>
/// <param name="reach">What terms depend on.</param>
internal sealed class PastKnowledge(Reach reach)
{
    /// <summary>The draws that are free in a formula outside of comparisons that hold almost surely.</summary>
    public HashSet<Symbol> Unplaced(Term term)
    {
        if (!ConditionsOnPast(term))
        {
            return [.. reach.Of(term).Where(s => s.Role == SymbolRole.Draw)];
        }

        if (term is Comparison)
        {
            return [];
        }

        var all = new HashSet<Symbol>();
        foreach (var child in term.Children)
        {
            all.UnionWith(Unplaced(child));
        }

        if (term is BinderTerm binding)
        {
            all.ExceptWith(binding.Binders.Select(b => b.Symbol));
        }

        return all;
    }

    private static bool ConditionsOnPast(Term term) => term is Call { Operation: Past } || (term is not ClaimReference && term.Children.Any(ConditionsOnPast));
}
