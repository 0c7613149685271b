using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>The states of an <c>evolve</c> block, step by step, in enclosures.</summary>
internal static class Recursion
{
    private const int MostSteps = 1 << 14;

    /// <summary>A term at a step of the one recursion it mentions.</summary>
    public static Value At(Evaluator evaluator, AtStep at, Scope scope)
    {
        var evolutions = Evolutions(at.Series, []).ToList();
        StrictJson.Require(evolutions is [{ IsFlow: false, StepDraws.IsEmpty: true }] && at.Step is not null, "a value at a step needs exactly one recursion, without chance and in discrete steps");
        var step = evaluator.Integer(at.Step!, scope);
        StrictJson.Require(step.Sign >= 0 && step <= MostSteps, "a step is out of range");
        return evaluator.Of(at.Series, AtStepOf(evaluator, evolutions[0], (int)step, scope));
    }

    // All states move together: each update reads the states of the step before.
    private static Scope AtStepOf(Evaluator evaluator, Evolution evolution, int step, Scope scope)
    {
        if (!scope.Runs.TryGetValue(evolution, out var run))
        {
            scope.Runs.Add(evolution, run = []);
        }

        for (var k = run.Count; k <= step; k++)
        {
            var before = k == 0 ? scope.With(evolution.Clock, new Value.Number(0)) : Bind(evolution, run[k - 1], k - 1, scope);
            run.Add([.. evolution.Rules.Select(rule => k == 0 ? Start(evaluator, rule, before) : Moved(evaluator, rule, before))]);
        }

        return Bind(evolution, run[step], step, scope);
    }

    private static Scope Bind(Evolution evolution, Value[] states, int step, Scope scope) =>
        evolution.Rules.Select((rule, i) => (rule.State, Value: states[i])).Aggregate(scope.With(evolution.Clock, new Value.Number(step)), (s, p) => s.With(p.State, p.Value));

    private static Value Start(Evaluator evaluator, StateRule rule, Scope scope)
    {
        StrictJson.Require(!rule.StartIsLaw && rule.Noise is null, "a state that is drawn has no exact run");
        return evaluator.Family(rule.State, rule.State.Indices, scope, inner => evaluator.Of(rule.Start, inner));
    }

    private static Value Moved(Evaluator evaluator, StateRule rule, Scope scope)
    {
        if (rule.Update is not { } update)
        {
            return scope.Find(rule.State)!;
        }

        // The update names the indices anew; they run over the ranges of the state.
        var indices = rule.State.Indices.Map((b, i) => new Binder(rule.UpdateIndices[i], b.Domain));
        return evaluator.Family(rule.State, indices, scope, inner => evaluator.Of(update, inner));
    }

    private static IEnumerable<Evolution> Evolutions(Term term, HashSet<Symbol> seen) => term switch
    {
        Reference { Symbol: { Role: SymbolRole.State or SymbolRole.Clock, Evolution: { } own } } => [own],
        Reference { Symbol: { Body: { } body } symbol } => (seen.Add(symbol) ? Evolutions(body, seen) : []).Distinct(),
        _ => term.Children.SelectMany(c => Evolutions(c, seen)).Distinct(),
    };
}
