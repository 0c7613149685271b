using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>Which declared symbols a term depends on, through definitions, domains, laws and blocks, and which of them it binds.</summary>
internal sealed class Reach
{
    private readonly Dictionary<Symbol, HashSet<Symbol>> known = [];
    private readonly HashSet<Symbol> open = [];
    private readonly HashSet<Evolution> openBlocks = [];
    private bool wasCut;

    /// <summary>Drops what was found while declarations were still incomplete.</summary>
    public void Forget() => known.Clear();

    /// <summary>The symbols that are free in a term.</summary>
    public HashSet<Symbol> Of(Term? term)
    {
        switch (term)
        {
            case null:
                return [];
            case Reference reference:
                return [.. Of(reference.Symbol)];
            case BinderTerm binding:
                return Under(binding);
            case Override change:
                var kept = Of(change.Target);
                kept.ExceptWith(change.Symbols.Select(b => b.Symbol));
                foreach (var value in change.Values)
                {
                    kept.UnionWith(Of(value));
                }

                return kept;
            default:
                var all = new HashSet<Symbol>();
                foreach (var child in term.Children)
                {
                    all.UnionWith(Of(child));
                }

                if (term is Call { Operation: LawOf })
                {
                    all.RemoveWhere(s => s.Role == SymbolRole.Draw);
                }

                return all;
        }
    }

    /// <summary>What a use of the symbol depends on, itself included unless it is a definition or state.</summary>
    public HashSet<Symbol> Of(Symbol symbol)
    {
        if (known.TryGetValue(symbol, out var found))
        {
            return found;
        }

        // All states of a block depend on the same: the walk through a block goes through it once.
        var block = symbol.Role == SymbolRole.State ? symbol.Evolution : null;
        if (open.Contains(symbol) || (block is not null && openBlocks.Contains(block)))
        {
            wasCut = true;
            return [];
        }

        open.Add(symbol);
        if (block is not null)
        {
            openBlocks.Add(block);
        }

        var outerCut = wasCut;
        wasCut = false;
        var all = block is not null ? OfBlock(block) : OfParts(symbol);
        if (symbol.Role is SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Draw or SymbolRole.Open or SymbolRole.Clock or SymbolRole.Bound)
        {
            all.Add(symbol);
        }
        else if (symbol.Evolution is not null || symbol.SeriesOf is not null)
        {
            all.RemoveWhere(s => s.Role == SymbolRole.Clock);
        }

        open.Remove(symbol);
        if (block is not null)
        {
            openBlocks.Remove(block);
        }

        if (!wasCut || open.Count == 0)
        {
            known[symbol] = all;
        }

        wasCut |= outerCut;
        return all;
    }

    /// <summary>The givens and sweeps that a formula reads, itself or by definitions, and not only by the domain of another one.</summary>
    public static HashSet<Symbol> Read(Term formula)
    {
        var seen = new HashSet<Symbol>();
        void Walk(Term? term)
        {
            if (term is Reference { Symbol: var symbol } && seen.Add(symbol) && symbol.Role == SymbolRole.Definition)
            {
                Walk(symbol.Body);
                foreach (var head in symbol.Indices.Concat(symbol.Parameters))
                {
                    Walk(head.Domain);
                    Walk(head.Where);
                }
            }

            foreach (var child in term?.Children ?? [])
            {
                Walk(child);
            }
        }

        Walk(formula);
        return [.. seen.Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep)];
    }

    /// <summary>The first use of a state, step draw or series that no step is put on, or null.</summary>
    public static Reference? BareSeries(Term term) => term switch
    {
        Reference { Symbol: { Role: SymbolRole.State } or { SeriesOf: not null } or { Role: SymbolRole.Draw, Evolution: not null } or { Role: SymbolRole.Definition, Evolution: not null } } reference => reference,
        AtStep { Step: { } step } => BareSeries(step),
        AtStep or Call { Operation: Invariant } => null,
        _ => term.Children.Select(BareSeries).FirstOrDefault(r => r is not null),
    };

    /// <summary>All declared symbols that binders of the term name.</summary>
    public static IEnumerable<Symbol> Named(Term term)
    {
        if (term is ClaimReference)
        {
            return [];
        }

        var own = term is BinderTerm binding ? binding.Binders.Select(b => b.Symbol) : [];
        return own.Concat(term.Children.SelectMany(Named));
    }

    private HashSet<Symbol> Under(BinderTerm term)
    {
        var all = new HashSet<Symbol>();
        foreach (var child in term.Children)
        {
            all.UnionWith(Of(child));
        }

        foreach (var binder in term.Binders.Reverse())
        {
            var own = new HashSet<Symbol>(Of(binder.Symbol));
            own.Remove(binder.Symbol);
            all.Remove(binder.Symbol);
            all.UnionWith(own);
        }

        return all;
    }

    private HashSet<Symbol> OfBlock(Evolution evolution)
    {
        var all = new HashSet<Symbol>();
        foreach (var rule in evolution.Rules)
        {
            foreach (var part in new[] { rule.Start, rule.Update, rule.Noise })
            {
                all.UnionWith(Of(part));
            }

            all.ExceptWith(rule.UpdateIndices);
            all.ExceptWith(rule.State.Indices.Select(b => b.Symbol));
        }

        all.Remove(evolution.Clock);
        return all;
    }

    private HashSet<Symbol> OfParts(Symbol symbol)
    {
        var all = new HashSet<Symbol>();
        var heads = symbol.Indices.Concat(symbol.Parameters);
        foreach (var part in heads.SelectMany(b => new[] { b.Domain, b.Where }).Concat([symbol.Domain, symbol.Restriction, symbol.Body]))
        {
            all.UnionWith(Of(part));
        }

        all.ExceptWith(heads.Select(b => b.Symbol));
        all.Remove(symbol);
        return all;
    }
}
