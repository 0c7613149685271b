using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>A quantity recorded at every step of a run: one element of it per step, and per value of some outer indices.</summary>
/// <param name="Record">Stands in the rewritten formula for the recorded values: a tensor whose first axis is the step.</param>
/// <param name="Body">What is recorded, over bare states; mentions <paramref name="Axes"/>.</param>
/// <param name="Axes">The outer indices it is recorded for, with their ranges.</param>
/// <param name="Evolution">The block whose steps are meant.</param>
internal sealed record Observable(Symbol Record, Term Body, Sequence<Binder> Axes, Evolution Evolution);

/// <summary>
/// Separates a formula about trajectories into what has to be recorded at each step and a formula about the records, in
/// which a step is an ordinary index: <c>norm(u@k - y)^2 &lt;= c^k*norm(u@0 - y)^2</c> becomes <c>R[k] &lt;= c^k*R[0]</c>
/// with R recording <c>norm(u - y)^2</c>. The largest subterms that live at one step are recorded, so that scalars are
/// stored and not states.
/// </summary>
internal sealed class SeriesLifting
{
    private readonly List<Observable> observables = [];
    private readonly Term steps;
    private readonly Func<Term, bool> staysOutside;

    private SeriesLifting(Term steps, Func<Term, bool> staysOutside) => (this.steps, this.staysOutside) = (steps, staysOutside);

    /// <summary>Lifts a formula whose definitions are unfolded.</summary>
    /// <param name="formula">The formula; its series stand under <see cref="AtStep"/>.</param>
    /// <param name="steps">How many steps a record holds, the start included.</param>
    /// <param name="staysOutside">What no record may hold, such as a number that the comparisons have to see.</param>
    public static (Term Formula, ImmutableArray<Observable> Observables) Lift(Term formula, Term steps, Func<Term, bool> staysOutside)
    {
        var lifting = new SeriesLifting(steps, staysOutside);
        var pushed = Push(formula, null);
        return (lifting.Pull(pushed, []), [.. lifting.observables]);
    }

    /// <summary>Whether a term reads a state or step draw anywhere.</summary>
    public static bool HasSeries(Term term) => term is Reference { Symbol.Evolution: not null } reference
        ? IsLeaf(reference.Symbol)
        : term.Children.Items.Any(HasSeries);

    // Moves each step onto the states and step draws it governs; an inner step wins over an outer one.
    private static Term Push(Term term, Term? step) => term switch
    {
        AtStep { Step: { } inner } at => Push(at.Series, Push(inner, step)),
        Reference { Symbol: { Role: SymbolRole.Clock } } when step is not null => step,
        Reference reference when step is not null && IsLeaf(reference.Symbol) => new AtStep(reference, step),
        _ when term.Children.IsEmpty => term,
        _ => term.With(term.Children.Map(child => Push(child, step))),
    };

    private static bool IsLeaf(Symbol symbol) => symbol.Evolution is not null && symbol.Role is SymbolRole.State or SymbolRole.Draw;

    private Term Pull(Term term, ImmutableList<Binder> scope)
    {
        var found = StepsIn(term).Distinct().ToList();
        if (found.Count == 0)
        {
            return term;
        }

        if (found.Count == 1 && term.Type is TensorType { Axes.IsEmpty: true } && CanRecord(term, found[0], scope) is { } recorded)
        {
            return recorded;
        }

        if (term is AtStep leaf)
        {
            return Record(leaf.Series, leaf.Step!, [], leaf.Type);
        }

        var inner = scope;
        if (term is BinderTerm binders)
        {
            inner = scope.AddRange(binders.Binders);
        }

        return term.With(term.Children.Map(child => Pull(child, inner)));
    }

    private static IEnumerable<Term> StepsIn(Term term) =>
        term is AtStep at ? [at.Step!] : term.Children.SelectMany(StepsIn);

    private Term? CanRecord(Term term, Term step, ImmutableList<Binder> scope)
    {
        if (MentionsClockOutsideSteps(term) || staysOutside(term))
        {
            return null;
        }

        // Indices bound outside that the term mentions become axes of the record; the step itself may not be bound inside.
        var body = DropSteps(term);
        var free = Symbols(body).ToHashSet(ReferenceEqualityComparer.Instance);
        var stepSymbols = Symbols(step).ToHashSet(ReferenceEqualityComparer.Instance);
        if (BoundInside(term).Any(stepSymbols.Contains) || EvolutionsOf(body).Distinct().Count() > 1)
        {
            return null;
        }

        var axes = scope.Where(b => free.Contains(b.Symbol)).ToList();
        if (axes.Exists(b => b.Domain is not IndexRange range || Symbols(range).Any(s => scope.Exists(o => ReferenceEquals(o.Symbol, s)))))
        {
            return null;
        }

        return Record(body, step, axes.ToSequence(), term.Type);
    }

    private Term Record(Term body, Term step, Sequence<Binder> axes, TermType type)
    {
        var existing = observables.Find(o => o.Body.Equals(body));
        if (existing is null)
        {
            var shape = new Sequence<Axis>([Axis.Of(steps)])
                .Concat(axes.Select(b => Axis.Of(Build.Add(((IndexRange)b.Domain!).Upper, Number.One))))
                .Concat(type is TensorType { Axes: var inner } ? inner : []);
            var record = new Symbol($"record{observables.Count}", SymbolRole.Bound, default) { Type = new TensorType(NumberKind.Real, shape) };
            existing = new Observable(record, body, axes, EvolutionsOf(body).First());
            observables.Add(existing);
        }

        return Build.At(Build.Ref(existing.Record), [step, .. existing.Axes.Select(b => (Term)Build.Ref(b.Symbol))]);
    }

    private static IEnumerable<Evolution> EvolutionsOf(Term term) => term is Reference { Symbol: { Evolution: { } evolution } symbol } && IsLeaf(symbol)
        ? [evolution]
        : term.Children.SelectMany(EvolutionsOf);

    private static bool MentionsClockOutsideSteps(Term term) => term switch
    {
        AtStep => false,
        Reference { Symbol.Role: SymbolRole.Clock } => true,
        _ => term.Children.Items.Any(MentionsClockOutsideSteps),
    };

    private static Term DropSteps(Term term) => term is AtStep at
        ? at.Series
        : term.Children.IsEmpty ? term : term.With(term.Children.Map(DropSteps));

    private static IEnumerable<Symbol> Symbols(Term term) =>
        term is Reference reference ? [reference.Symbol] : term.Children.SelectMany(Symbols);

    private static IEnumerable<Symbol> BoundInside(Term term) =>
        term.Children.SelectMany(BoundInside).Concat(term is BinderTerm binder ? binder.Binders.Select(b => b.Symbol) : []);
}
