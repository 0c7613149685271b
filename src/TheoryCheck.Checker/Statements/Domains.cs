using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>The sets that symbols run over: what is in them, and their points where they are finite.</summary>
internal static class Domains
{
    private const int MostPoints = 1 << 22;

    /// <summary>Whether a domain is a finite list or range, as written.</summary>
    public static bool IsFinite(Term? domain) => domain is IndexRange { Upper: not Constant } or Collection { Kind: CollectionKind.Set };

    /// <summary>The restrictions of a binder and of the symbol it binds.</summary>
    public static IEnumerable<Term> Conditions(Binder binder) => new[] { binder.Where, binder.Symbol.Restriction }.OfType<Term>();

    /// <summary>The different points of a finite domain, in its order.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Term domain, Scope scope) => (evaluator.Of(domain, scope) switch
    {
        Value.Range { Upper: { } upper, Lower: var lower } when upper - lower < MostPoints =>
            Enumerable.Range(0, (int)BigInteger.Max(0, upper - lower + 1)).Select(i => (Rational)(lower + i)),
        Value.Points set => set.Items.Select(p => Value.AsNumber(p).Exact ?? throw new NotShownException("a point of a set is not known exactly")).Distinct(),
        _ => throw new NotShownException("this set is not enumerated"),
    }).Select(number => new Value.Number(number));

    /// <summary>Whether a set has a value as its point.</summary>
    public static Certainty Contains(Evaluator evaluator, Term set, Value value, Scope scope)
    {
        Certainty Compare(Relation relation, Term end) => end switch
        {
            Constant { Name: "infinity" } => CertaintyLogic.Of(relation is Relation.Less or Relation.LessOrEqual),
            Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant { Name: "infinity" }] } =>
                CertaintyLogic.Of(relation is Relation.Greater or Relation.GreaterOrEqual),
            _ => evaluator.Compare(relation, value, evaluator.Of(end, scope)),
        };
        bool IsWhole() => value is Value.Number { Real.Exact.IsInteger: true };
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
    public static Certainty Admits(Evaluator evaluator, Symbol symbol, Term domain, Value value, Scope scope, int axis = 0)
    {
        if (axis == symbol.Indices.Count)
        {
            return Contains(evaluator, domain, value, scope);
        }

        var tensor = Value.AsTensor(value);
        var indices = Enumerate(evaluator, symbol.Indices[axis].Domain!, scope).ToList();
        var at = symbol.Indices[axis].Symbol;
        Certainty At(Value index, int i) => Admits(evaluator, symbol, domain, Value.Part(tensor, [i]), scope.With(at, index), axis + 1);
        return tensor.Shape.FirstOrDefault(-1) != indices.Count ? Certainty.False : indices.Select(At).Aggregate(Certainty.True, CertaintyLogic.And);
    }
}
