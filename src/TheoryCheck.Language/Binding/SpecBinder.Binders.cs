using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Language.Binding;

/// <content>Heads, binders and domains.</content>
internal sealed partial class SpecBinder
{
    /// <summary>Binds the indices or parameters of a declared or bound name and gives the scope of its right side.</summary>
    private Scope BindHead(Symbol symbol, HeadSyntax head, Scope scope)
    {
        if (head.Bracket == ' ')
        {
            return scope;
        }

        var binders = new List<Binder>();
        foreach (var syntax in head.Binders)
        {
            var (bound, inner) = Fresh(syntax, scope, isIndex: head.Bracket == '[', isHead: true);
            binders.AddRange(bound);
            scope = inner;
        }

        if (head.Bracket == '[')
        {
            symbol.Indices = binders.ToSequence();
        }
        else
        {
            symbol.Parameters = binders.ToSequence();
        }

        return scope;
    }

    /// <summary>The type of a whole family or function from that of one element or value.</summary>
    private static TermType WholeType(Symbol symbol, TermType element)
    {
        if (!symbol.Parameters.IsEmpty)
        {
            return new FunctionType(symbol.Parameters.Map(p => p.Symbol.Type), element);
        }

        if (symbol.Indices.IsEmpty || element is ErrorType)
        {
            return element;
        }

        return element is TensorType tensor && symbol.Indices.All(i => i.Domain is IndexRange)
            ? tensor with { Axes = symbol.Indices.Select(i => AxisOf((IndexRange)i.Domain!)).Concat(tensor.Axes).ToSequence() }
            : new FunctionType(symbol.Indices.Map(i => i.Symbol.Type), element);
    }

    private static Axis AxisOf(IndexRange range) => new(range.Lower, Length(range.Lower, range.Upper));

    private static Term Length(Term lower, Term upper)
    {
        switch (lower, upper)
        {
            case (_, Constant):
                return Constant.Infinity;
            case (Number from, Number to):
                return Build.Num(to.Value - from.Value + Rational.One);
            case (Number { Value.IsZero: true }, Arithmetic { Operator: ArithmeticOperator.Add, Children: [var length, var last] }) when last.Equals(Build.Negate(Number.One)):
                return length;
            case (Number from, _):
                var shift = Rational.One - from.Value;
                return shift.IsZero ? upper : Build.Add(upper, Build.Num(shift));
            default:
                return Build.Add(upper, Build.Negate(lower), Number.One);
        }
    }

    /// <summary>A binder of new names.</summary>
    private (Sequence<Binder> Binders, Scope Scope) Fresh(BinderSyntax syntax, Scope scope, bool isIndex, bool isHead)
    {
        if (syntax.Heads.Count > 1)
        {
            return syntax.Relation == "wrt" ? Components(syntax, scope) : FreshTuple(syntax, scope);
        }

        var name = syntax.Head.Name;
        CheckNew(name, scope, isHead);
        var symbol = new Symbol(name.Name, SymbolRole.Bound, name.Span);
        var inner = BindHead(symbol, syntax.Head, scope);
        if (syntax.Bound is null)
        {
            Report(BindingDiagnostics.UnknownName, name.Span, $"'{name.Name}' is not declared and has no domain here", $"write '{name.Name} in reals' or '{name.Name}<n'");
            return ([new Binder(symbol, null)], scope.With(symbol));
        }

        var (domain, element) = Domain(syntax, inner, isIndex);
        symbol.Domain = domain;
        symbol.Type = WholeType(symbol, element);
        scope = scope.With(symbol);
        var where = syntax.Where is null ? null : Formula(syntax.Where, scope);
        return ([new Binder(symbol, domain, where)], scope);
    }

