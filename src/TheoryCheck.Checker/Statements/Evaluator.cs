using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// Evaluates the typed tree of a spec in rational enclosures. Written apart from the interpreter that found the result, over nothing
/// but the tree itself; what it does not know, it refuses.
/// </summary>
internal sealed class Evaluator(int bits)
{
    private const int MostPoints = 1 << 20;
    private const int MostSteps = 1 << 22;
    private int evaluated;

    public Reals Reals { get; } = new(bits);

    /// <summary>The symbols whose given values were read.</summary>
    public HashSet<Symbol> Read { get; } = [];

    /// <summary>Whether a formula holds.</summary>
    public Certainty Holds(Term formula, Scope scope) => Of(formula, scope) is Value.Truth truth ? truth.Certainty : throw new NotShownException("a formula is expected");

    public Enclosure Number(Term term, Scope scope) => Of(term, scope) is Value.Number number ? number.Real : throw new NotShownException("a number is expected");

    /// <summary>The value of a term.</summary>
    /// <exception cref="NotShownException">It has none, or none that this arithmetic decides.</exception>
    public Value Of(Term term, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        StrictJson.Require(++evaluated <= MostSteps, "the statement takes too many steps to evaluate");
        return term switch
        {
            Number number => new Value.Number(number.Value),
            Constant { Name: "pi" } => new Value.Number(Reals.Pi),
            Constant { Name: "true" or "false" } constant => new Value.Truth(CertaintyLogic.Of(constant.Name == "true")),
            Reference reference => Symbol(reference.Symbol, scope),
            Arithmetic arithmetic => arithmetic.Children.Skip(1).Aggregate(Negated(arithmetic, scope), (left, next) => Apply(arithmetic.Operator, left, Of(next, scope))),
            Element element => ElementOf(element, scope),
            Call call => CallOf(call, [.. call.Arguments.Select(a => Of(a, scope))]),
            Apply apply => Of(apply.Function, scope) is Value.Function function ? function.Apply([.. apply.Arguments.Select(a => Of(a, scope))]) : throw Refusal("this application"),
            Lambda lambda => FunctionOver(lambda.Binders, lambda.Body, scope),
            Binding binding => BindingOf(binding, scope),
            Conditional choice => Choice(choice, scope),
            Collection { Kind: CollectionKind.List } list => Value.Stack([.. list.Children.Select(c => Of(c, scope))], [0]),
            Collection { Kind: CollectionKind.Set } set => new Value.Points([.. set.Children.Select(c => Of(c, scope))]),
            IndexRange range => new Value.Range(Integer(range.Lower, scope), range.Upper is Constant { Name: "infinity" } ? null : Integer(range.Upper, scope)),
            AtStep at => Recursion.At(this, at, scope),
            Override replaced => Of(replaced.Target, replaced.Symbols.Select((b, i) => (b.Symbol, Value: Of(replaced.Values[i], scope))).Aggregate(scope, (s, p) => s.With(p.Symbol, p.Value))),
            Comparison comparison => new Value.Truth(comparison.Relations.Select((r, i) => Compare(r, Of(comparison.Children[i], scope), Of(comparison.Children[i + 1], scope))).Aggregate(CertaintyLogic.And)),
            Connective connective => new Value.Truth(Joined(connective, scope)),
            Quantified { Kind: QuantifierKind.ForAll } all => new Value.Truth(Every(all.Binders, all.Body, scope, CertaintyLogic.Not, CertaintyLogic.Or, CertaintyLogic.And, Certainty.True)),
            Quantified { Kind: QuantifierKind.Exists } some => new Value.Truth(Every(some.Binders, some.Body, scope, c => c, CertaintyLogic.And, CertaintyLogic.Or, Certainty.False)),
            Membership { IsSubset: false } membership => new Value.Truth(Domains.Contains(this, membership.Right, Of(membership.Left, scope), scope)),
            ClaimReference claim => Of(claim.Formula, scope),
            _ => throw Refusal(term.GetType().Name),
        };
    }

