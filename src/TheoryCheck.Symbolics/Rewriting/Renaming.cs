using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>Declared symbols exchanged for others of the same kind, free and where binders name them: <c>expect(xi: ..)</c> binds a draw that is declared elsewhere.</summary>
public static class Renaming
{
    /// <summary>The term with symbols exchanged, types computed again where they are made of dimensions.</summary>
    /// <param name="term">Any term, a formula included.</param>
    /// <param name="names">The new symbol for each old one.</param>
    public static Term Rename(this Term term, IReadOnlyDictionary<Symbol, Symbol> names)
    {
        if (term is Reference { Symbol: var symbol })
        {
            return names.TryGetValue(symbol, out var other) ? new Reference(other) : term;
        }

        var children = term.Children.Map(child => child.Rename(names));
        var rebuilt = children == term.Children ? term : Substitution.Rebuild(term, children);
        return rebuilt is BinderTerm binder && binder.Binders.Any(b => names.ContainsKey(b.Symbol))
            ? Substitution.Rebound(binder, binder.Binders.Map(b => b with { Symbol = names.GetValueOrDefault(b.Symbol, b.Symbol) }))
            : rebuilt;
    }

    /// <summary>Equality but for the names that are bound inside.</summary>
    public static bool IsLike(this Term left, Term right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Equals(right))
        {
            return true;
        }

        if (left is BinderTerm a && right is BinderTerm b && a.Binders.Count == b.Binders.Count)
        {
            var names = a.Binders.Zip(b.Binders).Where(static p => !ReferenceEquals(p.First.Symbol, p.Second.Symbol)).ToDictionary(static p => p.First.Symbol, static p => p.Second.Symbol);
            left = names.Count > 0 && !names.Values.Any(left.Mentions) ? left.Rename(names) : left;
        }

        return left.Children.Count == right.Children.Count && !left.Children.IsEmpty && left.GetType() == right.GetType()
            && left.With(right.Children).Equals(right) && left.Children.Zip(right.Children).All(static p => IsLike(p.First, p.Second));
    }
}
