using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.Statements.TensorFunctions;
using static TheoryCheck.Checker.StrictJson;
using static TheoryCheck.Core.CertaintyLogic;
using static TheoryCheck.Symbolics.Terms.ArithmeticOperator;
using static TheoryCheck.Symbolics.Terms.CollectionKind;
using static TheoryCheck.Symbolics.Terms.ConnectiveKind;
using static TheoryCheck.Symbolics.Terms.QuantifierKind;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// Evaluates the typed tree of a spec in rational enclosures. Written apart from the interpreter that found the result, over nothing
/// but the tree itself; what it does not know, it refuses.
/// </summary>
internal sealed class Evaluator(int bits)
{
    public int Bits => bits;

    /// <summary>Measures that are proposed as minimisers, or points with multipliers.</summary>
    public List<(Ridge[] Atoms, Rational[] Point, Rational[] Multipliers)> Optima { get; } = [];

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
        Reals.Spend();
        return term switch
        {
            Number number => new Value.Number(number.Value), Constant { Name: "pi" } => new Value.Number(Reals.Pi),
            Constant { Name: "true" or "false" } constant => new Value.Truth(CertaintyLogic.Of(constant.Name == "true")),
            Reference reference => Symbol(reference.Symbol, scope), Arithmetic { Operator: Negate } negated => Scaled(Of(negated.Children[0], scope), x => -x),
            Arithmetic { Operator: Power, Children: [Call { Operation.Name: "norm", Arguments: [var v] }, Number n] } when n.Value == 2 =>
                new Value.Number(Squares(Jets, Value.AsTensor(Of(v, scope)))),
            Arithmetic { Operator: Power, Children: [Call { Operation.Name: "wasserstein" } w, var n] } => Transport.Power(this, w, Exact(n, scope), scope),
            Arithmetic arithmetic => arithmetic.Children.Select(c => Of(c, scope)).Aggregate((left, next) => Apply(arithmetic.Operator, left, next)),
            Element element => ElementOf(element, scope), Call { Operation.Name: "wasserstein" } w => Transport.Power(this, w, 1, scope),
            Call { Operation.Name: "grad", Arguments: [var body, var variable] } => Calculus.Gradient(this, body, variable, scope),
            Call { Operation.Name: "converges", Arguments: [Binding { Form.Name: "sum", Binders: [var j] } s] } when j.IsEndless() => Series(s, scope),
            Call { Operation.Name: "smooth" or "continuous" or "convex" } call when ShapeOf(Function(call.Arguments[0], scope), scope) is var shape =>
                new Value.Truth(shape.HasFlag(Enum.Parse<Shape>(call.Operation.Name, ignoreCase: true)) ? Certainty.True : Certainty.Unknown),
            Call call => CallOf(call.Operation.Name, [.. call.Arguments.Select(a => Of(a, scope))]),
            Apply apply => Function(apply.Function, scope).Apply([.. apply.Arguments.Select(a => Of(a, scope))]),
            Lambda lambda => FunctionOver(lambda.Binders, lambda.Body, scope),
            Binding { Form.Name: "all" or "any" } binding => new Value.Truth(Ranging(binding.Form.Name == "all", binding.Binders, binding.Body, scope)),
            Binding { Form.Name: "expect" } mean => NormalMean.Of(this, mean, scope),
            Binding { Form.Name: "derivative", Binders: [{ Domain: not LimitPoint } t] } e => Calculus.Gradient(this, e.Body, new Reference(t.Symbol), scope),
            Binding { Form.Name: "integral" or "sup" or "inf" or "argmin" or "argmax" } unvalued => Unvalued.Of(this, unvalued, scope),
            Binding { Form.Name: "matrix" } matrix when matrix.Binders.All(b => b.Where is null) =>
                Family(new Symbol("", SymbolRole.Bound, default) { Type = matrix.Type }, matrix.Binders, scope, inner => Of(matrix.Body, inner)),
            Binding binding => BindingOf(binding, scope), Conditional choice => Choice(choice, scope),
            Collection { Kind: List } list => Value.Stack([.. list.Children.Select(c => Of(c, scope))]),
            Collection { Kind: Set, Children: [var only] } => new Value.Set(Certainty.True, Of(only, scope)), AtStep at => Recursion.At(this, at, scope),
            Override replaced => Of(replaced.Target, scope.With(replaced.Symbols.Select(b => b.Symbol), [.. replaced.Values.Select(v => Of(v, scope))])),
            ClaimReference claim => Of(claim.Formula, scope), _ => new Value.Truth(Truth(term, scope)),
        };
    }

    public Rational Exact(Term term, Scope scope) => Number(term, scope).Exact ?? throw new NotShownException("a number is not known exactly");

    public BigInteger Integer(Term term, Scope scope) => Exact(term, scope) is { IsInteger: true } whole ? whole.Numerator : throw Refusal("a fraction here");

    public Value.Function Function(Term term, Scope scope) => Of(term, scope) as Value.Function ?? throw Refusal("this application");

    /// <summary>The points that binders run through, with whether their conditions hold; without those where they do not.</summary>
    public IEnumerable<(Scope Scope, Certainty Included)> Points(Sequence<Binder> binders, Scope scope) =>
        binders.Aggregate<Binder, IEnumerable<(Scope Scope, Certainty Included)>>([(scope, Certainty.True)], (points, binder) => points.SelectMany(p =>
            Domains.Enumerate(this, binder.Symbol, binder.RangesOver ?? throw Refusal("such a binder"), p.Scope).Select(v => p.Scope.With(binder.Symbol, v))
                .Select(at => (at, p.Included.And(All(binder.Conditions, c => Holds(c, at))))).Where(q => q.Item2 != Certainty.False)));

    public Certainty Compare(Relation relation, Value left, Value right) => (left, right, relation) switch
    {
        (Value.Truth a, Value.Truth b, Relation.Equal) => a.Certainty.Iff(b.Certainty),
        (Value.Set { IsSingle: Certainty.True, Only: { } a }, Value.Set { IsSingle: Certainty.True, Only: { } b }, Relation.Equal) => Compare(relation, a, b),
        (_, _, Relation.NotEqual) => Compare(Relation.Equal, left, right).Not(),
        _ when relation == Relation.Equal || left is Value.Number => All(Gaps(relation, left, right), g => Jets.Compare(g.Relation, g.Gap, 0)),
        _ => throw new NotShownException("tensors have no order"),
    };

    /// <summary>
    /// The comparisons whose conjunction a formula is. Universal symbols run through their points; but where values are given to symbols that have none, those
    /// of infinite domains have these, and those with values keep them.
    /// </summary>
    public IEnumerable<(Jet Gap, Relation Relation)> Gaps(Term formula, Scope scope, Func<Symbol, Scope, Value>? free = null)
    {
        if (formula is Quantified { Kind: ForAll } or Binding { Form.Name: "all" })
        {
            var open = ((BinderTerm)formula).Binders.Where(b => free is null || scope.Find(b.Symbol) is null);
            var known = free is null ? scope : open.Where(b => !b.IsFinite()).Aggregate(scope, (s, b) => s.With(b.Symbol, free(b.Symbol, s)));
            return Points(open.Where(b => known.Find(b.Symbol) is null || free is null).ToSequence(), known).SelectMany(p =>
                p.Included == Certainty.True ? Gaps(formula.Children[^1], p.Scope, free) : throw Refusal("this condition"));
        }

        return formula is Derive or Connective { Kind: And } ? formula.Children.SelectMany(c => Gaps(c, scope, free))
            : formula is Comparison chain ? chain.Relations.SelectMany((r, i) => Gaps(r, Of(chain.Children[i], scope), Of(chain.Children[i + 1], scope)))
            : throw Refusal("a condition that is no comparison");
    }

    /// <summary>The differences that are 0, not negative or positive where a comparison holds.</summary>
    public IEnumerable<(Jet Gap, Relation Relation)> Gaps(Relation relation, Value left, Value right) => relation is Relation.Less or Relation.LessOrEqual
        ? Gaps(relation.Turned(), right, left) : Value.AsTensor(Apply(Add, left, Map(right, x => -x))).Elements.Select(e => (e, relation));

    /// <summary>A value of a symbol, from its elements.</summary>
    public Value Free(Symbol symbol, Scope scope, Func<int, Jet> element) => Value.Of(Sizes(symbol, scope), element);

    /// <summary>How many elements a symbol, or a point of its measures, has along each axis.</summary>
    public int[] Sizes(Symbol of, Scope at) => [.. ((TensorType)(of.Type is MeasureType m ? m.Point : of.Type)).Axes.Select(a => (int)Integer(a.Length, at))];

    /// <summary>The shape of a function, which has a value for all arguments of its parameters' types.</summary>
    public Shape ShapeOf(Value.Function function, Scope scope) => Jets.While(Motion.Shaped, scope, still =>
        Value.AsNumber(function.Apply([.. function.Parameters.Select(p => Free(p.Symbol, still, _ => Jet.Known(Shape.Moving)))])).Shape);

    /// <summary>With a number that is any one greater than this.</summary>
    public T Beyond<T>(Term lower, Symbol symbol, Scope scope, Func<Scope, T> compute) => Jets.While(Motion.Everywhere, scope, still =>
        compute(still.With(symbol, new Value.Number(new Jet(Number(lower, still).Constant, 1)))));

    // All terms are 0, or none is nearer to 0 than some distance.
    private Value.Truth Series(Binding sum, Scope scope)
    {
        bool Have(Relation relation, Rational size) => Certainty.True ==
            Holds(new Quantified(ForAll, sum.Binders, new Comparison(Build.Power(sum.Body, new Number(2)), relation, new Number(size))), scope);
        return new(Have(Relation.Equal, 0) ? Certainty.True : Have(Relation.Greater, Rational.Power(2, -bits)) ? Certainty.False : Certainty.Unknown);
    }

    private static NotShownException Refusal(string what) => new($"the checker does not evaluate {what}");

    private Value Symbol(Symbol symbol, Scope scope)
    {
        Read.Add(symbol);
        var bound = scope.Find(symbol) ?? scope.Definitions.GetValueOrDefault(symbol);
        Require(bound is not null || (symbol.Body is not null && symbol.Role == SymbolRole.Definition), $"'{symbol.Name}' has no value");
        Value Element(Scope inner) => symbol.Parameters.IsEmpty ? Of(symbol.Body!, inner) : FunctionOver(symbol.Parameters, symbol.Body!, inner);
        Scope Bind(Scope s, (Binder At, Value Index) p) => Domains.Bind(this, s, p.At.Symbol, p.At.Domain, p.Index);
        return bound ?? (scope.Definitions[symbol] = !symbol.Indices.Any(InfiniteChoice.IsEndless) ? Family(symbol, symbol.Indices, scope, Element)
            : new Value.Function(symbol.Indices, indices => Of(symbol.Body!, symbol.Indices.Zip(indices).Aggregate(scope, Bind))));
    }

    /// <summary>The tensor of a family, from its elements.</summary>
    public Value Family(Symbol symbol, Sequence<Binder> indices, Scope scope, Func<Scope, Value> element)
    {
        var parts = Points(indices, scope).Select(p => element(p.Scope)).ToList();
        return indices.IsEmpty ? parts[0] : Value.AsTensor(Value.Stack(parts)) with { Shape = Sizes(symbol, scope) };
    }

    private Value ElementOf(Element element, Scope scope) => Of(element.Tensor, scope) is var whole && whole is Value.Function { Parameters.Count: var n } f
        ? Value.Part(Value.AsTensor(f.Apply([.. element.Indices.Take(n).Select(i => Of(i, scope))])), Offsets(element, scope, n))
        : Value.Part(Value.AsTensor(whole), Offsets(element, scope));

    /// <summary>The indices of an element, from 0.</summary>
    public IEnumerable<BigInteger> Offsets(Element element, Scope scope, int from = 0) =>
        element.Indices.Skip(from).Zip(((TensorType)element.Tensor.Type).Axes.Skip(from), (index, axis) => Integer(index, scope) - Integer(axis.Lower, scope));

    public Value Apply(ArithmeticOperator op, Value left, Value right) => op switch
    {
        Add when (left, right) is (Value.Law a, Value.Law b) => new Value.Law([.. a.Masses, .. b.Masses], [.. a.Points, .. b.Points]),
        Add when (Value.AsTensor(left), Value.AsTensor(right)) is var (a, b) => Value.Of(a.Shape, [.. Like(a, b).Elements.Zip(b.Elements, Jets.Add)]),
        Multiply when left is Value.Number scale => Scaled(right, x => Jets.Multiply(scale.Real, x)),
        Multiply => Scaled(left, x => Jets.Multiply(x, Value.AsNumber(right))),
        Divide => Scaled(left, x => Jets.Divide(x, Value.AsNumber(right))), _ => new Value.Number(Raised(Value.AsNumber(left), Value.AsNumber(right))),
    };

    public Jet Raised(Jet @base, Jet exponent) =>
        exponent.Exact is { IsInteger: true } whole && whole.Numerator.GetBitLength() < 31 ? Jets.Power(@base, (int)whole.Numerator)
        : exponent.Exact is { IsInteger: false } e && (2 * e).IsInteger ? Raised(Jets.Sqrt(@base), 2 * e) : Jets.Exp(Jets.Multiply(exponent, Jets.Log(@base)));

    private static Value Scaled(Value value, Func<Jet, Jet> by) => value is Value.Law law ? law with { Masses = [.. law.Masses.Select(by)] } : Map(value, by);

    public static Value Map(Value value, Func<Jet, Jet> map) => Value.Of(Value.AsTensor(value).Shape, [.. Value.AsTensor(value).Elements.Select(map)]);

    private Value CallOf(string name, Value[] arguments) => (name, arguments) switch
    {
        ("dirac", [var point]) => new Value.Law([1], [point]),
        ("indicator", [Value.Truth { Certainty: var t }]) => new Value.Number(new Enclosure(t == Certainty.True ? 1 : 0, t == Certainty.False ? 0 : 1)),
        ("the", [Value.Set { IsSingle: Certainty.True, Only: { } only }]) => only, ("singleton", [Value.Set set]) => new Value.Truth(set.IsSingle),
        _ => (arguments.Length > 0 ? TensorFunctions.Apply(this, name, arguments) : null)
            ?? new Value.Number(Functions.Apply(Jets, name, [.. arguments.Select(Value.AsNumber)])),
    };

    private Value.Function FunctionOver(Sequence<Binder> parameters, Term body, Scope scope) => new(parameters, all => all.Length == parameters.Count
        ? Of(body, scope.With(parameters.Select(p => p.Symbol), all)) : throw new NotShownException("a function has another number of arguments"));

    private Value BindingOf(Binding binding, Scope scope)
    {
        var (name, points) = (binding.Form.Name, Points(binding.Binders, scope).ToList());
        Require(name is "sum" or "prod" or "mean" or "min" or "max", $"the checker does not evaluate this '{name}'");
        Require(points.TrueForAll(p => p.Included == Certainty.True), "it is not decided over what a sum runs");
        var values = points.ConvertAll(p => Of(binding.Body, p.Scope));
        Value Joined(ArithmeticOperator op) => values.Aggregate((x, y) => Apply(op, x, y));
        return values.Count == 0 ? new Value.Number(name == "prod" ? 1 : name == "sum" && binding.Type.IsScalar ? 0 : throw Refusal(name))
            : name is "max" or "min" ? CallOf(name, [.. values]) : name == "prod" ? Joined(Multiply)
            : name == "mean" ? Apply(Divide, Joined(Add), new Value.Number(values.Count)) : Joined(Add);
    }

    private Value Choice(Conditional choice, Scope scope) => Holds(choice.Condition, scope) is var known && known != Certainty.Unknown
        ? Of(known == Certainty.True ? choice.Then : choice.Otherwise, scope)
        : new Value.Number(Enclosure.Hull(Number(choice.Then, scope).Constant, Number(choice.Otherwise, scope).Constant));

    private Certainty Truth(Term formula, Scope scope)
    {
        var parts = formula.Children;
        return formula switch
        {
            Comparison chain => chain.Relations.Select((r, i) => Compare(r, Of(parts[i], scope), Of(parts[i + 1], scope))).Aggregate(CertaintyLogic.And),
            Connective { Kind: Iff } => Holds(parts[0], scope).Iff(Holds(parts[1], scope)),
            Connective { Kind: var kind } => All(parts, p => Holds(p, scope).Iff(CertaintyLogic.Of(kind == And
                || (kind == Implies && ReferenceEquals(p, parts[0]))))).Iff(CertaintyLogic.Of(kind is And or Not)),
            Quantified { Kind: ForAll, Body: Call { Operation.Name: "smooth" or "continuous" or "convex" } shape } q =>
                Holds(shape, scope.With(q.Binders.Select(b => b.Symbol), [.. q.Binders.Select(b => Free(b.Symbol, scope, _ => Jet.Known(Shape.All)))])),
            Quantified { Kind: ForAll, Binders: [{ Domain: IndexRange { Upper: Constant, Lower: var first }, Where: null } j] } q =>
                Holds(q.Body, scope.With(j.Symbol, Of(first, scope))).And(Beyond(first, j.Symbol, scope, at => Holds(q.Body, at))),
            Quantified { Kind: ForAll or Exists } q => Ranging(q.Kind == ForAll, q.Binders, q.Body, scope),
            Membership { IsSubset: false } membership => Domains.Contains(this, membership.Right, Of(membership.Left, scope), scope),
            OrderClaim order => Calculus.Order(this, order, scope),
            _ => throw Refusal(formula is Quantified ? "what holds for drawn data, almost everywhere or eventually" : $"a {formula.GetType().Name}"),
        };
    }

    // Each point satisfies (not included, or body); or not each fails.
    private Certainty Ranging(bool isForAll, Sequence<Binder> binders, Term body, Scope scope) =>
        All(Points(binders, scope), p => p.Included.Not().Or(Holds(body, p.Scope).Iff(CertaintyLogic.Of(isForAll)))).Iff(CertaintyLogic.Of(isForAll));
}
