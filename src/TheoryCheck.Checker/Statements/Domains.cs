using System.Collections.Immutable;
using System.Numerics;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>The sets that symbols run over: what is in them, and their points where they are finite.</summary>
internal static class Domains
{
    /// <summary>Whether a domain is a finite list or range, as written.</summary>
    public static bool IsFinite(Term? domain) => domain is IndexRange { Upper: not Constant } or Collection { Kind: CollectionKind.Set };

    /// <summary>Whether an index has no end.</summary>
    public static bool IsSequence(Binder index) => index.RangesOver is IndexRange { Upper: Constant };

    /// <summary>The different points of a finite domain, in its order.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Term domain, Scope scope) => domain switch
    {
        IndexRange { Upper: not Constant } range when evaluator.Integer(range.Lower, scope) is var lower =>
            Enumerable.Range(0, (int)BigInteger.Max(0, evaluator.Integer(range.Upper, scope) - lower + 1)).Select(i => new Value.Number((Rational)(lower + i))),
        Collection { Kind: CollectionKind.Set } set => set.Children.Select(c => evaluator.Exact(c, scope)).Distinct().Select(x => new Value.Number(x)),
        Reference { Symbol.Body: { } body } => Enumerate(evaluator, body, scope),
        _ => throw new NotShownException("the values of an infinite set are not run through"),
    };

    /// <summary>The same of a symbol, which may be a family: all tensors of such points.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Symbol symbol, Term domain, Scope scope, int axis = 0) =>
        axis == symbol.Indices.Count ? Enumerate(evaluator, domain, scope) : Enumerate(evaluator, symbol.Indices[axis].Domain!, scope)
            .Aggregate<Value, IEnumerable<ImmutableList<Value>>>([[]], (rows, index) => rows.SelectMany(_ =>
                Enumerate(evaluator, symbol, domain, scope.With(symbol.Indices[axis].Symbol, index), axis + 1), (row, next) => row.Add(next)))
            .Select(row => Value.Stack(row, [0]));

    /// <summary>Binds a symbol to a value, which must lie in the domain if there is one.</summary>
    public static Scope Bind(Evaluator evaluator, Scope scope, Symbol symbol, Term? domain, Value value)
    {
        var isMeant = value.IsStill || evaluator.Jets.Motion == Motion.OneSided;
        Require(isMeant && value is Value.Function == (!symbol.Parameters.IsEmpty || symbol.Indices.Any(IsSequence)), "it is no function, or is one, or moves");
        Require(domain is null || Admits(evaluator, symbol, domain, value, scope) == Certainty.True, $"'{symbol.Name}' is not known to lie in its domain");
        return scope.With(symbol, value is Value.Function f ? f with { Parameters = [.. symbol.Indices, .. symbol.Parameters] } : value);
    }

    /// <summary>Whether a set has a value as its point.</summary>
    public static Certainty Contains(Evaluator evaluator, Term set, Value value, Scope scope)
    {
        Certainty Compare(Relation relation, Term end) =>
            end is Constant { Name: "infinity" } or Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant { Name: "infinity" }] }
                ? CertaintyLogic.Of((end is Constant ? relation : relation.Turned()) is Relation.Less or Relation.LessOrEqual)
                : evaluator.Compare(relation, value, evaluator.Of(end, scope));
        bool IsWhole() => value is Value.Number { Real.Constant: { IsPoint: true, Low.IsInteger: true } };
        return set switch
        {
            IndexRange range => IsWhole() ? Compare(Relation.GreaterOrEqual, range.Lower).And(Compare(Relation.LessOrEqual, range.Upper)) : Certainty.Unknown,
            RealInterval interval => Compare(interval.LowerOpen ? Relation.Greater : Relation.GreaterOrEqual, interval.Lower)
                .And(Compare(interval.UpperOpen ? Relation.Less : Relation.LessOrEqual, interval.Upper)),
            Collection { Kind: CollectionKind.Set } listed => listed.Children.Select(c => Compare(Relation.Equal, c)).Aggregate(CertaintyLogic.Or),
            Call { Operation.Name: "integers" } => IsWhole() ? Certainty.True : Certainty.Unknown,
            Call { Operation.Name: "naturals" } => IsWhole() ? Compare(Relation.GreaterOrEqual, Number.Zero) : Certainty.Unknown,
            Call { Operation.Name: "reals" } when value is Value.Number => Certainty.True,
            Call { Operation.Name: "positive", Arguments.IsEmpty: true } when value is Value.Number => Compare(Relation.Greater, Number.Zero),
            Call { Operation.Name: "vector" or "matrix" or "sphere" } call when value is Value.Tensor tensor =>
                !tensor.Shape.Select(n => (BigInteger)n).SequenceEqual(call.Arguments.Select(a => evaluator.Integer(a, scope))) ? Certainty.False
                : call.Operation.Name != "sphere" || tensor.IsUnit ? Certainty.True
                : evaluator.Jets.Compare(Relation.Equal, evaluator.Jets.Dot(tensor.Elements, tensor.Elements), 1),
            _ => throw new NotShownException("the checker does not know this set"),
        };
    }

    /// <summary>Whether a value, or for a family each of its elements, lies in the domain of its symbol.</summary>
    private static Certainty Admits(Evaluator evaluator, Symbol symbol, Term domain, Value value, Scope scope, int axis = 0)
    {
        if (value is Value.Function && symbol is { Parameters.IsEmpty: true, Indices: [var index] })
        {
            var element = new Element(new Reference(symbol), TermType.Real, [new Reference(index.Symbol)]);
            return evaluator.Holds(new Quantified(QuantifierKind.ForAll, [index], new Membership(element, domain, isSubset: false)), scope.With(symbol, value));
        }

        if (value is Value.Function function)
        {
            static int? Axes(Binder parameter) => (parameter.Symbol.Type as TensorType)?.Axes.Count;
            var isMeant = domain is Call { Operation.Name: "reals" } && function.Parameters.Select(Axes).SequenceEqual(symbol.Parameters.Select(Axes));
            return CertaintyLogic.Of(isMeant && evaluator.ShapeOf(function, scope) >= Shape.None);
        }

        if (axis == symbol.Indices.Count)
        {
            return Contains(evaluator, domain, value, scope);
        }

        var (tensor, at) = (Value.AsTensor(value), symbol.Indices[axis].Symbol);
        var indices = Enumerate(evaluator, symbol.Indices[axis].Domain!, scope).ToList();
        Certainty At(Value index, int i) => Admits(evaluator, symbol, domain, Value.Part(tensor, [i]), scope.With(at, index), axis + 1);
        return tensor.Shape.FirstOrDefault(-1) != indices.Count ? Certainty.False : indices.Select(At).Aggregate(Certainty.True, CertaintyLogic.And);
    }
}