    /// <summary>(u, v) wrt mu: the components of the points of a measure on tuples.</summary>
    private (Sequence<Binder> Binders, Scope Scope) Components(BinderSyntax syntax, Scope scope)
    {
        var measure = Bind(syntax.Bound!, scope);
        var items = ((measure.Type as MeasureType)?.Point as TupleType)?.Items ?? [];
        if (items.Count != syntax.Heads.Count)
        {
            if (measure.Type is not ErrorType)
            {
                Report(BindingDiagnostics.WrongType, syntax.Span, $"expected a measure on tuples of {syntax.Heads.Count} behind 'wrt', found {TypeText.Describe(measure.Type)}");
            }

            return ([], scope);
        }

        var symbols = syntax.Heads.Zip(items, (head, type) =>
        {
            CheckNew(head.Name, scope, isHead: false);
            return new Symbol(head.Name.Name, SymbolRole.Bound, head.Name.Span) { Type = type };
        }).ToSequence();
        return (symbols.Map(s => new Binder(s, measure)), symbols.Aggregate(scope, static (inner, s) => inner.With(s)));
    }

    private (Sequence<Binder> Binders, Scope Scope) FreshTuple(BinderSyntax syntax, Scope scope)
    {
        var set = syntax is { Relation: "in", Bound: { } bound } ? Bind(bound, scope) : Error(syntax.Span);
        var items = (set.Type as SetType)?.Element as TupleType;
        if (items?.Items.Count != syntax.Heads.Count && set.Type is not ErrorType)
        {
            Report(BindingDiagnostics.WrongType, syntax.Span, $"expected a set of tuples of {syntax.Heads.Count}, found {TypeText.Describe((set.Type as SetType)?.Element ?? set.Type)}");
            items = null;
        }

        var symbols = new List<Symbol>();
        for (var i = 0; i < syntax.Heads.Count; i++)
        {
            var name = syntax.Heads[i].Name;
            CheckNew(name, scope, isHead: false);
            var symbol = new Symbol(name.Name, SymbolRole.Bound, name.Span);
            if (items?.Items[i] is { } type)
            {
                (symbol.Domain, symbol.Indices) = Space(type);
                symbol.Type = type;
            }

            symbols.Add(symbol);
            scope = scope.With(symbol);
        }

        Term where = new Membership(
            new Collection(CollectionKind.Tuple, new TupleType(symbols.Select(s => s.Type).ToSequence()), symbols.Select(Term (s) => Build.Ref(s)).ToSequence()), set, isSubset: false).At(syntax.Span);
        if (syntax.Where is not null)
        {
            where = new Connective(ConnectiveKind.And, [where, Formula(syntax.Where, scope)]).At(syntax.Where.Span);
        }

        return (symbols.Select((s, i) => new Binder(s, s.Domain, i == symbols.Count - 1 ? where : null)).ToSequence(), scope);
    }

    /// <summary>The set of all values of a type; of a tensor as a family of numbers.</summary>
    private static (Term? Set, Sequence<Binder> Indices) Space(TermType type)
    {
        if (type is not TensorType tensor)
        {
            return (null, []);
        }

        var set = tensor.Kind == NumberKind.Integer ? Build.Call<Integers>() : Build.Call<Reals>();
        return (set, tensor.Axes.Select((axis, i) => Build.Below(Build.Index($"i{i}"), axis.Length)).ToSequence());
    }

    private void CheckNew(NameSyntax name, Scope scope, bool isHead)
    {
        if (scope.Find(name.Name) is { } bound)
        {
            bag.Report(BindingDiagnostics.DuplicateName.At(name.Span, $"'{name.Name}' is already bound here").With(bound.Span, "here"));
        }
        else if (globals.TryGetValue(name.Name, out var declared) && declared.Symbol.Role is not (SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Clock))
        {
            bag.Report(BindingDiagnostics.DuplicateName.At(name.Span, $"'{name.Name}' already means something else", "a name means one thing in a spec: give one of the two another").With(declared.Symbol.Span, "declared here"));
        }
        else if (Constants.Contains(name.Name) || (!isHead && IsBuiltIn(name.Name)) || name.Name == "if")
        {
            Report(BindingDiagnostics.DuplicateName, name.Span, $"'{name.Name}' is built in");
        }
    }

