using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Symbols, tensors, functions.</content>
public sealed partial class Interpreter<T>
{
    private static readonly ConditionalWeakTable<Term, Term> Unfolded = [];

    /// <inheritdoc/>
    public override Value<T> Reference(Reference term) => ValueOf(term.Symbol);

    /// <inheritdoc/>
    public override Value<T> Element(Element term)
    {
        var indices = term.Indices.Map(IntegerOf);
        if (term.Tensor is Reference { Symbol: var symbol } && Environment.Find(symbol) is null && symbol.Body is not null
            && !symbol.Indices.IsEmpty && !HasFiniteTensor(symbol))
        {
            return ElementOf(symbol, indices);
        }

        var value = Value(term.Tensor);
        if (value is Value<T>.Function function)
        {
            return function.Apply([.. indices.Select(index => new Value<T>.Exact(index))]);
        }

        var axes = ((TensorType)term.Tensor.Type).Axes;
        return Typed(term.Type, Pick(TensorOf(value), indices.Select((index, i) => index - IntegerOf(axes[i].Lower)).ToSequence()));
    }

    /// <inheritdoc/>
    public override Value<T> Slice(Slice term)
    {
        var tensor = TensorOf(Value(term.Tensor));
        var lower = IntegerOf(((TensorType)term.Tensor.Type).Axes[0].Lower);
        var from = IntegerOf(term.From) - lower;
        var to = IntegerOf(term.To) - lower;
        var length = BigInteger.Max(0, to - from + 1);
        if (length.Sign > 0 && (from.Sign < 0 || to >= tensor.Dimensions[0]))
        {
            throw new UndefinedException($"the slice {from + lower}..{to + lower} leaves the tensor, whose first axis has {tensor.Dimensions[0]} elements");
        }

        var stride = tensor.Dimensions.Skip(1).Aggregate(1, (a, b) => a * b);
        var dimensions = new Sequence<int>([(int)length, .. tensor.Dimensions.Skip(1)]);
        var elements = length.IsZero ? default : tensor.Elements.Slice((int)from * stride, (int)length * stride);
        return new Value<T>.Tensor(new(dimensions, elements));
    }

    /// <inheritdoc/>
    public override Value<T> Call(Call term) => term.Operation switch
    {
        ScalarFunction function => Scalar(term, function),
        TensorFunction function => Expanded(term, function.Expand) ?? FromTensor(function.Evaluate([.. term.Arguments.Select(a => TensorOf(Value(a)))])),
        Predicate predicate => Expanded(term, predicate.Expand) ?? (FormulaEvaluation.Of(this, term) is { } decided ? new Value<T>.Truth(decided) : throw NoChecker($"'{predicate.Name}'")),
        SetConstructor set => NamedSet(term, set),
        Functional functional when Closed(functional, term) is { } closed => closed,
        Functional functional when FunctionalEvaluation.Find(functional.Name) is { } evaluation => evaluation.Evaluate(this, term),
        Law law when LawEvaluation.Find(law.Name) is { } evaluation => evaluation.Evaluate(this, term),
        Law when FiniteLaw.TryOf(this, term) is { } measure => measure,
        _ => throw NoChecker($"'{term.Operation.Name}'"),
    };

    private Value<T>? Closed(Functional functional, Call term) =>
        functional.Closed(term.Arguments.Map(static a => Unfold.Definitions(a))) is { } closed && closed.Conditions.All(c => TruthOf(c) == Certainty.True) ? Value(closed.Value) : null;

    /// <inheritdoc/>
    public override Value<T> Apply(Apply term)
    {
        if (term.Function is Reference { Symbol: var named } && OptimumEvaluation.IsBehind(named))
        {
            // Solvers want the arguments themselves and not enclosures of them.
            return Value(Unfolded.GetValue(term, static t => Unfold.Definitions(t, static s => s.Parameters.IsEmpty)));
        }

        var function = Value(term.Function) as Value<T>.Function ?? throw NoChecker("an application of something that is no function");
        return function.Apply([.. term.Arguments.Select(Value)]);
    }

    /// <inheritdoc/>
    public override Value<T> Lambda(Lambda term) => FunctionOver(term.Binders, term.Body) with { Source = Sources.GetValue(term, static t => new(t.FreeSymbols().Any() ? null : t)).Value };

