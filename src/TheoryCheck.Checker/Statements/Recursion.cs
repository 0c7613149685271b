using System.Numerics;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>The states of an <c>evolve</c> block, step by step, and of a <c>flow</c> at its start and just after it, in enclosures.</summary>
internal static class Recursion
{
    /// <summary>A term at a step of the one recursion it mentions.</summary>
    public static Value At(Evaluator evaluator, AtStep at, Scope scope)
    {
        var evolutions = Tree.Of(at.Series, []).OfType<Reference>().Select(r => r.Symbol.Evolution).OfType<Evolution>().Distinct().ToList();
        var isOne = at.Step is not null && evolutions is [{ StepDraws.IsEmpty: true } o] && o.Rules.All(r => !r.StartIsLaw && r.Noise is null);
        Require(isOne, "a value at a step needs exactly one recursion or flow, without chance");
        return evaluator.Of(at.Series, evolutions[0].IsFlow ? Onset(evaluator, evolutions[0], evaluator.Number(at.Step!, scope), scope)
            : AtStepOf(evaluator, evolutions[0], evaluator.Integer(at.Step!, scope), scope));
    }

    // After a time t that is small enough states are s + t r, with s the start, and r the rate somewhere in a box around s.
    private static Scope Onset(Evaluator evaluator, Evolution flow, Jet time, Scope scope)
    {
        var isSoon = time.Length == 2 && time[1].Low.Sign > 0 && evaluator.Jets.Motion == (time[0].IsPoint ? Motion.OneSided : Motion.Derivative);
        Require(time.Exact is { IsZero: true } || (isSoon && time[0].Low == -time[0].High), "a flow is followed from its start only, for a small time");
        var (radius, origin) = (Rational.Power(2, -evaluator.Bits / 2), scope.With(flow.Clock, new Value.Number(0)));
        if (!scope.Runs.TryGetValue(flow, out var run))
        {
            Value[] starts = [.. flow.Rules.Select(r => Moved(evaluator, r, origin, isStart: true))];
            Value Near(Value start) => Evaluator.Map(start, s => new Enclosure(s.Constant.Low - radius, s.Constant.High + radius));
            run = scope.Runs[flow] = [starts, evaluator.Jets.While(Motion.None, scope, still =>
            {
                var box = Bind(flow, [.. starts.Select(Near)], 0, still).With(flow.Clock, new Value.Number(new Enclosure(0, radius)));
                return flow.Rules.Select(r => Moved(evaluator, r, box, isStart: false)).ToArray();
            })];
        }

        Require(run[1].SelectMany(r => Value.AsTensor(r).Elements).Append(1).All(e => time[0].Magnitude * e[0].Magnitude <= radius), "a state may leave a box");
        Value Later(Value start, int i) => flow.Rules[i].Update is null ? start
            : evaluator.Apply(ArithmeticOperator.Add, start, evaluator.Apply(ArithmeticOperator.Multiply, new Value.Number(time), run[1][i]));
        return Bind(flow, [.. run[0].Select(Later)], 0, scope).With(flow.Clock, new Value.Number(time));
    }

    // All states move together: each update reads the states of the step before.
    private static Scope AtStepOf(Evaluator evaluator, Evolution evolution, BigInteger at, Scope scope)
    {
        var step = at.Sign >= 0 && at <= 1 << 14 ? (int)at : throw new NotShownException("a step is out of range");
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
