using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.IndexForms;

/// <summary>Brings one term into index form; remembers the bodies of definitions it has met.</summary>
internal sealed class Indexer
{
    private readonly Dictionary<Symbol, Term> bodies = [];
    private readonly Dictionary<Term, Term> done = new(ReferenceEqualityComparer.Instance);

    public List<Kink> Kinks { get; } = [];

    public List<string> Conditions { get; } = [];

    /// <summary>Scalars to scalars, tensors to a whole symbol or a <c>matrix</c> binding, anything else part by part.</summary>
    public Term Visit(Term term)
    {
        if (!done.TryGetValue(term, out var result))
        {
            result = term.Type is TensorType { Axes.IsEmpty: false } && term is not Arithmetic { Children.IsEmpty: true } ? Tensor(term) : Other(term);
            done.Add(term, result);
        }

        return result;
    }

    /// <summary>One element of a tensor, or the tensor itself where there are no indices.</summary>
    public Term ElementOf(Term tensor, Sequence<Term> indices)
    {
        if (indices.IsEmpty)
        {
            return Visit(tensor);
        }

        switch (tensor)
        {
            case Reference { Symbol: { Role: SymbolRole.Definition, Body: not null } family }:
                var count = Math.Min(family.Indices.Count, indices.Count);
                if (count < family.Indices.Count)
                {
                    break;
                }

                var picked = BodyOf(family).Replace(family.Indices.Zip(indices).ToDictionary(p => p.First.Symbol, p => p.Second));
                return ElementOf(picked, indices.Skip(count).ToSequence());
            case Reference:
                return Build.At(tensor, indices.AsSpan());
            case Element element:
                return ElementOf(element.Tensor, element.Indices.Map(Visit).Concat(indices));
            case Slice slice:
                return ElementOf(slice.Tensor, Sequence.Create<Term>([Shift(indices[0], slice.From), .. indices.Skip(1)]));
            case Arithmetic arithmetic:
                return Tidy.Arithmetic(arithmetic.Operator, arithmetic.Children.Map(o => o.Type.IsScalar ? Visit(o) : ElementOf(o, indices)));
            case Conditional conditional:
                return new Conditional(Visit(conditional.Condition), ElementOf(conditional.Then, indices), ElementOf(conditional.Otherwise, indices));
            case Collection { Kind: CollectionKind.List } list:
                return Item(list, indices);
            case Binding { Form.Name: "matrix" } matrix:
                return MatrixElement(matrix, indices);
            case Binding binding when binding.Bodies.Count == 1 && binding.Body.Type is TensorType body && body.Axes.Count >= indices.Count:
                // Indices are renamed, for the body is used at several elements; draws are the declared ones.
                var inner = binding.Binders.All(b => b.Symbol.Role == SymbolRole.Bound) ? (Binding)Substitution.Refresh(binding) : binding;
                return Form(inner, ElementOf(inner.Body, indices));
            case AtStep step:
                return AtSteps.Put(ElementOf(step.Series, indices), step.Step is null ? null : Visit(step.Step));
            case Override change:
                return ElementOf(Visit(change), indices);
            case Call { Operation: CalculusOperation } call:
                return Calculus(call, indices);
            case Call { Operation: TensorFunction function } call when function.Expand(call.Arguments) is { } expanded:
                return ElementOf(expanded, indices);
            case Apply apply when Beta(apply) is { } reduced:
                return ElementOf(reduced, indices);
        }

        var whole = Other(tensor);
        return ReferenceEquals(whole, tensor) || whole is Call or Apply ? Substitution.ElementAt(whole, indices, TermType.Real) : ElementOf(whole, indices);
    }

