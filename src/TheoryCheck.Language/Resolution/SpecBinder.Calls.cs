using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>Applications: built-in operations, binding forms, defined functions, overrides.</summary>
internal sealed partial class SpecBinder
{
    private Term BindCall(CallSyntax syntax, Scope scope)
    {
        if (syntax.Target is NameSyntax name && scope.Find(name.Name) is null && !declared.ContainsKey(name.Name))
        {
            return BindBuiltIn(name, syntax, scope);
        }

        if (syntax.IsBinding)
        {
            return Error(syntax.Target.Span, "binders before ':' belong to built-in names such as sum, expect or inf");
        }

        var target = Bind(syntax.Target, scope);
        if (syntax.Arguments.Any(a => a is OverrideSyntax))
        {
            return BindOverride(target, syntax, scope);
        }

        var arguments = BindArguments(syntax.Arguments, target.Type is FunctionType f ? f.Parameters : [], scope);
        if (target.Type is ErrorType)
        {
            return target;
        }

        if (target.Type is MeasureType or SetType && target is Reference { Symbol.Parameters.IsEmpty: false } family)
        {
            return new Apply(target, family.Type, arguments);
        }

        if (target.Type is not FunctionType function)
        {
            return Error(syntax.Target.Span, $"{TypeText.Describe(target.Type)} is not applied to arguments", target.Type is TensorType ? "an index stands in square brackets" : "");
        }

        return CheckArguments(function, arguments, syntax) ? new Apply(target, ResultOf(target, function, arguments), arguments) : ErrorTerm();
    }

    // The shape of a result may mention a parameter (a size); it is written in the caller's terms.
    private static TermType ResultOf(Term target, FunctionType function, Sequence<Term> arguments)
    {
        if (target is not Reference { Symbol.Parameters: { IsEmpty: false } parameters } || function.Result is not TensorType { Axes.IsEmpty: false } tensor)
        {
            return function.Result;
        }

        var values = parameters.Zip(arguments).ToDictionary(p => p.First.Symbol, p => p.Second);
        return tensor with { Axes = tensor.Axes.Map(a => new Axis(a.Lower, Symbolics.Rewriting.Substitution.Replace(a.Length, values))) };
    }

