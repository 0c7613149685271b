using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>
/// A random point: exact rational values for symbols, chosen in their domains when first asked for. Sizes are small; unit
/// vectors are rational points of the sphere (inverse stereographic projection). A function of the seed.
/// </summary>
internal sealed class SamplePoint
{
    private readonly ulong seed;
    private readonly int spread;
    private readonly Facts facts;
    private readonly Dictionary<Symbol, Dictionary<string, Rational>> values = [];
    private readonly Dictionary<Term, Rational> series = [];
    private readonly HashSet<Symbol> pending = [];
    private ulong state;

    /// <summary>A point of a seed.</summary>
    /// <param name="seed">Decides all values.</param>
    /// <param name="spread">How many different numerators a real may have on each side of 0.</param>
    /// <param name="facts">Ranges of indices.</param>
    public SamplePoint(ulong seed, int spread, Facts facts) =>
        (this.seed, this.spread, this.facts, state) = (seed, spread, facts, seed);

    /// <summary>The values drawn so far.</summary>
    public IEnumerable<(string Name, Rational Value)> Values => values
        .SelectMany(v => v.Value.Select(e => (Name: v.Key.Name + (e.Key.Length == 0 ? "" : $"[{e.Key}]"), e.Value)))
        .OrderBy(v => v.Name, StringComparer.Ordinal);

    /// <summary>Whether a value was taken from something a point cannot represent in full (a function, a state at a step).</summary>
    public bool IsModel { get; private set; }

    /// <summary>The value of an element of a symbol, or of a scalar symbol.</summary>
    public Rational ValueOf(Symbol symbol, ReadOnlySpan<int> indices)
    {
        if (!values.TryGetValue(symbol, out var known))
        {
            known = [];
            values.Add(symbol, known);
        }

        var key = string.Join(',', indices.ToArray());
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        if (!pending.Add(symbol))
        {
            throw new NotRepresentableException($"the domain of '{symbol.Name}' depends on itself");
        }

        try
        {
            Check(symbol, indices);
            if (indices.IsEmpty && Stated(symbol) is { } stated)
            {
                return known[key] = stated;
            }

            Draw(symbol, indices, known, key);
            return known[key];
        }
        finally
        {
            pending.Remove(symbol);
        }
    }

    /// <summary>An arbitrary value for an opaque leaf, the same each time.</summary>
    public Rational Opaque(Term leaf)
    {
        IsModel = true;
        if (!series.TryGetValue(leaf, out var value))
        {
            value = Real();
            series.Add(leaf, value);
        }

        return value;
    }

