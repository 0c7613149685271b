using TheoryCheck.Core;
using TheoryCheck.Language.Formatting;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <summary>Gives every name its meaning, every expression its type and every claim its prefix. Declarations are bound when first needed.</summary>
internal sealed partial class SpecBinder
{
    private static readonly string[] Constants = ["pi", "infinity", "true", "false"];

    private readonly Dictionary<string, Declaration> globals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClaimDeclaration> claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedFormulaSyntax> assumptionNames = new(StringComparer.Ordinal);
    private readonly List<Symbol> order = [];
    private readonly List<Evolution> evolutions = [];
    private readonly List<(NamedFormulaSyntax Syntax, Assumption Bound)> assumptions = [];
    private readonly Reach reach = new();
    private DiagnosticBag bag;

    internal SpecBinder(DiagnosticBag bag) => this.bag = bag;

    /// <summary>The claims that leave a part of their prefix out although its place matters.</summary>
    internal List<OmittedPrefix> Omitted { get; } = [];

    private sealed class ClaimDeclaration(NamedFormulaSyntax syntax, bool isIncluded)
    {
        public NamedFormulaSyntax Syntax { get; } = syntax;

        public bool IsIncluded { get; } = isIncluded;

        public bool IsOpen { get; set; }

        public Claim? Bound { get; set; }
    }

    /// <summary>Binds the statements of a spec and of those it includes, included ones first.</summary>
    public Spec Bind(ParsedText main, Sequence<ParsedText> included, FrontMatter front, string meaning)
    {
        foreach (var text in included)
        {
            Declare(text.Syntax, isIncluded: true);
        }

        Declare(main.Syntax, isIncluded: false);
        foreach (var symbol in order.ToArray())
        {
            globals[symbol.Name].Bind();
        }

        foreach (var block in blocks)
        {
            FinishBlock(block);
        }

        reach.Forget();

        foreach (var symbol in order)
        {
            symbol.IsRandom = symbol.Role == SymbolRole.Draw || reach.Of(symbol).Any(s => s.Role == SymbolRole.Draw);
        }

        foreach (var syntax in assumptionNames.Values)
        {
            Assume(syntax);
        }

        var bound = claims.Values.Where(c => !c.IsIncluded).Select(Bound).OfType<Claim>().ToSequence();
        foreach (var (syntax, assumption) in assumptions)
        {
            if (ReferenceEquals(syntax.Span.Source, main.Source) && !claims.Values.Any(c => c.Bound?.Assumptions.Contains(assumption) == true))
            {
                bag.Report(BindingDiagnostics.UnusedAssumption.At(syntax.Name.Span, $"no claim mentions a given that the assumption '{assumption.Name}' restricts"));
            }
        }

        var checks = main.Syntax.Statements.OfType<CheckSyntax>().Select(Check).ToSequence();
        return new Spec(
            main.Source, front, order.ToSequence(), evolutions.ToSequence(), assumptions.Select(a => a.Bound).ToSequence(),
            bound, checks, main.Literate.Prose, meaning);
    }

    private void Declare(SpecSyntax syntax, bool isIncluded)
    {
        foreach (var statement in syntax.Statements)
        {
            switch (statement)
            {
                case DeclarationSyntax declaration:
                    var role = declaration.Word switch { "sweep" => SymbolRole.Sweep, "open" => SymbolRole.Open, _ => SymbolRole.Given };
                    foreach (var binder in declaration.Binders)
                    {
                        Declare(binder.Head, role, symbol => BindDomain(symbol, binder));
                    }

                    break;
                case AssignmentSyntax assignment:
                    DeclareAssignment(assignment, null);
                    break;
                case DynamicsSyntax dynamics:
                    DeclareBlock(dynamics);
                    break;
                case NamedFormulaSyntax { Word: "assume" } assumption:
                    if (!assumptionNames.TryAdd(assumption.Name.Name, assumption))
                    {
                        Report(BindingDiagnostics.DuplicateName, assumption.Name.Span, $"the assumption '{assumption.Name.Name}' stands twice");
                    }

                    break;
                case NamedFormulaSyntax claim:
                    if (claims.TryGetValue(claim.Name.Name, out var earlier) && !earlier.IsIncluded)
                    {
                        Report(BindingDiagnostics.DuplicateName, claim.Name.Span, $"the claim '{claim.Name.Name}' stands twice");
                    }
                    else
                    {
                        claims[claim.Name.Name] = new ClaimDeclaration(claim, isIncluded);
                    }

                    break;
            }
        }
    }

    private Symbol Declare(HeadSyntax head, SymbolRole role, Action<Symbol> bind)
    {
        var name = head.Name.Name;
        var symbol = new Symbol(name, role, head.Name.Span);
        if (globals.TryGetValue(name, out var earlier))
        {
            bag.Report(BindingDiagnostics.DuplicateName.At(head.Name.Span, $"'{name}' is already declared").With(earlier.Symbol.Span, "here"));
        }
        else if (IsBuiltIn(name))
        {
            Report(BindingDiagnostics.DuplicateName, head.Name.Span, $"'{name}' is built in and cannot be declared");
        }
        else
        {
            globals[name] = new Declaration(symbol, bind);
            order.Add(symbol);
        }

        return symbol;
    }

