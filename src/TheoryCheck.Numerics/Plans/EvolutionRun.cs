using System.Runtime.Intrinsics;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>One thread's memory for running a block: fill the inputs, start, then make steps. The loop over steps allocates nothing.</summary>
public sealed class EvolutionRun : IDisposable
{
    private const int MostHalvings = 4;
    private const ulong Starts = 1UL << EvolutionPlan.StartGroup;
    private const ulong Observing = 1UL << EvolutionPlan.ObservableGroup;
    private const ulong Moving = 1UL << EvolutionPlan.MotionGroup;
    private const ulong Disturbing = 1UL << EvolutionPlan.NoiseGroup;

    private readonly EvolutionPlan plan;
    private readonly Workspace workspace;
    private readonly StateCell[] states;
    private readonly SeriesCell[] series;

    internal EvolutionRun(EvolutionPlan plan)
    {
        this.plan = plan;
        workspace = plan.Plan.CreateWorkspace();
        states = [.. plan.States.Select(s => new StateCell(plan.Plan, s))];
        series = [.. plan.Observables.Select(o => new SeriesCell(o.Name, plan.Plan.OutputBuffer(EvolutionPlan.ObservableOf(o.Name))))];
    }

    /// <summary>A given, draw or step draw to be filled; or the state itself, whose start may be filled in where it is drawn.</summary>
    public Span<double> Input(Symbol symbol) => workspace.Input(symbol);

    /// <summary>The values of a state at the current step, row-major.</summary>
    public ReadOnlySpan<double> State(Symbol state) => workspace.Input(state);

    /// <summary>The values of an observable at the current step, row-major.</summary>
    public ReadOnlySpan<double> Observable(string name) => workspace.Output(EvolutionPlan.ObservableOf(name));

    /// <summary>The recorded values of an observable, step by step, of the steps made so far.</summary>
    public ReadOnlySpan<double> Series(string name)
    {
        var cell = Array.Find(series, s => s.Name == name) ?? throw new ArgumentException($"'{name}' is no observable", nameof(name));
        return cell.Recorded;
    }

    /// <summary>Makes discrete steps from the start; observables are recorded at steps 0 to <paramref name="steps"/>.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="draws">Fills the step draws; null without.</param>
    /// <param name="observer">Looks at each step; null for none.</param>
    public EvolutionOutcome Evolve(long steps, StepDraws? draws = null, StepObserver? observer = null)
    {
        Begin(steps);
        for (var step = 0L; ; step++)
        {
            SetClock(step);
            draws?.Invoke(step, this);
            workspace.Run(Stage.Step, step < steps ? Observing | Moving : Observing);
            Record(step);
            if (observer is not null && !observer(step, this))
            {
                return new(EvolutionEnd.Stopped, step, "", 0);
            }

            if (step == steps)
            {
                return new(EvolutionEnd.Completed, step, "", 0);
            }

            foreach (var state in states)
            {
                if (state.Motion is { } motion && !CopyFinite(workspace.At(motion), workspace.At(state.Value)))
                {
                    return new(EvolutionEnd.NotFinite, step + 1, state.Name, 0);
                }
            }
        }
    }

    /// <summary>
    /// Solves a deterministic flow with the classical Runge-Kutta method of order 4. Each step is also made in two halves; the
    /// difference, divided by 15, estimates the local error of the halves, which are kept. A step whose estimate exceeds its share of the
    /// tolerance (a kink lies in it) is made again as two steps of half the length, down to a 16th.
    /// </summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="length">The length of a step in time.</param>
    /// <param name="observer">Looks at each step; null for none.</param>
    /// <param name="tolerance">The error aimed at, relative to the largest entry of a state; infinite for steps of one length.</param>
    [Cites("hairer1993solving", "Section II.1 (method), Section II.4, Theorem 4.1 (estimate)")]
    public EvolutionOutcome Flow(long steps, double length, StepObserver? observer = null, double tolerance = double.PositiveInfinity)
    {
        Begin(steps);
        var error = 0.0;
        for (var step = 0L; ; step++)
        {
            if (Look(step, steps, step * length, observer, error) is { } outcome)
            {
                return outcome;
            }

            error += Advance(step * length, length, tolerance / steps * Size(), MostHalvings);
        }
    }