    private bool CheckArguments(FunctionType function, Sequence<Term> arguments, CallSyntax syntax)
    {
        if (arguments.Count != function.Parameters.Count)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongArguments.At(syntax.Span, $"{arguments.Count} argument(s) are given, but {function.Parameters.Count} are taken"));
            return false;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var (given, taken) = (arguments[i].Type, function.Parameters[i]);
            var fits = given is ErrorType || taken is ErrorType || (given, taken) switch
            {
                (TensorType a, TensorType b) => a.Axes.Count == b.Axes.Count,
                (MeasureType, MeasureType) or (MeasureType, SetType) => true,
                _ => given.GetType() == taken.GetType(),
            };
            if (!fits)
            {
                diagnostics.Report(ResolutionDiagnostics.WrongArguments.At(syntax.Arguments[i].Span, $"this is {TypeText.Describe(given)}, but the parameter is {TypeText.Describe(taken)}"));
                return false;
            }
        }

        return true;
    }

    private Sequence<Term> BindArguments(Sequence<SyntaxNode> arguments, Sequence<TermType> hints, Scope scope) =>
        arguments.Map((a, i) => a is LambdaSyntax lambda
            ? BindLambda(lambda, i < hints.Count && hints[i] is FunctionType hint ? hint.Parameters : [], scope).At(a.Span)
            : Bind(a, scope));

    private Term BindOverride(Term target, CallSyntax syntax, Scope scope)
    {
        var symbols = new List<Binder>();
        var values = new List<Term>();
        var positional = new List<Term>();
        foreach (var argument in syntax.Arguments)
        {
            if (argument is not OverrideSyntax change)
            {
                positional.Add(Bind(argument, scope));
                continue;
            }

            var name = change.Head.Name;
            var parameter = target is Reference { Symbol: var function } ? function.Parameters.FirstOrDefault(p => p.Symbol.Name == name.Name)?.Symbol : null;
            Symbol? replaced = parameter;
            if (replaced is null && declared.TryGetValue(name.Name, out var entry))
            {
                Complete(entry);
                replaced = entry.Symbol;
            }

            if (replaced is null)
            {
                ReportUnknown(name, scope);
                continue;
            }

            // b[j] = e gives the value element by element.
            var inner = scope;
            var indices = new List<Binder>();
            foreach (var (index, own) in change.Head.Indices.Zip(replaced.Indices))
            {
                var symbol = new Symbol(index.Head?.Name.Name ?? "j", SymbolRole.Bound, index.Span) { Type = TermType.Integer };
                inner = inner.With(symbol);
                indices.Add(new Binder(symbol, own.Domain));
            }

            var value = Bind(change.Value, inner);
            symbols.Add(new Binder(replaced, null));
            values.Add(indices.Count == 0 ? value : Form(OperationCatalogue.FindForm("matrix")!, [], indices.ToSequence(), [value], null, change.Span, []));
        }

        if (target is Reference { Symbol: { Parameters.IsEmpty: false } called } && called.Type is FunctionType type && symbols.TrueForAll(s => called.Parameters.Any(p => ReferenceEquals(p.Symbol, s.Symbol))))
        {
            // All parameters given by name: an ordinary application.
            var byName = symbols.Zip(values).ToDictionary(p => p.First.Symbol, p => p.Second);
            if (positional.Count == 0 && called.Parameters.All(p => byName.ContainsKey(p.Symbol)))
            {
                return new Apply(target, type.Result, called.Parameters.Map(p => byName[p.Symbol]));
            }
        }

        return new Override(target, symbols.ToSequence(), values.ToSequence(), target.Type);
    }

    private Term BindBuiltIn(NameSyntax name, CallSyntax syntax, Scope scope)
    {
        if (syntax.IsBinding)
        {
            if (OperationCatalogue.FindForm(name.Name) is { } form)
            {
                return BindForm(form, syntax, scope);
            }

            if (OperationCatalogue.Find(name.Name) is null)
            {
                ReportUnknown(name, scope);
                return ErrorTerm();
            }

            return Error(name.Span, $"'{name.Name}' takes plain arguments, no binders before ':'");
        }

        if (name.Name == "if")
        {
            return BindConditional(syntax, scope);
        }

        if (claims.ContainsKey(name.Name))
        {
            return Error(syntax.Span, "a claim is not applied to arguments");
        }

        if (OperationCatalogue.Find(name.Name) is not { } operation)
        {
            if (OperationCatalogue.FindForm(name.Name) is { } onlyForm)
            {
                return Error(syntax.Span, $"'{name.Name}' binds symbols before a colon: {onlyForm.Usage}");
            }

            ReportUnknown(name, scope);
            return ErrorTerm();
        }

        var arguments = BindArguments(syntax.Arguments, [], scope);
        return Call(operation, arguments, syntax.Span, syntax.Arguments.Map(a => a.Span));
    }

    private Term BindConditional(CallSyntax syntax, Scope scope)
    {
        if (syntax.Arguments.Count != 3)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongArguments.At(syntax.Span, $"'if' takes a condition and two values, but {syntax.Arguments.Count} argument(s) are given"));
            return ErrorTerm();
        }

        var condition = Truth(syntax.Arguments[0], scope);
        var (then, otherwise) = (Bind(syntax.Arguments[1], scope), Bind(syntax.Arguments[2], scope));
        if (then.Type is TensorType a && otherwise.Type is TensorType b && Extent.Differ(a, b))
        {
            diagnostics.Report(ResolutionDiagnostics.WrongShape.At(syntax.Span, $"the two values have different shapes: {Shape(a)} and {Shape(b)}"));
        }

        // A real branch makes the whole real.
        return then.Type is TensorType { Kind: NumberKind.Integer } && otherwise.Type is TensorType { Kind: NumberKind.Real }
            ? new Conditional(new Connective(ConnectiveKind.Not, [condition]), otherwise, then)
            : new Conditional(condition, then, otherwise);
    }

    private Term Call(Operation operation, Sequence<Term> arguments, SourceSpan span, Sequence<SourceSpan> spans)
    {
        if (arguments.Any(a => a.Type is ErrorType))
        {
            return ErrorTerm();
        }

        var typing = operation.Check(arguments);
        if (typing.Type is { } type)
        {
            return new Call(operation, type, arguments);
        }

        var at = typing.Argument >= 0 && typing.Argument < spans.Count ? spans[typing.Argument] : span;
        diagnostics.Report(ResolutionDiagnostics.WrongType.At(at, typing.Error, $"usage: {operation.Usage}"));
        return ErrorTerm();
    }

    private Term BindForm(BindingForm form, CallSyntax syntax, Scope scope)
    {
        var leading = syntax.Leading.Select(l => Bind(l, scope)).ToList();
        var inner = scope;
        var binders = new List<Binder>();
        foreach (var binder in syntax.Binders)
        {
            if (leading.Count < form.LeadingCount && binder is { Kind: BoundKind.None, Head: { Indices.IsEmpty: true, Parameters.IsEmpty: true, Name: var plain }, Where: null })
            {
                leading.Add(Bind(plain, scope));
            }
            else
            {
                binders.AddRange(BindFormBinder(form, binder, ref inner));
            }
        }

        if (leading.Count != form.LeadingCount || syntax.Arguments.Count != form.BodyCount)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongArguments.At(syntax.Span, $"'{form.Name}' does not fit: {syntax.Arguments.Count} expression(s) follow the colon", $"usage: {form.Usage}"));
            return ErrorTerm();
        }

        var bodies = syntax.Arguments.Map(a => Bind(a, inner));
        var given = syntax.Given is null ? null : Truth(syntax.Given, inner);
        if (given is not null && !form.AllowsGiven)
        {
            return Error(syntax.Given!.Span, $"'{form.Name}' takes no condition behind 'given'");
        }

        return Form(form, leading.ToSequence(), binders.ToSequence(), bodies, given, syntax.Span, syntax.Arguments.Map(a => a.Span));
    }

    private IEnumerable<Binder> BindFormBinder(BindingForm form, BinderSyntax syntax, ref Scope scope)
    {
        var isBare = syntax is { Kind: BoundKind.None, Head: { Indices.IsEmpty: true, Parameters.IsEmpty: true } };
        if (isBare && form.Styles.Contains(BinderStyle.Draws))
        {
            return BindDraw(syntax.Head!.Name, syntax.Bound, scope) is { } draw ? [draw] : [];
        }

        if (syntax.Head is { Indices.IsEmpty: true, Parameters.IsEmpty: true, Name: var name } && scope.Find(name.Name) is null
            && declared.TryGetValue(name.Name, out var entry) && entry.Symbol.Role is SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Clock)
        {
            Complete(entry);
            var domain = DomainOf(syntax, scope);
            // first(n >= 1: ..): a lower end of a declared integer is a restriction of it.
            if (domain is RealInterval && entry.Symbol.Type is TensorType { Kind: NumberKind.Integer } && syntax.Kind is BoundKind.Greater or BoundKind.GreaterOrEqual)
            {
                var relation = syntax.Kind == BoundKind.Greater ? Relation.Greater : Relation.GreaterOrEqual;
                return [new Binder(entry.Symbol, null, new Comparison(new Reference(entry.Symbol), relation, Bind(syntax.Bound!, scope)))];
            }

            var where = syntax.Where is null ? null : Truth(syntax.Where, scope);
            return [new Binder(entry.Symbol, domain, where)];
        }

        if (isBare && form.Styles.Contains(BinderStyle.Variable))
        {
            // A bound symbol of the place around, as in derivative(t: ..) under 'for all t'.
            if (scope.Find(syntax.Head!.Name.Name) is { } around)
            {
                return [new Binder(around, null)];
            }
        }

        return BindFresh(syntax, ref scope);
    }

    private Term Form(
        BindingForm form, Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given, SourceSpan span, Sequence<SourceSpan> spans)
    {
        if (bodies.Concat(leading).Any(b => b.Type is ErrorType) || binders.Any(b => b.Domain?.Type is ErrorType))
        {
            return ErrorTerm();
        }

        var typing = form.Check(leading, binders, bodies, given);
        if (typing.Type is { } type)
        {
            return new Binding(form, type, leading, binders, bodies, given);
        }

        var at = typing.Argument >= 0 && typing.Argument < spans.Count ? spans[typing.Argument] : span;
        diagnostics.Report(ResolutionDiagnostics.WrongType.At(at, typing.Error, $"usage: {form.Usage}"));
        return ErrorTerm();
    }
}