    private static bool IsBuiltIn(string name) =>
        Constants.Contains(name) || OperationCatalogue.Find(name) is not null || OperationCatalogue.FindForm(name) is not null || name is "if";

    private void DeclareAssignment(AssignmentSyntax assignment, Block? block)
    {
        var role = assignment.Operator == "~" ? SymbolRole.Draw : SymbolRole.Definition;
        var symbol = Declare(assignment.Head, role, s => BindAssignment(s, assignment, block));
        if (block is null)
        {
            return;
        }

        symbol.Evolution = block.Evolution;
        if (role == SymbolRole.Draw)
        {
            block.Evolution.StepDraws = block.Evolution.StepDraws.Append(symbol);
        }
        else
        {
            block.Evolution.Definitions = block.Evolution.Definitions.Append(symbol);
        }
    }

    private void BindAssignment(Symbol symbol, AssignmentSyntax assignment, Block? block)
    {
        var scope = BindHead(symbol, assignment.Head, Scope.Empty);
        var value = Bind(assignment.Value, scope);
        if (symbol.Role == SymbolRole.Draw)
        {
            symbol.Domain = value;
            symbol.Type = WholeType(symbol, Drawn(value, assignment.Value.Span));
            return;
        }

        symbol.Body = value;
        symbol.Type = WholeType(symbol, value.Type);
        if (block is null)
        {
            symbol.SeriesOf = Reach.BareSeries(value) is { } series ? series.Symbol.Evolution ?? series.Symbol.SeriesOf : null;
        }
        else
        {
            symbol.SeriesOf = block.Evolution;
        }
    }

    /// <summary>The type of a point of a law, or of a set that stands for its uniform law.</summary>
    private TermType Drawn(Term law, SourceSpan span)
    {
        switch (law)
        {
            case { Type: MeasureType measure }:
                return measure.Point;
            case { Type: ErrorType }:
                return law.Type;
            case Call { Operation: ISampledLaw, Type: SetType set }:
                return set.Element;
            case Collection { Kind: CollectionKind.Set, Type: SetType finite }:
                return finite.Element;
            default:
                Report(BindingDiagnostics.WrongType, span, $"expected a law behind '~', found {TypeText.Describe(law.Type)}{(law.Type is SetType ? " without a uniform law of its own" : "")}");
                return new ErrorType();
        }
    }

    private void BindDomain(Symbol symbol, BinderSyntax binder)
    {
        var scope = BindHead(symbol, binder.Head, Scope.Empty);
        if (binder.Heads.Count > 1 || binder.Bound is null || binder.Relation is "wrt" or "->")
        {
            Report(BindingDiagnostics.WrongType, binder.Span, $"'{symbol.Name}' needs a domain, such as '{symbol.Name} in reals' or '{symbol.Name} > 0'");
            return;
        }

        var (domain, element) = Domain(binder, scope, isIndex: false);
        symbol.Domain = domain;
        symbol.Type = WholeType(symbol, element);
        CheckSome(domain, binder);
        if (symbol.Role == SymbolRole.Sweep && domain is Collection { Children.IsEmpty: true } or IndexRange { Lower: Number, Upper: Number } && IsEmptyDomain(domain))
        {
            Report(BindingDiagnostics.EmptySweep, binder.Bound.Span, $"the sweep of '{symbol.Name}' has no values");
        }

        if (symbol.Role == SymbolRole.Sweep && domain.Type is not ErrorType && domain is not (Collection { Kind: CollectionKind.Set } or IndexRange { Upper: not Constant }))
        {
            Report(BindingDiagnostics.WrongType, binder.Bound.Span, $"a sweep is finite: expected a set such as '{{1, 2}}' or a range 'a..b'");
        }

        if (binder.Where is not null)
        {
            // What is asked of a member of a family is asked of all.
            var asked = Formula(binder.Where, scope.With(symbol));
            symbol.Restriction = symbol.Indices.Any(i => asked.Mentions(i.Symbol)) ? new Quantified(QuantifierKind.ForAll, symbol.Indices, asked).At(binder.Where.Span) : asked;
        }
    }

    private static bool IsEmptyDomain(Term domain) => domain switch
    {
        Collection set => set.Children.IsEmpty,
        IndexRange { Lower: Number lower, Upper: Number upper } => upper.Value < lower.Value,
        _ => false,
    };

    private void Assume(NamedFormulaSyntax syntax)
    {
        var formula = Formula(syntax.Formula, Scope.Empty);
        if (reach.Of(formula).FirstOrDefault(s => s.Role is SymbolRole.Draw) is { } draw)
        {
            Report(BindingDiagnostics.AssumptionOnDraw, syntax.Formula.Span, $"the assumption '{syntax.Name.Name}' depends on the draw '{draw.Name}'", "condition by 'given', or write an implication in the claim");
        }
        else if (Reach.BareSeries(formula) is { } series)
        {
            Report(BindingDiagnostics.AssumptionOnDraw, syntax.Formula.Span, $"the assumption '{syntax.Name.Name}' mentions the state '{series.Symbol.Name}'");
        }

        assumptions.Add((syntax, new Assumption(syntax.Name.Name, formula, syntax.Span)));
    }

