using System.Diagnostics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>An array that elements are read from: a node whose axes are the tensor's, in order, and the first index along each.</summary>
internal sealed record ArraySource(ArrayNode Node, Sequence<long> Lowers);

/// <summary>Turns index forms into array programs. Formulas become 1 and 0, or NaN where a comparison meets a NaN.</summary>
/// <param name="program">Receives the nodes.</param>
/// <param name="sizes">Values of integer symbols.</param>
/// <param name="scalars">Values of real symbols.</param>
internal sealed class Lowering(ArrayProgram program, IReadOnlyDictionary<Symbol, long> sizes, IReadOnlyDictionary<Symbol, double> scalars) : TermFold<Operand>
{
    /// <summary>Functions whose recorded definition has fewer good digits than a lane function of their own.</summary>
    private static readonly Dictionary<string, Primitive> LaneFunctions = new(StringComparer.Ordinal)
    {
        ["tanh"] = Primitive.HyperbolicTangent,
        ["sigmoid"] = Primitive.Logistic,
        ["erf"] = Primitive.ErrorFunction,
    };

    private readonly Dictionary<Symbol, Operand> bound = [];
    private readonly Dictionary<Symbol, ArraySource> sources = [];
    private readonly Dictionary<Symbol, ArraySource> following = [];
    private bool readsNext;

    /// <summary>The arrays that <c>X@next</c> reads; filled while an evolution is lowered.</summary>
    public IDictionary<Symbol, ArraySource> Following => following;

    /// <summary>Declares an input.</summary>
    public void Declare(PlanInput input, int slot)
    {
        var lowers = input.Symbol.Type is TensorType tensor && tensor.Axes.Count == input.Dimensions.Count
            ? tensor.Axes.Map(axis => Whole(axis.Lower.Accept(this), axis.Lower))
            : input.Dimensions.Map(_ => 0L);
        var steps = new (int, long)[input.Dimensions.Count];
        var stride = 1L;
        for (var axis = steps.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = (program.NewAxis(input.Dimensions[axis]), stride);
            stride *= input.Dimensions[axis];
        }

        sources.Add(input.Symbol, new(program.Input(slot, input.Stage, 0, steps).Node, lowers));
    }

    /// <summary>The lengths of constant ranges.</summary>
    public Sequence<int> DimensionsOf(Sequence<Binder> indices) => indices.Map(b =>
        b.Domain is IndexRange range
            ? checked((int)Math.Max(0, Whole(range.Upper.Accept(this), range) - Whole(range.Lower.Accept(this), range) + 1))
            : throw new NotPlannableException($"'{b.Symbol.Name}' must run over a range of integers", b.Domain));

    /// <summary>The first indices of constant ranges.</summary>
    public Sequence<long> LowersOf(Sequence<Binder> indices) => indices.Map(b => Whole(((IndexRange)b.Domain!).Lower.Accept(this), b.Domain!));

    /// <summary>Lowers a term as a stored array over its free indices or, for a <c>matrix(..)</c> binding, over its binders.</summary>
    public Operand LowerStored(string name, Term term, Sequence<Binder> indices)
    {
        if (indices.IsEmpty && term is Binding { Form.Name: "matrix" } matrix)
        {
            return LowerStored(name, matrix.Body, matrix.Binders);
        }

        var axes = new List<int>();
        foreach (var binder in indices)
        {
            var (axis, mask) = Bind(binder);
            if (mask is not null)
            {
                throw new NotPlannableException("an array's axis must be a plain range", binder.Domain);
            }

            axes.Add(axis);
        }

        var value = indices.IsEmpty && !term.Type.IsScalar && term.Type is TensorType
            ? LowerWhole(term, axes)
            : term.Accept(this);
        Unbind(indices);
        return program.Store(name, value, axes);
    }

    /// <inheritdoc/>
    public override Operand Number(Number term) => program.Literal(term.Value.ToDouble());

