using System.Collections.Immutable;
using System.Numerics;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.Statements.TensorFunctions;
using static TheoryCheck.Checker.StrictJson;
using static TheoryCheck.Core.CertaintyLogic;
using Meaning = System.Func<TheoryCheck.Rigor.Relation, TheoryCheck.Checker.Statements.Value, TheoryCheck.Checker.Statements.Value, TheoryCheck.Core.Certainty>;

namespace TheoryCheck.Checker.Statements;

/// <summary>The sets that symbols run over: what is in them, and their points where they are finite.</summary>
internal static class Domains
{
    /// <summary>The different points of a finite domain, in its order.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Term domain, Scope scope) => domain switch
    {
        IndexRange { Upper: not Constant } range when evaluator.Integer(range.Lower, scope) is var lower =>
            Enumerable.Range(0, (int)BigInteger.Max(0, evaluator.Integer(range.Upper, scope) - lower + 1)).Select(i => new Value.Number((Rational)(lower + i))),
        Collection { Kind: CollectionKind.Set } set => set.Children.Select(c => evaluator.Exact(c, scope)).Distinct().Select(x => new Value.Number(x)),
        Reference { Symbol.Body: { } body } => Enumerate(evaluator, body, scope),
        Binding when evaluator.Of(domain, scope) is Value.Set { IsSingle: Certainty.True, Only: { } only } => [only],
        _ => throw new NotShownException("the values of an infinite set are not run through"),
    };

    /// <summary>The same of a symbol, which may be a family: all tensors of such points.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Symbol symbol, Term domain, Scope scope) =>
        evaluator.Points(symbol.Indices, scope).Aggregate<(Scope Scope, Certainty), IEnumerable<ImmutableList<Jet>>>([[]], (rows, at) =>
            rows.SelectMany(_ => Enumerate(evaluator, domain, at.Scope), (row, next) => row.Add(Value.AsNumber(next))))
            .Select(row => Value.Of(evaluator.Sizes(symbol, scope), [.. row]));

    /// <summary>Binds a symbol to a value, which must lie in the domain if there is one.</summary>
    public static Scope Bind(Evaluator evaluator, Scope scope, Symbol symbol, Term? domain, Value value)
    {
        var isMap = !symbol.Parameters.IsEmpty || symbol.Indices.Any(i => i.IsEndless());
        Require((value.IsStill || evaluator.Jets.Motion == Motion.OneSided) && value is Value.Function == isMap, "it is no function, or is one, or moves");
        Certainty IsIn(Term set) => value is Value.Law ? Contains(evaluator, set, value, scope) : Admits(evaluator, symbol, set, value, scope);
        Require(domain is null || IsIn(domain) == Certainty.True, $"'{symbol.Name}' is not known to lie in its domain");
        return scope.With(symbol, value is Value.Function f ? f with { Parameters = [.. symbol.Indices, .. symbol.Parameters] } : value);
    }

    /// <summary>Whether a set has a value as its point.</summary>
    public static Certainty Contains(Evaluator evaluator, Term set, Value value, Scope scope, Meaning? compare = null)
    {
        compare ??= evaluator.Compare;
        Certainty Compare(Relation relation, Term end) =>
            end is Constant { Name: "infinity" } or Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant { Name: "infinity" }] }
                ? CertaintyLogic.Of((end is Constant ? relation : relation.Turned()) is Relation.Less or Relation.LessOrEqual)
                : compare(relation, value, evaluator.Of(end, scope));
        Certainty Is(Relation relation, Jet number, Jet end) => compare(relation, new Value.Number(number), new Value.Number(end));
        Certainty AreShares(Jet[] m) => All(m, e => Is(Relation.GreaterOrEqual, e, 0)).And(Is(Relation.Equal, m.Aggregate(evaluator.Jets.Add), 1));
        Certainty Whole() => value is Value.Number { Real.Constant: { IsPoint: true, Low.IsInteger: true } } ? Certainty.True : Certainty.Unknown;
        return set switch
        {
            IndexRange range => Whole().And(Compare(Relation.GreaterOrEqual, range.Lower)).And(Compare(Relation.LessOrEqual, range.Upper)),
            RealInterval interval => Compare(interval.LowerOpen ? Relation.Greater : Relation.GreaterOrEqual, interval.Lower)
                .And(Compare(interval.UpperOpen ? Relation.Less : Relation.LessOrEqual, interval.Upper)),
            Collection { Kind: CollectionKind.Set } listed => listed.Children.Select(c => Compare(Relation.Equal, c)).Aggregate(CertaintyLogic.Or),
            Call { Operation.Name: "integers" } => Whole(), Call { Operation.Name: "naturals" } => Whole().And(Compare(Relation.GreaterOrEqual, Number.Zero)),
            Call { Operation.Name: "reals" } when value is Value.Number => Certainty.True,
            Call { Operation.Name: "positive", Arguments.IsEmpty: true } when value is Value.Number => Compare(Relation.Greater, Number.Zero),
            Call { Operation: { Name: "symmetric" or "psd" } of } call when value is Value.Tensor x && x.Elements.All(e => e.Exact is not null) =>
                Symmetric(x).Length != evaluator.Integer(call.Arguments[0], scope) ? Certainty.False
                : of.Name == "psd" ? Matrices.IsSemidefinite(evaluator.Reals, Symmetric(x), 0) : Certainty.True,
            Call { Operation: { Name: "vector" or "matrix" or "sphere" or "ball" or "simplex" } and { Name: var name } } call when value is Value.Tensor x =>
                !x.Shape.Select(n => (BigInteger)n).SequenceEqual(call.Arguments.Select(a => evaluator.Integer(a, scope))) ? Certainty.False
                : name is "vector" or "matrix" ? Certainty.True
                : name != "simplex" ? Is(name == "ball" ? Relation.LessOrEqual : Relation.Equal, Squares(evaluator.Jets, x), 1) : AreShares(x.Elements),
            Call { Operation.Name: "probabilities" or "laws", Arguments: [var points] } when value is Value.Law law =>
                AreShares(law.Masses).And(All(law.Points, p => Contains(evaluator, points, p, scope))),
            _ => evaluator.Of(set, scope) is Value.Set { IsSingle: Certainty.True, Only: { } only } ? evaluator.Compare(Relation.Equal, value, only)
                : throw new NotShownException("the checker does not know this set"),
        };
    }

    /// <summary>Whether a value, or for a family each of its elements, lies in the domain of its symbol.</summary>
    public static Certainty Admits(Evaluator evaluator, Symbol symbol, Term domain, Value value, Scope scope, Meaning? compare = null)
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

        var (tensor, points) = (Value.AsTensor(value), evaluator.Points(symbol.Indices, scope).ToList());
        var parts = tensor with { Shape = [points.Count, .. tensor.Shape[symbol.Indices.Count..]] };
        return !tensor.Shape.SequenceEqual(evaluator.Sizes(symbol, scope)) ? Certainty.False
            : points.Select((p, k) => Contains(evaluator, domain, Value.Part(parts, [k]), p.Scope, compare)).Aggregate(Certainty.True, CertaintyLogic.And);
    }
}
