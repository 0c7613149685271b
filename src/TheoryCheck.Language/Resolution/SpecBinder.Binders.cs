using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>Binders of heads, sums and quantifiers.</summary>
internal sealed partial class SpecBinder
{
    private (Sequence<Binder> Binders, Scope Scope) BindAll(Sequence<BinderSyntax> syntax, Scope scope)
    {
        var binders = new List<Binder>();
        foreach (var one in syntax)
        {
            foreach (var bound in BindFresh(one, ref scope))
            {
                binders.Add(bound);
            }
        }

        return (binders.ToSequence(), scope);
    }

    // A binder that makes its own symbols.
    private List<Binder> BindFresh(BinderSyntax syntax, ref Scope scope)
    {
        if (syntax.Head is null)
        {
            return BindTuple(syntax, ref scope);
        }

        var symbol = new Symbol(syntax.Head.Name.Name, SymbolRole.Bound, syntax.Head.Name.Span);
        CheckShadow(syntax.Head.Name, scope);
        BindHeadOf(symbol, syntax.Head, syntax, scope);
        scope = scope.With(symbol);
        var where = syntax.Where is null ? null : Truth(syntax.Where, scope);
        return [new Binder(symbol, symbol.Domain, where)];
    }

    private List<Binder> BindTuple(BinderSyntax syntax, ref Scope scope)
    {
        var set = syntax.Bound is null ? null : Bind(syntax.Bound, scope);
        var types = set?.Type switch
        {
            SetType { Element: TupleType tuple } when tuple.Items.Count == syntax.Names.Count => tuple.Items.Items,
            MeasureType { Point: TupleType tuple } when tuple.Items.Count == syntax.Names.Count => tuple.Items.Items,
            _ => [.. syntax.Names.Map(_ => (TermType)new ErrorType())],
        };
        if (types.Any(t => t is ErrorType) && set?.Type is not ErrorType and not null)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongType.At(syntax.Span, $"{syntax.Names.Count} names are bound, but this is {TypeText.Describe(set.Type)} of something else"));
        }

        var symbols = syntax.Names.Map((n, i) => new Symbol(n.Name, SymbolRole.Bound, n.Span) { Type = types[i] });
        foreach (var (name, symbol) in syntax.Names.Zip(symbols))
        {
            CheckShadow(name, scope);
            scope = scope.With(symbol);
        }

        Term? where = syntax.Where is null ? null : Truth(syntax.Where, scope);
        if (set is { Type: SetType })
        {
            var tuple = new Collection(CollectionKind.Tuple, new TupleType(symbols.Map(s => s.Type)), symbols.Map(s => (Term)new Reference(s)));
            Term member = new Membership(tuple, set, isSubset: false).At(syntax.Span);
            where = where is null ? member : new Connective(ConnectiveKind.And, [member, where]);
        }

        return [.. symbols.Select((s, i) => new Binder(s, set is { Type: MeasureType } ? set : null, i == symbols.Count - 1 ? where : null))];
    }

    private void CheckShadow(NameSyntax name, Scope scope)
    {
        if (scope.Find(name.Name) is { } bound)
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(name.Span, $"'{name.Name}' is bound already around this place").With(bound.Span, "here"));
        }
        else if (declared.TryGetValue(name.Name, out var entry) && entry.State == 2 && entry.Symbol.Role is not (SymbolRole.Given or SymbolRole.Sweep))
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(name.Span, $"'{name.Name}' is declared already, and a bound name may not hide it").With(entry.Symbol.Span, "here"));
        }
    }

    // Indices, parameters, domain, restriction and type of a symbol from its head and bound.
    private void BindHeadOf(Symbol symbol, HeadSyntax head, BinderSyntax binder, Scope scope)
    {
        (symbol.Indices, var inner) = BindAll(head.Indices, scope);
        (symbol.Parameters, inner) = BindAll(head.Parameters, inner);
        symbol.Domain = DomainOf(binder, inner);
        var element = symbol.Domain?.Type switch
        {
            SetType set => set.Element,
            MeasureType measure => measure.Point,
            ErrorType error => error,
            null => TermType.Real,
            var other => NotASet(other, binder),
        };
        if (binder.Kind is BoundKind.Less or BoundKind.LessOrEqual && symbol.Domain is IndexRange)
        {
            element = TermType.Integer;
        }

        symbol.Type = symbol.Parameters.IsEmpty
            ? Family(symbol.Indices, element)
            : new FunctionType(symbol.Parameters.Map(p => p.Symbol.Type), element);
        if (binder.Where is not null && symbol.Role is not SymbolRole.Bound)
        {
            symbol.Restriction = Truth(binder.Where, inner.With(symbol));
        }
    }

    private ErrorType NotASet(TermType found, BinderSyntax binder)
    {
        diagnostics.Report(ResolutionDiagnostics.WrongType.At(binder.Bound!.Span, $"a set stands behind 'in', but this is {TypeText.Describe(found)}"));
        return new ErrorType();
    }

    private Term? DomainOf(BinderSyntax binder, Scope scope)
    {
        if (binder.Bound is null)
        {
            return null;
        }

        if (binder.Kind == BoundKind.In)
        {
            return Bind(binder.Bound, scope);
        }

        var bound = Bind(binder.Bound, scope);
        if (binder.Kind == BoundKind.Wrt)
        {
            return bound;
        }

        if (binder.Kind == BoundKind.Tends)
        {
            return new LimitPoint(bound, binder.Approach).At(binder.Span);
        }

        bound = Scalar(bound, binder.Bound.Span);
        var integer = bound.Type is TensorType { Kind: NumberKind.Integer };
        return binder.Kind switch
        {
            BoundKind.Less when integer => new IndexRange(Number.Zero, Build.PredecessorOf(bound)).At(binder.Span),
            BoundKind.LessOrEqual when integer => new IndexRange(Number.Zero, bound).At(binder.Span),
            BoundKind.Less => new RealInterval(Build.Negate(Constant.Infinity), bound, true, true).At(binder.Span),
            BoundKind.LessOrEqual => new RealInterval(Build.Negate(Constant.Infinity), bound, true, false).At(binder.Span),
            BoundKind.Greater => new RealInterval(bound, Constant.Infinity, true, true).At(binder.Span),
            _ => new RealInterval(bound, Constant.Infinity, false, true).At(binder.Span),
        };
    }

    // A binder of a quantifier: a declared given, sweep or clock again, or fresh symbols.
    private List<Binder> BindQuantified(BinderSyntax syntax, QuantifierKind kind, ref Scope scope)
    {
        if (syntax.Head is not { Indices.IsEmpty: true, Parameters.IsEmpty: true } head
            || !declared.TryGetValue(head.Name.Name, out var entry)
            || scope.Find(head.Name.Name) is not null)
        {
            return BindFresh(syntax, ref scope);
        }

        Complete(entry);
        var symbol = entry.Symbol;
        if (kind == QuantifierKind.ForDrawn)
        {
            if (symbol.Role != SymbolRole.Draw)
            {
                diagnostics.Report(ResolutionDiagnostics.NotADraw.At(head.Name.Span, $"'{symbol.Name}' is not drawn", "declare it with '~'"));
            }

            return [new Binder(symbol, null)];
        }

        if (symbol.Role is not (SymbolRole.Given or SymbolRole.Sweep or SymbolRole.Clock))
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(head.Name.Span, $"'{symbol.Name}' is declared already, and only givens, sweeps and steps are bound again").With(symbol.Span, "here"));
            return [];
        }

        Term? where = null;
        if (syntax.Bound is not null)
        {
            var bound = syntax.Kind == BoundKind.In ? Bind(syntax.Bound, scope) : Scalar(Bind(syntax.Bound, scope), syntax.Bound.Span);
            where = syntax.Kind switch
            {
                BoundKind.In => new Membership(new Reference(symbol), bound, isSubset: false).At(syntax.Span),
                BoundKind.Less => new Comparison(new Reference(symbol), Relation.Less, bound).At(syntax.Span),
                BoundKind.LessOrEqual => new Comparison(new Reference(symbol), Relation.LessOrEqual, bound).At(syntax.Span),
                BoundKind.Greater => new Comparison(new Reference(symbol), Relation.Greater, bound).At(syntax.Span),
                _ => new Comparison(new Reference(symbol), Relation.GreaterOrEqual, bound).At(syntax.Span),
            };
        }

        if (syntax.Where is not null)
        {
            var extra = Truth(syntax.Where, scope);
            where = where is null ? extra : new Connective(ConnectiveKind.And, [where, extra]);
        }

        return [new Binder(symbol, null, where)];
    }

    private Binder? BindDraw(NameSyntax name, SyntaxNode? at, Scope scope)
    {
        if (!declared.TryGetValue(name.Name, out var entry))
        {
            ReportUnknown(name, scope);
            return null;
        }

        Complete(entry);
        var symbol = entry.Symbol;
        var quantifiedLaw = symbol.Type is MeasureType;
        var drawnStart = symbol is { Role: SymbolRole.State, Evolution: not null };
        if (symbol.Role != SymbolRole.Draw && !quantifiedLaw && !drawnStart)
        {
            diagnostics.Report(ResolutionDiagnostics.NotADraw.At(name.Span, $"'{name.Name}' is not drawn", "behind 'over', and in 'prob' and 'expect', stand symbols declared with '~'"));
        }

        return new Binder(symbol, null, null, at is null ? null : Bind(at, scope));
    }
}