    /// <inheritdoc/>
    public override Operand Constant(Constant term) => program.Literal(
        ReferenceEquals(term, Symbolics.Terms.Constant.Pi) ? Math.PI
        : ReferenceEquals(term, Symbolics.Terms.Constant.Infinity) ? double.PositiveInfinity
        : ReferenceEquals(term, Symbolics.Terms.Constant.True) ? 1 : 0);

    /// <inheritdoc/>
    public override Operand Reference(Reference term) =>
        bound.TryGetValue(term.Symbol, out var operand) ? operand
        : sizes.TryGetValue(term.Symbol, out var size) ? program.Literal(size)
        : scalars.TryGetValue(term.Symbol, out var scalar) ? program.Literal(scalar)
        : SourceOf(term) is { Lowers.IsEmpty: true } source ? new(source.Node, [])
        : throw new NotPlannableException($"'{term.Symbol.Name}' stands as a whole where a scalar is needed", term);

    /// <inheritdoc/>
    public override Operand Arithmetic(Arithmetic term)
    {
        if (term.Operator == ArithmeticOperator.Power)
        {
            return Power(term);
        }

        var operands = term.Children.Map(child => child.Accept(this));
        return term.Operator switch
        {
            ArithmeticOperator.Add => operands.Aggregate((a, b) => program.Map(Primitive.Add, a, b)),
            ArithmeticOperator.Multiply => operands.Aggregate((a, b) => program.Map(Primitive.Multiply, a, b)),
            ArithmeticOperator.Divide => program.Map(Primitive.Divide, operands[0], operands[1]),
            ArithmeticOperator.Negate => program.Map(Primitive.Negate, operands[0]),
            _ => throw new UnreachableException($"{term.Operator} is no operator"),
        };
    }

    /// <inheritdoc/>
    public override Operand Element(Element term)
    {
        var places = term.Indices.Map(index => index.Accept(this));
        if (term.Tensor is Collection { Kind: CollectionKind.List } list && places.Count == 1)
        {
            return list.Children.Select((item, at) => (Item: item.Accept(this), At: at)).Reverse().Aggregate(
                program.Literal(double.NaN),
                (rest, choice) => program.Map(Primitive.SelectEqual, places[0], program.Literal(choice.At), choice.Item, rest));
        }

        if (SourceOf(term.Tensor) is { } source)
        {
            return source.Lowers.Count == places.Count
                ? Read(source, places)
                : throw new NotPlannableException("an element that leaves axes open is not in index form", term);
        }

        var axes = new List<int>();
        var whole = LowerWhole(term.Tensor, axes);
        return Gather(program.Store("", whole, axes), LowersOf(term.Tensor), places);
    }

    /// <inheritdoc/>
    public override Operand Call(Call term)
    {
        if (term.Operation is TensorFunction { HasDoubleKernel: true } && term.Type.IsScalar)
        {
            return LowerWhole(term, []);
        }

        if (term.Operation is not ScalarFunction function)
        {
            throw new NotPlannableException($"'{term.Operation.Name}' is no array operation", term);
        }

        if (LaneFunctions.TryGetValue(function.Name, out var primitive))
        {
            return program.Map(primitive, term.Arguments[0].Accept(this));
        }

        var arguments = term.Arguments.Select(a => new Trace(program, a.Accept(this))).ToArray();
        try
        {
            return function.Evaluate<Trace>(arguments).Value;
        }
        catch (UndefinedException)
        {
            return program.Literal(double.NaN);
        }
        catch (NotRepresentableException e)
        {
            throw new NotPlannableException($"'{function.Name}' cannot be recorded: {e.Message}", term);
        }
    }

    /// <inheritdoc/>
    public override Operand Conditional(Conditional term) =>
        Choose(term.Condition.Accept(this), term.Then.Accept(this), term.Otherwise.Accept(this));

