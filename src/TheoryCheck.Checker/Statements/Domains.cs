using System.Numerics;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>The sets that symbols run over: what is in them, and their points where they are finite.</summary>
internal static class Domains
{
    /// <summary>Whether a domain is a finite list or range, as written.</summary>
    public static bool IsFinite(Term? domain) => domain is IndexRange { Upper: not Constant } or Collection { Kind: CollectionKind.Set };

    /// <summary>The restrictions of a binder and of the symbol it binds.</summary>
    public static IEnumerable<Term> Conditions(Binder binder) => new[] { binder.Where, binder.Symbol.Restriction }.OfType<Term>();

    /// <summary>The different points of a finite domain, in its order.</summary>
    public static IEnumerable<Value> Enumerate(Evaluator evaluator, Term domain, Scope scope)
    {
        switch (evaluator.Of(domain, scope))
        {
            case Value.Range { Upper: { } upper } range:
                for (var i = range.Lower; i <= upper; i++)
                {
                    yield return new Value.Number(new Rational(i, 1));
                }

                break;
            case Value.Points points:
                var seen = new HashSet<Enclosure>();
                foreach (var point in points.Items)
                {
                    var real = point is Value.Number { Real: { IsPoint: true } exact } ? exact : throw new NotShownException("a set of other things than rational numbers is not enumerated");
                    if (seen.Add(real))
                    {
                        yield return point;
                    }
                }

                break;
            default:
                throw new NotShownException("an infinite set is not enumerated");
        }
    }

    /// <summary>Whether a set has a value as its point.</summary>
    public static Certainty Contains(Evaluator evaluator, Term set, Value value, Scope scope)
    {
        Certainty Compare(Relation relation, Term end) => end switch
        {
            Constant { Name: "infinity" } => CertaintyLogic.Of(relation is Relation.Less or Relation.LessOrEqual),
            Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Constant { Name: "infinity" }] } => CertaintyLogic.Of(relation is Relation.Greater or Relation.GreaterOrEqual),
            _ => evaluator.Compare(relation, value, evaluator.Of(end, scope)),
        };
        bool IsWhole() => value is Value.Number { Real: { IsPoint: true, Low.IsInteger: true } };
        switch (set)
        {
            case IndexRange range:
                return IsWhole() ? Compare(Relation.GreaterOrEqual, range.Lower).And(Compare(Relation.LessOrEqual, range.Upper)) : Certainty.Unknown;
            case RealInterval interval:
                return Compare(interval.LowerOpen ? Relation.Greater : Relation.GreaterOrEqual, interval.Lower)
                    .And(Compare(interval.UpperOpen ? Relation.Less : Relation.LessOrEqual, interval.Upper));
            case Collection { Kind: CollectionKind.Set } finite:
                return finite.Children.Select(c => evaluator.Compare(Relation.Equal, value, evaluator.Of(c, scope))).Aggregate(Certainty.False, CertaintyLogic.Or);
            case Call { Operation.Name: "integers" or "naturals" } call:
                return !IsWhole() ? Certainty.Unknown : call.Operation.Name == "integers" ? Certainty.True : Compare(Relation.GreaterOrEqual, Symbolics.Terms.Number.Zero);
            case Call { Operation.Name: "reals" } when value is Value.Number:
                return Certainty.True;
            case Call { Operation.Name: "positive", Arguments.IsEmpty: true } when value is Value.Number:
                return Compare(Relation.Greater, Symbolics.Terms.Number.Zero);
            case Call { Operation.Name: "vector" or "matrix" or "sphere" } call when value is Value.Tensor tensor:
                var shape = call.Arguments.Select(a => evaluator.Integer(a, scope));
                var fits = tensor.Shape.Select(n => (BigInteger)n).SequenceEqual(shape);
                return !fits ? Certainty.False : call.Operation.Name != "sphere" ? Certainty.True
                    : tensor.IsUnit ? Certainty.True
                    : Enclosure.Compare(Relation.Equal, tensor.Elements.Aggregate((Enclosure)0, (s, x) => evaluator.Reals.Add(s, evaluator.Reals.Power(x, 2))), 1);
            default:
                throw new NotShownException("the checker does not know this set");
        }
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
        return tensor.Shape.Length == 0 || tensor.Shape[0] != indices.Count
            ? Certainty.False
            : indices.Select((index, i) => Admits(evaluator, symbol, domain, Value.Part(tensor, [i]), scope.With(symbol.Indices[axis].Symbol, index), axis + 1)).Aggregate(Certainty.True, CertaintyLogic.And);
    }
}
