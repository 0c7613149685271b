using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <content>Expressions and formulas.</content>
internal sealed partial class SpecBinder
{
    private const int MostUses = 3;

    private static Term Error(SourceSpan span) => new Reference(new Symbol("error", SymbolRole.Bound, span)).At(span);

    private Term Formula(ExpressionSyntax syntax, Scope scope)
    {
        var term = Bind(syntax, scope);
        if (term.Type is not (TruthType or ErrorType))
        {
            Report(BindingDiagnostics.WrongType, syntax.Span, $"expected a formula, found {TypeText.Describe(term.Type)}");
            return Error(syntax.Span);
        }

        return term;
    }

    private Term Bind(ExpressionSyntax syntax, Scope scope)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return syntax switch
        {
            NumberSyntax number => new Number(number.Value).At(syntax.Span),
            NameSyntax name => Name(name, scope),
            ParenthesizedSyntax inner => Bind(inner.Inner, scope),
            TupleSyntax tuple => Collect(CollectionKind.Tuple, tuple.Items, syntax.Span, scope),
            ListSyntax list => Collect(CollectionKind.List, list.Items, syntax.Span, scope),
            SetSyntax set => Collect(CollectionKind.Set, set.Items, syntax.Span, scope),
            ComprehensionSyntax comprehension => Comprehension(comprehension, scope),
            RangeSyntax range => Range(range, scope),
            IntervalSyntax interval => Interval(interval, scope),
            UnarySyntax unary => Unary(unary, scope),
            ChainSyntax chain => Chain(chain, scope),
            BinarySyntax { Operator: "^" } power => Power(power, scope),
            BinarySyntax binary => new Connective(ConnectiveKind.Implies, [Formula(binary.Left, scope), Formula(binary.Right, scope)]).At(syntax.Span),
            MembershipSyntax { IsSubset: false } member => Member(Bind(member.Left, scope), Bind(member.Right, scope), syntax.Span),
            MembershipSyntax subset => Subset(subset, scope),
            OrderSyntax order => Order(order, scope),
            WithoutSyntax without => Without(without, scope),
            IndexSyntax index => Index(index, scope),
            CallSyntax call => Call(call, scope),
            AtSyntax step => AtStep(step, scope),
            LambdaSyntax lambda => Lambda(lambda, scope, []),
            QuantifiedSyntax quantified => Quantified(quantified, scope),
            OverrideSyntax replaced => Unplaced(replaced),
            _ => throw new System.Diagnostics.UnreachableException(syntax.GetType().Name),
        };
    }

    private Term Unplaced(OverrideSyntax syntax)
    {
        Report(BindingDiagnostics.WrongType, syntax.Span, "'=' replaces a symbol of a definition, as in 'best(M = N)'; equality is '=='");
        return Error(syntax.Span);
    }

    private Symbol Resolve(Declaration declaration, SourceSpan use)
    {
        if (declaration.IsOpen && declaration.Symbol.Type is ErrorType)
        {
            bag.Report(BindingDiagnostics.Cycle.At(use, $"'{declaration.Symbol.Name}' is needed to say what '{declaration.Symbol.Name}' is").With(declaration.Symbol.Span, "declared here"));
        }

        declaration.Bind();
        return declaration.Symbol;
    }

    private Symbol? Find(string name, SourceSpan use, Scope scope) =>
        scope.Find(name) ?? (globals.TryGetValue(name, out var declaration) ? Resolve(declaration, use) : null);

    private Term Name(NameSyntax name, Scope scope)
    {
        if (Find(name.Name, name.Span, scope) is { } symbol)
        {
            return new Reference(symbol).At(name.Span);
        }

        switch (name.Name)
        {
            case "pi": return Constant.Pi;
            case "infinity": return Constant.Infinity;
            case "true": return Constant.True;
            case "false": return Constant.False;
        }

        // A set or law that stands without arguments means itself; other built-in names may be those of claims.
        var operation = OperationCatalogue.Find(name.Name);
        var bare = operation is null ? default : operation.Check([]);
        if (operation is not null && bare.Type is { } own)
        {
            return new Call(operation, own, []).At(name.Span);
        }

        if (claims.TryGetValue(name.Name, out var claim))
        {
            return ClaimUse(claim, name, []);
        }

        if (operation is not null)
        {
            if (operation is ScalarFunction function)
            {
                var parameters = Enumerable.Range(0, Math.Max(1, function.MinimumArity))
                    .Select(i => new Symbol($"t{i}", SymbolRole.Bound, name.Span) { Type = function.TakesIntegers ? TermType.Integer : TermType.Real }).ToList();
                var body = Build.Call(function, [.. parameters.Select(Build.Ref)]);
                var type = new FunctionType(parameters.Select(p => p.Type).ToSequence(), body.Type);
                return new Lambda(parameters.Select(p => new Binder(p, null)).ToSequence(), type, body).At(name.Span);
            }

            Report(BindingDiagnostics.WrongArguments, name.Span, bare.Error, $"usage: {operation.Usage}");
            return Error(name.Span);
        }

        var nearest = Nearest(name.Name, scope.Names.Keys.Concat(globals.Keys).Concat(claims.Keys).Concat(OperationCatalogue.Names));
        var named = string.Join(" or ", OperationCatalogue.Named(name.Name).Take(MostUses));
        Report(BindingDiagnostics.UnknownName, name.Span, $"'{name.Name}' is not declared", nearest.Length > 0 || named.Length == 0 ? nearest : $"write {named}");
        return Error(name.Span);
    }

    private Term ClaimUse(ClaimDeclaration claim, NameSyntax name, Sequence<string> without)
    {
        if (claim.IsOpen)
        {
            Report(BindingDiagnostics.Cycle, name.Span, $"the claim '{name.Name}' is stated by itself");
            return Error(name.Span);
        }

        return Bound(claim) is { } bound ? new ClaimReference(name.Name, without, new ClaimProposition(reach).Of(bound, without)).At(name.Span) : Error(name.Span);
    }

    private Term Without(WithoutSyntax syntax, Scope scope)
    {
        var name = syntax.Assumption.Name;
        if (!assumptionNames.ContainsKey(name))
        {
            Report(BindingDiagnostics.UnknownName, syntax.Assumption.Span, $"there is no assumption '{name}'", Nearest(name, assumptionNames.Keys));
        }

        var inner = Bind(syntax.Claim, scope);
        if (inner is ClaimReference claim && claims[claim.Name].Bound is { } bound)
        {
            var without = claim.Without.Append(name);
            return new ClaimReference(claim.Name, without, new ClaimProposition(reach).Of(bound, without)).At(syntax.Span);
        }

        if (inner.Type is not ErrorType)
        {
            Report(BindingDiagnostics.WrongType, syntax.Claim.Span, "expected the name of a claim in front of 'without'");
        }

        return Error(syntax.Span);
    }

    private Term Collect(CollectionKind kind, Sequence<ExpressionSyntax> items, SourceSpan span, Scope scope)
    {
        var terms = items.Map(item => item is RangeSyntax range ? Range(range, scope) : Bind(item, scope));
        if (kind == CollectionKind.Tuple)
        {
            return new Collection(kind, new TupleType(terms.Map(t => t.Type)), terms).At(span);
        }

        TermType element = terms.IsEmpty ? TermType.Integer : terms[0].Type;
        for (var i = 1; i < terms.Count; i++)
        {
            if (element == TermType.Integer && terms[i].Type.IsScalar)
            {
                element = terms[i].Type;
            }
            else if (!Fits(element is TensorType tensor ? tensor with { Kind = NumberKind.Real } : element, terms[i].Type))
            {
                Report(BindingDiagnostics.WrongType, items[i].Span, $"expected {TypeText.Describe(element)} like the first item, found {TypeText.Describe(terms[i].Type)}");
            }
        }

        if (kind == CollectionKind.Set)
        {
            return new Collection(kind, element is ErrorType ? element : new SetType(element), terms).At(span);
        }

        if (element is TensorType slices)
        {
            return new Collection(kind, slices with { Axes = new Sequence<Axis>([Axis.Of(Build.Num(terms.Count))]).Concat(slices.Axes) }, terms).At(span);
        }

        if (element is not ErrorType)
        {
            Report(BindingDiagnostics.WrongType, span, $"a list holds numbers or tensors, not {TypeText.Describe(element)}");
        }

        return Error(span);
    }

    private Term Comprehension(ComprehensionSyntax syntax, Scope scope)
    {
        var (binders, _) = QuantifyAll(syntax.Binders, scope, (b, s) => Fresh(b, s, isIndex: false, isHead: false));
        var form = OperationCatalogue.FindForm("{}")!;
        return Typed(form.Check([], binders, [], null), syntax.Span, [], form.Usage) is { } type ? new Symbolics.Terms.Binding(form, type, [], binders, [], null).At(syntax.Span) : Error(syntax.Span);
    }

    private Term Range(RangeSyntax syntax, Scope scope)
    {
        var lower = Integer(syntax.Lower, scope);
        var upper = syntax.Upper is null ? Constant.Infinity : Integer(syntax.Upper, scope);
        return lower.Type is ErrorType || upper.Type is ErrorType ? Error(syntax.Span) : new IndexRange(lower, upper).At(syntax.Span);
    }

    private Term Integer(ExpressionSyntax syntax, Scope scope)
    {
        var term = Bind(syntax, scope);
        if (term.Type == TermType.Integer || term.Type is ErrorType || ReferenceEquals(term, Constant.Infinity))
        {
            return term;
        }

        Report(BindingDiagnostics.WrongIndex, syntax.Span, $"expected an integer, found {(term.Type.IsScalar ? "a real number" : TypeText.Describe(term.Type))}");
        return Error(syntax.Span);
    }

    private Term Interval(IntervalSyntax syntax, Scope scope)
    {
        var lower = Bind(syntax.Lower, scope);
        var upper = Bind(syntax.Upper, scope);
        Scalar(lower, syntax.Lower.Span);
        Scalar(upper, syntax.Upper.Span);
        return new RealInterval(lower, upper, syntax.LowerOpen, syntax.UpperOpen).At(syntax.Span);
    }

    private Term Unary(UnarySyntax syntax, Scope scope)
    {
        switch (syntax.Operator)
        {
            case "not":
                return new Connective(ConnectiveKind.Not, [Formula(syntax.Operand, scope)]).At(syntax.Span);
            case "derive":
                return new Derive(Formula(syntax.Operand, scope)).At(syntax.Span);
        }

        var operand = Bind(syntax.Operand, scope);
        if (operand is Number number && syntax.Operand is NumberSyntax)
        {
            return new Number(-number.Value).At(syntax.Span);
        }

        return Additive(operand.Type, syntax.Operand.Span)
            ? new Arithmetic(ArithmeticOperator.Negate, Signed(operand.Type), [operand]).At(syntax.Span)
            : Error(syntax.Span);
    }

    private bool Additive(TermType type, SourceSpan span)
    {
        if (type is TensorType or MeasureType)
        {
            return true;
        }

        if (type is not ErrorType)
        {
            Report(BindingDiagnostics.WrongType, span, $"expected a number, tensor or measure, found {TypeText.Describe(type)}");
        }

        return false;
    }

    private static TermType Signed(TermType type) => type is MeasureType measure ? measure with { Kind = MeasureKind.Signed } : type;

    private Term Chain(ChainSyntax syntax, Scope scope)
    {
        switch (syntax.Rank)
        {
            case ChainRank.Iff:
                return syntax.Operands.Skip(1).Aggregate(Formula(syntax.Operands[0], scope), (left, right) =>
                    new Connective(ConnectiveKind.Iff, [left, Formula(right, scope)]).At(syntax.Span));
            case ChainRank.Or or ChainRank.And:
                var kind = syntax.Rank == ChainRank.Or ? ConnectiveKind.Or : ConnectiveKind.And;
                return new Connective(kind, syntax.Operands.Map(o => Formula(o, scope))).At(syntax.Span);
            case ChainRank.Comparison:
                return Compare(syntax, scope);
            case ChainRank.Sum:
                return Sum(syntax, scope);
            default:
                return Product(syntax, scope);
        }
    }

    private Term Compare(ChainSyntax syntax, Scope scope)
    {
        var operands = syntax.Operands.Map(o => Bind(o, scope));
        if (operands.Any(o => o.Type is ErrorType))
        {
            return Error(syntax.Span);
        }

        if (operands.FirstOrDefault(o => o.Type is TensorType { Axes.Count: 1 or 2 }) is { Type: TensorType shape } && syntax.Operators.All(o => o is "==" or "!="))
        {
            operands = operands.Map(o => ZeroOf(o, shape));
        }

        for (var i = 0; i < syntax.Operators.Count; i++)
        {
            var (left, right) = (operands[i].Type, operands[i + 1].Type);
            var isEquality = syntax.Operators[i] is "==" or "!=";
            if (isEquality ? !Comparable(left, right) : !left.IsScalar || !right.IsScalar)
            {
                var wrong = !isEquality && !left.IsScalar ? i : i + 1;
                var expected = isEquality ? TypeText.Describe(left) + (left is TensorType && right is TensorType ? " of the same shape" : "") : "a number";
                Report(BindingDiagnostics.WrongType, syntax.Operands[wrong].Span, $"'{syntax.Operators[i]}' expects {expected} here, found {TypeText.Describe(operands[wrong].Type)}");
                return Error(syntax.Span);
            }
        }

        return new Comparison(syntax.Operators.Map(RelationOf), operands).At(syntax.Span);
    }

    /// <summary>The number 0 in place of a tensor stands for the zero tensor; every other term for itself.</summary>
    private static Term ZeroOf(Term term, TensorType shape) =>
        term is Number { Value.IsZero: true } && shape.Axes is { Count: 1 or 2 }
            ? Build.Call<Zeros>([.. shape.Axes.Select(a => a.Length)]).At(term.Span)
            : term;

    private static bool Comparable(TermType left, TermType right) => (left, right) switch
    {
        (TensorType a, TensorType b) => !Extent.Differ(a, b),
        (SetType, SetType) or (MeasureType, MeasureType) or (FunctionType, FunctionType) or (TruthType, TruthType) => true,
        (TupleType a, TupleType b) => a.Items.Count == b.Items.Count,
        _ => false,
    };

    private Term Sum(ChainSyntax syntax, Scope scope)
    {
        var operands = new List<Term>();
        for (var i = 0; i < syntax.Operands.Count; i++)
        {
            var operand = Bind(syntax.Operands[i], scope);
            var span = syntax.Operands[i].Span;
            if (!Additive(operand.Type, span))
            {
                return Error(syntax.Span);
            }

            if (i > 0 && !Comparable(operands[0].Type, operand.Type))
            {
                Report(BindingDiagnostics.WrongType, span, $"expected {TypeText.Describe(operands[0].Type)} of the same shape to add, found {TypeText.Describe(operand.Type)}");
                return Error(syntax.Span);
            }

            operands.Add(i > 0 && syntax.Operators[i - 1] == "-" ? new Arithmetic(ArithmeticOperator.Negate, Signed(operand.Type), [operand]).At(span) : operand);
        }

        var items = operands.ToArray();
        return new Arithmetic(ArithmeticOperator.Add, Signed(Build.TypeOf(ArithmeticOperator.Add, items)), items.ToSequence()).At(syntax.Span);
    }

    private Term Product(ChainSyntax syntax, Scope scope)
    {
        var factors = new List<Term>();
        for (var i = 0; i < syntax.Operands.Count; i++)
        {
            var operand = Bind(syntax.Operands[i], scope);
            var span = syntax.Operands[i].Span;
            if (!Additive(operand.Type, span))
            {
                return Error(syntax.Span);
            }

            if (i > 0 && syntax.Operators[i - 1] == "/")
            {
                if (!operand.Type.IsScalar)
                {
                    Report(BindingDiagnostics.WrongType, span, $"expected a number to divide by, found {TypeText.Describe(operand.Type)}");
                    return Error(syntax.Span);
                }

                if (operand is Number { Value.IsZero: true })
                {
                    Report(BindingDiagnostics.DivisionByZero, span, "this divisor is 0");
                    return Error(syntax.Span);
                }

                var numerator = Times(factors, syntax.Span);
                Term quotient = numerator is Number a && operand is Number b && syntax.Operands[i] is NumberSyntax
                    ? new Number(a.Value / b.Value)
                    : new Arithmetic(ArithmeticOperator.Divide, Signed(Build.TypeOf(ArithmeticOperator.Divide, [numerator, operand])), [numerator, operand]);
                factors = [quotient.At(syntax.Operands[0].Span.To(span))];
                continue;
            }

            if (!operand.Type.IsScalar && factors.Exists(f => !f.Type.IsScalar))
            {
                Report(BindingDiagnostics.WrongType, span, $"a product has at most one factor that is no number, but this is {TypeText.Describe(operand.Type)}", "use dot, matmul, or name the indices");
                return Error(syntax.Span);
            }

            factors.Add(operand);
        }

        return Times(factors, syntax.Span);
    }

    private static Term Times(List<Term> factors, SourceSpan span)
    {
        if (factors.Count == 1)
        {
            return factors[0];
        }

        var items = factors.ToArray();
        var whole = items.FirstOrDefault(f => f.Type is MeasureType)?.Type;
        return new Arithmetic(ArithmeticOperator.Multiply, whole is null ? Build.TypeOf(ArithmeticOperator.Multiply, items) : Signed(whole), items.ToSequence()).At(span);
    }

    private Term Power(BinarySyntax syntax, Scope scope)
    {
        var left = Bind(syntax.Left, scope);
        var right = Bind(syntax.Right, scope);
        Scalar(left, syntax.Left.Span);
        Scalar(right, syntax.Right.Span);
        return left.Type.IsScalar && right.Type.IsScalar ? Build.Power(left, right).At(syntax.Span) : Error(syntax.Span);
    }

    private Term Member(Term left, Term right, SourceSpan span)
    {
        if (left.Type is ErrorType || right.Type is ErrorType)
        {
            return Error(span);
        }

        if (right.Type is SetType { Element: TensorType shape })
        {
            left = ZeroOf(left, shape);
        }

        if (right.Type is not SetType set || !Fits(Reals(set.Element), left.Type))
        {
            Report(BindingDiagnostics.WrongType, span, right.Type is SetType expected
                ? $"the set has points that are {TypeText.Describe(expected.Element)}, found {TypeText.Describe(left.Type)}"
                : $"expected a set behind 'in', found {TypeText.Describe(right.Type)}");
            return Error(span);
        }

        return new Membership(left, right, isSubset: false).At(span);
    }

    private static TermType Reals(TermType type) => type is TensorType tensor ? tensor with { Kind = NumberKind.Real } : type;

    private Term Subset(MembershipSyntax syntax, Scope scope)
    {
        var left = Bind(syntax.Left, scope);
        var right = Bind(syntax.Right, scope);
        foreach (var (term, part) in new[] { (left, syntax.Left), (right, syntax.Right) })
        {
            if (term.Type is not (SetType or ErrorType))
            {
                Report(BindingDiagnostics.WrongType, part.Span, $"'subset' compares sets, found {TypeText.Describe(term.Type)}");
            }
        }

        return left.Type is SetType && right.Type is SetType ? new Membership(left, right, isSubset: true).At(syntax.Span) : Error(syntax.Span);
    }

    private Term Order(OrderSyntax syntax, Scope scope)
    {
        var (binders, inner) = Quantify(syntax.Variable, scope);
        var subject = Bind(syntax.Subject, inner);
        var gauge = Bind(syntax.Gauge, inner);
        Scalar(gauge, syntax.Gauge.Span);
        if (subject.Type is not (TensorType or ErrorType))
        {
            Report(BindingDiagnostics.WrongType, syntax.Subject.Span, $"expected a number or tensor, found {TypeText.Describe(subject.Type)}");
        }

        var kind = syntax.Kind switch { "O" => OrderKind.BigO, "o" => OrderKind.LittleO, "Omega" => OrderKind.Omega, _ => OrderKind.Theta };
        return new OrderClaim(kind, syntax.InLog, binders[0], subject, gauge).At(syntax.Span);
    }

    private Term AtStep(AtSyntax syntax, Scope scope)
    {
        var series = Bind(syntax.Series, scope);
        if (series.Type is ErrorType)
        {
            return series;
        }

        if (Reach.BareSeries(series) is null && !reach.Of(series).Any(s => s.Evolution is not null))
        {
            Report(BindingDiagnostics.WrongType, syntax.Series.Span, "expected something that changes from step to step in front of '@'");
            return Error(syntax.Span);
        }

        if (syntax.Step is NameSyntax { Name: "next" })
        {
            return new AtStep(series, null).At(syntax.Span);
        }

        var step = Bind(syntax.Step, scope);
        Scalar(step, syntax.Step.Span);
        return new AtStep(series, step).At(syntax.Span);
    }

    private Term Quantified(QuantifiedSyntax syntax, Scope scope)
    {
        if (syntax.Prefix is ProbabilitySyntax probability)
        {
            return WithProbability(probability, syntax, scope);
        }

        var prefix = (QuantifierSyntax)syntax.Prefix;
        if (prefix.Words == "for drawn")
        {
            var draws = prefix.Binders.Select(b => Draw(b.Head.Name, b.Step, scope)).OfType<Binder>().ToSequence();
            return new Quantified(QuantifierKind.ForDrawn, draws, Formula(syntax.Body, scope)).At(syntax.Span);
        }

        var kind = prefix.Words switch
        {
            "for all" => QuantifierKind.ForAll,
            "exists" => QuantifierKind.Exists,
            "exists unique" => QuantifierKind.ExistsUnique,
            "eventually" => QuantifierKind.Eventually,
            _ => QuantifierKind.AlmostAll,
        };
        var (binders, inner) = QuantifyAll(prefix.Binders, scope, (b, s) => kind == QuantifierKind.Eventually ? Eventually(b, s) : QuantifyOnce(b, s));
        return new Quantified(kind, binders, Formula(syntax.Body, inner)).At(syntax.Span);
    }

    private (Sequence<Binder> Binders, Scope Scope) Eventually(BinderSyntax syntax, Scope scope)
    {
        var name = syntax.Head.Name;
        if (scope.Find(name.Name) is not null || globals.ContainsKey(name.Name))
        {
            return QuantifyOnce(syntax, scope);
        }

        var symbol = new Symbol(name.Name, SymbolRole.Bound, name.Span) { Type = TermType.Integer, Domain = new IndexRange(Number.Zero, Constant.Infinity) };
        return ([new Binder(symbol, symbol.Domain)], scope.With(symbol));
    }

    private Term WithProbability(ProbabilitySyntax prefix, QuantifiedSyntax syntax, Scope scope)
    {
        var level = Bind(prefix.Level, scope);
        Scalar(level, prefix.Level.Span);
        if (level is Number { Value: var value } && (value.Sign < 0 || value > Rational.One))
        {
            Report(BindingDiagnostics.WrongProbability, prefix.Level.Span, $"found the level {value}, expected a number in [0, 1]");
        }

        var given = prefix.Given is null ? null : Formula(prefix.Given, scope);
        var body = Formula(syntax.Body, scope);
        Sequence<Binder> draws;
        if (prefix.Draws.IsEmpty)
        {
            var reached = reach.Of(body);
            reached.UnionWith(reach.Of(given));
            draws = order.Where(s => s.Role == SymbolRole.Draw && reached.Contains(s)).Select(s => new Binder(s, null)).ToSequence();
            if (draws.IsEmpty && body.Type is not ErrorType)
            {
                Report(BindingDiagnostics.NothingDrawn, prefix.Span, "nothing in this statement is drawn");
            }
        }
        else
        {
            draws = prefix.Draws.Select(d => d is AtSyntax at ? Draw((NameSyntax)at.Series, at.Step, scope) : Draw((NameSyntax)d, null, scope)).OfType<Binder>().ToSequence();
        }

        return new WithProbability(RelationOf(prefix.Relation), level, draws, given, body).At(syntax.Span);
    }

    /// <summary>Whether a value of the second type can stand where the first is expected: integers embed in reals, nothing else converts.</summary>
    private static bool Fits(TermType expected, TermType found) => (expected, found) switch
    {
        (ErrorType, _) or (_, ErrorType) => true,
        (TensorType a, TensorType b) => (a.Kind == NumberKind.Real || b.Kind == NumberKind.Integer) && !Extent.Differ(a, b),
        (MeasureType a, MeasureType b) => Fits(a.Point, b.Point) || Fits(b.Point, a.Point),
        (SetType a, SetType b) => Fits(a.Element, b.Element) || Fits(b.Element, a.Element),
        (FunctionType a, FunctionType b) => a.Parameters.Count == b.Parameters.Count,
        (TupleType a, TupleType b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => Fits(p.First, p.Second)),
        _ => expected.GetType() == found.GetType(),
    };

    private static TermType ElementType(TermType type, int indices) => type switch
    {
        TensorType tensor when tensor.Axes.Count >= indices => tensor with { Axes = tensor.Axes.Skip(indices).ToSequence() },
        FunctionType function when indices > 0 => function.Result,
        _ => type,
    };

    private TermType? Typed(Typing typing, SourceSpan span, Sequence<ExpressionSyntax> arguments, string usage)
    {
        if (typing.Type is not null)
        {
            return typing.Type;
        }

        var place = typing.Argument >= 0 && typing.Argument < arguments.Count ? arguments[typing.Argument].Span : span;
        Report(BindingDiagnostics.WrongArguments, place, typing.Error, $"usage: {usage}");
        return null;
    }

    private static string Nearest(string name, IEnumerable<string> candidates)
    {
        var best = candidates.Distinct()
            .Select(c => (Name: c, Distance: Distance(name, c)))
            .Where(c => c.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is null ? "" : $"did you mean '{best.Name}'?";
    }

    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 3 || left.Length > 64)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }

        return row[^1];
    }
}
