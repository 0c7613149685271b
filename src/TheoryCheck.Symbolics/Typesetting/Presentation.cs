using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>
/// Prepares an engine's term for readers. Symbols are told apart by identity, so after unfolding two different indices may carry
/// one name: <c>sum(i&lt;n: … sum(i&lt;d: w[i]*x[i, i]))</c>. Here every bound symbol gets a name that no enclosing or free symbol has.
/// A term as an author wrote it has no such clash and comes back as it is.
/// </summary>
internal static class Presentation
{
    /// <summary>The same term with names that differ where symbols differ, and <c>-x</c> for <c>-1*x</c>.</summary>
    public static Term Of(Term term)
    {
        var names = term.FreeSymbols().Select(s => s.Name).ToImmutableHashSet(StringComparer.Ordinal);
        return Visit(term, names, ImmutableDictionary<Symbol, Symbol>.Empty);
    }

    private static Term Visit(Term term, ImmutableHashSet<string> taken, ImmutableDictionary<Symbol, Symbol> renamed)
    {
        if (term is Reference { Symbol: var symbol })
        {
            return renamed.TryGetValue(symbol, out var other) ? new Reference(other) : term;
        }

        if (term is not BinderTerm binder)
        {
            var parts = term.Children.Map(c => Visit(c, taken, renamed));
            return Signed(parts == term.Children ? term : term.With(parts));
        }

        foreach (var bound in binder.Binders.Select(b => b.Symbol).Distinct())
        {
            if (bound.Role == SymbolRole.Bound && taken.Contains(bound.Name))
            {
                var fresh = new Symbol(Unused(bound.Name, taken), bound.Role, bound.Span) { Type = bound.Type, Domain = bound.Domain };
                renamed = renamed.SetItem(bound, fresh);
                taken = taken.Add(fresh.Name);
            }
            else
            {
                renamed = renamed.Remove(bound);
                taken = taken.Add(bound.Name);
            }
        }

        var children = binder.Children.Map(c => Visit(c, taken, renamed));
        var same = (BinderTerm)(children == binder.Children ? binder : binder.With(children));
        return binder.Binders.Any(b => renamed.ContainsKey(b.Symbol))
            ? Substitution.Rebound(same, same.Binders.Map(b => b with { Symbol = renamed.GetValueOrDefault(b.Symbol, b.Symbol) }))
            : same;
    }

    private static string Unused(string name, ImmutableHashSet<string> taken)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Enumerable.Range(1, int.MaxValue - 1).Select(k => $"{stem}{k}").First(n => !taken.Contains(n));
    }

    private static Term Signed(Term term) =>
        term is Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [Number { Value: var factor }, ..] } product && factor == -Rational.One
            ? Build.Negate(product.Children.Count == 2 ? product.Children[1] : product.With(product.Children.Skip(1).ToSequence()))
            : term;
}