    private Claim? Bound(ClaimDeclaration declaration)
    {
        if (declaration.Bound is not null || declaration.IsOpen)
        {
            return declaration.Bound;
        }

        declaration.IsOpen = true;
        var syntax = declaration.Syntax;
        var written = Formula(syntax.Formula, Scope.Empty);
        declaration.Bound = Close(syntax, written);
        declaration.IsOpen = false;
        return declaration.Bound;
    }

    private Claim Close(NamedFormulaSyntax syntax, Term written)
    {
        var span = syntax.Formula.Span;
        if (Reach.BareSeries(written) is { } bare)
        {
            Report(
                BindingDiagnostics.BareState, bare.Span.Source is null ? span : bare.Span,
                $"'{bare.Symbol.Name}' changes from step to step: at which step?", $"write '{bare.Symbol.Name}@k'");
        }

        var free = reach.Of(written);
        foreach (var draw in new PastKnowledge(reach).Unplaced(written).OrderBy(order.IndexOf))
        {
            Report(BindingDiagnostics.UnboundDraw, span, $"the draw '{draw.Name}' is not bound in the claim '{syntax.Name.Name}'", $"write 'for drawn {draw.Name}:' or 'with probability >= p over {draw.Name}:'");
        }

        foreach (var clock in free.Where(s => s.Role == SymbolRole.Clock))
        {
            Report(BindingDiagnostics.BareState, span, $"the step '{clock.Name}' is not bound in the claim '{syntax.Name.Name}'", $"write 'for all {clock.Name}:'");
        }

        var named = Reach.Named(written).ToHashSet();
        var mentioned = named.Concat(free).ToHashSet();
        foreach (var symbol in named.Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep))
        {
            mentioned.UnionWith(reach.Of(symbol));
        }

        var used = Restricting(mentioned);
        var rest = order.Where(s => s.Role is SymbolRole.Given or SymbolRole.Sweep && mentioned.Contains(s) && !named.Contains(s)).ToList();
        var binders = rest.Select(s => new Binder(s, null)).ToSequence();
        var (expanded, hadRest) = ExpandRest(written, binders);
        var closed = expanded;
        if (!hadRest && rest.Count > 0)
        {
            if (NeedsFullPrefix(written))
            {
                var omitted = new OmittedPrefix(syntax, rest.Select(s => s.Name).ToSequence());
                Omitted.Add(omitted);
                Report(
                    BindingDiagnostics.OmittedQuantifier, span, $"the claim '{syntax.Name.Name}' reaches '{string.Join(", ", omitted.Names)}' and does not say where in its prefix",
                    $"for constants that may depend on them write '{SyntaxPrinter.Flat(omitted.Outer.Formula)}'; for constants that may not, '{SyntaxPrinter.Flat(omitted.Inner.Formula)}'; 'fmt --bind' writes them");
            }

            closed = new Quantified(QuantifierKind.ForAll, binders, expanded, isImplied: true).At(span);
        }

        return new Claim(syntax.Name.Name, expanded, closed, used, syntax.Span);
    }

    // The assumptions that restrict what a claim mentions. What else they mention restricts it too: it is about all of these, and the claim then mentions them.
    private Sequence<Assumption> Restricting(HashSet<Symbol> mentioned)
    {
        var open = assumptions.Select(a => (a.Bound, Needs: reach.Of(a.Bound.Formula), Reads: Reach.Read(a.Bound.Formula))).ToList();
        while (open.Find(a => a.Reads.Overlaps(mentioned) && !a.Needs.IsSubsetOf(mentioned)) is { Bound: not null } next)
        {
            mentioned.UnionWith(next.Needs);
        }

        return open.Where(a => a.Needs.Count > 0 && a.Needs.IsSubsetOf(mentioned)).Select(a => a.Bound).ToSequence();
    }

    private static bool NeedsFullPrefix(Term term) =>
        term is Quantified { Kind: QuantifierKind.Exists or QuantifierKind.ExistsUnique or QuantifierKind.Eventually } or OrderClaim
        || (term is not ClaimReference && term.Children.Any(NeedsFullPrefix));

    private static (Term Term, bool Found) ExpandRest(Term term, Sequence<Binder> rest)
    {
        if (term is ClaimReference)
        {
            return (term, false);
        }

        if (term is Quantified { Kind: QuantifierKind.ForAll, Binders.IsEmpty: true } placeholder)
        {
            return (rest.IsEmpty ? placeholder.Body : new Quantified(QuantifierKind.ForAll, rest, placeholder.Body).At(term.Span), true);
        }

        var changed = term.Children.Select(child => ExpandRest(child, rest)).ToList();
        return changed.Exists(c => c.Found)
            ? (term.With(changed.Select(c => c.Term).ToSequence()).At(term.Span), true)
            : (term, false);
    }

    private void Report(DiagnosticKind kind, SourceSpan span, string message, string help = "") => bag.Report(kind.At(span, message, help));
}