    /// <inheritdoc/>
    public override Value<T> Binding(Binding term) =>
        FormEvaluation.Find(term.Form.Name) is { } evaluation ? evaluation.Evaluate(this, term) : throw NoChecker($"'{term.Form.Name}'");

    /// <inheritdoc/>
    public override Value<T> Override(Override term)
    {
        var inner = this;
        for (var i = 0; i < term.Symbols.Count; i++)
        {
            inner = inner.With(term.Symbols[i].Symbol, Value(term.Values[i]));
        }

        return inner.Value(term.Target);
    }

    /// <summary>The tensor of a value; a scalar has no axes.</summary>
    internal TensorValue<T> TensorOf(Value<T> value) => value is Value<T>.Tensor tensor ? tensor.Elements : TensorValue<T>.Scalar(ScalarOf(value));

    /// <summary>A tensor from equally shaped parts along new first axes.</summary>
    internal Value<T> Stack(Sequence<int> outer, IReadOnlyList<Value<T>> parts, TermType type)
    {
        if (parts.Count == 0)
        {
            var own = ((TensorType)type).Axes.Skip(outer.Count).Select(axis => SizeOf(axis.Length));
            return new Value<T>.Tensor(new(outer.Concat(own), default));
        }

        var tensors = parts.Select(TensorOf).ToList();
        var dimensions = tensors[0].Dimensions;
        if (tensors.Exists(t => t.Dimensions != dimensions))
        {
            throw new UndefinedException("the parts of a tensor have different shapes");
        }

        return new Value<T>.Tensor(new(outer.Concat(dimensions), tensors.SelectMany(t => t.Elements.ToArray()).ToArray()));
    }

    /// <summary>The values of index binders over finite ranges, last fastest, and the lengths of the ranges.</summary>
    internal (Sequence<int> Lengths, Sequence<Sequence<BigInteger>> Indices) Grid(Sequence<Binder> binders)
    {
        var ranges = binders.Map(binder => binder.Domain is { } domain && Value(domain) is Value<T>.Range { Upper: not null } range
            ? range
            : throw NoChecker("a tensor over an infinite or unusual range"));
        var lengths = ranges.Map(range => (int)BigInteger.Min(LargestTensor + 1, BigInteger.Max(0, range.Upper!.Value - range.Lower + 1)));
        if (lengths.Aggregate(1L, (a, b) => Math.Min(a * b, LargestTensor + 1L)) > LargestTensor)
        {
            throw new NotRepresentableException($"a tensor has more than {LargestTensor} elements");
        }

        IEnumerable<Sequence<BigInteger>> grid = [[]];
        foreach (var range in ranges)
        {
            grid = grid.SelectMany(head => Integers(range.Lower, range.Upper!.Value).Select(head.Append));
        }

        return (lengths, grid.ToSequence());
    }

    internal static IEnumerable<BigInteger> Integers(BigInteger lower, BigInteger upper)
    {
        for (var i = lower; i <= upper; i++)
        {
            yield return i;
        }
    }

    private static bool HasFiniteTensor(Symbol symbol) =>
        symbol.Type is TensorType && symbol.Parameters.IsEmpty && symbol.Indices.All(b => b.Domain is IndexRange { Upper: not Terms.Constant });

    private Value<T> ValueOf(Symbol symbol)
    {
        if (Environment.Find(symbol) is { } bound)
        {
            return bound;
        }

        if (symbol.Body is null)
        {
            throw NoChecker($"'{symbol.Name}', which has no value here");
        }

        if (!Environment.Definitions.TryGetValue(symbol, out var value))
        {
            value = Define(symbol);
            Environment.Definitions[symbol] = value;
        }

        return value;
    }

    private Value<T> Define(Symbol symbol)
    {
        if (symbol.Indices.IsEmpty)
        {
            return symbol.Parameters.IsEmpty ? Value(symbol.Body!) : FunctionOver(symbol.Parameters, symbol.Body!);
        }

        if (!HasFiniteTensor(symbol))
        {
            return new Value<T>.Function(arguments => ElementOf(symbol, arguments.Select(a => ExactOf(a)!.Value.Numerator).ToSequence()));
        }

        var (lengths, grid) = Grid(symbol.Indices);
        return Stack(lengths, [.. grid.Select(indices => ElementOf(symbol, indices))], symbol.Type);
    }

