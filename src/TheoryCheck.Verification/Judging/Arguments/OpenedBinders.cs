using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>The symbols of opened quantifiers, for a proof about what stands behind these.</summary>
internal static class OpenedBinders
{
    /// <summary>In place of steps, and of indices of which only the quantifier says what they run through, integers that come from there.</summary>
    /// <param name="binders">The binders of the quantifiers.</param>
    public static Dictionary<Symbol, Term> Placed(IEnumerable<Binder> binders) =>
        binders.Where(static b => b.Symbol.Role == SymbolRole.Clock || b is { Domain: IndexRange, Symbol.Domain: null })
            .ToDictionary(static b => b.Symbol, static b => (Term)Build.Ref(new Symbol(b.Symbol.Name, SymbolRole.Bound, b.Symbol.Span) { Type = b.Symbol.Type, Domain = b.RangesOver }));
}
