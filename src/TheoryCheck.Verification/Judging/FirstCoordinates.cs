using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A statement about finitely many coordinates of a run that has infinitely many, as one about a run that has no others. Where no coordinate starts or moves by a later one but for
/// some that are named, the first N of them are a recursion of their own: the statement is the same, and nothing is cut off.
/// </summary>
internal sealed class FirstCoordinates
{
    private const int MostCoordinates = 4096;

    private readonly Instance instance;
    private readonly ClosedEvaluation evaluation;
    private readonly Dictionary<Symbol, Term> families;
    private readonly Dictionary<Symbol, Symbol> names = [];
    private Rational last;

    private FirstCoordinates(Instance instance, ClosedEvaluation evaluation)
    {
        (this.instance, this.evaluation) = (instance, evaluation);
        families = instance.Values.Where(v => SequenceProposals.IsInfinite(v.Key)).ToDictionary(v => v.Key, v => v.Value);
    }

    /// <summary>Whether a statement reads a run or draw of infinitely many coordinates.</summary>
    public static bool Concern(Term formula) => Endless(formula).Any();

    /// <summary>The statement about the finite run, with the values it is about; null where it is about more than finitely many coordinates.</summary>
    /// <param name="formula">The statement.</param>
    /// <param name="instance">The values of its symbols; infinite families are formulas in their index.</param>
    /// <param name="evaluation">Evaluates indices.</param>
    public static (Term Formula, Instance Instance)? Of(Term formula, Instance instance, ClosedEvaluation evaluation)
    {
        try
        {
            return new FirstCoordinates(instance, evaluation).Shortened(formula);
        }
        catch (NoClosedFormException)
        {
            return null;
        }
    }

    private (Term Formula, Instance Instance)? Shortened(Term formula)
    {
        var whole = Known(formula);
        var evolutions = whole.ReachedSymbols().Where(s => s.Role == SymbolRole.State).Select(s => s.Evolution!).Distinct().ToList();
        var rules = evolutions.ConvertAll(e => e.Rules.Map(r => r with
        {
            Start = Known(r.Start),
            Update = r.Update is { } update ? Known(update) : null,
            Noise = r.Noise is { } noise ? Known(noise) : null,
        }));
        var parts = rules.SelectMany(r => r).SelectMany(r => new (Term? Term, Sequence<Symbol> Own)[] { (r.Start, r.State.Indices.Map(i => i.Symbol)), (r.Update, r.UpdateIndices), (r.Noise, r.UpdateIndices) })
            .Append((whole, [])).Where(p => p.Term is not null).ToList();
        var endless = parts.SelectMany(p => Endless(p.Term!)).Distinct().ToList();
        if (endless.Exists(s => s.Indices is not [{ Domain: IndexRange { Lower: Number } }])
            || !parts.TrueForAll(p => IsWithin(p.Term!, p.Own is [var own, ..] ? own : null, [])) || last > MostCoordinates)
        {
            return null;
        }

        var shorter = evolutions.ConvertAll(e => new Evolution(e.Clock, e.IsFlow, e.Span));
        for (var e = 0; e < evolutions.Count; e++)
        {
            foreach (var symbol in evolutions[e].Rules.Select(r => r.State).Concat(evolutions[e].StepDraws))
            {
                names.Add(symbol, Shorter(symbol, shorter[e]));
            }
        }

        foreach (var symbol in endless.Where(s => !names.ContainsKey(s)))
        {
            names.Add(symbol, Shorter(symbol, null));
        }

        for (var e = 0; e < evolutions.Count; e++)
        {
            shorter[e].StepDraws = evolutions[e].StepDraws.Map(s => names[s]);
            shorter[e].Rules = rules[e].Map(r => r with
            {
                State = names[r.State],
                Start = r.Start.Rename(names).Replace(Indices(r.State)),
                Update = r.Update?.Rename(names),
                Noise = r.Noise?.Rename(names),
            });
        }

        return (whole.Rename(names), instance with { Values = instance.Values.RemoveRange(families.Keys) });
    }

