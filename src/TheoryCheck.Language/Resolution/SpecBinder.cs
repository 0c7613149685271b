using System.Security.Cryptography;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Language.Resolution;

/// <summary>
/// Resolves every name, types every term, closes every claim. Declarations are bound when they are first needed, so their
/// order does not matter and a circle is seen.
/// </summary>
internal sealed partial class SpecBinder(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, Declared> declared = new(StringComparer.Ordinal);
    private readonly List<Declared> order = [];
    private readonly Dictionary<string, (Term Formula, ClaimSyntax Syntax)> claims = new(StringComparer.Ordinal);
    private readonly List<Evolution> evolutions = [];
    private readonly List<Assumption> assumptions = [];
    private readonly List<Pending> pendingBlocks = [];

    /// <summary>A declared symbol and what is still to be done to it.</summary>
    private sealed class Declared(Symbol symbol, Action<Declared> complete)
    {
        public Symbol Symbol { get; } = symbol;

        public Action<Declared> Complete { get; } = complete;

        /// <summary>0 untouched, 1 in progress, 2 done.</summary>
        public int State { get; set; }
    }

    private sealed record Pending(Evolution Evolution, DynamicsSyntax Syntax);

    /// <summary>Binds the statements of a spec and of what it includes.</summary>
    public Spec Bind(SourceText source, FrontMatter front, string prose, IReadOnlyList<StatementSyntax> included, IReadOnlyList<StatementSyntax> own)
    {
        foreach (var statement in included.Concat(own))
        {
            Declare(statement);
        }

        foreach (var entry in order)
        {
            Complete(entry);
        }

        foreach (var pending in pendingBlocks)
        {
            CompleteBlock(pending);
        }

        foreach (var assume in included.Concat(own).OfType<AssumeSyntax>())
        {
            BindAssumption(assume);
        }

        MarkDependence();
        var bound = new List<Claim>();
        foreach (var claim in own.OfType<ClaimSyntax>())
        {
            if (BindClaim(claim) is { } done)
            {
                bound.Add(done);
            }
        }

        foreach (var assumption in assumptions.Where(a => own.OfType<AssumeSyntax>().Any(s => s.Name.Name == a.Name) && bound.Count > 0 && !bound.Exists(c => c.Assumptions.Contains(a))))
        {
            diagnostics.Report(ResolutionDiagnostics.UnusedAssumption.At(assumption.Span, $"no claim needs the assumption '{assumption.Name}'"));
        }

        var checks = own.OfType<CheckSyntax>().Select(BindCheck).ToSequence();
        return new Spec(
            source,
            front,
            order.Select(o => o.Symbol).ToSequence(),
            evolutions.ToSequence(),
            assumptions.ToSequence(),
            bound.ToSequence(),
            checks,
            prose,
            Hash(bound));
    }

    private string Hash(List<Claim> bound)
    {
        var text = new StringBuilder();
        foreach (var entry in order)
        {
            text.Append(Typeset.OfDeclaration(entry.Symbol).Text).Append('\n');
        }

        foreach (var evolution in evolutions)
        {
            foreach (var rule in evolution.Rules)
            {
                text.Append(rule.State.Name).Append(' ').Append(Typeset.TextOf(rule.Start)).Append(' ')
                    .Append(rule.Update is null ? "" : Typeset.TextOf(rule.Update)).Append(' ')
                    .Append(rule.Noise is null ? "" : Typeset.TextOf(rule.Noise)).Append('\n');
            }
        }

        foreach (var assumption in assumptions)
        {
            text.Append("assume ").Append(assumption.Name).Append(": ").Append(Typeset.TextOf(assumption.Formula)).Append('\n');
        }

        foreach (var claim in bound)
        {
            text.Append("claim ").Append(claim.Name).Append(": ").Append(Typeset.TextOf(claim.Closed)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private void Declare(StatementSyntax statement)
    {
        switch (statement)
        {
            case DeclareSyntax declare:
                foreach (var binder in declare.Binders)
                {
                    DeclareBinder(binder, declare.Role);
                }

                break;
            case DefineSyntax define:
                Register(define.Head.Name, SymbolRole.Definition, entry => CompleteDefinition(entry.Symbol, define));
                break;
            case DrawnSyntax drawn:
                Register(drawn.Head.Name, SymbolRole.Draw, entry => CompleteDraw(entry.Symbol, drawn));
                break;
            case DynamicsSyntax dynamics:
                DeclareBlock(dynamics);
                break;
        }
    }

    private void DeclareBinder(BinderSyntax binder, SymbolRole role)
    {
        if (binder.Head is not { } head)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongType.At(binder.Span, "several names in parentheses cannot be declared together"));
            return;
        }

        Register(head.Name, role, entry =>
        {
            BindHeadOf(entry.Symbol, head, binder, Scope.Outer);
            if (role == SymbolRole.Sweep && entry.Symbol.Domain is Collection { Children.IsEmpty: true } empty)
            {
                diagnostics.Report(ResolutionDiagnostics.EmptySweep.At(empty.Span, "this sweep lists no value", "a sweep needs at least one value, as in 'sweep n in {10, 20}'"));
            }
        });
    }

    private Symbol? Register(NameSyntax name, SymbolRole role, Action<Declared> complete)
    {
        if (declared.TryGetValue(name.Name, out var earlier))
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(name.Span, $"'{name.Name}' is declared already").With(earlier.Symbol.Span, "here"));
            return null;
        }

        if (OperationCatalogue.Find(name.Name) is not null || OperationCatalogue.FindForm(name.Name) is not null || name.Name is "pi" or "infinity" or "true" or "false")
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(name.Span, $"'{name.Name}' is built in and cannot be declared"));
            return null;
        }

        var entry = new Declared(new Symbol(name.Name, role, name.Span), complete);
        declared.Add(name.Name, entry);
        order.Add(entry);
        return entry.Symbol;
    }

    private void Complete(Declared entry)
    {
        switch (entry.State)
        {
            case 0:
                entry.State = 1;
                entry.Complete(entry);
                entry.State = 2;
                break;
            case 1:
                diagnostics.Report(ResolutionDiagnostics.Cycle.At(entry.Symbol.Span, $"the definition of '{entry.Symbol.Name}' depends on itself"));
                break;
        }
    }

    private void CompleteDefinition(Symbol symbol, DefineSyntax define)
    {
        var scope = Scope.Outer;
        (symbol.Indices, scope) = BindAll(define.Head.Indices, scope);
        (symbol.Parameters, scope) = BindAll(define.Head.Parameters, scope);
        symbol.Body = Bind(define.Value, scope);
        symbol.Type = symbol.Parameters.IsEmpty
            ? Family(symbol.Indices, symbol.Body.Type)
            : new FunctionType(symbol.Parameters.Map(p => p.Symbol.Type), symbol.Body.Type);
    }

    private void CompleteDraw(Symbol symbol, DrawnSyntax drawn)
    {
        (symbol.Indices, var scope) = BindAll(drawn.Head.Indices, Scope.Outer);
        symbol.Domain = Bind(drawn.Law, scope);
        symbol.Type = Family(symbol.Indices, PointOf(symbol.Domain, drawn.Law.Span));
        symbol.IsRandom = true;
    }

    // The type of a point of a law, or of the uniform law on a set that can be drawn from.
    private TermType PointOf(Term law, SourceSpan span)
    {
        switch (law.Type)
        {
            case MeasureType measure:
                return measure.Point;
            case SetType set when law is Call { Operation: ISampledLaw } or Collection or IndexRange:
                return set.Element;
            case ErrorType:
                return law.Type;
            default:
                diagnostics.Report(ResolutionDiagnostics.WrongType.At(span, $"a draw needs a law, but this is {TypeText.Describe(law.Type)}"));
                return new ErrorType();
        }
    }

    // The type of a family: its index axes before the axes of an element.
    private static TermType Family(Sequence<Binder> indices, TermType element)
    {
        if (indices.IsEmpty)
        {
            return element;
        }

        var axes = indices.Map(i => AxisOf(i.Domain));
        return element switch
        {
            TensorType tensor => tensor with { Axes = axes.Concat(tensor.Axes) },
            ErrorType => element,
            // Families of functions, measures and truth values keep the element's type; an index selects among them.
            _ => element,
        };
    }

    private static Axis AxisOf(Term? domain) => domain is IndexRange range
        ? new Axis(range.Lower, LengthOf(range))
        : Axis.Of(Constant.Infinity);

    private static Term LengthOf(IndexRange range) => (range.Lower, range.Upper) switch
    {
        (_, Constant) => Constant.Infinity,
        (Number { Value.IsZero: true }, Arithmetic { Operator: ArithmeticOperator.Add, Children: [var n, Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Number { Value.IsOne: true }] }] }) => n,
        (Number low, Number high) => new Number(high.Value - low.Value + 1),
        (Number { Value.IsOne: true }, var upper) => upper,
        (Number { Value.IsZero: true }, var upper) => Build.Add(upper, Number.One),
        var (lower, upper) => Build.Add(upper, Number.One, Build.Negate(lower)),
    };

    private void DeclareBlock(DynamicsSyntax dynamics)
    {
        var clock = declared.TryGetValue(dynamics.Clock.Name, out var shared) && shared.Symbol.Role == SymbolRole.Clock
            ? null
            : Register(dynamics.Clock, SymbolRole.Clock, entry => entry.Symbol.Type = dynamics.IsFlow ? TermType.Real : TermType.Integer);
        clock ??= shared?.Symbol;
        if (clock is null)
        {
            return;
        }

        clock.Type = dynamics.IsFlow ? TermType.Real : TermType.Integer;
        var evolution = new Evolution(clock, dynamics.IsFlow, dynamics.Span);
        clock.Evolution ??= evolution;
        evolutions.Add(evolution);
        foreach (var line in dynamics.Lines)
        {
            switch (line)
            {
                case StartSyntax start:
                    Own(Register(start.Head.Name, SymbolRole.State, entry => CompleteState(entry.Symbol, start)));
                    break;
                case DrawnSyntax drawn:
                    Own(Register(drawn.Head.Name, SymbolRole.Draw, entry => CompleteDraw(entry.Symbol, drawn)));
                    break;
                case DefineSyntax define:
                    Own(Register(define.Head.Name, SymbolRole.Definition, entry => CompleteDefinition(entry.Symbol, define)));
                    break;
            }
        }

        pendingBlocks.Add(new Pending(evolution, dynamics));

        void Own(Symbol? symbol)
        {
            if (symbol is not null)
            {
                symbol.Evolution = evolution;
            }
        }
    }

    private void CompleteState(Symbol symbol, StartSyntax start)
    {
        (symbol.Indices, var scope) = BindAll(start.Head.Indices, Scope.Outer);
        var value = Bind(start.Value, scope);
        var element = start.IsLaw ? PointOf(value, start.Value.Span) : value.Type;
        // A start of 0 does not make a state integer.
        symbol.Type = Family(symbol.Indices, element is TensorType tensor ? tensor with { Kind = NumberKind.Real } : element);
        symbol.Domain = value;
    }

    private void CompleteBlock(Pending pending)
    {
        var rules = new List<StateRule>();
        foreach (var start in pending.Syntax.Lines.OfType<StartSyntax>())
        {
            if (!declared.TryGetValue(start.Head.Name.Name, out var entry) || entry.Symbol.Evolution != pending.Evolution)
            {
                continue;
            }

            var state = entry.Symbol;
            var moves = pending.Syntax.Lines.OfType<MotionSyntax>().Where(m => m.Head.Name.Name == state.Name).ToList();
            var (update, written) = Motion(moves.Find(m => m.Keyword is "<-" or "rate"), state);
            var (noise, _) = Motion(moves.Find(m => m.Keyword == "noise"), state);
            rules.Add(new StateRule(state, state.Domain!, start.IsLaw, update, written, noise));
            state.Domain = null;
        }

        foreach (var motion in pending.Syntax.Lines.OfType<MotionSyntax>().Where(m => !rules.Exists(r => r.State.Name == m.Head.Name.Name)))
        {
            diagnostics.Report(ResolutionDiagnostics.UnknownName.At(motion.Head.Name.Span, $"'{motion.Head.Name.Name}' has no start in this block", "add a line 'start ...'"));
        }

        pending.Evolution.Rules = rules.ToSequence();
        pending.Evolution.StepDraws = pending.Syntax.Lines.OfType<DrawnSyntax>().Select(d => declared[d.Head.Name.Name].Symbol).Where(s => s.Evolution == pending.Evolution).ToSequence();
        pending.Evolution.Definitions = pending.Syntax.Lines.OfType<DefineSyntax>().Select(d => declared[d.Head.Name.Name].Symbol).Where(s => s.Evolution == pending.Evolution).ToSequence();
    }

    private (Term? Value, Sequence<Symbol> Written) Motion(MotionSyntax? motion, Symbol state)
    {
        if (motion is null)
        {
            return (null, state.Indices.Map(i => i.Symbol));
        }

        // A free index on the left runs over the state's range.
        var scope = Scope.Outer;
        var written = new List<Symbol>();
        foreach (var (index, own) in motion.Head.Indices.Zip(state.Indices))
        {
            var symbol = new Symbol(index.Head?.Name.Name ?? "i", SymbolRole.Bound, index.Span) { Type = TermType.Integer, Domain = index.Bound is null ? own.Domain : null };
            written.Add(symbol);
            scope = scope.With(symbol);
        }

        if (motion.Head.Indices.Count != state.Indices.Count)
        {
            diagnostics.Report(ResolutionDiagnostics.WrongShape.At(motion.Head.Span, $"'{state.Name}' has {state.Indices.Count} index(es), but {motion.Head.Indices.Count} are written"));
        }

        return (Bind(motion.Value, scope), written.ToSequence());
    }

    private void BindAssumption(AssumeSyntax assume)
    {
        if (assumptions.Exists(a => a.Name == assume.Name.Name))
        {
            diagnostics.Report(ResolutionDiagnostics.Redeclared.At(assume.Name.Span, $"there is an assumption '{assume.Name.Name}' already"));
            return;
        }

        var formula = Truth(assume.Formula, Scope.Outer);
        if (Reach.Of(formula).Any(s => s.Role is SymbolRole.Draw or SymbolRole.State))
        {
            diagnostics.Report(ResolutionDiagnostics.AssumptionOnDraw.At(
                assume.Formula.Span,
                "an assumption may not mention a draw or a state",
                "use 'with probability >= p over w given A: B' (conditional), 'A implies B' (failure of A counts as success) or 'A and B' (as failure)"));
        }

        assumptions.Add(new Assumption(assume.Name.Name, formula, assume.Name.Span));
    }

    // What is random, and what is a series, through definitions; repeated until nothing changes.
    private void MarkDependence()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var symbol in order.Select(o => o.Symbol).Where(s => s.Role == SymbolRole.Definition && s.Body is not null))
            {
                foreach (var mentioned in Reach.Direct(symbol.Body!).Concat(symbol.Indices.SelectMany(i => i.Domain is null ? [] : Reach.Direct(i.Domain))))
                {
                    var random = mentioned.IsRandom || mentioned.Role == SymbolRole.Draw;
                    var series = mentioned.SeriesOf ?? (mentioned.Role is SymbolRole.State || (mentioned.Role == SymbolRole.Draw && mentioned.Evolution is not null) ? mentioned.Evolution : null);
                    if (random && !symbol.IsRandom)
                    {
                        symbol.IsRandom = changed = true;
                    }

                    if (series is not null && symbol.SeriesOf is null)
                    {
                        symbol.SeriesOf = series;
                        changed = true;
                    }
                }
            }
        }
    }
}
