using System.Runtime.CompilerServices;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values of symbols, innermost first. Definitions cannot mention symbols bound where they are used, so scopes that differ in
/// such symbols alone share the values of definitions; any other symbol starts a new memory.
/// </summary>
internal sealed class Scope
{
    private readonly Scope? outer;
    private readonly Symbol? symbol;
    private readonly Value? value;

    public Scope()
        : this(null, null, null, [], [])
    {
    }

    private Scope(Scope? outer, Symbol? symbol, Value? value, Dictionary<Symbol, Value> definitions, Dictionary<Evolution, List<Value[]>> runs) =>
        (this.outer, this.symbol, this.value, Definitions, Runs) = (outer, symbol, value, definitions, runs);

    /// <summary>Values of definitions computed here.</summary>
    public Dictionary<Symbol, Value> Definitions { get; }

    /// <summary>The states of recursions, step by step, computed here.</summary>
    public Dictionary<Evolution, List<Value[]>> Runs { get; }

    public Scope With(Symbol bound, Value known) => new(
        this,
        bound,
        known,
        bound.Role == SymbolRole.Bound ? Definitions : [],
        bound.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Runs : []);

    public Value? Find(Symbol wanted)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (ReferenceEquals(scope.symbol, wanted))
            {
                return scope.value;
            }
        }

        return null;
    }
}
