using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>Which symbols a term depends on.</summary>
internal static class Reach
{
    /// <summary>The symbols written in a term.</summary>
    public static IEnumerable<Symbol> Direct(Term term) =>
        (term is Reference reference ? [reference.Symbol] : term.Children.SelectMany(Direct))
        .Concat(term is Override change ? change.Symbols.Select(s => s.Symbol) : []);

    /// <summary>The symbols a term depends on, through definitions, domains, laws, shapes and the blocks of states.</summary>
    public static IReadOnlyList<Symbol> Of(params ReadOnlySpan<Term> terms)
    {
        var seen = new HashSet<Symbol>();
        var found = new List<Symbol>();
        foreach (var term in terms)
        {
            Visit(term, seen, found);
        }

        return found;
    }

    private static void Visit(Term term, HashSet<Symbol> seen, List<Symbol> found)
    {
        foreach (var symbol in Direct(term))
        {
            Visit(symbol, seen, found);
        }

        if (term is BinderTerm)
        {
            foreach (var child in term.Children)
            {
                Visit(child, seen, found);
            }
        }
    }

    private static void Visit(Symbol symbol, HashSet<Symbol> seen, List<Symbol> found)
    {
        if (!seen.Add(symbol))
        {
            return;
        }

        found.Add(symbol);
        foreach (var part in new[] { symbol.Body, symbol.Domain, symbol.Restriction }.OfType<Term>().Concat(symbol.Indices.Concat(symbol.Parameters).Select(b => b.Domain).OfType<Term>()))
        {
            Visit(part, seen, found);
        }

        if (symbol.Role is SymbolRole.State && symbol.Evolution is { } evolution)
        {
            foreach (var rule in evolution.Rules)
            {
                foreach (var part in new[] { rule.Start, rule.Update, rule.Noise }.OfType<Term>())
                {
                    Visit(part, seen, found);
                }
            }
        }
    }
}
