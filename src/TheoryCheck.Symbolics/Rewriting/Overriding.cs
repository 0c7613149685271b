using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Rewriting;

/// <summary>Carries out <see cref="Override"/>: other values for given symbols, in the block that moves the states too.</summary>
internal static class Overriding
{
    /// <summary>Replaces the overridden symbols in an unfolded target; a block that depends on them is copied with new states, its draws shared.</summary>
    public static Term Apply(Term target, Override change, Sequence<Term> values)
    {
        var map = new Dictionary<Symbol, Term>();
        foreach (var (binder, value) in change.Symbols.Zip(values))
        {
            map[binder.Symbol] = value;
        }

        foreach (var evolution in target.FreeSymbols().Select(s => s.Evolution).OfType<Evolution>().Distinct().ToList())
        {
            if (evolution.Rules.Any(r => Parts(r).Any(p => Unfold.Definitions(p).FreeSymbols().Any(map.ContainsKey))))
            {
                CopyStates(evolution, map);
            }
        }

        return target.Replace(map);
    }

    private static void CopyStates(Evolution evolution, Dictionary<Symbol, Term> map)
    {
        var copy = new Evolution(evolution.Clock, evolution.IsFlow, evolution.Span) { StepDraws = evolution.StepDraws };
        var states = evolution.Rules.Map(r => r.State).ToDictionary(s => s, s => new Symbol(s.Name, SymbolRole.State, s.Span)
        {
            Type = s.Type,
            Indices = s.Indices,
            Evolution = copy,
            IsRandom = s.IsRandom,
            SeriesOf = copy,
        });
        foreach (var (old, state) in states)
        {
            map[old] = new Reference(state);
        }

        Term Moved(Term part) => Unfold.Definitions(part).Replace(map);
        copy.Rules = evolution.Rules.Map(r => r with
        {
            State = states[r.State],
            Start = Moved(r.Start),
            Update = r.Update is null ? null : Moved(r.Update),
            Noise = r.Noise is null ? null : Moved(r.Noise),
        });
    }

    private static IEnumerable<Term> Parts(StateRule rule) => new[] { rule.Start, rule.Update, rule.Noise }.OfType<Term>();
}
