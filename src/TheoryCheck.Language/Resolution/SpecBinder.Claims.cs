using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Resolution;

/// <summary>Quantifiers, probabilities, claims and check blocks.</summary>
internal sealed partial class SpecBinder
{
    private static readonly string[] CheckKeys = ["horizon", "trials", "case", "witness", "sample", "instances", "step", "truncate"];

    private Quantified BindQuantifier(QuantifierSyntax syntax, Scope scope)
    {
        var inner = scope;
        var binders = new List<Binder>();
        foreach (var binder in syntax.Binders)
        {
            binders.AddRange(BindQuantified(binder, syntax.Kind, ref inner));
        }

        // 'for all rest' has no binders yet; the claim fills them in.
        return new Quantified(syntax.Kind, binders.ToSequence(), Truth(syntax.Body, inner));
    }

    private WithProbability BindProbability(ProbabilitySyntax syntax, Scope scope)
    {
        var level = Scalar(Bind(syntax.Level, scope), syntax.Level.Span);
        if (level is Number { Value: var value } && (value.Sign < 0 || value > Rational.One))
        {
            diagnostics.Report(ResolutionDiagnostics.ProbabilityLevel.At(syntax.Level.Span, $"the level is {value}, but a probability lies in [0, 1]"));
        }

        var draws = syntax.Draws.Select(d => BindDraw(new NameSyntax(d.Span, d.Name), d.At, scope)).OfType<Binder>().ToList();
        var given = syntax.Given is null ? null : Truth(syntax.Given, scope);
        var body = Truth(syntax.Body, scope);
        if (syntax.IsOverAll)
        {
            draws.AddRange(Reach.Of(body).Where(s => s.Role == SymbolRole.Draw).Select(s => new Binder(s, null)));
        }

        if (draws.Count == 0)
        {
            diagnostics.Report(ResolutionDiagnostics.NotADraw.At(syntax.Span, "this probability is over nothing", "name the draws behind 'over'"));
        }

        return new WithProbability(syntax.Relation, level, draws.ToSequence(), given, body);
    }