    // One step, or as many as its share of the error takes; the estimated error it made.
    private double Advance(double time, double length, double allowed, int halvings)
    {
        Keep(static s => s.Start);
        RungeKutta(time, length, static s => s.Start);
        Keep(static s => s.Coarse);
        Restore();
        RungeKutta(time, length / 2, static s => s.Start);
        Keep(static s => s.Middle);
        RungeKutta(time + (length / 2), length / 2, static s => s.Middle);
        var worst = 0.0;
        foreach (var state in states)
        {
            worst = Math.Max(worst, Distance(workspace.At(state.Value), state.Coarse) / 15);
        }

        if (!(worst > allowed) || halvings == 0)
        {
            return worst;
        }

        Restore();
        var first = Advance(time, length / 2, allowed, halvings - 1);
        return first + Advance(time + (length / 2), length / 2, allowed, halvings - 1);
    }

    private void Restore()
    {
        foreach (var state in states)
        {
            state.Start.CopyTo(workspace.At(state.Value));
        }
    }

    /// <summary>The largest element of the states in absolute value, positive; NaN if one is.</summary>
    public double Size()
    {
        var size = double.Epsilon;
        foreach (var state in states)
        {
            foreach (var value in workspace.At(state.Value))
            {
                size = Math.Max(size, Math.Abs(value));
            }
        }

        return size;
    }

