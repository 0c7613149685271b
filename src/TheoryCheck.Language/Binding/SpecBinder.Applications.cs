using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <content>Indexing, calls, anonymous functions and replacements.</content>
internal sealed partial class SpecBinder
{
    private const int TrialLimit = 256;

    private int trials;

    private Term Index(IndexSyntax syntax, Scope scope)
    {
        var target = Bind(syntax.Target, scope);
        if (target.Type is ErrorType)
        {
            return target;
        }

        if (target.Type is FunctionType family)
        {
            return Apply(target, family, syntax.Arguments, syntax.Span, scope, "index");
        }

        if (target.Type is not TensorType tensor || syntax.Arguments.Count > tensor.Axes.Count)
        {
            Report(BindingDiagnostics.WrongIndex, syntax.Span, target.Type is TensorType found
                ? $"found {syntax.Arguments.Count} index(es) on {TypeText.Describe(found)}"
                : $"{TypeText.Describe(target.Type)} has no indices");
            return Error(syntax.Span);
        }

        var indices = new List<Term>();
        for (var i = 0; i < syntax.Arguments.Count; i++)
        {
            var argument = syntax.Arguments[i];
            if (argument is RangeSyntax range && i == syntax.Arguments.Count - 1)
            {
                return Slice(indices.Count == 0 ? target : Build.At(target, [.. indices]), tensor.Axes[i], range, syntax.Span, scope);
            }

            var index = Integer(argument, scope);
            if (index.Type is ErrorType)
            {
                return Error(syntax.Span);
            }

            CheckBounds(index, tensor.Axes[i], argument.Span);
            indices.Add(index);
        }

        return Build.At(target, [.. indices]).At(syntax.Span);
    }

    private void CheckBounds(Term index, Axis axis, SourceSpan span)
    {
        if (index is not Number { Value: var value } || axis.Lower is not Number { Value: var lower })
        {
            return;
        }

        if (value < lower || (axis.Length is Number { Value: var length } && value >= lower + length))
        {
            Report(BindingDiagnostics.WrongIndex, span, $"the index {value} lies outside {lower}..{(axis.Length is Number { Value: var n } ? (lower + n - Rational.One).ToString() : "")}");
        }
    }

    private Term Slice(Term tensor, Axis axis, RangeSyntax range, SourceSpan span, Scope scope)
    {
        var from = Integer(range.Lower, scope);
        var to = range.Upper is not null ? Integer(range.Upper, scope)
            : axis.Length is Constant ? Constant.Infinity
            : axis.Lower is Number { Value.IsZero: true } ? Build.PredecessorOf(axis.Length)
            : Build.Subtract(Build.Add(axis.Lower, axis.Length), Number.One);
        if (from.Type is ErrorType || to.Type is ErrorType)
        {
            return Error(span);
        }

        CheckBounds(from, axis, range.Lower.Span);
        var type = (TensorType)tensor.Type;
        var axes = new Sequence<Axis>([Axis.Of(Length(from, to))]).Concat(type.Axes.Skip(1));
        return new Slice(tensor, type with { Axes = axes }, from, to).At(span);
    }

    private Term Call(CallSyntax syntax, Scope scope)
    {
        if (syntax.Target is NameSyntax name && scope.Find(name.Name) is null && !globals.ContainsKey(name.Name))
        {
            return CallBuiltIn(name, syntax, scope);
        }

        if (!syntax.Binders.IsEmpty || !syntax.Leading.IsEmpty || syntax.Given is not null)
        {
            Report(BindingDiagnostics.WrongArguments, syntax.Span, "only built-in forms such as 'sum' bind names");
            return Error(syntax.Span);
        }

        var target = Bind(syntax.Target, scope);
        if (target.Type is ErrorType)
        {
            return target;
        }

        if (syntax.Arguments.Any(a => a is OverrideSyntax))
        {
            return Replace(target, syntax, scope);
        }

        if (target.Type is FunctionType function)
        {
            return Apply(target, function, syntax.Arguments, syntax.Span, scope, "argument");
        }

        Report(BindingDiagnostics.WrongType, syntax.Target.Span, $"expected a function in front of '(', found {TypeText.Describe(target.Type)}", "for a product write '*'");
        return Error(syntax.Span);
    }

