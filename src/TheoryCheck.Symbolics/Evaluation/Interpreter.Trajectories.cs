using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Values at the steps of recursions.</content>
public sealed partial class Interpreter<T>
{
    private static readonly ConditionalWeakTable<Term, Evolution[]> Blocks = [];

    /// <inheritdoc/>
    public override Value<T> AtStep(AtStep term)
    {
        var blocks = Blocks.GetValue(term.Series, static series => [.. Evolutions(series, []).Distinct()]);
        if (term.Step is null)
        {
            var stepping = Environment.Stepping ?? throw NoChecker("a new value outside of a step");
            var next = this;
            foreach (var rule in stepping.Evolution.Rules.Where(r => Mentions(term.Series, r.State, [])))
            {
                next = next.With(rule.State, stepping.Next(rule.State));
            }

            return next.Value(term.Series);
        }

        var step = (int)IntegerOf(term.Step);
        var inner = this;
        foreach (var evolution in blocks)
        {
            inner = TrajectoryOf(evolution).At(inner, step);
        }

        return inner.Value(term.Series);
    }

    /// <summary>This interpreter inside a step that is being made.</summary>
    internal Interpreter<T> Within(Stepping<T> stepping) => new(one, Environment.Within(stepping));

    private Trajectory<T> TrajectoryOf(Evolution evolution)
    {
        if (!Environment.Trajectories.TryGetValue(evolution, out var trajectory))
        {
            trajectory = new Trajectory<T>(this, evolution);
            Environment.Trajectories.Add(evolution, trajectory);
        }

        return trajectory;
    }

    // Blocks whose states a term reads at its own step; a step inside it is another matter.
    private static IEnumerable<Evolution> Evolutions(Term term, HashSet<Symbol> seen) => term switch
    {
        AtStep { Step: not null } => [],
        Reference { Symbol: { Evolution: { } evolution, Role: SymbolRole.State or SymbolRole.Draw or SymbolRole.Clock } } => [evolution],
        Reference { Symbol: { Body: { } body } symbol } => seen.Add(symbol) ? Evolutions(body, seen) : [],
        _ => term.Children.SelectMany(child => Evolutions(child, seen)),
    };

    private static bool Mentions(Term term, Symbol state, HashSet<Symbol> seen) => term switch
    {
        AtStep { Step: not null } => false,
        Reference { Symbol: { Body: { } body } symbol } when !ReferenceEquals(symbol, state) => seen.Add(symbol) && Mentions(body, state, seen),
        Reference { Symbol: var symbol } => ReferenceEquals(symbol, state),
        _ => term.Children.Items.Any(child => Mentions(child, state, seen)),
    };
}