    private Claim? BindClaim(ClaimSyntax syntax)
    {
        if (claims.TryGetValue(syntax.Name.Name, out var earlier))
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(syntax.Name.Span, $"there is a claim '{syntax.Name.Name}' already").With(earlier.Syntax.Name.Span, "here"));
            return null;
        }

        var written = Truth(syntax.Formula, Scope.Outer);
        CheckBareStates(written);
        var without = Without(written).ToHashSet(StringComparer.Ordinal);
        var (reached, applying) = Reached(written, without);
        var named = Named(written).ToHashSet();
        var missing = reached.Where(s => !named.Contains(s)).ToList();
        var hasRest = HasRest(written);
        var closed = written;
        if (hasRest)
        {
            closed = FillRest(written, missing);
        }
        else if (missing.Count > 0 && NeedsAllBinders(written))
        {
            var names = string.Join(", ", missing.Select(s => s.Name));
            diagnostics.Report(ResolutionDiagnostics.MissingBinder.At(
                syntax.Formula.Span,
                $"this claim has an existence or an order in it and reaches {names}, which it does not bind",
                $"write 'for all {names}: ...' in front (the constant may depend on them), or 'exists ...: for all {names}: ...' or 'for all rest:' behind (it may not)"));
        }
        else if (missing.Count > 0)
        {
            closed = new Quantified(QuantifierKind.ForAll, missing.Select(s => new Binder(s, null)).ToSequence(), written, isImplied: true);
        }

        foreach (var draw in FreeDraws(closed, []).DistinctBy(d => d.Name))
        {
            diagnostics.Report(ResolutionDiagnostics.UnboundDraw.At(
                syntax.Formula.Span, $"'{draw.Name}' is drawn, but nothing in this claim says where", $"write 'with probability >= p over {draw.Name}: ...', 'expect({draw.Name}: ...)' or 'for drawn {draw.Name}: ...'"));
        }

        claims.Add(syntax.Name.Name, (closed, syntax));
        return new Claim(syntax.Name.Name, written, closed, applying.ToSequence(), syntax.Span);
    }

    // The givens and sweeps a claim depends on, and the assumptions that restrict them, which bring in their own.
    private (List<Symbol> Reached, List<Assumption> Applying) Reached(Term written, HashSet<string> without)
    {
        var applying = new List<Assumption>();
        var reached = Givens([OpenTerms(written)]);
        bool grew;
        do
        {
            grew = false;
            foreach (var assumption in assumptions.Where(a => !without.Contains(a.Name) && !applying.Contains(a)))
            {
                var own = Givens([assumption.Formula]);
                if (own.Exists(reached.Contains))
                {
                    applying.Add(assumption);
                    grew = true;
                    reached.AddRange(own.Where(s => !reached.Contains(s)));
                }
            }
        }
        while (grew);
        return ([.. order.Select(o => o.Symbol).Where(reached.Contains)], [.. assumptions.Where(applying.Contains)]);
    }

    private static List<Symbol> Givens(Sequence<Term> terms) =>
        [.. Reach.Of(terms.AsSpan()).Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep)];

    // Earlier claims are closed and bring in no givens of their own.
    private static Term OpenTerms(Term term) => term switch
    {
        ClaimReference => Constant.True,
        _ => term.Children.IsEmpty ? term : term.With(term.Children.Map(OpenTerms)),
    };

    private static IEnumerable<string> Without(Term term) =>
        (term is ClaimReference claim ? claim.Without : []).Concat(term.Children.SelectMany(Without));

    // Symbols that a binder of the claim names.
    private static IEnumerable<Symbol> Named(Term term) => term is ClaimReference
        ? []
        : term.Children.SelectMany(Named)
            .Concat(term is BinderTerm binder ? binder.Binders.Select(b => b.Symbol) : [])
            .Concat(term is Override change ? change.Symbols.Select(s => s.Symbol) : []);

    private static bool HasRest(Term term) =>
        term is Quantified { Kind: QuantifierKind.ForAll, Binders.IsEmpty: true } || (term is not ClaimReference && term.Children.Items.Any(HasRest));

    private static Term FillRest(Term term, List<Symbol> rest)
    {
        if (term is Quantified { Kind: QuantifierKind.ForAll, Binders.IsEmpty: true } quantified)
        {
            return rest.Count == 0
                ? quantified.Body
                : new Quantified(QuantifierKind.ForAll, rest.Select(s => new Binder(s, null)).ToSequence(), quantified.Body).At(quantified.Span);
        }

        return term.Children.IsEmpty ? term : term.With(term.Children.Map(c => FillRest(c, rest)));
    }

    private static bool NeedsAllBinders(Term term) => term switch
    {
        Quantified { Kind: QuantifierKind.Eventually } => true,
        // An index over a finite range depends on nothing one could argue about.
        Quantified { Kind: QuantifierKind.Exists or QuantifierKind.ExistsUnique } exists
            when exists.Binders.Any(b => b.Domain is not (IndexRange { Upper: not Constant } or Collection)) => true,
        OrderClaim => true,
        ClaimReference => false,
        _ => term.Children.Items.Any(NeedsAllBinders),
    };

    private IEnumerable<Symbol> FreeDraws(Term term, HashSet<Symbol> visiting)
    {
        switch (term)
        {
            case ClaimReference:
                return [];
            case Reference { Symbol: var symbol }:
                return FreeDrawsOf(symbol, visiting);
            case BinderTerm binder:
                var bound = binder.Binders.Select(b => b.Symbol).ToHashSet();
                return term.Children.SelectMany(c => FreeDraws(c, visiting)).Where(d => !bound.Contains(d));
            default:
                return term.Children.SelectMany(c => FreeDraws(c, visiting));
        }
    }

    private IEnumerable<Symbol> FreeDrawsOf(Symbol symbol, HashSet<Symbol> visiting)
    {
        if (symbol.Role == SymbolRole.Draw)
        {
            return new[] { symbol }.Concat(symbol.Domain is null || !visiting.Add(symbol) ? [] : FreeDraws(symbol.Domain, visiting));
        }

        if (!visiting.Add(symbol))
        {
            return [];
        }

        IEnumerable<Symbol> found = symbol.Body is null ? [] : FreeDraws(symbol.Body, visiting);
        if (symbol.Role == SymbolRole.State && symbol.Evolution is { } evolution)
        {
            found = found.Concat(evolution.Rules.SelectMany(r => new[] { r.Start, r.Update, r.Noise }.OfType<Term>()).SelectMany(t => FreeDraws(t, visiting)));
        }

        var list = found.ToList();
        visiting.Remove(symbol);
        return list;
    }

    private void CheckBareStates(Term term)
    {
        switch (term)
        {
            case AtStep or ClaimReference:
                return;
            case Reference { Symbol: { } symbol } when symbol.Role == SymbolRole.State || symbol.SeriesOf is not null || (symbol.Role == SymbolRole.Draw && symbol.Evolution is not null):
                diagnostics.Report(ResolutionDiagnostics.BareState.At(term.Span, $"'{symbol.Name}' changes from step to step: at which step?", $"write '{symbol.Name}@{symbol.SeriesOf?.Clock.Name ?? symbol.Evolution?.Clock.Name ?? "k"}'"));
                return;
            default:
                foreach (var child in term.Children)
                {
                    CheckBareStates(child);
                }

                return;
        }
    }

    private CheckBlock BindCheck(CheckSyntax syntax)
    {
        if (syntax.Claim is { } name && !claims.ContainsKey(name.Name))
        {
            diagnostics.Report(ResolutionDiagnostics.UnknownName.At(name.Span, $"there is no claim '{name.Name}'", Suggest(name.Name, claims.Keys)));
        }

        var entries = new List<CheckEntry>();
        foreach (var line in syntax.Lines)
        {
            if (!CheckKeys.Contains(line.Key.Name))
            {
                diagnostics.Report(ResolutionDiagnostics.UnknownKey.At(line.Key.Span, $"'{line.Key.Name}' is no key of a check block", Suggest(line.Key.Name, CheckKeys)));
                continue;
            }

            Symbol? subject = null;
            if (line.Subject is { } about)
            {
                subject = declared.TryGetValue(about.Name, out var entry)
                    ? entry.Symbol
                    : new Symbol(about.Name, SymbolRole.Bound, about.Span) { Type = TermType.Real };
            }

            entries.Add(new CheckEntry(line.Key.Name, subject, Bind(line.Value, Scope.Outer), line.Span));
        }

        return new CheckBlock(syntax.Claim?.Name ?? "", entries.ToSequence(), syntax.Span);
    }
}
