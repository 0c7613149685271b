using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>The states of an <c>evolve</c> block, step by step, in enclosures.</summary>
internal static class Recursion
{
    /// <summary>A term at a step of the one recursion it mentions.</summary>
    public static Value At(Evaluator evaluator, AtStep at, Scope scope)
    {
        var symbols = Tree.Of(at.Series, []).OfType<Reference>().Select(r => r.Symbol).Where(s => s.Role is SymbolRole.State or SymbolRole.Clock);
        var evolutions = symbols.Select(s => s.Evolution).OfType<Evolution>().Distinct().ToList();
        var isOne = at.Step is not null && evolutions is [{ IsFlow: false, StepDraws.IsEmpty: true } o] && o.Rules.All(r => !r.StartIsLaw && r.Noise is null);
        Require(isOne, "a value at a step needs exactly one recursion, without chance and in discrete steps");
        var step = evaluator.Integer(at.Step!, scope);
        Require(step.Sign >= 0 && step <= 1 << 14, "a step is out of range");
        return evaluator.Of(at.Series, AtStepOf(evaluator, evolutions[0], (int)step, scope));
    }

    // All states move together: each update reads the states of the step before.
    private static Scope AtStepOf(Evaluator evaluator, Evolution evolution, int step, Scope scope)
    {
        var run = scope.Runs.TryGetValue(evolution, out var known) ? known : scope.Runs[evolution] = [];
        for (var k = run.Count; k <= step; k++)
        {
            var before = k == 0 ? scope.With(evolution.Clock, new Value.Number(0)) : Bind(evolution, run[k - 1], k - 1, scope);
            run.Add([.. evolution.Rules.Select(rule => Moved(evaluator, rule, before, k == 0))]);
        }

        return Bind(evolution, run[step], step, scope);
    }

    private static Scope Bind(Evolution evolution, Value[] states, int step, Scope scope) =>
        scope.With(evolution.Clock, new Value.Number(step)).With(evolution.Rules.Select(r => r.State), states);

    // The update names the indices anew; they run over the ranges of the state.
    private static Value Moved(Evaluator evaluator, StateRule rule, Scope scope, bool isStart) =>
        isStart ? evaluator.Family(rule.State, rule.State.Indices, scope, s => evaluator.Of(rule.Start, s))
        : rule.Update is not { } update ? scope.Find(rule.State)!
        : evaluator.Family(rule.State, rule.State.Indices.Map((b, i) => new Binder(rule.UpdateIndices[i], b.Domain)), scope, s => evaluator.Of(update, s));
}
