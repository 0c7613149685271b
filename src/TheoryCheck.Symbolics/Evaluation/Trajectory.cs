using System.Numerics;
using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// The states of an <c>evolve</c> block in a reading of the reals, computed step by step and kept: the recursion itself, not a simulation
/// of it. Chance has none; those of a flow are in <see cref="FlowTrajectory{T}"/>.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class Trajectory<T>
    where T : IReal<T>
{
    private const int MostSteps = 100_000;

    // Exact iterates of a nonlinear recursion double their digits at each step; enclosures keep theirs.
    private const int MostBits = 1 << 14;

    private readonly Interpreter<T> start;
    private readonly Evolution evolution;
    private readonly List<IReadOnlyList<Value<T>>> steps = [];
    private NotRepresentableException? end;

    /// <summary>The trajectory under the values of an interpreter.</summary>
    /// <exception cref="NotRepresentableException">The block draws.</exception>
    public Trajectory(Interpreter<T> start, Evolution evolution)
    {
        if (!evolution.StepDraws.IsEmpty || evolution.Rules.Any(r => r.StartIsLaw || r.Noise is not null))
        {
            throw Interpreter<T>.NoChecker("a value along a recursion with chance");
        }

        (this.start, this.evolution) = (start, evolution);
    }

    /// <summary>An interpreter that knows the states at a step.</summary>
    /// <exception cref="NotRepresentableException">The step is out of reach in this reading.</exception>
    public Interpreter<T> At(Interpreter<T> interpreter, int step) => Bind(interpreter, step, Reach(step));

    private IReadOnlyList<Value<T>> Reach(int step)
    {
        if (step < 0)
        {
            throw new UndefinedException($"there is no step {step}");
        }

        while (steps.Count <= step)
        {
            if (end is not null)
            {
                throw end;
            }

            try
            {
                steps.Add(steps.Count == MostSteps ? throw new NotRepresentableException($"more than {MostSteps} steps") : Bounded(steps.Count == 0 ? Starts() : Next(steps.Count - 1)));
            }
            catch (NotRepresentableException limit)
            {
                end = limit;
                throw;
            }
        }

        return steps[step];
    }

    private Interpreter<T> Bind(Interpreter<T> interpreter, int step, IReadOnlyList<Value<T>> states)
    {
        var bound = interpreter.With(evolution.Clock, new Value<T>.Exact(step));
        for (var i = 0; i < states.Count; i++)
        {
            bound = bound.With(evolution.Rules[i].State, states[i]);
        }

        return bound;
    }

    private List<Value<T>> Starts()
    {
        var first = start.With(evolution.Clock, new Value<T>.Exact(0));
        return [.. evolution.Rules.Select(r => Family(first, r.State, Rule.Of(r).Start, r.State.Indices.Map(b => b.Symbol)))];
    }

    private List<Value<T>> Next(int step)
    {
        var stepping = new Stepping<T>(evolution);
        var now = Bind(start, step, steps[step]).Within(stepping);
        foreach (var rule in evolution.Rules)
        {
            stepping.Add(rule.State, () => Rule.Of(rule).Update is { } update ? Family(now, rule.State, update, rule.UpdateIndices) : now.Value(Build.Ref(rule.State)));
        }

        return [.. evolution.Rules.Select(r => stepping.Next(r.State))];
    }

    // All elements of a state from the formula of one; the formula of a whole tensor has no indices.
    internal static Value<T> Family(Interpreter<T> at, Symbol state, Term element, Sequence<Symbol> indices)
    {
        if (indices.IsEmpty)
        {
            return at.Value(element);
        }

        var (lengths, grid) = at.Grid(state.Indices);
        return at.Stack(lengths, [.. grid.Select(point => indices.Zip(point).Aggregate(at, static (inner, p) => inner.With(p.First, new Value<T>.Exact(p.Second))).Value(element))], state.Type);
    }

    private static List<Value<T>> Bounded(List<Value<T>> states)
    {
        foreach (var state in states)
        {
            var worst = state switch
            {
                Value<T>.Exact exact => Bits(exact.Number),
                Value<T>.Real real => Bits(real.Number),
                Value<T>.Tensor tensor => tensor.Elements.Elements.ToArray().Select(Bits).DefaultIfEmpty(0).Max(),
                _ => 0,
            };
            if (worst > MostBits)
            {
                throw new NotRepresentableException($"the exact iterates outgrow {MostBits} bits");
            }
        }

        return states;
    }

    private static long Bits(T value) => T.TryExact(value, out var exact) ? Bits(exact) : 0;

    private static long Bits(Rational value) => Math.Max(BigInteger.Abs(value.Numerator).GetBitLength(), value.Denominator.GetBitLength());

    // The formulas of a rule with their derivatives carried out.
    internal sealed record Rule(Term Start, Term? Update)
    {
        private static readonly ConditionalWeakTable<StateRule, Rule> Known = [];

        public static Rule Of(StateRule rule) => Known.GetValue(rule, static r => new Rule(IndexForm.Evaluable(r.Start), r.Update is { } update ? IndexForm.Evaluable(update) : null));
    }
}

/// <summary>The new values of one step, each computed when it is first asked for: a rule may read another's with <c>@next</c>.</summary>
/// <param name="evolution">The block.</param>
internal sealed class Stepping<T>(Evolution evolution)
    where T : IReal<T>
{
    private readonly Dictionary<Symbol, Func<Value<T>>> rules = [];
    private readonly Dictionary<Symbol, Value<T>?> known = [];

    /// <summary>The block.</summary>
    public Evolution Evolution { get; } = evolution;

    /// <summary>States how a new value is computed.</summary>
    public void Add(Symbol state, Func<Value<T>> rule) => rules.Add(state, rule);

    /// <summary>A new value.</summary>
    /// <exception cref="NotRepresentableException">The rules read each other's new values in a circle.</exception>
    public Value<T> Next(Symbol state)
    {
        if (known.TryGetValue(state, out var value))
        {
            return value ?? throw new NotRepresentableException($"the new value of '{state.Name}' depends on itself");
        }

        known.Add(state, null);
        return known[state] = rules[state]();
    }
}
