using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Language.Binding;

/// <content>Blocks of steps and flows, and blocks that say how hard to look.</content>
internal sealed partial class SpecBinder
{
    /// <summary>The keys of <c>check</c> blocks.</summary>
    internal static readonly string[] CheckKeys =
    [
        "alpha", "case", "dictionary", "family", "grid", "horizon", "instances", "precision", "range", "sample", "search", "seconds", "seed", "step", "trials", "truncate", "witness",
    ];

    private readonly List<Block> blocks = [];

    private sealed class Block(DynamicsSyntax syntax, Evolution evolution)
    {
        public DynamicsSyntax Syntax { get; } = syntax;

        public Evolution Evolution { get; } = evolution;

        public List<(Symbol State, AssignmentSyntax Start)> States { get; } = [];
    }

    private void DeclareBlock(DynamicsSyntax dynamics)
    {
        var isFlow = dynamics.Word == "flow";
        var name = dynamics.Clock.Name;
        Symbol clock;
        if (globals.TryGetValue(name, out var earlier) && earlier.Symbol.Role == SymbolRole.Clock && earlier.Symbol.Type == (isFlow ? TermType.Real : TermType.Integer))
        {
            clock = earlier.Symbol;
        }
        else
        {
            clock = Declare(new HeadSyntax(dynamics.Clock.Span, dynamics.Clock, ' ', []), SymbolRole.Clock, _ => { });
            clock.Type = isFlow ? TermType.Real : TermType.Integer;
            clock.Domain = isFlow ? new RealInterval(Number.Zero, Constant.Infinity, false, true) : new IndexRange(Number.Zero, Constant.Infinity);
        }

        var evolution = new Evolution(clock, isFlow, dynamics.Span);
        clock.Evolution ??= evolution;
        var block = new Block(dynamics, evolution);
        evolutions.Add(evolution);
        blocks.Add(block);
        foreach (var start in dynamics.Lines.OfType<StartSyntax>().SelectMany(s => s.Parts))
        {
            var state = Declare(start.Head, SymbolRole.State, s => BindState(s, start));
            state.Evolution = evolution;
            state.SeriesOf = evolution;
            block.States.Add((state, start));
        }

        foreach (var line in dynamics.Lines.OfType<AssignmentSyntax>().Where(a => a.Word.Length == 0 && a.Operator != "<-"))
        {
            DeclareAssignment(line, block);
        }
    }

    private void BindState(Symbol state, AssignmentSyntax start)
    {
        var scope = BindHead(state, start.Head, Scope.Empty);
        var value = Bind(start.Value, scope);
        state.Body = value;
        var element = start.Operator == "~" ? Drawn(value, start.Value.Span) : value.Type;
        if (element is TensorType tensor)
        {
            element = tensor with { Kind = NumberKind.Real };
        }
        else if (element is not (ErrorType or MeasureType))
        {
            Report(BindingDiagnostics.WrongType, start.Value.Span, $"a state is a number, tensor or measure, not {TypeText.Describe(element)}");
        }

        state.Type = WholeType(state, element);
    }

    private void FinishBlock(Block block)
    {
        var isFlow = block.Evolution.IsFlow;
        var moves = new Dictionary<(Symbol State, string Word), (Term Value, Sequence<Symbol> Indices)>();
        foreach (var line in block.Syntax.Lines.OfType<AssignmentSyntax>().Where(a => a.Word.Length > 0 || a.Operator == "<-"))
        {
            var word = line.Word.Length > 0 ? line.Word : "<-";
            var state = block.States.Find(s => s.State.Name == line.Head.Name.Name).State;
            if (state is null)
            {
                Report(BindingDiagnostics.WrongBlock, line.Head.Name.Span, $"'{line.Head.Name.Name}' moves here but has no 'start' in this block");
            }
            else if (isFlow == (word == "<-"))
            {
                Report(BindingDiagnostics.WrongBlock, line.Span, isFlow ? "a 'flow' moves by 'rate', not by '<-'" : $"an 'evolve' block moves by '<-', not by '{word}'");
            }
            else if (!moves.TryAdd((state, word), Move(state, line)))
            {
                Report(BindingDiagnostics.DuplicateName, line.Head.Name.Span, $"'{state.Name}' has two lines '{word}'");
            }
        }

        block.Evolution.Rules = block.States.Select(s =>
        {
            var (state, start) = s;
            var update = moves.GetValueOrDefault((state, isFlow ? "rate" : "<-"));
            var noise = moves.GetValueOrDefault((state, "noise"));
            var value = state.Body ?? Number.Zero;
            state.Body = null;
            var noiseTerm = noise.Value is null || update.Value is null
                ? noise.Value
                : Rename(noise.Value, noise.Indices, update.Indices);
            var indices = update.Value is null && noise.Value is null ? [] : update.Value is null ? noise.Indices : update.Indices;
            return new StateRule(state, value, start.Operator == "~", update.Value, indices, noiseTerm);
        }).ToSequence();
    }

