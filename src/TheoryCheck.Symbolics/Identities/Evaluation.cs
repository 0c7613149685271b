using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>The value of index forms at a sample point, in one reading of the reals.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class Evaluation<T>(SamplePoint point, T one, Evaluation<T>.Leaf? leaves = null, WorkBudget? budget = null)
    where T : struct, IReal<T>
{
    private readonly Dictionary<Symbol, int> bound = [];

    /// <summary>Another value for an element of a symbol, or null to take the point's.</summary>
    public delegate T? Leaf(Symbol symbol, int[] indices, Rational value);

    /// <summary>The value of an index.</summary>
    public int IndexOf(Term term) => Index(term);

    /// <summary>The value of a scalar.</summary>
    public T Scalar(Term term)
    {
        budget?.Spend(term is Call { Operation: ScalarFunction } ? WorkBudget.Function : WorkBudget.Step);
        switch (term)
        {
            case Number number:
                return one.Literal(number.Value);
            case Constant { Name: "pi" }:
                return one.LiteralPi();
            case Reference reference:
                return bound.TryGetValue(reference.Symbol, out var index) ? one.Literal(index) : At(reference.Symbol, []);
            case Element { Tensor: Reference { Symbol: var symbol } } element:
                return At(symbol, [.. element.Indices.Select(Index)]);
            case Element { Tensor: AtStep series } element:
                return one.Literal(point.Opaque(Closed(Build.At(series, element.Indices.AsSpan()))));
            case AtStep:
                return one.Literal(point.Opaque(Closed(term)));
            case Arithmetic arithmetic:
                return Combine(arithmetic);
            case Call { Operation: ScalarFunction function } call:
                return function.Evaluate<T>(call.Arguments.Select(Scalar).ToArray());
            case Call { Operation: Functional functional } call when functional.Closed(call.Arguments) is { } closed:
                return closed.Conditions.All(Holds) ? Scalar(closed.Value) : throw new NotRepresentableException($"no value of '{functional.Name}' here");
            case Call { Operation: PartialDerivative partial } call:
                return Given(call.Arguments[0], call.Arguments.Skip(1).Take(partial.Arity), call.Arguments.Skip(1 + partial.Arity).Take(partial.ValueIndices), partial.Entries(call));
            case Apply apply:
                return Given(apply.Function, apply.Arguments, [], []);
            case Element { Tensor: Apply apply } element:
                return Given(apply.Function, apply.Arguments, element.Indices, []);
            case Conditional conditional:
                return Scalar(Holds(conditional.Condition) ? conditional.Then : conditional.Otherwise);
            case Binding binding:
                return Reduce(binding);
            default:
                throw new NotRepresentableException($"no value of a {term.GetType().Name}{(term is Call c ? " " + c.Operation.Name : "")}");
        }
    }

    /// <summary>Whether a formula holds; throws where the reading cannot tell.</summary>
    public bool Holds(Term formula)
    {
        switch (formula)
        {
            case Constant constant:
                return ReferenceEquals(constant, Constant.True);
            case Comparison comparison when comparison.Children.All(c => c.Type.IsScalar):
                for (var i = 0; i < comparison.Relations.Count; i++)
                {
                    var certainty = T.Compare(comparison.Relations[i], Scalar(comparison.Children[i]), Scalar(comparison.Children[i + 1]));
                    if (certainty == Certainty.Unknown)
                    {
                        throw new NotRepresentableException("an undecided comparison");
                    }

                    if (certainty == Certainty.False)
                    {
                        return false;
                    }
                }

                return true;
            case Connective connective:
                var operands = connective.Children;
                return connective.Kind switch
                {
                    ConnectiveKind.Not => !Holds(operands[0]),
                    ConnectiveKind.And => operands.All(Holds),
                    ConnectiveKind.Or => operands.Any(Holds),
                    ConnectiveKind.Implies => !Holds(operands[0]) || Holds(operands[1]),
                    _ => Holds(operands[0]) == Holds(operands[1]),
                };
            case Quantified { Kind: QuantifierKind.ForAll } all when all.Binders.All(b => b.Domain is IndexRange):
                var holds = true;
                Each(all.Binders, 0, () => holds = holds && Holds(all.Body));
                return holds;
            default:
                throw new NotRepresentableException("a formula without a value at a point");
        }
    }

    private T At(Symbol symbol, int[] indices)
    {
        var value = point.ValueOf(symbol, indices);
        return leaves?.Invoke(symbol, indices, value) ?? one.Literal(value);
    }

    private T Combine(Arithmetic term)
    {
        switch (term.Operator)
        {
            case ArithmeticOperator.Add:
                return term.Children.Skip(1).Aggregate(Scalar(term.Children[0]), (a, b) => a + Scalar(b));
            case ArithmeticOperator.Multiply:
                return term.Children.Skip(1).Aggregate(Scalar(term.Children[0]), (a, b) => a * Scalar(b));
            case ArithmeticOperator.Negate:
                return -Scalar(term.Children[0]);
            case ArithmeticOperator.Divide:
                return Quotient(Scalar(term.Children[0]), Scalar(term.Children[1]));
            default:
                return Power(Scalar(term.Children[0]), term.Children[1]);
        }
    }

    private T Quotient(T over, T under) =>
        T.Compare(Relation.Equal, under, one.Literal(0)) == Certainty.True ? throw new UndefinedException("division by zero") : over / under;

    private T Power(T root, Term exponent)
    {
        Rational value;
        try
        {
            value = new Evaluation<Rational>(point, Rational.One) { Bound = bound }.Scalar(exponent);
        }
        catch (NotRepresentableException)
        {
            return T.Exp(Scalar(exponent) * T.Log(root));
        }

        if (!value.IsInteger)
        {
            budget?.Spend(WorkBudget.Function);
        }

        if (value.IsInteger && BigInteger.Abs(value.Numerator) <= 64)
        {
            var result = one.Literal(1);
            for (var i = BigInteger.Zero; i < BigInteger.Abs(value.Numerator); i++)
            {
                result *= root;
            }

            return value.Sign < 0 ? Quotient(one.Literal(1), result) : result;
        }

        if (value.Denominator == 2 && BigInteger.Abs(value.Numerator) <= 64)
        {
            var rooted = T.Sqrt(root);
            var result = rooted;
            for (var i = BigInteger.One; i < BigInteger.Abs(value.Numerator); i++)
            {
                result *= rooted;
            }

            return value.Sign < 0 ? Quotient(one.Literal(1), result) : result;
        }

        return T.Exp(one.Literal(value) * T.Log(root));
    }

    private IReadOnlyDictionary<Symbol, int> Bound
    {
        init
        {
            foreach (var (symbol, index) in value)
            {
                bound[symbol] = index;
            }
        }
    }

    private int Index(Term term) => new Evaluation<Rational>(point, Rational.One) { Bound = bound }.Scalar(term) is { IsInteger: true } value && BigInteger.Abs(value.Numerator) < 10000
        ? (int)value.Numerator
        : throw new UndefinedException("an index that is no integer");

    private T Reduce(Binding binding)
    {
        if (!binding.Binders.All(b => b.Domain is IndexRange { Upper: not Constant }) || binding.Bodies.Count != 1)
        {
            throw new NotRepresentableException($"no value of '{binding.Form.Name}'");
        }

        T result = default;
        var count = 0;
        Each(binding.Binders, 0, () =>
        {
            var value = Scalar(binding.Body);
            result = count++ == 0 ? value : binding.Form.Name switch
            {
                "sum" or "mean" => result + value,
                "prod" => result * value,
                "max" => T.Select(Relation.Greater, value, result, value, result),
                "min" => T.Select(Relation.Less, value, result, value, result),
                _ => throw new NotRepresentableException($"no value of '{binding.Form.Name}'"),
            };
        });
        return (binding.Form.Name, count) switch
        {
            ("sum", 0) => one.Literal(0),
            ("prod", 0) => one.Literal(1),
            (_, 0) => throw new UndefinedException($"'{binding.Form.Name}' of nothing"),
            ("mean", _) => result / one.Literal(count),
            ("sum" or "prod" or "max" or "min", _) => result,
            _ => throw new NotRepresentableException($"no value of '{binding.Form.Name}'"),
        };
    }

    private void Each(Sequence<Binder> binders, int at, Action action)
    {
        if (at == binders.Count)
        {
            action();
            return;
        }

        var range = (IndexRange)binders[at].Domain!;
        var (from, to) = (Index(range.Lower), Index(range.Upper));
        for (var i = from; i <= to; i++)
        {
            bound[binders[at].Symbol] = i;
            if (binders[at].Where is not { } where || Holds(where))
            {
                Each(binders, at + 1, action);
            }
        }

        bound.Remove(binders[at].Symbol);
    }

    /// <summary>
    /// The model of a given function: h(L) with L affine in all argument elements, coefficients from the seed and
    /// h(L) = L + L²/2 + L³/6 + L⁴/24; its partial derivatives are exact.
    /// </summary>
    private T Given(Term function, IEnumerable<Term> arguments, IEnumerable<Term> valueIndices, IReadOnlyList<(int Position, Sequence<Term> Indices)> entries)
    {
        if (function is not Reference { Symbol: var symbol })
        {
            throw new NotRepresentableException("a function without a name");
        }

        var head = $"{symbol.Name}/{string.Join(',', valueIndices.Select(Index))}/";
        var line = one.Literal(point.Coefficient(head));
        var position = 0;
        foreach (var argument in arguments)
        {
            var axes = (argument.Type as TensorType)?.Axes ?? throw new NotRepresentableException("a function of a function");
            var binders = axes.Map(a => Build.Below(Build.Index("c"), a.Length));
            var at = binders.Map(b => (Term)Build.Ref(b.Symbol));
            var own = position++;
            Each(binders, 0, () =>
            {
                var element = axes.IsEmpty ? argument : Rewriting.Substitution.ElementAt(argument, at, TermType.Real);
                line += one.Literal(point.Coefficient($"{head}{own}:{string.Join(',', at.Select(Index))}")) * Scalar(element);
            });
        }

        var factor = one.Literal(1);
        foreach (var (argument, indices) in entries)
        {
            factor *= one.Literal(point.Coefficient($"{head}{argument}:{string.Join(',', indices.Select(Index))}"));
        }

        var (value, power, factorial) = (one.Literal(0), one.Literal(1), 1);
        for (var k = 0; k <= 4 - entries.Count; k++)
        {
            // The derivative of order m of h is the same series from L^(1-m) on, cut at degree 4 - m.
            if (k > 0 || entries.Count > 0)
            {
                value += power / one.Literal(factorial);
            }

            power *= line;
            factorial *= k + 1;
        }

        return factor * value;
    }

    private Term Closed(Term leaf)
    {
        var map = bound.Where(b => true).ToDictionary(b => b.Key, b => (Term)new Number(b.Value));
        var placed = Rewriting.Substitution.Replace(leaf, map);
        return Numbers(placed);
    }

    /// <summary>Integer parts of a leaf (steps, indices) as numbers, so that one element is one leaf.</summary>
    private Term Numbers(Term term)
    {
        if (term.Type is TensorType { Kind: NumberKind.Integer, Axes.IsEmpty: true } && term is Reference or Arithmetic)
        {
            return new Number(new Evaluation<Rational>(point, Rational.One) { Bound = bound }.Scalar(term));
        }

        return term.Children.IsEmpty ? term : term.With(term.Children.Map(Numbers));
    }
}