    public BigInteger Integer(Term term, Scope scope) =>
        Number(term, scope) is { IsPoint: true, Low: { IsInteger: true } whole } ? whole.Numerator : throw new NotShownException("an integer is not decided");

    /// <summary>The points that binders run through, with whether their conditions hold.</summary>
    public IEnumerable<(Scope Scope, Certainty Included)> Points(Sequence<Binder> binders, Scope scope, int position = 0)
    {
        if (position == binders.Count)
        {
            return [(scope, Certainty.True)];
        }

        var binder = binders[position];
        StrictJson.Require(binder.Symbol.Indices.IsEmpty, "a family is not enumerated by the checker");
        return Domains.Enumerate(this, binder.Domain ?? binder.Symbol.Domain ?? throw Refusal("a binder without domain"), scope).SelectMany(value =>
        {
            var inner = scope.With(binder.Symbol, value);
            var own = Domains.Conditions(binder).Aggregate(Certainty.True, (all, c) => all == Certainty.False ? all : all.And(Holds(c, inner)));
            return own == Certainty.False ? [] : Points(binders, inner, position + 1).Select(p => (p.Scope, p.Included.And(own)));
        });
    }

    public Certainty Compare(Relation relation, Value left, Value right)
    {
        if (left is Value.Truth a && right is Value.Truth b && relation == Relation.Equal)
        {
            return Same(a.Certainty, b.Certainty);
        }

        var (x, y) = (Value.AsTensor(left), Value.AsTensor(right));
        StrictJson.Require(x.Shape.SequenceEqual(y.Shape) && (x.Shape.Length == 0 || relation is Relation.Equal or Relation.NotEqual), "tensors that differ in shape are not compared");
        var parts = x.Elements.Zip(y.Elements, (u, v) => Enclosure.Compare(relation == Relation.NotEqual ? Relation.Equal : relation, u, v)).Aggregate(Certainty.True, CertaintyLogic.And);
        return relation == Relation.NotEqual ? parts.Not() : parts;
    }

    private static NotShownException Refusal(string what) => new($"the checker does not evaluate {what}");

    private static Certainty Same(Certainty a, Certainty b) => a.And(b).Or(a.Not().And(b.Not()));

    private Value Symbol(Symbol symbol, Scope scope)
    {
        if (scope.Find(symbol) is { } bound)
        {
            Read.Add(symbol);
            return bound;
        }

        if (symbol.Body is not { } body || symbol.Role != SymbolRole.Definition)
        {
            throw new NotShownException($"'{symbol.Name}' has no value");
        }

        if (!scope.Definitions.TryGetValue(symbol, out var value))
        {
            value = !symbol.Indices.IsEmpty ? Family(symbol, symbol.Indices, scope, inner => symbol.Parameters.IsEmpty ? Of(body, inner) : throw Refusal("a family of functions"))
                : symbol.Parameters.IsEmpty ? Of(body, scope)
                : FunctionOver(symbol.Parameters, body, scope);
            scope.Definitions[symbol] = value;
        }

        return value;
    }

    /// <summary>The tensor of a family, from its elements.</summary>
    public Value Family(Symbol symbol, Sequence<Binder> indices, Scope scope, Func<Scope, Value> element)
    {
        if (indices.IsEmpty)
        {
            return element(scope);
        }

        var axes = ((TensorType)symbol.Type).Axes;
        int[] Rest() => [.. axes.Skip(axes.Count - indices.Count).Select(a => (int)Integer(a.Length, scope))];
        var rest = indices.Skip(1).ToSequence();
        var parts = Domains.Enumerate(this, indices[0].Domain!, scope).Select(i => Family(symbol, rest, scope.With(indices[0].Symbol, i), element)).ToList();
        return Value.Stack(parts, parts.Count == 0 ? Rest() : []);
    }