    // Definitions opened, functions and infinite families in their place, derivatives carried out.
    private Term Known(Term term) => InequalityChecker.Evaluable(Unfold.Definitions(Unfold.Definitions(term).Replace(families), instance.Functions), instance);

    private static IEnumerable<Symbol> Endless(Term term) => term.ReachedSymbols().Where(s => s.Role is SymbolRole.State or SymbolRole.Draw && SequenceProposals.IsInfinite(s));

    // Whether a term reads infinite families at places that are known, or not beyond its own.
    private bool IsWithin(Term term, Symbol? own, IReadOnlyList<Binder> around)
    {
        switch (term)
        {
            case Element { Tensor: Reference { Symbol: var symbol }, Indices: [var index, ..] } when SequenceProposals.IsInfinite(symbol):
                return IsNear(index, own, around);
            case Reference { Symbol: var symbol }:
                return !SequenceProposals.IsInfinite(symbol);
            case BinderTerm binder:
                return term.Children.All(c => IsWithin(c, own, [.. around, .. binder.Binders]));
            default:
                return term.Children.All(c => IsWithin(c, own, around));
        }
    }

    private bool IsNear(Term index, Symbol? own, IReadOnlyList<Binder> around)
    {
        switch (index)
        {
            case Reference { Symbol: var symbol } when ReferenceEquals(symbol, own):
                return true;
            case Reference { Symbol: var bound } when around.LastOrDefault(b => ReferenceEquals(b.Symbol, bound)) is { } binder:
                return binder.RangesOver is IndexRange { Upper: not Constant and var upper } && IsNear(upper, own, around);
            case Arithmetic { Operator: ArithmeticOperator.Add, Children: [Reference { Symbol: var from }, var shift] } when ReferenceEquals(from, own):
                return evaluation.TryRational(shift, instance) is { Sign: <= 0 };
            case Call { Operation: Symbolics.Functions.Max or Symbolics.Functions.Min, Arguments: var several }:
                return several.All(a => IsNear(a, own, around));
        }

        if (index.FreeSymbols().Any(s => !instance.Values.ContainsKey(s)) || evaluation.TryRational(index, instance) is not { } at)
        {
            return false;
        }

        last = at > last ? at : last;
        return true;
    }

    private Symbol Shorter(Symbol symbol, Evolution? evolution)
    {
        var shorter = new Symbol(symbol.Name, symbol.Role, symbol.Span)
        {
            Type = symbol.Type,
            Domain = symbol.Domain is { } law ? Known(law) : null,
            Indices = symbol.Indices,
            IsRandom = symbol.IsRandom,
            Evolution = evolution,
            SeriesOf = symbol.SeriesOf is null ? null : evolution,
        };
        if (!SequenceProposals.IsInfinite(symbol))
        {
            return shorter;
        }

        var range = (IndexRange)symbol.Indices[0].Domain!;
        var first = ((Number)range.Lower).Value;
        var finite = new IndexRange(range.Lower, new Number(last > first ? last : first));
        var index = new Symbol(symbol.Indices[0].Symbol.Name, SymbolRole.Bound, symbol.Indices[0].Symbol.Span) { Type = TermType.Integer, Domain = finite };
        var axes = ((TensorType)symbol.Type).Axes;
        shorter.Indices = [new Binder(index, finite)];
        shorter.Type = new TensorType(NumberKind.Real, new Sequence<Axis>([new Axis(axes[0].Lower, new Number(((Number)finite.Upper).Value - first + 1))]).Concat(axes.Skip(1)));
        shorter.Domain = shorter.Domain?.Replace(symbol.Indices[0].Symbol, Build.Ref(index));
        return shorter;
    }

    private Dictionary<Symbol, Term> Indices(Symbol state) => state.Indices.Zip(names[state].Indices).Where(p => !ReferenceEquals(p.First.Symbol, p.Second.Symbol))
        .ToDictionary(p => p.First.Symbol, p => (Term)Build.Ref(p.Second.Symbol));
}