    /// <summary>The domain of a binder and the type of a point of it.</summary>
    private (Term Domain, TermType Element) Domain(BinderSyntax syntax, Scope scope, bool isIndex)
    {
        var bound = Bind(syntax.Bound!, scope);
        switch (syntax.Relation)
        {
            case "<" or "<=":
                if (bound.Type is not ErrorType && bound.Type != TermType.Integer)
                {
                    Report(BindingDiagnostics.WrongIndex, syntax.Bound!.Span, $"'{syntax.Head.Name.Name}{syntax.Relation}..' ranges over integers from 0, so it needs an integer here, not {TypeText.Describe(bound.Type)}");
                    return (Error(syntax.Span), TermType.Integer);
                }

                return (new IndexRange(Number.Zero, syntax.Relation == "<" ? Build.PredecessorOf(bound) : bound).At(syntax.Span), TermType.Integer);
            case ">" or ">=":
                Scalar(bound, syntax.Bound!.Span);
                return (new RealInterval(bound, Constant.Infinity, syntax.Relation == ">", true).At(syntax.Span), TermType.Real);
            case "wrt":
                if (bound.Type is not (MeasureType or ErrorType))
                {
                    Report(BindingDiagnostics.WrongType, syntax.Bound!.Span, $"expected a measure behind 'wrt', found {TypeText.Describe(bound.Type)}");
                }

                return (bound, bound.Type is MeasureType measure ? measure.Point : new ErrorType());
            case "->":
                Scalar(bound, syntax.Bound!.Span);
                var approach = syntax.From switch { "above" => Approach.Above, "below" => Approach.Below, _ => Approach.Both };
                return (new LimitPoint(bound, approach).At(syntax.Span), TermType.Real);
            default:
                if (bound.Type is SetType set)
                {
                    if (isIndex && bound is not IndexRange && bound is RealInterval)
                    {
                        Report(BindingDiagnostics.WrongIndex, syntax.Bound!.Span, "an index runs over integers or a finite set");
                    }

                    return (bound, set.Element);
                }

                if (bound.Type is not ErrorType)
                {
                    Report(BindingDiagnostics.WrongType, syntax.Bound!.Span, $"expected a set behind 'in', found {TypeText.Describe(bound.Type)}");
                }

                return (Error(syntax.Bound!.Span), new ErrorType());
        }
    }

    /// <summary>A binder of a quantifier or of a form that may also name something declared.</summary>
    private (Sequence<Binder> Binders, Scope Scope) Quantify(BinderSyntax syntax, Scope scope)
    {
        var head = syntax.Head;
        if (syntax.Heads.Count > 1 || head.Bracket != ' ' || scope.Find(head.Name.Name) is not null || !globals.TryGetValue(head.Name.Name, out var declaration))
        {
            return Fresh(syntax, scope, isIndex: false, isHead: false);
        }

        var symbol = Resolve(declaration, head.Name.Span);
        if (symbol.Role is not (SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Clock))
        {
            return Fresh(syntax, scope, isIndex: false, isHead: false);
        }

        Term? domain = symbol.Role == SymbolRole.Clock ? symbol.Domain : null;
        Term? where = null;
        if (syntax.Bound is not null)
        {
            var bound = Bind(syntax.Bound, scope);
            var use = Build.Ref(symbol).At(head.Name.Span);
            switch (syntax.Relation)
            {
                case "->":
                    (domain, _) = Domain(syntax, scope, isIndex: false);
                    break;
                case "in" when symbol.Role == SymbolRole.Clock && bound.Type is SetType:
                    domain = bound;
                    break;
                case "in":
                    where = Member(use, bound, syntax.Span);
                    if (bound is Call { Operation: Symbolics.Sets.Reals or VectorSpace or MatrixSpace } && symbol is { Indices.IsEmpty: true, Domain: { } declared } && !declared.Equals(bound))
                    {
                        Report(BindingDiagnostics.WiderDomain, syntax.Bound.Span, $"'{symbol.Name}' was declared in {Typeset.TextOf(declared)} and stays there; this asks nothing more of it", "a binder narrows the domain of what it names; take another name for values that may lie elsewhere");
                    }

                    break;
                case "wrt":
                    domain = bound;
                    break;
                case "<" or "<=" when symbol.Role == SymbolRole.Clock && bound.Type == TermType.Integer && symbol.Type == TermType.Integer:
                    (domain, _) = Domain(syntax, scope, isIndex: true);
                    break;
                default:
                    Scalar(bound, syntax.Bound.Span);
                    where = new Comparison(use, RelationOf(syntax.Relation), bound).At(syntax.Span);
                    break;
            }
        }

        if (syntax.Where is not null)
        {
            var formula = Formula(syntax.Where, scope);
            where = where is null ? formula : new Connective(ConnectiveKind.And, [where, formula]).At(syntax.Where.Span);
        }

        return ([new Binder(symbol, domain, where)], scope.Binding(symbol));
    }

