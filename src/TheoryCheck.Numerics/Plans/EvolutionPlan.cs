using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// A compiled block: states move simultaneously, every right side reads the values before the step, <c>X@next</c> the value after it.
/// Immutable and shared between threads; each thread runs it in an <see cref="EvolutionRun"/> of its own.
/// </summary>
public sealed class EvolutionPlan
{
    /// <summary>The group of outputs with the starts.</summary>
    internal const int StartGroup = 0;

    /// <summary>The group of outputs with observables.</summary>
    internal const int ObservableGroup = 1;

    /// <summary>The group of outputs with next values or rates.</summary>
    internal const int MotionGroup = 2;

    /// <summary>The group of outputs with noise intensities.</summary>
    internal const int NoiseGroup = 3;

    private EvolutionPlan(Plan plan, EvolutionRequest request)
    {
        Plan = plan;
        States = request.States;
        Observables = request.Observables;
        Clock = request.Clock;
    }

    /// <summary>How much memory a run takes, in bytes, besides recorded series.</summary>
    public double EstimatedBytes => Plan.EstimatedBytes + States.Sum(s => 6.0 * sizeof(double) * Plan.InputBuffer(s.State).Length);

    /// <summary>Roughly how many floating-point operations one step takes (one evaluation of the rates of a flow).</summary>
    public double EstimatedOperationsPerStep => Plan.EstimatedOperations(Stage.Step);

    /// <summary>The states.</summary>
    public Sequence<StateMotion> States { get; }

    /// <summary>The observables.</summary>
    public Sequence<PlanOutput> Observables { get; }

    /// <summary>The array program.</summary>
    internal Plan Plan { get; }

    /// <summary>The step or time symbol, or null.</summary>
    internal Symbol? Clock { get; }

    /// <summary>Compiles a block.</summary>
    /// <exception cref="NotPlannableException">A term is outside of what array plans compute.</exception>
    public static EvolutionPlan Compile(EvolutionRequest request) => Compile(request, Technique.Best);

    /// <summary>Compiles with a chosen technique.</summary>
    internal static EvolutionPlan Compile(EvolutionRequest request, Technique technique)
    {
        var program = new ArrayProgram();
        var lowering = new Lowering(program, request.Sizes, request.Scalars);
        var inputs = request.Inputs
            .Concat(request.States.Select(s => new PlanInput(s.State, lowering.DimensionsOf(s.Indices), Stage.Step)))
            .Concat(request.Clock is { } clock ? [new PlanInput(clock, [], Stage.Step)] : [])
            .ToSequence();
        foreach (var (input, slot) in inputs.Select((input, slot) => (input, slot)))
        {
            lowering.Declare(input, slot);
        }

        var roots = new List<(StoredNode, int)>();
        void Add(string name, Term term, Sequence<Binder> indices, int group) =>
            roots.Add(((StoredNode)lowering.LowerStored(name, term, indices).Node, group));

        foreach (var state in request.States.Where(s => s.Start is not null))
        {
            Add(StartOf(state.State), state.Start!, state.Indices, StartGroup);
        }

        foreach (var state in InOrder(request.States))
        {
            if (state.Motion is not null)
            {
                Add(MotionOf(state.State), state.Motion, state.Indices, MotionGroup);
                lowering.Following.Add(state.State, new(roots[^1].Item1, lowering.LowersOf(state.Indices)));
            }

            if (state.Noise is not null)
            {
                Add(NoiseOf(state.State), state.Noise, state.Indices, NoiseGroup);
            }
        }

        foreach (var observable in request.Observables)
        {
            Add(ObservableOf(observable.Name), observable.Term, observable.Indices, ObservableGroup);
        }

        return new(Plan.Of(program, inputs, roots, technique), request);
    }

    /// <summary>Memory to run the block in, for one thread.</summary>
    public EvolutionRun CreateRun() => new(this);

    /// <summary>The output with a state's start.</summary>
    internal static string StartOf(Symbol state) => $"start {state.Name}";

    /// <summary>The output with a state's next value or rate.</summary>
    internal static string MotionOf(Symbol state) => $"motion {state.Name}";

    /// <summary>The output with a state's noise intensity.</summary>
    internal static string NoiseOf(Symbol state) => $"noise {state.Name}";

    /// <summary>The output with an observable.</summary>
    internal static string ObservableOf(string name) => $"observe {name}";

    /// <summary>The states such that each comes behind those whose next value it reads.</summary>
    private static List<StateMotion> InOrder(Sequence<StateMotion> states)
    {
        var bySymbol = states.ToDictionary(s => s.State);
        var done = new List<StateMotion>();
        var open = new HashSet<StateMotion>();
        void Visit(StateMotion state)
        {
            if (done.Contains(state))
            {
                return;
            }

            if (!open.Add(state))
            {
                throw new NotPlannableException($"the next value of '{state.State.Name}' depends on itself", state.Motion);
            }

            foreach (var read in state.Motion is null ? [] : ReadNext(state.Motion, false))
            {
                if (bySymbol.TryGetValue(read, out var other))
                {
                    Visit(other);
                }
            }

            done.Add(state);
        }

        foreach (var state in states)
        {
            Visit(state);
        }

        return done;
    }

    private static IEnumerable<Symbol> ReadNext(Term term, bool isNext) => term switch
    {
        AtStep { Step: null } next => ReadNext(next.Series, true),
        Reference reference => isNext ? [reference.Symbol] : [],
        _ => term.Children.SelectMany(child => ReadNext(child, isNext)),
    };
}
