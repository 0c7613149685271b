using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// Evaluates the typed tree of a spec in rational enclosures. Written apart from the interpreter that found the result, over nothing
/// but the tree itself; what it does not know, it refuses.
/// </summary>
internal sealed class Evaluator(int bits)
{
    private const int MostSteps = 1 << 22;
    private int evaluated;

    public int Bits => bits;

    public Reals Reals { get; } = new(bits);

    public Jets Jets => field ??= new(Reals);

    /// <summary>The symbols whose given values were read.</summary>
    public HashSet<Symbol> Read { get; } = [];

    /// <summary>Whether a formula holds.</summary>
    public Certainty Holds(Term formula, Scope scope) => Of(formula, scope) is Value.Truth truth ? truth.Certainty : throw Refusal("another formula here");

    public Jet Number(Term term, Scope scope) => Value.AsNumber(Of(term, scope));

    /// <summary>The value of a term.</summary>
    /// <exception cref="NotShownException">It has none, or none that this arithmetic decides.</exception>
    public Value Of(Term term, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Require(++evaluated <= MostSteps, "the statement takes too many steps to evaluate");
        return term switch
        {
            Number number => new Value.Number(number.Value),
            Constant { Name: "pi" } => new Value.Number(Reals.Pi),
            Constant { Name: "true" or "false" } constant => new Value.Truth(CertaintyLogic.Of(constant.Name == "true")),
            Reference reference => Symbol(reference.Symbol, scope),
            Arithmetic { Operator: ArithmeticOperator.Negate } negated => Map(Of(negated.Children[0], scope), x => -x),
            Arithmetic arithmetic => arithmetic.Children.Select(c => Of(c, scope)).Aggregate((left, next) => Apply(arithmetic.Operator, left, next)),
            Element element => ElementOf(element, scope),
            Call { Operation.Name: "grad", Arguments: [var body, var variable] } => Calculus.Gradient(this, body, variable, scope),
            Call call => CallOf(call, [.. call.Arguments.Select(a => Of(a, scope))]),
            Apply apply => Function(apply.Function, scope).Apply([.. apply.Arguments.Select(a => Of(a, scope))]),
            Lambda lambda => FunctionOver(lambda.Binders, lambda.Body, scope),
            Binding { Form.Name: "all" } all => new Value.Truth(ForAll(all.Binders, all.Body, scope)),
            Binding { Form.Name: "any" } any => new Value.Truth(Exists(any.Binders, any.Body, scope)),
            Binding binding => BindingOf(binding, scope),
            Conditional choice => Choice(choice, scope),
            Collection { Kind: CollectionKind.List } list => Value.Stack([.. list.Children.Select(c => Of(c, scope))], [0]),
            AtStep at => Recursion.At(this, at, scope),
            Override replaced => Of(replaced.Target, scope.With(replaced.Symbols.Select(b => b.Symbol), [.. replaced.Values.Select(v => Of(v, scope))])),
            ClaimReference claim => Of(claim.Formula, scope),
            _ => new Value.Truth(Truth(term, scope)),
        };
    }

    public Rational Exact(Term term, Scope scope) => Number(term, scope).Exact ?? throw new NotShownException("a number is not known exactly");

    public BigInteger Integer(Term term, Scope scope) => Exact(term, scope) is { IsInteger: true } whole ? whole.Numerator : throw Refusal("a fraction here");

    public Value.Function Function(Term term, Scope scope) => Of(term, scope) as Value.Function ?? throw Refusal("this application");

    /// <summary>The points that binders run through, with whether their conditions hold; without those where they do not.</summary>
    public IEnumerable<(Scope Scope, Certainty Included)> Points(Sequence<Binder> binders, Scope scope) =>
        binders.Aggregate<Binder, IEnumerable<(Scope Scope, Certainty Included)>>([(scope, Certainty.True)], (points, binder) => points.SelectMany(p =>
        {
            Require(binder.Symbol.Indices.IsEmpty, "a family is not enumerated by the checker");
            var values = Domains.Enumerate(this, binder.Domain ?? binder.Symbol.Domain ?? throw Refusal("a binder without domain"), p.Scope);
            (Scope Scope, Certainty Included) With(Scope at) => (at, p.Included.And(All(binder.Conditions, c => Holds(c, at))));
            return values.Select(v => With(p.Scope.With(binder.Symbol, v))).Where(q => q.Included != Certainty.False);
        }));

