using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>The bound names around a place, innermost first.</summary>
internal sealed record Scope(Scope? Parent, Symbol? Symbol)
{
    /// <summary>The scope without bound names.</summary>
    public static Scope Outer { get; } = new(null, null);

    /// <summary>This scope with one more bound name.</summary>
    public Scope With(Symbol symbol) => new(this, symbol);

    /// <summary>The bound symbol of a name, or null.</summary>
    public Symbol? Find(string name)
    {
        for (var scope = this; scope.Symbol is not null; scope = scope.Parent!)
        {
            if (scope.Symbol.Name == name)
            {
                return scope.Symbol;
            }
        }

        return null;
    }
}