    /// <inheritdoc/>
    public override Operand Binding(Binding term) => term.Form.Name switch
    {
        "sum" => Over(term.Binders, term.Body, (body, mask, axes) => program.Reduce(Fold.Sum, Masked(mask, body, 0), axes)),
        "mean" => Over(term.Binders, term.Body, (body, mask, axes) => program.Map(
            Primitive.Divide, program.Reduce(Fold.Sum, Masked(mask, body, 0), axes), CountOf(mask, axes))),
        "prod" => Over(term.Binders, term.Body, (body, mask, axes) => program.Reduce(Fold.Product, Masked(mask, body, 1), axes)),
        "min" or "inf" => Over(term.Binders, term.Body, (body, mask, axes) => Extreme(Fold.Minimum, body, mask, axes)),
        "max" or "sup" => Over(term.Binders, term.Body, (body, mask, axes) => Extreme(Fold.Maximum, body, mask, axes)),
        "count" => Over(term.Binders, term.Body, (body, mask, axes) => program.Reduce(Fold.Sum, Masked(mask, body, 0), axes)),
        "all" => All(term.Binders, term.Body),
        "any" => Any(term.Binders, term.Body),
        _ => throw new NotPlannableException($"'{term.Form.Name}' is no array operation", term),
    };

    /// <inheritdoc/>
    public override Operand Quantified(Quantified term) => term.Kind switch
    {
        QuantifierKind.ForAll => All(term.Binders, term.Body),
        QuantifierKind.Exists => Any(term.Binders, term.Body),
        _ => throw new NotPlannableException("only 'for all' and 'exists' over index ranges are array operations", term),
    };

    /// <inheritdoc/>
    public override Operand Comparison(Comparison term)
    {
        var operands = term.Children.Map(child => child.Accept(this));
        Operand? result = null;
        for (var at = 0; at < term.Relations.Count; at++)
        {
            var link = Compare(term.Relations[at], operands[at], operands[at + 1]);
            result = result is { } before ? And(before, link) : link;
        }

        return result ?? program.Literal(1);
    }

    /// <inheritdoc/>
    public override Operand Connective(Connective term)
    {
        var operands = term.Children.Map(child => child.Accept(this));
        var (zero, one) = (program.Literal(0), program.Literal(1));
        return term.Kind switch
        {
            ConnectiveKind.Not => program.Map(Primitive.Subtract, one, operands[0]),
            ConnectiveKind.And => operands.Reverse().Aggregate((rest, first) => And(first, rest)),
            ConnectiveKind.Or => operands.Reverse().Aggregate((rest, first) => program.Map(Primitive.SelectEqual, first, zero, rest, one)),
            ConnectiveKind.Implies => program.Map(Primitive.SelectEqual, operands[0], zero, one, operands[1]),
            _ => Compare(Relation.Equal, operands[0], operands[1]),
        };
    }

    /// <inheritdoc/>
    public override Operand AtStep(AtStep term)
    {
        if (term.Step is not null)
        {
            throw new NotPlannableException("a value at a given step is read from a recorded path, not computed in a step", term);
        }

        var outer = readsNext;
        readsNext = true;
        var value = term.Series.Accept(this);
        readsNext = outer;
        return value;
    }

    /// <inheritdoc/>
    public override Operand Slice(Slice term) => throw Foreign(term, "a slice");

    /// <inheritdoc/>
    public override Operand Apply(Apply term) => throw Foreign(term, "an applied function");

    /// <inheritdoc/>
    public override Operand Lambda(Lambda term) => throw Foreign(term, "a function");

    /// <inheritdoc/>
    public override Operand Collection(Collection term) => throw Foreign(term, "a list or set");

    /// <inheritdoc/>
    public override Operand RealInterval(RealInterval term) => throw Foreign(term, "an interval");

    /// <inheritdoc/>
    public override Operand IndexRange(IndexRange term) => throw Foreign(term, "a range");

