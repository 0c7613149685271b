using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// Which scalar states of a recursion are equal at all steps, by induction: the coarsest partition in which the members of a part start alike, and are updated alike when every state is
/// replaced by the first of its part. It is found as a minimal automaton is, by splitting parts until nothing splits.
/// </summary>
[Cites("hopcroftullman1979", "Section 3.4, minimization of finite automata")]
public sealed class EqualStates
{
    private readonly Facts facts;
    private readonly IReadOnlyDictionary<Symbol, Term> values;
    private readonly HashSet<Term> nonzero = [];

    private EqualStates(Evolution evolution, IReadOnlyDictionary<Symbol, Term> values, Facts facts)
    {
        (this.facts, this.values) = (facts, values);
        var rules = evolution.Rules.Where(r => r.State.Type.IsScalar && r is { StartIsLaw: false, Noise: null }).ToList();
        var parts = rules.GroupBy(r => Form(r.Start, ImmutableDictionary<Symbol, Term>.Empty)).Select(g => g.ToList()).ToList();
        for (var before = 0; before != parts.Count;)
        {
            before = parts.Count;
            var first = parts.SelectMany(p => p.Select(r => (r.State, Rule: p[0]))).ToDictionary(p => p.State, p => (Term)Build.Ref(p.Rule.State));
            parts = [.. parts.SelectMany(p => p.GroupBy(r => Form(r.Update is { } update ? Unroll.Steps(IndexForm.Of(update), facts) : Build.Ref(r.State), first)).Select(g => g.ToList()))];
        }

        Parts = parts.Select(p => p.Select(r => r.State).ToSequence()).ToSequence();
        IsDefined = rules.Count == evolution.Rules.Count && HaveValues(rules);
    }

    /// <summary>The parts.</summary>
    public Sequence<Sequence<Symbol>> Parts { get; }

    /// <summary>Whether all states certainly have a value at all steps: an update that divides by a state, say, divides by one that is positive from the first step on.</summary>
    public bool IsDefined { get; }

    /// <summary>What must not be 0 for the steps to be alike.</summary>
    public IReadOnlyCollection<Term> Nonzero => nonzero;

    /// <summary>The parts of a recursion in discrete steps.</summary>
    /// <param name="evolution">The recursion.</param>
    /// <param name="values">Values of some symbols.</param>
    /// <param name="facts">What may be used of the others.</param>
    /// <exception cref="NoClosedFormException">An update has no closed form.</exception>
    public static EqualStates Of(Evolution evolution, IReadOnlyDictionary<Symbol, Term> values, Facts facts) => new(evolution, values, facts);

    // By induction: what is positive after one step and stays so may be divided by, and the updates have values at the start and at states of those signs.
    private bool HaveValues(List<StateRule> rules)
    {
        var starts = rules.ToDictionary(r => r.State, r => IndexForm.Of(r.Start).Replace(values));
        var updates = rules.Where(r => r.Update is not null).ToDictionary(r => r.State, r => Unroll.Steps(IndexForm.Of(r.Update!), facts).Replace(values));
        var positive = updates.Keys.Where(s => Definedness.IsPositive(updates[s].Replace(starts), facts)).ToHashSet();
        for (var before = -1; before != positive.Count;)
        {
            before = positive.Count;
            var known = Known(positive);
            positive.RemoveWhere(s => !Definedness.IsPositive(updates[s], known));
        }

        return starts.Values.All(start => Definedness.IsCertain(start, facts))
            && updates.Values.All(update => Definedness.IsCertain(update.Replace(starts), facts) && Definedness.IsCertain(update, Known(positive)));

        Facts Known(IEnumerable<Symbol> states) => states.Aggregate(facts, static (known, state) => known.Assume(new Comparison(Build.Ref(state), Relation.Greater, Number.Zero)));
    }

    private Term Form(Term term, IReadOnlyDictionary<Symbol, Term> states)
    {
        var form = Canonical.Trace(IndexForm.Of(term).Replace(values).Replace(states), facts);
        nonzero.UnionWith(form.Nonzero);
        return form.Value;
    }
}