    /// <summary>One element of a defined family; further indices go into its value.</summary>
    private Value<T> ElementOf(Symbol symbol, Sequence<BigInteger> indices)
    {
        var inner = this;
        for (var i = 0; i < symbol.Indices.Count; i++)
        {
            var binder = symbol.Indices[i];
            if (binder.Domain is { } domain && inner.Contains(inner.Value(domain), new Value<T>.Exact(indices[i])) != Certainty.True)
            {
                throw new UndefinedException($"the index {indices[i]} lies outside the range of '{symbol.Name}'");
            }

            inner = inner.With(binder.Symbol, new Value<T>.Exact(indices[i]));
        }

        var value = symbol.Parameters.IsEmpty ? inner.Value(symbol.Body!) : inner.FunctionOver(symbol.Parameters, symbol.Body!);
        var rest = indices.Skip(symbol.Indices.Count).ToSequence();
        return rest.IsEmpty ? value : Typed(TermType.Real, Pick(TensorOf(value), rest));
    }

    private static readonly ConditionalWeakTable<Lambda, StrongBox<Term?>> Sources = [];

    private Value<T>.Function FunctionOver(Sequence<Binder> parameters, Term body) => new Value<T>.Function(arguments =>
    {
        if (arguments.Length != parameters.Count)
        {
            throw new NotRepresentableException($"a function of {parameters.Count} arguments is applied to {arguments.Length}");
        }

        var inner = this;
        for (var i = 0; i < arguments.Length; i++)
        {
            inner = inner.With(parameters[i].Symbol, arguments[i]);
        }

        return inner.Value(body);
    });

    private static TensorValue<T> Pick(TensorValue<T> tensor, Sequence<BigInteger> indices)
    {
        if (indices.Count > tensor.Dimensions.Count)
        {
            throw new NotRepresentableException("more indices than axes");
        }

        var offset = 0;
        for (var i = 0; i < indices.Count; i++)
        {
            var length = tensor.Dimensions[i];
            if (indices[i].Sign < 0 || indices[i] >= length)
            {
                throw new UndefinedException($"the index {indices[i]} lies outside an axis with {length} elements");
            }

            offset = offset * length + (int)indices[i];
        }

        var rest = tensor.Dimensions.Skip(indices.Count).ToSequence();
        var size = rest.Aggregate(1, (a, b) => a * b);
        return new(rest, tensor.Elements.Slice(offset * size, size));
    }

    private Value<T> FromTensor(TensorValue<T> tensor) => tensor.Dimensions.IsEmpty ? new Value<T>.Real(tensor.First) : new Value<T>.Tensor(tensor);

    /// <summary>An element as a value; exact again when it is an integer.</summary>
    private Value<T> Typed(TermType type, TensorValue<T> tensor) =>
        type is TensorType { Kind: NumberKind.Integer, Axes.IsEmpty: true } && tensor.Dimensions.IsEmpty && T.TryExact(tensor.First, out var exact)
            ? new Value<T>.Exact(exact)
            : FromTensor(tensor);

    private Value<T> Scalar(Call term, ScalarFunction function)
    {
        var arguments = term.Arguments.Map(Value);
        if (arguments.Any(a => a is not (Value<T>.Exact or Value<T>.Real)))
        {
            throw NoChecker($"'{function.Name}' of {Describe(arguments.First(a => a is not (Value<T>.Exact or Value<T>.Real)))}");
        }

        if (term.Type is TensorType { Kind: NumberKind.Integer })
        {
            var exact = arguments.Select(ExactOf).OfType<Rational>().ToArray();
            if (exact.Length == arguments.Count)
            {
                return new Value<T>.Exact(function.Evaluate<Rational>(exact));
            }
        }

        var numbers = arguments.Select(ScalarOf).ToArray();
        return new Value<T>.Real(numbers is [AffineForm { Terms.Count: > 0 } form] && function.Kink(term.Arguments) is null && function.Domain(term.Arguments) is null
            ? (T)(object)form.At(function)
            : function.Evaluate<T>(numbers));
    }

    private Value<T>? Expanded(Call term, Func<Sequence<Term>, Term?> expand)
    {
        var expansion = Environment.Expansions.GetValue(term, call => Expansion.Of(call.Children, expand));
        if (expansion.Body is null)
        {
            return null;
        }

        var inner = this;
        for (var i = 0; i < expansion.Parameters.Count; i++)
        {
            inner = expansion.Parameters[i] is { } symbol ? inner.With(symbol, Value(term.Arguments[i])) : inner;
        }

        return inner.Value(expansion.Body);
    }
}