    /// <inheritdoc/>
    public override Operand Override(Override term) => throw Foreign(term, "an override");

    /// <inheritdoc/>
    public override Operand WithProbability(WithProbability term) => throw Foreign(term, "a probability");

    /// <inheritdoc/>
    public override Operand Membership(Membership term) => throw Foreign(term, "a membership");

    /// <inheritdoc/>
    public override Operand LimitPoint(LimitPoint term) => throw Foreign(term, "a limit");

    /// <inheritdoc/>
    public override Operand OrderClaim(OrderClaim term) => throw Foreign(term, "an order claim");

    /// <inheritdoc/>
    public override Operand Derive(Derive term) => throw Foreign(term, "a derivation");

    /// <inheritdoc/>
    public override Operand ClaimReference(ClaimReference term) => throw Foreign(term, "a claim");

    private static NotPlannableException Foreign(Term term, string what) => new($"{what} is not in index form", term);

    private static long Whole(Operand operand, Term term) =>
        ArrayProgram.ValueOf(operand) is { } value && double.IsInteger(value) && Math.Abs(value) < long.MaxValue
            ? (long)value
            : throw new NotPlannableException("a size must be an integer known when the plan is made", term);

    private ArraySource? SourceOf(Term tensor) => tensor switch
    {
        AtStep { Step: null, Series: Reference inner } => following.GetValueOrDefault(inner.Symbol)
            ?? throw new NotPlannableException($"'{inner.Symbol.Name}@next' is not known here", tensor),
        Reference { Symbol: var symbol } when readsNext && following.TryGetValue(symbol, out var next) => next,
        Reference { Symbol: { Role: SymbolRole.State } symbol } when readsNext => throw new NotPlannableException($"'{symbol.Name}@next' is not known here", tensor),
        Reference { Symbol: var symbol } => sources.GetValueOrDefault(symbol)
            ?? throw new NotPlannableException($"'{symbol.Name}' is neither an input nor a known size", tensor),
        _ => null,
    };

    private Operand Read(ArraySource source, Sequence<Operand> places)
    {
        var inside = places.Select((p, t) => IsInside(p, source.Lowers[t], source.Node.Lengths[t])).All(x => x);
        if (inside && source.Node is InputNode input)
        {
            var offset = input.Offset;
            var steps = new List<(int, long)>();
            for (var t = 0; t < places.Count; t++)
            {
                offset += (LowerOf(places[t]) - source.Lowers[t]) * input.Strides[t];
                if (places[t].Node is IndexNode)
                {
                    steps.Add((places[t].Axes[0], input.Strides[t]));
                }
            }

            return program.Input(input.Slot, input.Stage, offset, steps);
        }

        var whole = inside && places.Select((p, t) => p.Node is IndexNode index && index.Lower == source.Lowers[t] && index.Lengths[0] == source.Node.Lengths[t]).All(x => x);
        var axes = source.Node.Lengths.Select(program.NewAxis).ToSequence();
        return whole
            ? new(source.Node, places.Map(p => p.Axes[0]))
            : Gather(new(source.Node, axes), source.Lowers, places);
    }

    private Operand Gather(Operand stored, Sequence<long> lowers, Sequence<Operand> places)
    {
        var first = stored.Axes.Count - places.Count;
        var whole = places.Select((p, t) => p.Node is IndexNode index && index.Lower == lowers[t] && index.Lengths[0] == stored.Node.Lengths[first + t]).All(x => x);
        return whole
            ? new(stored.Node, stored.Axes.Take(first).Concat(places.Select(p => p.Axes[0])).ToSequence())
            : program.Gather(stored, lowers, places);
    }

    private static bool IsInside(Operand place, long lower, long length) => place.Node switch
    {
        IndexNode index => index.Lower >= lower && index.Lower + index.Lengths[0] <= lower + length,
        LiteralNode literal => double.IsInteger(literal.Value) && literal.Value >= lower && literal.Value < lower + length,
        _ => false,
    };

