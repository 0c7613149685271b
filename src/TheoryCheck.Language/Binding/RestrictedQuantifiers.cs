using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>
/// A formula with assumptions in its quantifiers: each as a <c>where</c> of the quantifier behind which all givens and sweeps are known that it speaks of. An assumption restricts
/// what is quantified over, wherever that stands.
/// </summary>
public static class RestrictedQuantifiers
{
    /// <summary>The formula; the same one where no quantifier in it binds what an assumption speaks of.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="assumptions">The assumptions, each with the symbols that it reads.</param>
    /// <param name="known">Symbols with values; an assumption about these alone is left out, unless a quantifier gives one of them other values.</param>
    public static Term Of(Term formula, IEnumerable<(Term Formula, IEnumerable<Symbol> Reads)> assumptions, IEnumerable<Symbol> known)
    {
        ArgumentNullException.ThrowIfNull(formula);
        HashSet<Symbol> bound = [.. known];
        var open = assumptions.Select(a => (a.Formula, Needs: a.Reads.Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep).ToHashSet())).ToList();
        return open.Count > 0 && Tree.Of(formula).OfType<Quantified>().Any(q => q.Binders.Any(b => open.Exists(a => a.Needs.Count == 0 || a.Needs.Contains(b.Symbol)))) ? Within(formula, open, bound) : formula;
    }

    private static Term Within(Term term, List<(Term Formula, HashSet<Symbol> Needs)> open, HashSet<Symbol> bound)
    {
        if (open.Count == 0 || term is not (Quantified or Connective or Derive or WithProbability))
        {
            return term;
        }

        if (term is not Quantified quantified)
        {
            return term.With(term.Children.Map(c => Within(c, open, bound))).At(term.Span);
        }

        HashSet<Symbol> known = [.. bound, .. quantified.Binders.Select(b => b.Symbol)];
        var now = open.Where(a => a.Needs.IsSubsetOf(known) && (a.Needs.Count == 0 || quantified.Binders.Any(b => a.Needs.Contains(b.Symbol)))).Select(a => a.Formula).ToList();
        var body = Within(quantified.Body, open.FindAll(a => a.Needs.Count > 0), known);
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
