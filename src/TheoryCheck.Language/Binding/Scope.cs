using System.Collections.Immutable;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>The names bound around a place, innermost meaning first; there is no hiding, so the order does not matter.</summary>
/// <param name="Names">The new names.</param>
/// <param name="Declared">The declared symbols that quantifiers around the place bind.</param>
internal sealed record Scope(ImmutableDictionary<string, Symbol> Names, ImmutableHashSet<Symbol> Declared)
{
    public static Scope Empty { get; } = new(ImmutableDictionary<string, Symbol>.Empty, []);

    public Scope With(Symbol symbol) => this with { Names = Names.SetItem(symbol.Name, symbol) };

    /// <summary>The scope inside a quantifier over something declared.</summary>
    public Scope Binding(Symbol declared) => this with { Declared = Declared.Add(declared) };

    public bool Binds(Symbol declared) => Declared.Contains(declared);

    public Symbol? Find(string name) => Names.GetValueOrDefault(name);
}

/// <summary>A declared name, bound when it is first needed.</summary>
internal sealed class Declaration(Symbol symbol, Action<Symbol> bind)
{
    public Symbol Symbol { get; } = symbol;

    /// <summary>Whether binding is under way, so that a use now is a circle.</summary>
    public bool IsOpen { get; private set; }

    private bool isBound;

    public void Bind()
    {
        if (isBound || IsOpen)
        {
            return;
        }

        IsOpen = true;
        bind(Symbol);
        IsOpen = false;
        isBound = true;
    }
}