    private static long LowerOf(Operand place) => place.Node is IndexNode index ? index.Lower : (long)((LiteralNode)place.Node).Value;

    private Sequence<long> LowersOf(Term tensor) => tensor is Binding { Form.Name: "matrix" } matrix
        ? matrix.Binders.Map(b => Whole(((IndexRange)b.Domain!).Lower.Accept(this), b.Domain!))
        : ((TensorType)tensor.Type).Axes.Map(axis => Whole(axis.Lower.Accept(this), axis.Lower));

    /// <summary>A tensor as an operand whose tensor axes are appended to <paramref name="axes"/>.</summary>
    private Operand LowerWhole(Term term, List<int> axes)
    {
        if (term is Binding { Form.Name: "matrix" } matrix)
        {
            foreach (var binder in matrix.Binders)
            {
                axes.Add(Bind(binder).Axis);
            }

            var body = matrix.Body.Accept(this);
            Unbind(matrix.Binders);
            return body;
        }

        if (SourceOf(term) is { } source)
        {
            var own = source.Node.Lengths.Select(program.NewAxis).ToSequence();
            axes.AddRange(own);
            return new(source.Node, own);
        }

        if (term is not Call { Operation: TensorFunction { HasDoubleKernel: true } function } call)
        {
            throw new NotPlannableException("a tensor must be an input, a 'matrix' or the value of a numerical tensor function", term);
        }

        var arguments = new List<Operand>();
        var ranks = new List<int>();
        foreach (var argument in call.Arguments)
        {
            var last = new List<int>();
            var value = argument.Type.IsScalar ? argument.Accept(this) : LowerWhole(argument, last);
            arguments.Add(program.Store("", value, last));
            ranks.Add(last.Count);
        }

        var result = ((TensorType)term.Type).Axes.Select(axis => program.NewAxis(Whole(axis.Length.Accept(this), axis.Length))).ToList();
        axes.AddRange(result);
        return program.TensorCall(function, arguments, ranks.ToSequence(), result);
    }

    private Operand Power(Arithmetic term)
    {
        var (value, exponent) = (term.Children[0].Accept(this), term.Children[1].Accept(this));
        if (ArrayProgram.ValueOf(exponent) is { } known)
        {
            if (double.IsInteger(known) && Math.Abs(known) <= 1 << 30)
            {
                return program.WholePower(value, (long)known);
            }

            if (known is 0.5 or -0.5)
            {
                var root = program.Map(Primitive.SquareRoot, value);
                return known > 0 ? root : program.Map(Primitive.Divide, program.Literal(1), root);
            }
        }

        var (zero, one, none) = (program.Literal(0), program.Literal(1), program.Literal(double.NaN));
        Operand Less(Operand a, Operand b, Operand then, Operand otherwise) => program.Map(Primitive.SelectLess, a, b, then, otherwise);
        Operand Equal(Operand a, Operand b, Operand then, Operand otherwise) => program.Map(Primitive.SelectEqual, a, b, then, otherwise);
        Operand OfSize(Operand size) => program.Map(Primitive.Exponential, program.Map(Primitive.Multiply, exponent, program.Map(Primitive.Logarithm, size)));
        var atZero = Less(zero, exponent, zero, Equal(exponent, zero, one, none));
        var below = none;
        if (term.Children[1].Type is TensorType { Kind: NumberKind.Integer })
        {
            var size = OfSize(program.Map(Primitive.Negate, value));
            var half = program.Map(Primitive.Multiply, exponent, program.Literal(0.5));
            below = Equal(program.Map(Primitive.Floor, half), half, size, program.Map(Primitive.Negate, size));
        }

        return Less(zero, value, OfSize(value), Equal(value, zero, atZero, below));
    }

    private Operand Compare(Relation relation, Operand left, Operand right) => Trace.Select(
        relation, new(program, left), new(program, right), new(program, program.Literal(1)), new(program, program.Literal(0))).Value;