    private Value ElementOf(Element element, Scope scope)
    {
        var indices = element.Indices.Select(i => Integer(i, scope)).ToList();
        if (element.Tensor is Reference { Symbol: { Body: { } body, Parameters.IsEmpty: true } symbol } && scope.Find(symbol) is null && symbol.Indices.Count == indices.Count
            && symbol.Indices.Any(b => b.Domain is IndexRange { Upper: Constant }))
        {
            var inner = scope;
            for (var i = 0; i < indices.Count; i++)
            {
                var index = new Value.Number(new Rational(indices[i], 1));
                StrictJson.Require(Domains.Contains(this, symbol.Indices[i].Domain!, index, inner) == Certainty.True, "an index lies outside of its range");
                inner = inner.With(symbol.Indices[i].Symbol, index);
            }

            return Of(body, inner);
        }

        var axes = ((TensorType)element.Tensor.Type).Axes;
        return Value.Part(Value.AsTensor(Of(element.Tensor, scope)), indices.Select((index, i) => index - Integer(axes[i].Lower, scope)));
    }

    private Value Negated(Arithmetic arithmetic, Scope scope)
    {
        var first = Of(arithmetic.Children[0], scope);
        return arithmetic.Operator == ArithmeticOperator.Negate ? Map(first, x => -x) : first;
    }

    private Value Apply(ArithmeticOperator op, Value left, Value right)
    {
        switch (op)
        {
            case ArithmeticOperator.Add:
                var (a, b) = (Value.AsTensor(left), Value.AsTensor(right));
                StrictJson.Require(a.Shape.SequenceEqual(b.Shape), "tensors that differ in shape are not added");
                return a.Shape.Length == 0 ? new Value.Number(Reals.Add(a.Elements[0], b.Elements[0])) : new Value.Tensor(a.Shape, [.. a.Elements.Zip(b.Elements, Reals.Add)]);
            case ArithmeticOperator.Multiply:
                return left is Value.Number scale ? Map(right, x => Reals.Multiply(scale.Real, x)) : Map(left, x => Reals.Multiply(x, Real(right)));
            case ArithmeticOperator.Divide:
                return Map(left, x => Reals.Divide(x, Real(right)));
            default:
                return new Value.Number(Power(Real(left), Real(right)));
        }
    }

    private Enclosure Power(Enclosure @base, Enclosure exponent) =>
        exponent is { IsPoint: true, Low: { IsInteger: true } whole } && whole.Numerator.GetBitLength() < 31 ? Reals.Power(@base, (int)whole.Numerator)
        : exponent == new Rational(1, 2) ? Reals.Sqrt(@base)
        : Reals.Exp(Reals.Multiply(exponent, Reals.Log(@base)));

    private static Enclosure Real(Value value) => value is Value.Number number ? number.Real : throw new NotShownException("a number is expected");

    private static Value Map(Value value, Func<Enclosure, Enclosure> function) => value is Value.Number number
        ? new Value.Number(function(number.Real))
        : new Value.Tensor(Value.AsTensor(value).Shape, [.. Value.AsTensor(value).Elements.Select(function)]);

    private Value CallOf(Call call, Value[] arguments) => call.Operation.Name == "indicator"
        ? new Value.Number(arguments[0] is Value.Truth truth ? new(truth.Certainty == Certainty.True ? 1 : 0, truth.Certainty == Certainty.False ? 0 : 1) : throw Refusal("this indicator"))
        : (arguments.Length > 0 ? TensorFunctions.Apply(Reals, bits, call.Operation.Name, arguments) : null)
            ?? new Value.Number(Functions.Apply(Reals, call.Operation.Name, [.. arguments.Select(Real)]));

    private Value.Function FunctionOver(Sequence<Binder> parameters, Term body, Scope scope) => new(arguments =>
    {
        StrictJson.Require(arguments.Length == parameters.Count, "a function has another number of arguments");
        return Of(body, parameters.Select((p, i) => (p.Symbol, Value: arguments[i])).Aggregate(scope, (s, p) => s.With(p.Symbol, p.Value)));
    });