    public Certainty Compare(Relation relation, Value left, Value right)
    {
        if (left is Value.Truth a && right is Value.Truth b && relation == Relation.Equal)
        {
            return Same(a.Certainty, b.Certainty);
        }

        var (x, y) = (Value.AsTensor(left), Value.AsTensor(right));
        var isRead = x.Shape.SequenceEqual(y.Shape) && (x.Shape is [] || relation is Relation.Equal or Relation.NotEqual);
        Require(isRead, "tensors of different shape are not compared, and tensors have no order");
        var own = relation == Relation.NotEqual ? Relation.Equal : relation;
        var parts = All(x.Elements.Zip(y.Elements), p => Jets.Compare(own, p.First, p.Second));
        return relation == Relation.NotEqual ? parts.Not() : parts;
    }

    // True when all are, false as soon as one is.
    private static Certainty All<T>(IEnumerable<T> items, Func<T, Certainty> holds)
    {
        var known = Certainty.True;
        foreach (var item in items)
        {
            known = known.And(holds(item));
            if (known == Certainty.False)
            {
                break;
            }
        }

        return known;
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

        Require(symbol.Body is not null && symbol.Role == SymbolRole.Definition, $"'{symbol.Name}' has no value");
        if (!scope.Definitions.TryGetValue(symbol, out var value))
        {
            Value Element(Scope inner) => symbol.Parameters.IsEmpty ? Of(symbol.Body!, inner) : FunctionOver(symbol.Parameters, symbol.Body!, inner);
            scope.Definitions[symbol] = value = Family(symbol, symbol.Indices, scope, Element);
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
        if (element.Tensor is Reference { Symbol: { Body: { } body, Parameters.IsEmpty: true } symbol } && scope.Find(symbol) is null
            && symbol.Indices.Count == indices.Count && symbol.Indices.Any(b => b.Domain is IndexRange { Upper: Constant }))
        {
            Scope Bind(Scope s, (Binder At, BigInteger Index) p) => Domains.Bind(this, s, p.At.Symbol, p.At.Domain, new Value.Number((Rational)p.Index));
            return Of(body, symbol.Indices.Zip(indices).Aggregate(scope, Bind));
        }

        return Value.Part(Value.AsTensor(Of(element.Tensor, scope)), Offsets(element, scope));
    }

    /// <summary>The indices of an element, from 0.</summary>
    public IEnumerable<BigInteger> Offsets(Element element, Scope scope) =>
        element.Indices.Zip(((TensorType)element.Tensor.Type).Axes, (index, axis) => Integer(index, scope) - Integer(axis.Lower, scope));

    private Value Apply(ArithmeticOperator op, Value left, Value right) => op switch
    {
        ArithmeticOperator.Add => Sum(Value.AsTensor(left), Value.AsTensor(right)),
        ArithmeticOperator.Multiply when left is Value.Number scale => Map(right, x => Jets.Multiply(scale.Real, x)),
        ArithmeticOperator.Multiply => Map(left, x => Jets.Multiply(x, Value.AsNumber(right))),
        ArithmeticOperator.Divide => Map(left, x => Jets.Divide(x, Value.AsNumber(right))),
        _ => new Value.Number(Power(Value.AsNumber(left), Value.AsNumber(right))),
    };

    private Value Sum(Value.Tensor a, Value.Tensor b)
    {
        Require(a.Shape.SequenceEqual(b.Shape), "tensors that differ in shape are not added");
        return Value.Of(a.Shape, [.. a.Elements.Zip(b.Elements, Jets.Add)]);
    }

    private Jet Power(Jet @base, Jet exponent) =>
        exponent.Exact is { IsInteger: true } whole && whole.Numerator.GetBitLength() < 31 ? Jets.Power(@base, (int)whole.Numerator)
        : exponent.Exact == new Rational(1, 2) ? Jets.Sqrt(@base)
        : Jets.Exp(Jets.Multiply(exponent, Jets.Log(@base)));

    private static Value Map(Value value, Func<Jet, Jet> map) => Value.Of(Value.AsTensor(value).Shape, [.. Value.AsTensor(value).Elements.Select(map)]);

    private Value CallOf(Call call, Value[] arguments) => call.Operation.Name == "indicator" && arguments is [Value.Truth { Certainty: var truth }]
        ? new Value.Number(new Enclosure(truth == Certainty.True ? 1 : 0, truth == Certainty.False ? 0 : 1))
        : (arguments.Length > 0 ? TensorFunctions.Apply(this, call.Operation.Name, arguments) : null)
            ?? new Value.Number(Functions.Apply(Jets, call.Operation.Name, [.. arguments.Select(Value.AsNumber)]));

    private Value.Function FunctionOver(Sequence<Binder> parameters, Term body, Scope scope) => new(arguments =>
    {
        Require(arguments.Length == parameters.Count, "a function has another number of arguments");
        return Of(body, scope.With(parameters.Select(p => p.Symbol), arguments));
    });

    private Value BindingOf(Binding binding, Scope scope)
    {
        var name = binding.Form.Name;
        if (name == "matrix")
        {
            Require(binding.Binders.All(b => b.Where is null), "a tensor under conditions is not evaluated");
            return Family(new Symbol("", SymbolRole.Bound, default) { Type = binding.Type }, binding.Binders, scope, inner => Of(binding.Body, inner));
        }

        Require(name is "sum" or "prod" or "mean" or "min" or "max", $"the checker does not evaluate '{name}'");
        var values = new List<Value>();
        foreach (var (inner, included) in Points(binding.Binders, scope))
        {
            Require(included == Certainty.True, "it is not decided over what a sum runs");
            values.Add(Of(binding.Body, inner));
        }

        Value Joined(ArithmeticOperator op) => values.Aggregate((x, y) => Apply(op, x, y));
        return name switch
        {
            "prod" when values.Count == 0 => new Value.Number(1),
            _ when values.Count == 0 => new Value.Number(name == "sum" && binding.Type.IsScalar ? 0 : throw Refusal($"'{name}' over nothing")),
            "prod" => Joined(ArithmeticOperator.Multiply),
            "max" => new Value.Number(values.Select(Value.AsNumber).Aggregate(Jets.Max)),
            "min" => new Value.Number(-values.Select(v => -Value.AsNumber(v)).Aggregate(Jets.Max)),
            "sum" => Joined(ArithmeticOperator.Add),
            _ => Apply(ArithmeticOperator.Divide, Joined(ArithmeticOperator.Add), new Value.Number(values.Count)),
        };
    }

    private Value Choice(Conditional choice, Scope scope) => Holds(choice.Condition, scope) switch
    {
        Certainty.True => Of(choice.Then, scope),
        Certainty.False => Of(choice.Otherwise, scope),
        _ => new Value.Number(Enclosure.Hull(Number(choice.Then, scope).Constant, Number(choice.Otherwise, scope).Constant)),
    };

    private Certainty Truth(Term formula, Scope scope)
    {
        var parts = formula.Children;
        return formula switch
        {
            Comparison chain => chain.Relations.Select((r, i) => Compare(r, Of(parts[i], scope), Of(parts[i + 1], scope))).Aggregate(CertaintyLogic.And),
            Connective { Kind: ConnectiveKind.Not } => Holds(parts[0], scope).Not(),
            Connective { Kind: ConnectiveKind.Iff } => Same(Holds(parts[0], scope), Holds(parts[1], scope)),
            Connective { Kind: ConnectiveKind.And } => All(parts, p => Holds(p, scope)),
            Connective { Kind: ConnectiveKind.Or } => All(parts, p => Holds(p, scope).Not()).Not(),
            Connective { Kind: ConnectiveKind.Implies } => All(parts, p => ReferenceEquals(p, parts[0]) ? Holds(p, scope) : Holds(p, scope).Not()).Not(),
            Quantified { Kind: QuantifierKind.ForAll } all => ForAll(all.Binders, all.Body, scope),
            Quantified { Kind: QuantifierKind.Exists } some => Exists(some.Binders, some.Body, scope),
            Membership { IsSubset: false } membership => Domains.Contains(this, membership.Right, Of(membership.Left, scope), scope),
            OrderClaim order => Calculus.Order(this, order, scope),
            _ => throw Refusal(formula.GetType().Name),
        };
    }

    // Each point satisfies (not included, or body).
    private Certainty ForAll(Sequence<Binder> binders, Term body, Scope scope) => All(Points(binders, scope), p => p.Included.Not().Or(Holds(body, p.Scope)));

    // Not each point fails (not included, or not body).
    private Certainty Exists(Sequence<Binder> binders, Term body, Scope scope) => ForAll(binders, new Connective(ConnectiveKind.Not, [body]), scope).Not();
}
