using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>
/// A claim where another one uses it as a proposition. Assumptions stand beside a claim, so here they go into its quantifiers, as a
/// <c>where</c> of the last symbol they speak of: without them <c>not main</c> would deny main where main says nothing.
/// </summary>
internal sealed class ClaimProposition(Reach reach)
{
    /// <summary>The closed formula of a claim under all its assumptions but the named ones.</summary>
    public Term Of(Claim claim, IEnumerable<string> without) => Within(
        claim.Closed,
        claim.Assumptions.Where(a => !without.Contains(a.Name, StringComparer.Ordinal))
            .Select(a => (a.Formula, Needs: reach.Of(a.Formula).Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep).ToHashSet())).ToList(),
        []);

    private static Term Within(Term term, List<(Term Formula, HashSet<Symbol> Needs)> open, HashSet<Symbol> bound)
    {
        if (open.Count == 0 || term is not (Quantified or Connective or Derive))
        {
            return term;
        }

        if (term is not Quantified quantified)
        {
            return term.With(term.Children.Map(c => Within(c, open, bound))).At(term.Span);
        }

        HashSet<Symbol> known = [.. bound, .. quantified.Binders.Select(b => b.Symbol)];
        var now = open.Where(a => a.Needs.IsSubsetOf(known)).Select(a => a.Formula).ToList();
        var body = Within(quantified.Body, open.Where(a => !a.Needs.IsSubsetOf(known)).ToList(), known);
        if (now.Count == 0)
        {
            return new Quantified(quantified.Kind, quantified.Binders, body, quantified.IsImplied).At(term.Span);
        }

        if (quantified.Kind is not (QuantifierKind.ForAll or QuantifierKind.Exists or QuantifierKind.ExistsUnique))
        {
            return new Quantified(quantified.Kind, quantified.Binders, new Connective(ConnectiveKind.Implies, [All(now), body]), quantified.IsImplied).At(term.Span);
        }

        var last = quantified.Binders[^1];
        var restricted = quantified.Binders.Take(quantified.Binders.Count - 1).Append(last with { Where = All(last.Where is { } own ? now.Prepend(own) : now) });
        return new Quantified(quantified.Kind, restricted.ToSequence(), body, quantified.IsImplied).At(term.Span);
    }

    private static Term All(IEnumerable<Term> formulas) => formulas.ToSequence() is [var only] ? only : new Connective(ConnectiveKind.And, formulas.ToSequence());
}
