using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>A statement P(k) about the states of a recursion at step k, with the states as symbols of their own, so that P(k + 1), and P at a first step, can be stated.</summary>
/// <param name="Now">P(k), with a symbol in place of each state at step k.</param>
/// <param name="Clock">k.</param>
/// <param name="Starts">The symbols, with what they are at step 0.</param>
/// <param name="States">The symbols, with what they are at the next step.</param>
/// <param name="Ratios">The symbols that stand for powers with the step in the exponent, with what they are multiplied by in a step.</param>
public sealed record StepStatement(Term Now, Symbol Clock, IReadOnlyDictionary<Symbol, Term> Starts, IReadOnlyDictionary<Symbol, Term> States, IReadOnlyDictionary<Symbol, Term> Ratios)
{
    /// <summary>The statement of a formula; null where it is not about one recursion without chance, whose states are no families, at the steps k and k + 1.</summary>
    /// <param name="formula">P(k).</param>
    /// <param name="facts">What holds at all steps.</param>
    public static StepStatement? Of(Term formula, Facts facts)
    {
        var stepped = Pushed(Unfold.Definitions(formula));
        var found = Steps(stepped).ToList();
        if (found.Select(static s => (s.Series as Reference)?.Symbol.Evolution).Distinct().ToList() is not [{ IsFlow: false } evolution] || !evolution.StepDraws.IsEmpty
            || evolution.Rules.Any(static r => r.StartIsLaw || r.Noise is not null || !r.State.Indices.IsEmpty) || !found.TrueForAll(s => IsNear(s.Step, evolution.Clock)))
        {
            return null;
        }

        var symbols = evolution.Rules.ToDictionary(static r => r.State, static r => new Symbol(r.State.Name, SymbolRole.Given, default) { Type = r.State.Type, Domain = Vectors(r.State.Type) });
        var here = symbols.ToDictionary(static s => s.Key, static s => (Term)Build.Ref(s.Value));
        var updates = evolution.Rules.ToDictionary(r => r.State, r => r.Update is { } update ? Unfold.Definitions(update) : Build.Ref(r.State));
        if (updates.Values.Any(static u => Steps(u).Any()))
        {
            return null;
        }

        var next = updates.ToDictionary(u => symbols[u.Key], u => u.Value.Replace(here));
        var start = evolution.Rules.ToDictionary(r => symbols[r.State], static r => Unfold.Definitions(r.Start));
        var powers = new StepPowers(evolution.Clock, facts);
        var now = powers.Named(Replaced(stepped, evolution.Clock, here, next));
        if (powers.Ratios.Any(r => r.Ratio.FreeSymbols().Any(symbols.ContainsValue)))
        {
            return null;
        }

        foreach (var (power, ratio) in powers.Ratios)
        {
            start[power] = Number.One;
            next[power] = Build.Multiply(ratio, Build.Ref(power));
        }

        // What a recursion reads has one value along it, so that no part of the statement may run through the values of a declared symbol.
        return Bound(now).Any(static s => s.Role is not (SymbolRole.Bound or SymbolRole.Draw)) || now.ReachedSymbols().Any(s => s.Role == SymbolRole.State || (s.Evolution == evolution && s.Role != SymbolRole.Clock)) ? null : new(
            now,
            evolution.Clock,
            start,
            next,
            powers.Ratios.ToDictionary(static r => r.Power, static r => r.Ratio));
    }

    /// <summary>Whether all states certainly have a value up to a first step, and after it at the next step whatever values the facts allow them now; those too of which the statement does not speak.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="known">What holds of the data.</param>
    /// <param name="now">What holds besides at a step, from the first one on.</param>
    public bool HasValues(int first, Facts known, Facts now) => Enumerable.Range(0, first + 1).All(step => At(step).Values.All(state => HasValue(state, known))) && States.Values.All(state => HasValue(state, now));

    private static Term? Vectors(TermType type) => type is TensorType { Axes: [{ Lower: Number { Value.IsZero: true }, Length: var length }] } ? Build.Call(OperationCatalogue.Find("vector")!, length) : null;

    private static bool HasValue(Term state, Facts facts)
    {
        Term[] at = [.. ((TensorType)state.Type).Axes.Select(a => (Term)Build.Ref(new Symbol("c", SymbolRole.Bound, default) { Type = TermType.Integer, Domain = new IndexRange(a.Lower, Build.PredecessorOf(a.Length)) }))];
        return ExplicitForm.Of(at.Length == 0 ? state : Build.At(state, at), facts) is { } explicitly && ExplicitForm.IsDefined(explicitly, facts);
    }

    /// <summary>What the symbols and k are at a step.</summary>
    /// <param name="step">The step.</param>
    public IReadOnlyDictionary<Symbol, Term> At(int step)
    {
        var states = new Dictionary<Symbol, Term>(Starts) { [Clock] = Number.Zero };
        for (var k = 1; k <= step; k++)
        {
            states = new Dictionary<Symbol, Term>(States.Select(s => KeyValuePair.Create(s.Key, s.Value.Replace(states)))) { [Clock] = Build.Num(k) };
        }

        return states;
    }

    // Steps on the states alone; at step 0 a state is what it starts as.
    private static Term Pushed(Term term) => term switch
    {
        AtStep { Series: Reference { Symbol: { Role: SymbolRole.State, Evolution.IsFlow: false, Indices.IsEmpty: true } state }, Step: Number { Value.IsZero: true } }
            when state.Evolution.Rules.Single(r => r.State == state) is { StartIsLaw: false } rule => Unfold.Definitions(rule.Start),
        AtStep { Series: Reference { Symbol.Role: SymbolRole.State } } => term,
        AtStep { Step: { } step } at => AtSteps.Put(Pushed(Unfold.Definitions(at.Series)), step),
        _ => term.Children.IsEmpty ? term : term.With(term.Children.Map(Pushed)),
    };

    private static IEnumerable<Symbol> Bound(Term term) => term.Children.SelectMany(Bound).Concat(term is BinderTerm binder ? binder.Binders.Select(static b => b.Symbol) : []);

    private static IEnumerable<AtStep> Steps(Term term) => term is AtStep at ? [at] : term.Children.SelectMany(Steps);

    private static bool IsNear(Term? step, Symbol clock) => step is Reference { Symbol: var own } && own == clock || IsNext(step, clock);

    private static bool IsNext(Term? step, Symbol clock) => step is not null && Canonical.Normalize(Build.Subtract(step, Build.Ref(clock)), Facts.None) is Number { Value.IsOne: true };

    private static Term Replaced(Term term, Symbol clock, Dictionary<Symbol, Term> here, Dictionary<Symbol, Term> next) => term switch
    {
        AtStep { Series: Reference { Symbol: var state } } at when here.TryGetValue(state, out var symbol) => IsNext(at.Step, clock) ? next[((Reference)symbol).Symbol] : symbol,
        _ => term.Children.IsEmpty ? term : Substitution.Rebuild(term, term.Children.Map(c => Replaced(c, clock, here, next))),
    };
}