    private Term Apply(Term function, FunctionType type, Sequence<ExpressionSyntax> arguments, SourceSpan span, Scope scope, string word)
    {
        if (arguments.Count != type.Parameters.Count)
        {
            Report(BindingDiagnostics.WrongArguments, span, $"found {arguments.Count} {word}(s), expected {type.Parameters.Count}");
            return Error(span);
        }

        var terms = new List<Term>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var hints = type.Parameters[i] is FunctionType inner ? inner.Parameters : [];
            var argument = arguments[i] is LambdaSyntax lambda ? Lambda(lambda, scope, hints) : Bind(arguments[i], scope);
            if (!Fits(type.Parameters[i], argument.Type))
            {
                var expected = TypeText.Describe(type.Parameters[i]);
                Report(
                    BindingDiagnostics.WrongArguments, arguments[i].Span,
                    $"expected {expected}{(type.Parameters[i] is TensorType { Axes.IsEmpty: false } && argument.Type is TensorType { Axes.IsEmpty: false } ? " of another shape" : "")} as {word} {i + 1}, found {TypeText.Describe(argument.Type)}");
            }

            terms.Add(argument);
        }

        return type.Result is ErrorType ? Error(span) : new Apply(function, type.Result, terms.ToSequence()).At(span);
    }

    private Term CallBuiltIn(NameSyntax name, CallSyntax syntax, Scope scope)
    {
        if (name.Name == "if")
        {
            return If(syntax, scope);
        }

        if (OperationCatalogue.FindForm(name.Name) is { } form && (!syntax.Binders.IsEmpty || !syntax.Leading.IsEmpty || OperationCatalogue.Find(name.Name) is null))
        {
            return Form(form, syntax, scope);
        }

        if (OperationCatalogue.Find(name.Name) is not { } operation)
        {
            return Name(name, scope) is { Type: FunctionType function } value ? Apply(value, function, syntax.Arguments, syntax.Span, scope, "argument") : Error(syntax.Span);
        }

        if (!syntax.Binders.IsEmpty || !syntax.Leading.IsEmpty || syntax.Given is not null)
        {
            Report(BindingDiagnostics.WrongArguments, syntax.Span, $"'{name.Name}' binds no names", $"usage: {operation.Usage}");
            return Error(syntax.Span);
        }

        var terms = new Term?[syntax.Arguments.Count];
        var hints = new List<TermType>();
        for (var i = 0; i < terms.Length; i++)
        {
            if (syntax.Arguments[i] is not LambdaSyntax)
            {
                terms[i] = Bind(syntax.Arguments[i], scope);
                hints.AddRange(Points(terms[i]!.Type));
            }
        }

        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] ??= Lambda((LambdaSyntax)syntax.Arguments[i], scope, hints.ToSequence());
        }

        var arguments = terms.OfType<Term>().ToSequence();
        if (arguments.Any(a => a.Type is ErrorType))
        {
            return Error(syntax.Span);
        }

        return Typed(operation.Check(arguments), syntax.Span, syntax.Arguments, operation.Usage) is { } type and not ErrorType
            ? new Call(operation, type, arguments).At(syntax.Span)
            : Error(syntax.Span);
    }

    /// <summary>What an anonymous function beside such an argument may take.</summary>
    private static IEnumerable<TermType> Points(TermType type) => type switch
    {
        MeasureType measure => [measure.Point],
        SetType set => [set.Element],
        FunctionType function => function.Parameters,
        TensorType { Axes.IsEmpty: false } => [type],
        _ => [],
    };

    private Term If(CallSyntax syntax, Scope scope)
    {
        if (syntax.Arguments.Count != 3 || !syntax.Binders.IsEmpty)
        {
            Report(BindingDiagnostics.WrongArguments, syntax.Span, $"'if' has {syntax.Arguments.Count} argument(s), but takes 3", "usage: if(A, u, v)");
            return Error(syntax.Span);
        }

        var condition = Formula(syntax.Arguments[0], scope);
        var then = Bind(syntax.Arguments[1], scope);
        var otherwise = Bind(syntax.Arguments[2], scope);
        if (then.Type is ErrorType || otherwise.Type is ErrorType)
        {
            return Error(syntax.Span);
        }

        if (!Fits(Reals(then.Type), otherwise.Type))
        {
            Report(BindingDiagnostics.WrongType, syntax.Arguments[2].Span, $"expected {TypeText.Describe(then.Type)} as in the other case, found {TypeText.Describe(otherwise.Type)}");
        }

        // The node has the type of its first case, so the case of the wider type decides where they differ.
        return then.Type is TensorType { Kind: NumberKind.Integer } && otherwise.Type is TensorType { Kind: NumberKind.Real }
            ? new Conditional(new Connective(ConnectiveKind.Not, [condition]), otherwise, then).At(syntax.Span)
            : new Conditional(condition, then, otherwise).At(syntax.Span);
    }

    private Term Form(BindingForm form, CallSyntax syntax, Scope scope)
    {
        var leading = syntax.Leading.Map(l => Bind(l, scope));
        var binders = syntax.Binders.ToList();
        while (leading.Count < form.LeadingCount && binders.Count > 0 && binders[0] is { Bound: null, Where: null, Step: null, Heads.Count: 1, Head.Bracket: ' ' } plain)
        {
            leading = leading.Append(Bind(plain.Head.Name, scope));
            binders.RemoveAt(0);
        }

        if (leading.Count != form.LeadingCount || binders.Count == 0 || syntax.Arguments.Count != form.BodyCount || (syntax.Given is not null && !form.AllowsGiven))
        {
            Report(BindingDiagnostics.WrongArguments, syntax.Span, $"'{form.Name}' is written in another way", $"usage: {form.Usage}");
            return Error(syntax.Span);
        }

        var (bound, inner) = QuantifyAll(binders, scope, (b, s) => FormBinder(form, b, s));
        var bodies = syntax.Arguments.Map(a => Bind(a, inner));
        var given = syntax.Given is null ? null : Formula(syntax.Given, inner);
        if (bodies.Any(b => b.Type is ErrorType) || bound.IsEmpty || bound.Any(b => b.Symbol.Type is ErrorType))
        {
            return Error(syntax.Span);
        }

        return Typed(form.Check(leading, bound, bodies, given), syntax.Span, syntax.Arguments, form.Usage) is { } type and not ErrorType
            ? new Symbolics.Terms.Binding(form, type, leading, bound, bodies, given).At(syntax.Span)
            : Error(syntax.Span);
    }

    private (Sequence<Binder> Binders, Scope Scope) FormBinder(BindingForm form, BinderSyntax syntax, Scope scope)
    {
        var name = syntax.Head.Name;
        if (form.Styles.Contains(BinderStyle.Draws))
        {
            return Draw(name, syntax.Step, scope) is { } draw ? ([draw], scope) : ([], scope);
        }

        if (syntax.Bound is not null || scope.Find(name.Name) is not null || syntax.Heads.Count > 1)
        {
            return Quantify(syntax, scope);
        }

        if (globals.TryGetValue(name.Name, out var declaration) && declaration.Symbol.Role is SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Clock)
        {
            return Quantify(syntax, scope);
        }

        if (form.Styles.Contains(BinderStyle.Variable) && syntax.Where is null && !globals.ContainsKey(name.Name) && form.Styles.Contains(BinderStyle.Fresh))
        {
            return Eventually(syntax, scope);
        }

        return Fresh(syntax, scope, isIndex: false, isHead: false);
    }

    /// <summary>
    /// Types an anonymous function by the first of the candidate types of its parameters under which its body has no mistake:
    /// those its neighbours suggest, then a real number.
    /// </summary>
    private Term Lambda(LambdaSyntax syntax, Scope scope, Sequence<TermType> hints)
    {
        foreach (var parameter in syntax.Parameters)
        {
            CheckNew(parameter, scope, isHead: true);
        }

        var candidates = syntax.Parameters.Count == 1
            ? hints.Concat(TakenIn(syntax.Body, scope)).Select(h => new Sequence<TermType>([h])).Append([TermType.Real]).Append([TermType.Integer]).Distinct().ToList()
            : hints.OfType<TupleType>().Where(t => t.Items.Count == syntax.Parameters.Count).Select(t => t.Items)
                .Append(hints.Count == syntax.Parameters.Count ? hints : Enumerable.Repeat(TermType.Real, syntax.Parameters.Count).ToSequence()).ToList();
        foreach (var candidate in candidates.SkipLast(1))
        {
            if (++trials > TrialLimit)
            {
                break;
            }

            var outer = bag;
            bag = new DiagnosticBag();
            var term = Lambda(syntax, scope, candidate, 0);
            var failed = bag.HasErrors;
            bag = outer;
            if (!failed)
            {
                return term;
            }
        }

        return Lambda(syntax, scope, candidates[^1] == [TermType.Integer] ? candidates[0] : candidates[^1], 0);
    }

    /// <summary>What the declared functions take that a text mentions.</summary>
    private IEnumerable<TermType> TakenIn(ExpressionSyntax body, Scope scope)
    {
        var text = body.Span.Text;
        return scope.Names.Values.Concat(order).Where(s => text.Contains(s.Name, StringComparison.Ordinal))
            .SelectMany(s => s.Type is FunctionType function ? function.Parameters : []).Take(4);
    }

    private Term Lambda(LambdaSyntax syntax, Scope scope, Sequence<TermType> types, int first)
    {
        var symbols = syntax.Parameters.Select((p, i) => new Symbol(p.Name, SymbolRole.Bound, p.Span) { Type = types[first + i] }).ToList();
        var body = Bind(syntax.Body, symbols.Aggregate(scope, (s, symbol) => s.With(symbol)));
        return body.Type is ErrorType
            ? Error(syntax.Span)
            : new Lambda(symbols.Select(s => new Binder(s, null)).ToSequence(), new FunctionType(types, body.Type), body).At(syntax.Span);
    }

    /// <summary><c>f(b[j] = e)</c> passes arguments by name; <c>best(M = N)</c> replaces a declared symbol.</summary>
    private Term Replace(Term target, CallSyntax syntax, Scope scope)
    {
        var parameters = target is Reference { Symbol: var function } ? function.Parameters : [];
        var values = new Dictionary<Symbol, Term>();
        foreach (var argument in syntax.Arguments)
        {
            if (argument is not OverrideSyntax replaced)
            {
                Report(BindingDiagnostics.WrongArguments, argument.Span, "arguments by name and by place do not mix");
                return Error(syntax.Span);
            }

            var name = replaced.Head.Name;
            var symbol = parameters.FirstOrDefault(p => p.Symbol.Name == name.Name)?.Symbol ?? (parameters.IsEmpty ? Find(name.Name, name.Span, Scope.Empty) : null);
            if (symbol is null || (parameters.IsEmpty && symbol.Role is not (SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Open)))
            {
                Report(BindingDiagnostics.UnknownName, name.Span, $"'{name.Name}' is no {(parameters.IsEmpty ? "given, sweep or open symbol" : "parameter of this function")}", Nearest(name.Name, parameters.IsEmpty ? globals.Keys : parameters.Select(p => p.Symbol.Name)));
                return Error(syntax.Span);
            }

            var value = Whole(symbol, replaced, scope);
            if (!Fits(symbol.Type, value.Type))
            {
                Report(BindingDiagnostics.WrongArguments, replaced.Value.Span, $"'{symbol.Name}' is {TypeText.Describe(symbol.Type)}, found {TypeText.Describe(value.Type)}");
            }

            if (value.Type is ErrorType)
            {
                return Error(syntax.Span);
            }

            values[symbol] = value;
        }

        if (parameters.IsEmpty)
        {
            return new Override(target, values.Keys.Select(s => new Binder(s, null)).ToSequence(), values.Values.ToSequence(), target.Type).At(syntax.Span);
        }

        if (parameters.FirstOrDefault(p => !values.ContainsKey(p.Symbol)) is { } missing)
        {
            Report(BindingDiagnostics.WrongArguments, syntax.Span, $"the argument '{missing.Symbol.Name}' is missing");
            return Error(syntax.Span);
        }

        return new Apply(target, ((FunctionType)target.Type).Result, parameters.Map(p => values[p.Symbol])).At(syntax.Span);
    }

    /// <summary>The value of a whole symbol, from one element when the left side names indices.</summary>
    private Term Whole(Symbol symbol, OverrideSyntax replaced, Scope scope)
    {
        if (replaced.Head.Bracket != '[')
        {
            return Bind(replaced.Value, scope);
        }

        if (symbol.Type is not TensorType tensor || tensor.Axes.Count < replaced.Head.Binders.Count)
        {
            Report(BindingDiagnostics.WrongIndex, replaced.Head.Span, $"'{symbol.Name}' has no such indices");
            return Error(replaced.Span);
        }

        var binders = new List<Binder>();
        for (var i = 0; i < replaced.Head.Binders.Count; i++)
        {
            var name = replaced.Head.Binders[i].Head.Name;
            CheckNew(name, scope, isHead: true);
            var axis = tensor.Axes[i];
            Term upper = axis.Length is Constant ? Constant.Infinity : axis.Lower is Number { Value.IsZero: true } ? Build.PredecessorOf(axis.Length) : Build.Subtract(Build.Add(axis.Lower, axis.Length), Number.One);
            var range = new IndexRange(axis.Lower, upper);
            var index = new Symbol(name.Name, SymbolRole.Bound, name.Span) { Type = TermType.Integer, Domain = range };
            binders.Add(new Binder(index, range));
            scope = scope.With(index);
        }

        var element = Bind(replaced.Value, scope);
        if (element.Type is not TensorType)
        {
            return Error(replaced.Span);
        }

        return Build.Bind<MatrixForm>(binders.ToSequence(), element).At(replaced.Span);
    }
}
