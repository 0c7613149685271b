using System.Collections.Immutable;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values of symbols. Definitions cannot mention symbols bound where they are used, so scopes that differ in
/// such symbols alone share the values of definitions; any other symbol starts a new memory.
/// </summary>
/// <param name="Values">What is bound.</param>
/// <param name="Definitions">Values of definitions computed here.</param>
/// <param name="Runs">The states of recursions, step by step, and the starts and rates of flows, computed here.</param>
internal sealed record Scope(ImmutableDictionary<Symbol, Value> Values, Dictionary<Symbol, Value> Definitions, Dictionary<Evolution, List<Value[]>> Runs)
{
    /// <summary>Where nothing is bound yet.</summary>
    public static Scope Empty => new(ImmutableDictionary<Symbol, Value>.Empty, [], []);

    public Scope With(Symbol bound, Value known) => new(Values.SetItem(bound, known), bound.Role == SymbolRole.Bound ? Definitions : [],
        bound.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Runs : []);

    public Scope With(IEnumerable<Symbol> symbols, IEnumerable<Value> known) => symbols.Zip(known).Aggregate(this, (s, p) => s.With(p.First, p.Second));

    /// <summary>Without what moves.</summary>
    public Scope Still => new(Values.Where(v => v.Value.IsStill).ToImmutableDictionary(), [], []);

    public Value? Find(Symbol? wanted) => wanted is null ? null : Values.GetValueOrDefault(wanted);
}
