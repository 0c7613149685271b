using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>Expressions and formulas to typed terms.</summary>
internal sealed partial class SpecBinder
{
    private static readonly Dictionary<string, Term> Constants = new(StringComparer.Ordinal)
    {
        ["pi"] = Constant.Pi,
        ["infinity"] = Constant.Infinity,
        ["true"] = Constant.True,
        ["false"] = Constant.False,
    };

    private Term Bind(SyntaxNode syntax, Scope scope)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var term = syntax switch
        {
            NumberSyntax number => new Number(number.Value),
            NameSyntax name => BindName(name, scope),
            NegateSyntax negate => Build.Negate(Bind(negate.Operand, scope)),
            ArithmeticSyntax arithmetic => BindArithmetic(arithmetic, scope),
            ComparisonSyntax comparison => BindComparison(comparison, scope),
            ConnectiveSyntax connective => new Connective(connective.Kind, connective.Operands.Map(o => Truth(o, scope))),
            QuantifierSyntax quantifier => BindQuantifier(quantifier, scope),
            ProbabilitySyntax probability => BindProbability(probability, scope),
            DeriveSyntax derive => new Derive(Truth(derive.Formula, scope)),
            MembershipSyntax membership => BindMembership(membership, scope),
            OrderSyntax order => BindOrder(order, scope),
            WithoutSyntax without => BindWithout(without, scope),
            IndexSyntax index => BindIndex(index, scope),
            CallSyntax call => BindCall(call, scope),
            LambdaSyntax lambda => BindLambda(lambda, [], scope),
            AtSyntax at => BindAt(at, scope),
            RangeSyntax range => new IndexRange(Integer(range.Lower, scope), range.Upper is null ? Constant.Infinity : Integer(range.Upper, scope)),
            IntervalSyntax interval => new RealInterval(
                Scalar(Bind(interval.Lower, scope), interval.Lower.Span), Scalar(Bind(interval.Upper, scope), interval.Upper.Span), interval.LowerOpen, interval.UpperOpen),
            TupleSyntax tuple => BindTuple(tuple, scope),
            ListSyntax list => BindList(list, scope),
            SetSyntax set => BindSet(set, scope),
            ComprehensionSyntax comprehension => BindComprehension(comprehension, scope),
            _ => Error(syntax.Span, "an expression cannot stand here"),
        };
        return term.Span.Source is null ? term.At(syntax.Span) : term;
    }

    private Term BindName(NameSyntax name, Scope scope)
    {
        if (scope.Find(name.Name) is { } bound)
        {
            return new Reference(bound);
        }

        if (declared.TryGetValue(name.Name, out var entry))
        {
            Complete(entry);
            return new Reference(entry.Symbol);
        }

        if (Constants.TryGetValue(name.Name, out var constant))
        {
            return constant;
        }

        if (claims.TryGetValue(name.Name, out var claim))
        {
            return new ClaimReference(name.Name, [], claim.Formula);
        }

        if (OperationCatalogue.Find(name.Name) is { } operation)
        {
            return operation is ScalarFunction { MinimumArity: 1 } function ? AsFunction(function) : Call(operation, [], name.Span, [name.Span]);
        }

        ReportUnknown(name, scope);
        return ErrorTerm();
    }

    // A scalar function as a value: t |-> f(t).
    private static Lambda AsFunction(ScalarFunction function)
    {
        var t = new Symbol("t", SymbolRole.Bound, default) { Type = TermType.Real };
        return new Lambda([new Binder(t, null)], new FunctionType([TermType.Real], TermType.Real), Build.Call(function, new Reference(t)));
    }

    private Term BindArithmetic(ArithmeticSyntax syntax, Scope scope)
    {
        var left = Bind(syntax.Left, scope);
        var right = Bind(syntax.Right, scope);
        if (left.Type is ErrorType || right.Type is ErrorType)
        {
            return ErrorTerm();
        }

        foreach (var (side, span) in new[] { (left, syntax.Left.Span), (right, syntax.Right.Span) })
        {
            if (side.Type is not (TensorType or MeasureType or FunctionType))
            {
                return Error(span, $"arithmetic takes numbers, tensors, measures or functions, not {TypeText.Describe(side.Type)}");
            }
        }

        switch (syntax.Operator)
        {
            case '+' or '-':
                return Sum(syntax, left, right);
            case '*':
                if (!left.Type.IsScalar && !right.Type.IsScalar)
                {
                    return Error(syntax.Span, $"'*' multiplies by a scalar, but both sides are {TypeText.Describe(left.Type)} and {TypeText.Describe(right.Type)}", "use dot, matmul or outer, or name the indices");
                }

                return new Arithmetic(ArithmeticOperator.Multiply, ProductType(left.Type, right.Type), [left, right]);
            case '/':
                if (!right.Type.IsScalar)
                {
                    return Error(syntax.Right.Span, $"one divides by a scalar, not by {TypeText.Describe(right.Type)}");
                }

                if (right is Number { Value.IsZero: true })
                {
                    diagnostics.Report(ResolutionDiagnostics.DivisionByZero.At(syntax.Right.Span, "this divides by 0"));
                }

                return left is Number a && right is Number { Value.IsZero: false } b && a.Value.IsInteger && b.Value.IsInteger
                    ? new Number(a.Value / b.Value)
                    : new Arithmetic(ArithmeticOperator.Divide, left.Type is TensorType tensor ? tensor with { Kind = NumberKind.Real } : left.Type, [left, right]);
            default:
                if (!right.Type.IsScalar || left.Type is not TensorType)
                {
                    return Error(syntax.Span, "a power has a scalar exponent and a number or tensor as base");
                }

                return left.Type.IsScalar
                    ? Build.Power(left, right)
                    : Error(syntax.Span, $"'^' takes scalars, not {TypeText.Describe(left.Type)}", "name the indices, as in 'matrix(j<d: u[j]^2)'");
        }
    }

    private Term Sum(ArithmeticSyntax syntax, Term left, Term right)
    {
        if (left.Type is TensorType a && right.Type is TensorType b)
        {
            if (Extent.Differ(a, b))
            {
                diagnostics.Report(ResolutionDiagnostics.WrongShape.At(syntax.Span, $"the sides have different shapes: {Shape(a)} and {Shape(b)}", "there is no broadcasting; name the indices"));
                return ErrorTerm();
            }

            return syntax.Operator == '+' ? Build.Add(left, right) : Build.Subtract(left, right);
        }

        var type = left.Type is MeasureType or FunctionType && left.Type.GetType() == right.Type.GetType() ? Signed(left.Type) : null;
        return type is null
            ? Error(syntax.Span, $"'{syntax.Operator}' joins things of one kind, not {TypeText.Describe(left.Type)} and {TypeText.Describe(right.Type)}")
            : new Arithmetic(ArithmeticOperator.Add, type, [left, syntax.Operator == '+' ? right : new Arithmetic(ArithmeticOperator.Negate, type, [right])]);
    }

    private static TermType Signed(TermType type) => type is MeasureType measure ? measure with { Kind = MeasureKind.Signed } : type;

    private static TermType ProductType(TermType left, TermType right) =>
        left is TensorType a && right is TensorType b
            ? (a.Axes.IsEmpty ? b : a) with { Kind = a.Kind == NumberKind.Integer && b.Kind == NumberKind.Integer ? NumberKind.Integer : NumberKind.Real }
            : Signed(left.IsScalar ? right : left);

    private static string Shape(TensorType type) => type.Axes.IsEmpty ? "a scalar" : "(" + string.Join(", ", type.Axes.Select(x => Symbolics.Typesetting.Typeset.TextOf(x.Length))) + ")";

    private Term BindComparison(ComparisonSyntax syntax, Scope scope)
    {
        var operands = syntax.Operands.Map(o => Bind(o, scope));
        for (var i = 0; i < syntax.Relations.Count; i++)
        {
            var (left, right) = (operands[i], operands[i + 1]);
            if (left.Type is ErrorType || right.Type is ErrorType)
            {
                continue;
            }

            var isEquality = syntax.Relations[i] is Relation.Equal or Relation.NotEqual;
            if (left.Type is TensorType a && right.Type is TensorType b)
            {
                if (!isEquality && (!a.Axes.IsEmpty || !b.Axes.IsEmpty))
                {
                    var (wrong, at) = a.Axes.IsEmpty ? (right, i + 1) : (left, i);
                    Error(syntax.Operands[at].Span, $"an order relation compares scalars, but this is {TypeText.Describe(wrong.Type)}");
                }
                else if (Extent.Differ(a, b))
                {
                    diagnostics.Report(ResolutionDiagnostics.WrongShape.At(syntax.Span, $"the sides have different shapes: {Shape(a)} and {Shape(b)}"));
                }
            }
            else if (!isEquality || left.Type.GetType() != right.Type.GetType())
            {
                Error(syntax.Span, $"{TypeText.Describe(left.Type)} and {TypeText.Describe(right.Type)} cannot be compared like this");
            }
        }

        return new Comparison(syntax.Relations, operands);
    }

    private Term BindMembership(MembershipSyntax syntax, Scope scope)
    {
        var left = Bind(syntax.Left, scope);
        var right = Bind(syntax.Right, scope);
        if (right.Type is not (SetType or ErrorType))
        {
            return Error(syntax.Right.Span, $"a set stands behind '{(syntax.IsSubset ? "subset" : "in")}', but this is {TypeText.Describe(right.Type)}");
        }

        return new Membership(left, right, syntax.IsSubset);
    }

    private Term BindOrder(OrderSyntax syntax, Scope scope)
    {
        var binder = syntax.Variable;
        var inner = scope;
        Symbol variable;
        if (binder.Head is { } head && scope.Find(head.Name.Name) is null && declared.TryGetValue(head.Name.Name, out var entry))
        {
            Complete(entry);
            variable = entry.Symbol;
        }
        else
        {
            variable = scope.Find(binder.Head?.Name.Name ?? "") ?? new Symbol(binder.Head?.Name.Name ?? "h", SymbolRole.Bound, binder.Span) { Type = TermType.Real };
            inner = scope.With(variable);
        }

        var point = new LimitPoint(Scalar(Bind(binder.Bound!, scope), binder.Bound!.Span), binder.Approach).At(binder.Span);
        var subject = Scalar(Bind(syntax.Subject, inner), syntax.Subject.Span, allowTensor: true);
        var gauge = Scalar(Bind(syntax.Gauge, inner), syntax.Gauge.Span);
        return new OrderClaim(syntax.Kind, syntax.InLog, new Binder(variable, point), subject, gauge);
    }

    private Term BindWithout(WithoutSyntax syntax, Scope scope)
    {
        if (!assumptions.Exists(a => a.Name == syntax.Assumption.Name))
        {
            diagnostics.Report(ResolutionDiagnostics.UnknownName.At(syntax.Assumption.Span, $"there is no assumption '{syntax.Assumption.Name}'", Suggest(syntax.Assumption.Name, assumptions.Select(a => a.Name))));
        }

        return Bind(syntax.Claim, scope) switch
        {
            ClaimReference claim => new ClaimReference(claim.Name, claim.Without.Append(syntax.Assumption.Name), claim.Formula),
            { Type: ErrorType } error => error,
            _ => Error(syntax.Claim.Span, "'without' follows the name of a claim"),
        };
    }

    private Term BindIndex(IndexSyntax syntax, Scope scope)
    {
        var target = Bind(syntax.Target, scope);
        if (target.Type is ErrorType)
        {
            foreach (var index in syntax.Indices)
            {
                Bind(index, scope);
            }

            return target;
        }

        // A family of measures, sets or functions is applied by its indices like a function.
        if (target is Reference { Symbol: { Indices.IsEmpty: false } family } && family.Type is not TensorType)
        {
            var chosen = syntax.Indices.Map(i => Integer(i, scope));
            return chosen.Count == family.Indices.Count
                ? new Element(target, family.Type, chosen)
                : Error(syntax.Span, $"'{family.Name}' has {family.Indices.Count} index(es), but {chosen.Count} are written");
        }

        if (target.Type is not TensorType tensor)
        {
            return Error(syntax.Target.Span, $"{TypeText.Describe(target.Type)} has no elements");
        }

        if (syntax.Indices is [RangeSyntax { Upper: not null } slice])
        {
            if (tensor.Axes.IsEmpty)
            {
                return Error(syntax.Span, "a scalar has no elements");
            }

            var (from, to) = (Integer(slice.Lower, scope), Integer(slice.Upper!, scope));
            var length = LengthOf(new IndexRange(from, to));
            return new Slice(target, tensor with { Axes = new Sequence<Axis>([Axis.Of(length)]).Concat(tensor.Axes.Skip(1)) }, from, to);
        }

        if (syntax.Indices.Count > tensor.Axes.Count)
        {
            return Error(syntax.Span, $"{TypeText.Describe(tensor)} has {tensor.Axes.Count} axis(es), but {syntax.Indices.Count} index(es) are written");
        }

        var indices = syntax.Indices.Map(i => Integer(i, scope));
        for (var i = 0; i < indices.Count; i++)
        {
            if (indices[i] is Number { Value: var value } && tensor.Axes[i] is { Lower: Number { Value: var lower } } axis
                && (value < lower || (axis.Length is Number { Value: var length } && value >= lower + length)))
            {
                diagnostics.Report(ResolutionDiagnostics.IndexOutOfRange.At(
                    syntax.Indices[i].Span, $"index {value} is outside of {lower}..{(axis.Length is Number { Value: var n } ? (lower + n - 1).ToString() : "")}"));
            }
        }

        return Build.At(target, indices.AsSpan());
    }

    private Term BindAt(AtSyntax syntax, Scope scope)
    {
        var series = Bind(syntax.Target, scope);
        return syntax.Step is NameSyntax { Name: "next" }
            ? new AtStep(series, null)
            : new AtStep(series, Scalar(Bind(syntax.Step, scope), syntax.Step.Span));
    }

    private Collection BindTuple(TupleSyntax syntax, Scope scope)
    {
        var items = syntax.Items.Map(i => Bind(i, scope));
        return new Collection(CollectionKind.Tuple, new TupleType(items.Map(i => i.Type)), items);
    }

    private Term BindList(ListSyntax syntax, Scope scope)
    {
        var items = syntax.Items.Map(i => Bind(i, scope));
        if (items.Any(i => i.Type is ErrorType))
        {
            return ErrorTerm();
        }

        if (items.IsEmpty || items.Any(i => i.Type is not TensorType))
        {
            return Error(syntax.Span, "a list holds numbers or tensors of one shape, at least one");
        }

        var first = (TensorType)items[0].Type;
        if (items.Any(i => Extent.Differ((TensorType)i.Type, first)))
        {
            diagnostics.Report(ResolutionDiagnostics.WrongShape.At(syntax.Span, "the items of a list have one shape"));
            return ErrorTerm();
        }

        var kind = items.All(i => i.Type is TensorType { Kind: NumberKind.Integer }) ? NumberKind.Integer : NumberKind.Real;
        return new Collection(CollectionKind.List, new TensorType(kind, new Sequence<Axis>([Axis.Of(new Number(items.Count))]).Concat(first.Axes)), items);
    }

    private Collection BindSet(SetSyntax syntax, Scope scope)
    {
        var items = syntax.Items.Map(i => Bind(i, scope));
        var element = items.IsEmpty ? TermType.Real : items.FirstOrDefault(i => i.Type is not TensorType { Kind: NumberKind.Integer })?.Type ?? items[0].Type;
        return new Collection(CollectionKind.Set, new SetType(element), items);
    }

    private Term BindComprehension(ComprehensionSyntax syntax, Scope scope)
    {
        var (binders, _) = BindAll(syntax.Binders, scope);
        return Form(OperationCatalogue.FindForm("{}")!, [], binders, [], null, syntax.Span, syntax.Binders.Map(b => b.Span));
    }

    private Term BindLambda(LambdaSyntax syntax, Sequence<TermType> hints, Scope scope)
    {
        var inner = scope;
        var binders = new List<Binder>();
        for (var i = 0; i < syntax.Parameters.Count; i++)
        {
            var name = syntax.Parameters[i];
            var type = i < hints.Count ? hints[i] : TermType.Real;
            // x0 |-> X@t varies the given x0.
            var symbol = new Symbol(name.Name, SymbolRole.Bound, name.Span) { Type = type };
            if (scope.Find(name.Name) is null && declared.TryGetValue(name.Name, out var entry) && entry.Symbol.Role == SymbolRole.Given)
            {
                Complete(entry);
                symbol = entry.Symbol;
            }
            else
            {
                inner = inner.With(symbol);
            }

            binders.Add(new Binder(symbol, null));
        }

        var body = Bind(syntax.Body, inner);
        return new Lambda(binders.ToSequence(), new FunctionType(binders.Select(b => b.Symbol.Type).ToSequence(), body.Type), body);
    }

    private Term Truth(SyntaxNode syntax, Scope scope)
    {
        var term = Bind(syntax, scope);
        if (term.Type is not (TruthType or ErrorType))
        {
            Error(syntax.Span, $"a formula stands here, but this is {TypeText.Describe(term.Type)}");
        }

        return term;
    }

    private Term Integer(SyntaxNode syntax, Scope scope)
    {
        var term = Scalar(Bind(syntax, scope), syntax.Span);
        if (term.Type is TensorType { Kind: NumberKind.Real } && term is not Constant)
        {
            Error(syntax.Span, "an index or size is an integer, but this is a real number", "declare it with a range such as '1..'");
        }

        return term;
    }

    private Term Scalar(Term term, SourceSpan span, bool allowTensor = false)
    {
        if (term.Type is ErrorType || term.Type.IsScalar || (allowTensor && term.Type is TensorType))
        {
            return term;
        }

        return Error(span, $"a number stands here, but this is {TypeText.Describe(term.Type)}");
    }

    private Term Error(SourceSpan span, string message, string help = "")
    {
        diagnostics.Report(ResolutionDiagnostics.WrongType.At(span, message, help));
        return ErrorTerm();
    }

    private static Reference ErrorTerm() => new(new Symbol("?", SymbolRole.Bound, default) { Type = new ErrorType() });

    private void ReportUnknown(NameSyntax name, Scope scope)
    {
        var known = declared.Keys.Concat(Names(scope)).Concat(OperationCatalogue.Names).Concat(Constants.Keys).Concat(claims.Keys);
        diagnostics.Report(ResolutionDiagnostics.UnknownName.At(name.Span, $"'{name.Name}' is not declared, bound or built in", Suggest(name.Name, known)));
    }

    private static IEnumerable<string> Names(Scope scope)
    {
        for (var at = scope; at.Symbol is not null; at = at.Parent!)
        {
            yield return at.Symbol.Name;
        }
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        known.Select(k => (Name: k, Distance: EditDistance.Between(name, k))).Where(k => k.Distance <= Math.Max(1, name.Length / 3)).OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
            .Select(k => $"did you mean '{k.Name}'?").FirstOrDefault() ?? "";
}