    private Term Tensor(Term term)
    {
        switch (term)
        {
            case Reference { Symbol: not { Role: SymbolRole.Definition, Body: not null } }:
                return term;
            case Element { Tensor: Reference { Symbol: not { Role: SymbolRole.Definition, Body: not null } } } element:
                return Build.At(element.Tensor, element.Indices.Map(Visit).AsSpan());
            case AtStep { Series: Reference { Symbol.Role: SymbolRole.State } }:
                return AtSteps.Put(((AtStep)term).Series, ((AtStep)term).Step is { } at ? Visit(at) : null);
            case Binding { Form.Name: "matrix" } given when given.Body.Type.IsScalar:
                return Mapped(given);
            case Reference { Symbol: var definition } when definition.Indices.IsEmpty && definition.Parameters.IsEmpty:
                return BodyOf(definition);
            case Apply or Override or Element or Binding or Reference or Call or Arithmetic or Conditional or Collection or Slice or AtStep:
                break;
            default:
                return Mapped(term);
        }

        if (term is Call { Operation: TensorFunction function } call && function.Expand(call.Arguments) is null)
        {
            return Mapped(call);
        }

        if (term is Apply apply && Beta(apply) is null)
        {
            return Mapped(apply);
        }

        var form = OperationCatalogue.FindForm("matrix") ?? throw new NoClosedFormException("the catalogue has no 'matrix' form");
        var axes = ((TensorType)term.Type).Axes;
        var binders = axes.Map(a => new Binder(Build.Index("c"), Range(a)));
        var body = ElementOf(term, binders.Map(b => (Term)Build.Ref(b.Symbol)));
        return new Binding(form, term.Type, [], binders, [body], null);
    }

    private static IndexRange Range(Axis axis) => axis.Lower is Number { Value.IsZero: true }
        ? new IndexRange(axis.Lower, Build.PredecessorOf(axis.Length))
        : new IndexRange(axis.Lower, Build.PredecessorOf(Build.Add(axis.Lower, axis.Length)));

    private Term Other(Term term)
    {
        switch (term)
        {
            case Number or Constant:
                return term;
            case Reference { Symbol: { Role: SymbolRole.Definition, Body: not null } symbol }:
                return symbol.Parameters.IsEmpty && symbol.Indices.IsEmpty ? BodyOf(symbol) : term;
            case Reference or ClaimReference:
                return term;
            case Element element:
                return ElementOf(element.Tensor, element.Indices.Map(Visit));
            case Slice:
                return Mapped(term);
            case Call { Operation: CalculusOperation } call:
                return Calculus(call, []);
            case Call { Operation: TensorFunction function } call when function.Expand(call.Arguments) is { } expanded:
                return Visit(expanded);
            case Call { Operation.Name: "indicator", Arguments: [var condition] }:
                return new Conditional(Visit(condition), Number.One, Number.Zero);
            case Apply apply:
                return Beta(apply) is { } reduced ? Visit(reduced) : Mapped(apply);
            case AtStep step:
                return AtSteps.Put(Visit(step.Series), step.Step is null ? null : Visit(step.Step));
            case Override change:
                return Visit(Overriding.Apply(Visit(change.Target), change, change.Values.Map(Visit)));
            case Binding binding:
                return FormOf(binding);
            default:
                return Mapped(term);
        }
    }

    private Term FormOf(Binding binding)
    {
        if (binding.Form.Name == "derivative")
        {
            if (MeanAlongFlow.Of(binding) is { } moved)
            {
                Conditions.Add(MeanAlongFlow.Condition);
                return Visit(moved);
            }

            var inside = Visit(binding.Body);
            return Note(Differentiation.Along(inside, binding.Binders[0]));
        }

        return Form(binding, binding.Bodies.Count == 1 ? Visit(binding.Body) : null);
    }