    private Operand And(Operand first, Operand rest) => program.Map(Primitive.SelectEqual, first, program.Literal(0), program.Literal(0), rest);

    private Operand Choose(Operand condition, Operand then, Operand otherwise) =>
        program.Map(Primitive.SelectEqual, condition, program.Literal(1), then, otherwise);

    private Operand Masked(Operand? mask, Operand body, double neutral) => mask is { } m ? Choose(m, body, program.Literal(neutral)) : body;

    private Operand CountOf(Operand? mask, IReadOnlyList<int> axes) => program.Reduce(Fold.Sum, mask ?? program.Literal(1), axes);

    private Operand Extreme(Fold fold, Operand body, Operand? mask, IReadOnlyList<int> axes)
    {
        var value = program.Reduce(fold, Masked(mask, body, fold == Fold.Minimum ? double.PositiveInfinity : double.NegativeInfinity), axes);
        return mask is null ? value : program.Map(Primitive.SelectEqual, CountOf(mask, axes), program.Literal(0), program.Literal(double.NaN), value);
    }

    private Operand All(Sequence<Binder> binders, Term body) => Over(binders, body, (value, mask, axes) =>
        axes.Any(a => program.LengthOf(a) == 0) ? program.Literal(1) : program.Reduce(Fold.Minimum, Masked(mask, value, 1), axes));

    private Operand Any(Sequence<Binder> binders, Term body) => Over(binders, body, (value, mask, axes) =>
        axes.Any(a => program.LengthOf(a) == 0) ? program.Literal(0) : program.Reduce(Fold.Maximum, Masked(mask, value, 0), axes));

    private Operand Over(Sequence<Binder> binders, Term body, Func<Operand, Operand?, IReadOnlyList<int>, Operand> fold)
    {
        var axes = new List<int>();
        Operand? mask = null;
        foreach (var binder in binders)
        {
            var (axis, own) = Bind(binder);
            axes.Add(axis);
            mask = (mask, own) is ({ } a, { } b) ? And(a, b) : mask ?? own;
            if (binder.Where is { } where)
            {
                var condition = where.Accept(this);
                mask = mask is { } before ? And(before, condition) : condition;
            }
        }

        var result = fold(body.Accept(this), mask, axes);
        Unbind(binders);
        return result;
    }

    private void Unbind(Sequence<Binder> binders)
    {
        foreach (var binder in binders)
        {
            bound.Remove(binder.Symbol);
        }
    }

    /// <summary>Ties a binder's symbol to a new axis over the hull of its range; the mask says which indices are in the range, null for all.</summary>
    private (int Axis, Operand? Mask) Bind(Binder binder)
    {
        if (binder.Domain is not IndexRange range)
        {
            throw new NotPlannableException($"'{binder.Symbol.Name}' must run over a range of integers", binder.Domain);
        }

        var (from, to) = (range.Lower.Accept(this), range.Upper.Accept(this));
        var (least, greatest) = (Hull.Of(from).Least, Hull.Of(to).Greatest);
        if (!(Math.Abs(least) < 1L << 52) || !(Math.Abs(greatest) < 1L << 52))
        {
            throw new NotPlannableException($"the range of '{binder.Symbol.Name}' must be finite", range);
        }

        var lower = (long)Math.Ceiling(least);
        var axis = program.NewAxis(Math.Max(0, (long)Math.Floor(greatest) - lower + 1));
        var index = program.Index(axis, lower);
        bound[binder.Symbol] = index;
        Operand? mask = null;
        if (from.Node is not LiteralNode)
        {
            mask = Compare(Relation.GreaterOrEqual, index, from);
        }

        if (to.Node is not LiteralNode)
        {
            var below = Compare(Relation.LessOrEqual, index, to);
            mask = mask is { } before ? And(before, below) : below;
        }

        return (axis, mask);
    }
}
