using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Values at the steps of recursions.</content>
public sealed partial class Interpreter<T>
{
    private static readonly ConditionalWeakTable<Term, StatesRead> Reads = [];

    /// <inheritdoc/>
    public override Value<T> AtStep(AtStep term)
    {
        var reads = Reads.GetValue(term.Series, static series => StatesRead.By(series));
        if (term.Step is null)
        {
            var stepping = Environment.Stepping ?? throw NoChecker("a new value outside of a step");
            var next = this;
            foreach (var rule in stepping.Evolution.Rules.Where(r => reads.Symbols.Contains(r.State)))
            {
                next = next.With(rule.State, stepping.Next(rule.State));
            }

            return next.Value(term.Series);
        }

        var inner = this;
        foreach (var evolution in reads.Blocks)
        {
            inner = evolution.IsFlow ? FlowOf(evolution).At(inner, Value(term.Step)) : TrajectoryOf(evolution).At(inner, (int)IntegerOf(term.Step));
        }

        return inner.Value(term.Series);
    }

    /// <summary>This interpreter inside a step that is being made.</summary>
    internal Interpreter<T> Within(Stepping<T> stepping) => new(one, Environment.Within(stepping));

    /// <summary>The course of a flow under the values here.</summary>
    /// <exception cref="NotRepresentableException">It has chance.</exception>
    internal FlowTrajectory<T> FlowOf(Evolution evolution)
    {
        if (!Environment.Flows.TryGetValue(evolution, out var flow))
        {
            flow = new FlowTrajectory<T>(this, evolution);
            Environment.Flows.Add(evolution, flow);
        }

        return flow;
    }

    private Trajectory<T> TrajectoryOf(Evolution evolution)
    {
        if (!Environment.Trajectories.TryGetValue(evolution, out var trajectory))
        {
            trajectory = new Trajectory<T>(this, evolution);
            Environment.Trajectories.Add(evolution, trajectory);
        }

        return trajectory;
    }

    // What a term reads of evolutions at its own step; a step inside it is another matter.
    private sealed record StatesRead(Evolution[] Blocks, HashSet<Symbol> Symbols)
    {
        public static StatesRead By(Term term)
        {
            var symbols = In(term, []).ToList();
            return new StatesRead([.. symbols.Select(s => s.Evolution!).Distinct()], [.. symbols]);
        }

        private static IEnumerable<Symbol> In(Term term, HashSet<Symbol> seen) => term switch
        {
            AtStep { Step: not null } => [],
            Reference { Symbol: { Evolution: not null, Role: SymbolRole.State or SymbolRole.Draw or SymbolRole.Clock } symbol } => [symbol],
            Reference { Symbol: { Body: { } body } symbol } => seen.Add(symbol) ? In(body, seen) : [],
            _ => term.Children.SelectMany(child => In(child, seen)),
        };
    }
}
