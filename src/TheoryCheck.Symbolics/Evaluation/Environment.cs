using System.Runtime.CompilerServices;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// The values of symbols, innermost first, and the values of definitions computed under them. Immutable except for that memory.
/// </summary>
/// <remarks>
/// Definitions cannot mention a bound symbol of the place where they are used, so all scopes that bind only such symbols share
/// one memory; binding a declared symbol (a given, draw, sweep, state, or a replaced definition) starts a new one.
/// </remarks>
/// <typeparam name="T">The reading.</typeparam>
public sealed class Environment<T>
    where T : IReal<T>
{
    private readonly Environment<T>? outer;
    private readonly Symbol? symbol;
    private readonly Value<T>? value;

    private Environment(
        Environment<T>? outer, Symbol? symbol, Value<T>? value, Dictionary<Symbol, Value<T>> definitions, Dictionary<Evolution, Trajectory<T>> trajectories, Dictionary<Evolution, FlowTrajectory<T>> flows)
    {
        this.outer = outer;
        this.symbol = symbol;
        this.value = value;
        Definitions = definitions;
        Trajectories = trajectories;
        Flows = flows;
        Stepping = outer?.Stepping;
        Origin = outer?.Origin;
        Expansions = outer?.Expansions ?? [];
    }

    /// <summary>Nothing bound.</summary>
    public static Environment<T> Empty => new(null, null, null, new(ReferenceEqualityComparer.Instance), [], []);

    /// <summary>An exact interpreter of the same configuration, or null: enclosures keep in touch with the data they enclose.</summary>
    internal Interpreter<Rational>? Origin { get; private init; }

    internal Dictionary<Symbol, Value<T>> Definitions { get; }

    /// <summary>The recursions followed so far. States and clocks are bound while one is followed and change none.</summary>
    internal Dictionary<Evolution, Trajectory<T>> Trajectories { get; }

    /// <summary>The flows followed so far.</summary>
    internal Dictionary<Evolution, FlowTrajectory<T>> Flows { get; }

    /// <summary>The step that is being made, or null.</summary>
    internal Stepping<T>? Stepping { get; private init; }

    /// <summary>Abbreviations already written out, with the symbols that stand for their arguments.</summary>
    internal ConditionalWeakTable<Term, Expansion> Expansions { get; }

    /// <summary>This environment with one more value, which hides an earlier one of the same symbol.</summary>
    public Environment<T> With(Symbol symbol, Value<T> value) => new(
        this,
        symbol,
        value,
        symbol.Role == SymbolRole.Bound ? Definitions : new(ReferenceEqualityComparer.Instance),
        symbol.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Trajectories : [],
        symbol.Role is SymbolRole.Bound or SymbolRole.State or SymbolRole.Clock ? Flows : []);

    /// <summary>This environment, whose values so far are known exactly to another interpreter.</summary>
    public Environment<T> WithOrigin(Interpreter<Rational> origin) => new(this, null, null, Definitions, Trajectories, Flows) { Origin = origin };

    /// <summary>This environment inside a step that is being made; values of definitions may read the step.</summary>
    internal Environment<T> Within(Stepping<T> stepping) => new(this, null, null, new(ReferenceEqualityComparer.Instance), Trajectories, Flows) { Stepping = stepping };

    /// <summary>What was bound since the origin was given, outermost first; everything when there is none.</summary>
    internal IReadOnlyList<(Symbol Symbol, Value<T> Value)> Recent
    {
        get
        {
            var recent = new List<(Symbol, Value<T>)>();
            for (var scope = this; scope is not null && (scope.symbol is not null || scope.Origin is null); scope = scope.outer)
            {
                if (scope.symbol is not null)
                {
                    recent.Add((scope.symbol, scope.value!));
                }
            }

            recent.Reverse();
            return recent;
        }
    }

    /// <summary>The value of a symbol, or null.</summary>
    public Value<T>? Find(Symbol symbol)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (ReferenceEquals(scope.symbol, symbol))
            {
                return scope.value;
            }
        }

        return null;
    }

    /// <summary>The functions bound here that are closed terms.</summary>
    internal IReadOnlyDictionary<Symbol, Term> Functions
    {
        get
        {
            var functions = new Dictionary<Symbol, Term>(ReferenceEqualityComparer.Instance);
            for (var scope = this; scope is not null; scope = scope.outer)
            {
                if (scope is { symbol: { } bound, value: Value<T>.Function { Source: { } source } })
                {
                    functions.TryAdd(bound, source);
                }
            }

            return functions;
        }
    }

    /// <summary>The same values in another reading; what is a set known by membership only, or a function that is no closed term, is left out, unless its definition would stand in for it.</summary>
    /// <exception cref="NotRepresentableException">A definition would.</exception>
    /// <param name="read">Maps a number.</param>
    /// <param name="one">Any number in the other reading.</param>
    internal Environment<TOther> Read<TOther>(Func<T, TOther> read, TOther one)
        where TOther : IReal<TOther>
    {
        var inner = outer is null ? Environment<TOther>.Empty : outer.Read(read, one);
        return symbol is null ? inner
            : value is Value<T>.Function { Source: { } source } ? inner.With(symbol, new Interpreter<TOther>(one, Environment<TOther>.Empty).Value(source))
            : Read(value!, read) is { } known ? inner.With(symbol, known)
            : symbol.Body is null ? inner
            : throw new NotRepresentableException($"the value of '{symbol.Name}' in another reading");
    }

    private static Value<TOther>? Read<TOther>(Value<T> value, Func<T, TOther> read)
        where TOther : IReal<TOther> => value switch
    {
        Value<T>.Exact exact => new Value<TOther>.Exact(exact.Number),
        Value<T>.Real real => new Value<TOther>.Real(read(real.Number)),
        Value<T>.Infinite infinite => new Value<TOther>.Infinite(infinite.Sign),
        Value<T>.Truth truth => new Value<TOther>.Truth(truth.Certainty),
        Value<T>.Range range => new Value<TOther>.Range(range.Lower, range.Upper),
        Value<T>.Tensor tensor => new Value<TOther>.Tensor(new(tensor.Elements.Dimensions, tensor.Elements.Elements.ToArray().Select(read).ToArray())),
        Value<T>.Normal law => new Value<TOther>.Normal(new(law.Mean.Dimensions, law.Mean.Elements.ToArray().Select(read).ToArray()), law.Covariance.ToArray().Select(read).ToArray()),
        _ => null,
    };
}