    /// <summary>A binding over a body in index form; a mean becomes a sum over its count.</summary>
    private Term Form(Binding binding, Term? body)
    {
        var binders = binding.Binders.Map(b => b with { Domain = b.Domain is null ? null : Visit(b.Domain), Where = b.Where is null ? null : Visit(b.Where) });
        if (body is not null && binding.Form.Name == "mean" && binders.All(b => b.Domain is IndexRange))
        {
            var sum = OperationCatalogue.Get<Sum>();
            var total = new Binding(sum, body.Type, [], binders, [body], null);
            return Build.Divide(total, Count(binders));
        }

        var inside = body is null ? binding.Bodies.Map(Visit) : Sequence.Create<Term>([body]);
        return new Binding(
            binding.Form,
            binding.Type is TensorType ? body?.Type ?? binding.Type : binding.Type,
            binding.Leading.Map(Visit),
            binders,
            inside,
            binding.Given is null ? null : Visit(binding.Given));
    }

    private static Term Count(Sequence<Binder> binders)
    {
        var bound = binders.Select(b => b.Symbol).ToHashSet();
        if (binders.All(b => b.Where is null && !b.Domain!.FreeSymbols().Any(bound.Contains)))
        {
            var lengths = binders.Map(b => LengthOf((IndexRange)b.Domain!));
            return lengths.Count == 1 ? lengths[0] : Build.Multiply(lengths.AsSpan());
        }

        var fresh = (Binding)Substitution.Refresh(new Binding(OperationCatalogue.Get<Sum>(), TermType.Integer, [], binders, [Number.One], null));
        return fresh;
    }