    private static Term Rename(Term term, Sequence<Symbol> from, Sequence<Symbol> to) =>
        term is Reference reference && from.Items.IndexOf(reference.Symbol) is var at and >= 0
            ? Build.Ref(to[at]).At(term.Span)
            : term.Children.IsEmpty ? term : term.With(term.Children.Map(child => Rename(child, from, to))).At(term.Span);

    private (Term Value, Sequence<Symbol> Indices) Move(Symbol state, AssignmentSyntax line)
    {
        var indices = state.Indices.Map(b => new Symbol(b.Symbol.Name, SymbolRole.Bound, line.Head.Span) { Type = TermType.Integer, Domain = b.Domain });
        var scope = Scope.Empty;
        var whole = line.Head.Bracket != '[';
        if (!whole && indices.IsEmpty && state.Type is TensorType { Axes.IsEmpty: false })
        {
            var tensor = Whole(state, new OverrideSyntax(line.Span, line.Head, line.Value), scope);
            if (!Fits(state.Type, tensor.Type))
            {
                Report(BindingDiagnostics.WrongType, line.Value.Span, $"'{state.Name}' is {TypeText.Describe(state.Type)} of another shape");
            }

            return (tensor, indices);
        }

        if (!whole)
        {
            if (line.Head.Binders.Count != indices.Count)
            {
                Report(BindingDiagnostics.WrongIndex, line.Head.Span, $"'{state.Name}' has {indices.Count} index(es), found {line.Head.Binders.Count}");
                return (Number.Zero, indices);
            }

            indices = indices.Select((index, i) => new Symbol(line.Head.Binders[i].Head.Name.Name, SymbolRole.Bound, line.Head.Binders[i].Span) { Type = TermType.Integer, Domain = index.Domain }).ToSequence();
            foreach (var index in indices)
            {
                scope = scope.With(index);
            }
        }

        var value = Bind(line.Value, scope);
        var expected = whole ? state.Type : ElementType(state.Type, indices.Count);
        if (!Fits(expected, value.Type))
        {
            Report(BindingDiagnostics.WrongType, line.Value.Span, $"'{state.Name}' is {TypeText.Describe(expected)}{(value.Type is TensorType ? " of another shape" : "")}, found {TypeText.Describe(value.Type)}",
                value.Type.IsScalar && expected is TensorType { Axes.Count: 1 } ? "for one number everywhere multiply it with ones(d)" : "");
        }
        else if (whole && indices.Count > 0 && value.Type is TensorType)
        {
            value = Build.At(value, [.. indices.Select(Build.Ref)]).At(line.Value.Span);
        }

        return (value, indices);
    }

    private CheckBlock Check(CheckSyntax syntax)
    {
        var claim = syntax.Claim is null ? null : claims.GetValueOrDefault(syntax.Claim.Name);
        if (syntax.Claim is not null && claim is null)
        {
            Report(BindingDiagnostics.UnknownName, syntax.Claim.Span, $"there is no claim '{syntax.Claim.Name}'", Nearest(syntax.Claim.Name, claims.Keys));
        }

        var entries = new List<CheckEntry>();
        foreach (var entry in syntax.Entries.OfType<CheckEntrySyntax>())
        {
            if (!CheckKeys.Contains(entry.Key.Name))
            {
                Report(BindingDiagnostics.UnknownKey, entry.Key.Span, $"found the key '{entry.Key.Name}', expected one of {string.Join(", ", CheckKeys)}", Nearest(entry.Key.Name, CheckKeys));
                continue;
            }

            Symbol? subject = null;
            if (entry.Subject is not null)
            {
                var name = entry.Subject.Name;
                var searched = claim is null ? claims.Values.AsEnumerable() : [claim];
                subject = globals.TryGetValue(name, out var declared)
                    ? declared.Symbol
                    : searched.Select(c => c.Bound).OfType<Claim>().SelectMany(c => Reach.Named(c.Closed)).FirstOrDefault(s => s.Name == name);
                if (subject is null)
                {
                    Report(BindingDiagnostics.UnknownName, entry.Subject.Span, $"'{name}' is neither declared nor bound in the claim", Nearest(name, globals.Keys));
                }
            }

            entries.Add(new CheckEntry(entry.Key.Name, subject, Bind(entry.Value, Scope.Empty), entry.Span));
        }

        return new CheckBlock(syntax.Claim?.Name ?? "", entries.ToSequence(), syntax.Span);
    }
}
