using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values of symbols, innermost first. Definitions cannot mention symbols bound where they are used, so scopes that differ in
/// such symbols alone share the values of definitions; any other symbol starts a new memory.
/// </summary>
/// <param name="outer">What is bound further out, or null.</param>
/// <param name="symbol">The symbol bound here, or null.</param>
/// <param name="value">Its value.</param>
/// <param name="definitions">Values of definitions computed here.</param>
/// <param name="runs">The states of recursions, step by step, computed here.</param>
internal sealed class Scope(Scope? outer, Symbol? symbol, Value? value, Dictionary<Symbol, Value> definitions, Dictionary<Evolution, List<Value[]>> runs)
{
    /// <summary>Where nothing is bound yet.</summary>
    public static Scope Empty => new(null, null, null, [], []);

    public Dictionary<Symbol, Value> Definitions => definitions;

    public Dictionary<Evolution, List<Value[]>> Runs => runs;

    public Scope With(Symbol bound, Value known) => new(
        this,
        bound,
        known,
        bound.Role == SymbolRole.Bound ? Definitions : [],
        bound.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Runs : []);

    public Scope With(IEnumerable<Symbol> symbols, IEnumerable<Value> values) => symbols.Zip(values).Aggregate(this, (s, p) => s.With(p.First, p.Second));

    public Value? Find(Symbol? wanted)
    {
        var scope = this;
        while (scope is not null && !scope.Binds(wanted))
        {
            scope = scope.Outer;
        }

        return scope?.Known;
    }

    private Scope? Outer => outer;

    private Value? Known => value;

    private bool Binds(Symbol? wanted) => symbol is not null && ReferenceEquals(symbol, wanted);
}