    internal static Term LengthOf(IndexRange range) => (range.Lower, range.Upper) switch
    {
        (Number { Value.IsZero: true }, Arithmetic { Operator: ArithmeticOperator.Add, Children: [var n, Number { Value: var minus }] }) when minus == -1 => n,
        (Number { Value.IsZero: true }, Arithmetic { Operator: ArithmeticOperator.Add, Children: [var n, Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Number { Value.IsOne: true }] }] }) => n,
        (Number lower, Number upper) => new Number(upper.Value - lower.Value + 1),
        (Number { Value.IsOne: true }, _) => range.Upper,
        (Number { Value.IsZero: true }, _) => Build.Add(range.Upper, Number.One),
        _ => Build.Add(range.Upper, Build.Negate(range.Lower), Number.One),
    };

    private Term MatrixElement(Binding matrix, Sequence<Term> indices)
    {
        if (indices.Count < matrix.Binders.Count)
        {
            return ElementOf(Mapped(matrix), indices);
        }

        var values = matrix.Binders.Zip(indices).ToDictionary(p => p.First.Symbol, p => p.Second);
        var body = matrix.Body.Type.IsScalar ? Visit(matrix.Body).Replace(values) : matrix.Body.Replace(values);
        return ElementOf(body, indices.Skip(matrix.Binders.Count).ToSequence());
    }

    private Term Item(Collection list, Sequence<Term> indices)
    {
        var rest = indices.Skip(1).ToSequence();
        if (indices[0] is Number { Value: { IsInteger: true, Sign: >= 0 } at } && at < list.Children.Count)
        {
            return ElementOf(list.Children[(int)at.Numerator], rest);
        }

        var value = ElementOf(list.Children[^1], rest);
        for (var i = list.Children.Count - 2; i >= 0; i--)
        {
            value = new Conditional(new Comparison(indices[0], Relation.Equal, Build.Num(i)), ElementOf(list.Children[i], rest), value);
        }

        return value;
    }

    private Term? Beta(Apply apply)
    {
        switch (apply.Function)
        {
            case Reference { Symbol: { Role: SymbolRole.Definition, Body: not null } f } when f.Indices.IsEmpty && f.Parameters.Count == apply.Arguments.Count:
                return BodyOf(f).Replace(f.Parameters.Zip(apply.Arguments.Map(Visit)).ToDictionary(p => p.First.Symbol, p => p.Second));
            case Element { Tensor: Reference { Symbol: { Role: SymbolRole.Definition, Body: not null } f } } family
                when f.Indices.Count == family.Indices.Count && f.Parameters.Count == apply.Arguments.Count:
                var values = f.Parameters.Zip(apply.Arguments.Map(Visit)).ToDictionary(p => p.First.Symbol, p => p.Second);
                foreach (var (binder, index) in f.Indices.Zip(family.Indices))
                {
                    values[binder.Symbol] = Visit(index);
                }

                return BodyOf(f).Replace(values);
            case Lambda lambda when lambda.Binders.Count == apply.Arguments.Count:
                return Visit(lambda.Body).Replace(lambda.Binders.Zip(apply.Arguments.Map(Visit)).ToDictionary(p => p.First.Symbol, p => p.Second));
            case Reference { Symbol: { Role: SymbolRole.Definition, Body: not null } value } when value.Parameters.IsEmpty && value.Indices.IsEmpty:
                return Beta(new Apply(BodyOf(value), apply.Type, apply.Arguments));
            case Override change:
                return Beta(new Apply(Visit(change), apply.Type, apply.Arguments));
            case Call { Operation: DensityRatio } ratio:
                return LebesgueDensity.Quotient(ratio, Visit(apply.Arguments[0]));
            default:
                return null;
        }
    }

    private Term Calculus(Call call, Sequence<Term> indices)
    {
        var (name, body) = (call.Operation.Name, call.Arguments[0]);
        if (name is not ("grad" or "hessian" or "laplacian" or "divergence") || call.Arguments.Count != 2)
        {
            return Mapped(call);
        }

        var variable = VariableOf(call.Arguments[1]);
        var own = (body.Type as TensorType)?.Axes.Count ?? 0;
        var axes = (call.Arguments[1].Type as TensorType)?.Axes ?? [];
        switch (name)
        {
            case "grad":
                return Note(Differentiation.Partial(ElementOf(body, indices.Take(own).ToSequence()), variable.With(indices.Skip(own))));
            case "hessian":
                var first = Note(Differentiation.Partial(ElementOf(body, indices.Take(own).ToSequence()), variable.With(indices.Skip(own).Take(axes.Count))));
                return Note(Differentiation.Partial(first, variable.With(indices.Skip(own + axes.Count))));
            default:
                return Summed(name, body, variable, axes);
        }
    }

    private Term Summed(string name, Term body, Variable variable, Sequence<Axis> axes)
    {
        var binders = axes.Map(a => new Binder(Build.Index("c"), Range(a)));
        var at = binders.Map(b => (Term)Build.Ref(b.Symbol));
        var once = Note(Differentiation.Partial(name == "laplacian" ? Visit(body) : ElementOf(body, at), variable.With(at)));
        var value = name == "laplacian" ? Note(Differentiation.Partial(once, variable.With(at))) : once;
        return binders.IsEmpty ? value : Build.Bind<Sum>(binders, value);
    }

    private Variable VariableOf(Term term) => term switch
    {
        Reference reference => new Variable(reference, []),
        AtStep { Series: Reference series } step => new Variable(AtSteps.Put(series, step.Step is null ? null : Visit(step.Step)), []),
        AtStep { Series: Element element } step => new Variable(AtSteps.Put(element.Tensor, step.Step is null ? null : Visit(step.Step)), element.Indices.Map(Visit)),
        Element { Tensor: Reference or AtStep } element => new Variable(VariableOf(element.Tensor).Leaf, element.Indices.Map(Visit)),
        _ => throw new NoClosedFormException("a derivative is taken in a symbol or an element of one"),
    };

    private Term Note(Differentiated derivative)
    {
        Kinks.AddRange(derivative.Kinks);
        Conditions.AddRange(derivative.Conditions);
        return derivative.Value;
    }

    private Term BodyOf(Symbol symbol)
    {
        if (!bodies.TryGetValue(symbol, out var body))
        {
            body = Visit(symbol.Body!);
            bodies.Add(symbol, body);
        }

        return body;
    }

    private Term Mapped(Term term)
    {
        var children = term.Children.Map(Visit);
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }

    private static Term Shift(Term index, Term by) => by is Number { Value.IsZero: true } ? index
        : index is Number i && by is Number b ? new Number(i.Value + b.Value)
        : Build.Add(index, by);
}