    /// <summary>Solves a flow with noise by the Euler-Maruyama method: X ← X + h·rate + √h·noise·ξ with standard normals ξ.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="length">The length of a step in time, h.</param>
    /// <param name="normals">Fills independent standard normals for a state at a step, row-major.</param>
    /// <param name="observer">Looks at each step; null for none.</param>
    [Cites("kloeden1992numerical", "Section 10.2")]
    public EvolutionOutcome Flow(long steps, double length, StateNormals normals, StepObserver? observer = null)
    {
        Begin(steps);
        var root = Math.Sqrt(length);
        for (var step = 0L; ; step++)
        {
            if (Look(step, steps, step * length, observer, 0) is { } outcome)
            {
                return outcome;
            }

            workspace.Run(Stage.Step, Moving | Disturbing);
            foreach (var state in states)
            {
                var value = workspace.At(state.Value);
                if (state.Noise is { } noise)
                {
                    normals(step, state.Symbol, state.Middle);
                    var intensity = workspace.At(noise);
                    for (var at = 0; at < value.Length; at++)
                    {
                        value[at] = Math.FusedMultiplyAdd(root * intensity[at], state.Middle[at], value[at]);
                    }
                }

                if (state.Motion is { } motion)
                {
                    Add(value, length, workspace.At(motion), value);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => workspace.Dispose();

    private void Begin(long steps)
    {
        workspace.Run(Stage.Run);
        foreach (var state in states)
        {
            if (state.First is { } first)
            {
                workspace.At(first).CopyTo(workspace.At(state.Value));
            }
        }

        foreach (var cell in series)
        {
            cell.Reserve(steps);
        }
    }

    private void SetClock(double time)
    {
        if (plan.Clock is { } clock)
        {
            workspace.Input(clock)[0] = time;
        }
    }

    /// <summary>Records the observables at a step of a flow; an outcome when the run ends there.</summary>
    private EvolutionOutcome? Look(long step, long steps, double time, StepObserver? observer, double error)
    {
        foreach (var state in states)
        {
            if (!IsFinite(workspace.At(state.Value)))
            {
                return new(EvolutionEnd.NotFinite, step, state.Name, error);
            }
        }

        SetClock(time);
        workspace.Run(Stage.Step, Observing);
        Record(step);
        return observer is not null && !observer(step, this) ? new(EvolutionEnd.Stopped, step, "", error)
            : step == steps ? new(EvolutionEnd.Completed, step, "", error)
            : null;
    }

    /// <summary>One Runge-Kutta step of the states from the values kept at <paramref name="from"/>.</summary>
    private void RungeKutta(double time, double h, Func<StateCell, double[]> from)
    {
        Rate(time, h / 6, h / 2, from, isFirst: true);
        Rate(time + (h / 2), h / 3, h / 2, from);
        Rate(time + (h / 2), h / 3, h, from);
        Rate(time + h, h / 6, 0, from);
        foreach (var state in states)
        {
            if (state.Motion is not null)
            {
                state.Sum.CopyTo(workspace.At(state.Value));
            }
        }
    }

    /// <summary>One evaluation of the rates: added with a weight to the sum, and with another to the start for the next evaluation.</summary>
    private void Rate(double time, double weight, double ahead, Func<StateCell, double[]> from, bool isFirst = false)
    {
        SetClock(time);
        workspace.Run(Stage.Step, Moving);
        foreach (var state in states)
        {
            if (state.Motion is { } motion)
            {
                var rate = workspace.At(motion);
                Add(isFirst ? from(state) : state.Sum, weight, rate, state.Sum);
                Add(from(state), ahead, rate, workspace.At(state.Value));
            }
        }
    }

    private void Keep(Func<StateCell, double[]> place)
    {
        foreach (var state in states)
        {
            workspace.At(state.Value).CopyTo(place(state));
        }
    }

    // A quantity without a finite value at a step (the logarithm of 0 at the start) is NaN there, which decides nothing; states end a run.
    private void Record(long step)
    {
        foreach (var cell in series)
        {
            var record = cell.At(step);
            if (!CopyFinite(workspace.At(cell.Buffer), record))
            {
                foreach (ref var value in record)
                {
                    value = double.IsFinite(value) ? value : double.NaN;
                }
            }
        }
    }

    /// <summary>target = start + factor · direction.</summary>
    private static void Add(ReadOnlySpan<double> start, double factor, ReadOnlySpan<double> direction, Span<double> target)
    {
        for (var at = 0; at < target.Length; at++)
        {
            target[at] = Math.FusedMultiplyAdd(factor, direction[at], start[at]);
        }
    }

    private static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var worst = 0.0;
        for (var at = 0; at < left.Length; at++)
        {
            worst = Math.Max(worst, Math.Abs(left[at] - right[at]));
        }

        return worst;
    }

    private static bool IsFinite(Span<double> values) => CopyFinite(values, values);

    /// <summary>Copies; false when a value is infinite or NaN (its difference to itself is not 0).</summary>
    private static bool CopyFinite(ReadOnlySpan<double> from, Span<double> to)
    {
        var bad = Vector512<double>.Zero;
        var at = 0;
        for (; at + Vector512<double>.Count <= from.Length; at += Vector512<double>.Count)
        {
            var value = Vector512.Create(from.Slice(at, Vector512<double>.Count));
            bad += value - value;
            value.CopyTo(to[at..]);
        }

        var rest = 0.0;
        for (; at < from.Length; at++)
        {
            rest += from[at] - from[at];
            to[at] = from[at];
        }

        return Vector512.EqualsAll(bad, Vector512<double>.Zero) && rest == 0;
    }

    private sealed class StateCell(Plan plan, StateMotion state)
    {
        private readonly long length = plan.InputBuffer(state.State).Length;
        private double[]? start;
        private double[]? sum;
        private double[]? middle;
        private double[]? coarse;

        public Symbol Symbol { get; } = state.State;

        public string Name { get; } = state.State.Name;

        public ArrayBuffer Value { get; } = plan.InputBuffer(state.State);

        public ArrayBuffer? First { get; } = state.Start is null ? null : plan.OutputBuffer(EvolutionPlan.StartOf(state.State));

        public ArrayBuffer? Motion { get; } = state.Motion is null ? null : plan.OutputBuffer(EvolutionPlan.MotionOf(state.State));

        public ArrayBuffer? Noise { get; } = state.Noise is null ? null : plan.OutputBuffer(EvolutionPlan.NoiseOf(state.State));

        public double[] Start => start ??= new double[length];

        public double[] Sum => sum ??= new double[length];

        public double[] Middle => middle ??= new double[length];

        public double[] Coarse => coarse ??= new double[length];
    }

    private sealed class SeriesCell(string name, ArrayBuffer buffer)
    {
        private double[] values = [];
        private int recorded;

        public string Name { get; } = name;

        public ArrayBuffer Buffer { get; } = buffer;

        public ReadOnlySpan<double> Recorded => values.AsSpan(0, recorded);

        public void Reserve(long steps)
        {
            var needed = checked((steps + 1) * Buffer.Length);
            if (values.Length < needed)
            {
                values = new double[needed];
            }

            recorded = 0;
        }

        public Span<double> At(long step)
        {
            var length = (int)Buffer.Length;
            recorded = checked((int)((step + 1) * length));
            return values.AsSpan(recorded - length, length);
        }
    }
}

/// <summary>Fills independent standard normals for a state at a step of a flow.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="state">The state.</param>
/// <param name="normals">Receives the normals, row-major.</param>
public delegate void StateNormals(long step, Symbol state, Span<double> normals);
