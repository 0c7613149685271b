using System.Collections.Immutable;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values of symbols. Definitions cannot mention symbols bound where they are used, so scopes that differ in
/// such symbols alone share the values of definitions; any other symbol starts a new memory.
/// </summary>
/// <param name="values">What is bound.</param>
/// <param name="definitions">Values of definitions computed here.</param>
/// <param name="runs">The states of recursions, step by step, computed here.</param>
internal sealed class Scope(ImmutableDictionary<Symbol, Value> values, Dictionary<Symbol, Value> definitions, Dictionary<Evolution, List<Value[]>> runs)
{
    /// <summary>Where nothing is bound yet.</summary>
    public static Scope Empty => new(ImmutableDictionary<Symbol, Value>.Empty, [], []);

    public Dictionary<Symbol, Value> Definitions => definitions;

    public Dictionary<Evolution, List<Value[]>> Runs => runs;

    public Scope With(Symbol bound, Value known) => new(values.SetItem(bound, known), bound.Role == SymbolRole.Bound ? Definitions : [],
        bound.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Runs : []);

    public Scope With(IEnumerable<Symbol> symbols, IEnumerable<Value> known) => symbols.Zip(known).Aggregate(this, (s, p) => s.With(p.First, p.Second));

    /// <summary>Without what moves.</summary>
    public Scope Still => new(values.Where(v => v.Value.IsStill).ToImmutableDictionary(), [], []);

    public Value? Find(Symbol? wanted) => wanted is null ? null : values.GetValueOrDefault(wanted);
}