    /// <summary>A binder of a quantifier, which binds nothing again that one around it binds.</summary>
    private (Sequence<Binder> Binders, Scope Scope) QuantifyOnce(BinderSyntax syntax, Scope scope)
    {
        var (binders, inner) = Quantify(syntax, scope);
        if (binders.Any(b => scope.Binds(b.Symbol)))
        {
            Report(BindingDiagnostics.DuplicateName, syntax.Head.Name.Span, $"'{syntax.Head.Name.Name}' is already bound around this", "no binder hides another: take another name here");
        }

        foreach (var binder in binders)
        {
            CheckSome(binder.Domain, syntax);
        }

        return (binders, inner);
    }

    // Whoever asks for numbers below 0 does not mean integers from 0.
    private void CheckSome(Term? domain, BinderSyntax syntax)
    {
        if (syntax.Relation is "<" or "<=" && domain is IndexRange { Upper: Number { Value.Sign: < 0 } })
        {
            var name = syntax.Head.Name.Name;
            Report(BindingDiagnostics.WrongIndex, syntax.Span, $"'{name} {syntax.Relation} ..' ranges over integers from 0, of which there are none here", $"for real numbers write '{name} in (-infinity, 0)', or what the end is");
        }
    }

    private (Sequence<Binder> Binders, Scope Scope) QuantifyAll(IEnumerable<BinderSyntax> binders, Scope scope, Func<BinderSyntax, Scope, (Sequence<Binder>, Scope)> bind)
    {
        var all = new List<Binder>();
        foreach (var syntax in binders)
        {
            var (bound, inner) = bind(syntax, scope);
            all.AddRange(bound);
            scope = inner;
        }

        return (all.ToSequence(), scope);
    }

    /// <summary>A draw behind <c>over</c>, perhaps of one step.</summary>
    private Binder? Draw(NameSyntax name, ExpressionSyntax? step, Scope scope)
    {
        if (!globals.TryGetValue(name.Name, out var declaration))
        {
            Report(BindingDiagnostics.UnknownName, name.Span, $"'{name.Name}' is not declared", Nearest(name.Name, globals.Keys));
            return null;
        }

        var symbol = Resolve(declaration, name.Span);
        if (symbol.Role != SymbolRole.Draw)
        {
            Report(
                BindingDiagnostics.NothingDrawn, name.Span, $"'{name.Name}' is not drawn from a law",
                symbol.Role == SymbolRole.State ? $"the mean of e(u) over the runs of a state is an integral against its law: integral(u wrt law({name.Name}@t): e(u))" : "");
            return null;
        }

        return new Binder(symbol, null, null, step is null ? null : Bind(step, scope));
    }

    private static Relation RelationOf(string text) => text switch
    {
        "<" => Relation.Less,
        "<=" => Relation.LessOrEqual,
        ">" => Relation.Greater,
        ">=" => Relation.GreaterOrEqual,
        "==" => Relation.Equal,
        _ => Relation.NotEqual,
    };

    private void Scalar(Term term, SourceSpan span)
    {
        if (!term.Type.IsScalar && term.Type is not ErrorType)
        {
            Report(BindingDiagnostics.WrongType, span, $"expected a number, found {TypeText.Describe(term.Type)}");
        }
    }
}