    private Value BindingOf(Binding binding, Scope scope)
    {
        var name = binding.Form.Name;
        if (name is "all" or "any")
        {
            return new Value.Truth(name == "all"
                ? Every(binding.Binders, binding.Body, scope, CertaintyLogic.Not, CertaintyLogic.Or, CertaintyLogic.And, Certainty.True)
                : Every(binding.Binders, binding.Body, scope, c => c, CertaintyLogic.And, CertaintyLogic.Or, Certainty.False));
        }

        if (name == "matrix")
        {
            StrictJson.Require(binding.Binders.All(b => b.Where is null), "a tensor under conditions is not evaluated");
            return Family(new Symbol("", SymbolRole.Bound, default) { Type = binding.Type }, binding.Binders, scope, inner => Of(binding.Body, inner));
        }

        StrictJson.Require(name is "sum" or "prod" or "mean" or "min" or "max", $"the checker does not evaluate '{name}'");
        var values = new List<Value>();
        foreach (var (inner, included) in Points(binding.Binders, scope))
        {
            StrictJson.Require(included == Certainty.True && values.Count < MostPoints, "it is not decided which points a sum runs over, or there are too many");
            values.Add(Of(binding.Body, inner));
        }

        if (values.Count == 0)
        {
            return new Value.Number(name == "sum" && binding.Type.IsScalar ? 0 : name == "prod" ? 1 : throw Refusal($"'{name}' over nothing"));
        }

        return name switch
        {
            "prod" => values.Aggregate((x, y) => Apply(ArithmeticOperator.Multiply, x, y)),
            "max" => new Value.Number(values.Select(Real).Aggregate(Reals.Max)),
            "min" => new Value.Number(-values.Select(v => -Real(v)).Aggregate(Reals.Max)),
            "sum" => values.Aggregate((x, y) => Apply(ArithmeticOperator.Add, x, y)),
            _ => Apply(ArithmeticOperator.Divide, values.Aggregate((x, y) => Apply(ArithmeticOperator.Add, x, y)), new Value.Number(values.Count)),
        };
    }

    private Value Choice(Conditional choice, Scope scope) => Holds(choice.Condition, scope) switch
    {
        Certainty.True => Of(choice.Then, scope),
        Certainty.False => Of(choice.Otherwise, scope),
        _ => new Value.Number(Enclosure.Hull(Number(choice.Then, scope), Number(choice.Otherwise, scope))),
    };

    private Certainty Joined(Connective connective, Scope scope)
    {
        var parts = connective.Children;
        return connective.Kind switch
        {
            ConnectiveKind.Not => Holds(parts[0], scope).Not(),
            ConnectiveKind.Iff => Same(Holds(parts[0], scope), Holds(parts[1], scope)),
            ConnectiveKind.And => parts.Aggregate(Certainty.True, (all, p) => all == Certainty.False ? all : all.And(Holds(p, scope))),
            ConnectiveKind.Or => parts.Aggregate(Certainty.False, (any, p) => any == Certainty.True ? any : any.Or(Holds(p, scope))),
            _ => Holds(parts[0], scope).Not() is var excused && excused == Certainty.True ? excused : excused.Or(Holds(parts[1], scope)),
        };
    }

    // For all: each point satisfies (not included, or body). Exists: some point satisfies (included, and body).
    private Certainty Every(
        Sequence<Binder> binders, Term body, Scope scope, Func<Certainty, Certainty> guard, Func<Certainty, Certainty, Certainty> inner, Func<Certainty, Certainty, Certainty> outer, Certainty start)
    {
        var (known, count) = (start, 0);
        foreach (var (at, included) in Points(binders, scope))
        {
            StrictJson.Require(++count <= MostPoints, "a quantifier runs over too many points");
            known = outer(known, inner(guard(included), Holds(body, at)));
            if (known == start.Not())
            {
                break;
            }
        }

        return known;
    }
}