    /// <summary>A coefficient of the model of a given function, the same each time.</summary>
    public Rational Coefficient(string key)
    {
        IsModel = true;
        var hash = seed;
        foreach (var c in key)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3UL);
        }

        hash = Mix(hash);
        return new Rational((long)(hash % 9) - 4, 1 + (long)((hash >> 8) % 3));
    }

    // What an assumption says a number is.
    private Rational? Stated(Symbol symbol) => facts.Formulas.OfType<Comparison>()
        .Where(f => f is { Relations: [Relation.Equal], Children: [Reference { Symbol: var known }, Number] } && known == symbol).Select(static f => (Rational?)((Number)f.Children[1]).Value).FirstOrDefault();

    private void Check(Symbol symbol, ReadOnlySpan<int> indices)
    {
        var axes = (symbol.Type as TensorType)?.Axes ?? throw new NotRepresentableException($"'{symbol.Name}' is not a number or tensor");
        if (axes.Count != indices.Length)
        {
            throw new NotRepresentableException($"'{symbol.Name}' has {axes.Count} axes");
        }

        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i].Length is Constant)
            {
                continue;
            }

            var lower = Integer(axes[i].Lower);
            if (indices[i] < lower || indices[i] >= lower + Integer(axes[i].Length))
            {
                throw new UndefinedException($"index {indices[i]} of '{symbol.Name}' is out of range");
            }
        }
    }

    private void Draw(Symbol symbol, ReadOnlySpan<int> indices, Dictionary<string, Rational> known, string key)
    {
        if (symbol.Domain is Call { Operation.Name: "sphere" or "ball" } sphere && indices.Length > 0)
        {
            Row(indices, Integer(sphere.Arguments[0]), known, sphere.Operation.Name == "ball");
            return;
        }

        known.Add(key, Scalar(symbol, indices));
    }

    private void Row(ReadOnlySpan<int> indices, int dimension, Dictionary<string, Rational> known, bool inside)
    {
        var parameters = Enumerable.Range(0, dimension - 1).Select(_ => Real()).ToArray();
        var squares = parameters.Aggregate(Rational.Zero, (s, p) => s + (p * p));
        var scale = inside ? new Rational(1, 2) : Rational.One;
        var head = string.Join(',', indices[..^1].ToArray());
        for (var c = 0; c < dimension; c++)
        {
            var value = c < dimension - 1 ? 2 * parameters[c] / (squares + 1) : (squares - 1) / (squares + 1);
            known.Add(head.Length == 0 ? $"{c}" : $"{head},{c}", scale * value);
        }
    }

    private Rational Scalar(Symbol symbol, ReadOnlySpan<int> indices)
    {
        var declared = symbol.Indices.Zip(indices.ToArray()).ToDictionary(p => p.First.Symbol, p => (Term)new Number(p.Second));
        var isInteger = symbol.Type is TensorType { Kind: NumberKind.Integer };
        if (facts.RangeOf(symbol) is var (low, high) && symbol.Domain is null or IndexRange or Call { Operation.Name: "naturals" })
        {
            return Whole(low.Replace(declared), high.Replace(declared));
        }

        switch (symbol.Domain)
        {
            case null when symbol.Role is SymbolRole.Clock:
                return Next(4);
            case null when symbol.Role is SymbolRole.Bound or SymbolRole.Given or SymbolRole.Sweep or SymbolRole.State:
                return isInteger ? 1 + Next(3) : Real();
            case RealInterval interval:
                return Between(interval.Lower.Replace(declared), interval.Upper.Replace(declared));
            case Collection { Kind: CollectionKind.Set } set:
                return Evaluate(set.Children[Next(set.Children.Count)]);
            case Call { Operation.Name: var name } call:
                return name switch
                {
                    "reals" or "vector" or "matrix" or "normal" => Real(),
                    "integers" => Next(7) - 3,
                    "naturals" => Next(4),
                    "positive" or "exponential" => Positive(),
                    "rademacher" => Next(2) == 0 ? -1 : 1,
                    "bernoulli" => Next(2),
                    "uniform" when call.Arguments.Count == 2 => Between(call.Arguments[0].Replace(declared), call.Arguments[1].Replace(declared)),
                    _ => throw new NotRepresentableException($"no sample points of '{name}'"),
                };
            default:
                throw new NotRepresentableException($"no sample points of '{symbol.Name}'");
        }
    }

    private Rational Whole(Term low, Term high)
    {
        var from = low is Constant or Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant] } ? -3 : Integer(low);
        var to = high is Constant ? from + 3 : Integer(high);
        return to < from ? throw new UndefinedException("an empty range") : from + Next(Math.Min(to - from + 1, 5));
    }

    private Rational Between(Term low, Term high)
    {
        var isLow = low is not Constant and not Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant] };
        var isHigh = high is not Constant;
        var part = new Rational(1 + Next(spread), spread + 1);
        return (isLow, isHigh) switch
        {
            (true, true) => Evaluate(low) + ((Evaluate(high) - Evaluate(low)) * part),
            (true, false) => Evaluate(low) + Positive(),
            (false, true) => Evaluate(high) - Positive(),
            _ => Real(),
        };
    }

    private int Integer(Term term) => Evaluate(term) is { IsInteger: true } value && BigInteger.Abs(value.Numerator) < 1000
        ? (int)value.Numerator
        : throw new NotRepresentableException("a size that is no small integer");

    private Rational Evaluate(Term term) => new Evaluation<Rational>(this, Rational.One).Scalar(term);

    private Rational Real() => new(Next((2 * spread) + 1) - spread, 1 + Next(spread > 100 ? 1 : 4));

    private Rational Positive() => new(1 + Next(spread), 1 + Next(spread > 100 ? 1 : 4));

    private int Next(int count)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
        }

        return (int)(Mix(state) % (ulong)count);
    }

    // The finaliser of splitmix64: good enough to scatter points, and nothing statistical rests on it.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
