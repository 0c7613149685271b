using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>How one state starts and moves, in index form.</summary>
/// <param name="State">The state.</param>
/// <param name="Indices">The indices of one element, each over a range known when the plan is made; none for a scalar state.</param>
/// <param name="Start">One element at step 0; null when the caller fills the start in (a drawn start).</param>
/// <param name="Motion">One element of the next value, or of the rate of a flow; null when the state never moves. It may read <c>X@next</c> of other states.</param>
/// <param name="Noise">One element of the noise intensity of a flow; null without noise.</param>
public sealed record StateMotion(Symbol State, Sequence<Binder> Indices, Term? Start, Term? Motion, Term? Noise = null);

/// <summary>An <c>evolve</c> or <c>flow</c> block to compile.</summary>
/// <param name="States">The states.</param>
/// <param name="Clock">The step or time symbol, when a term mentions it.</param>
/// <param name="Inputs">Givens and draws: those of <see cref="Stage.Run"/> once per run, step draws of <see cref="Stage.Step"/> at every step.</param>
/// <param name="Observables">What is recorded at every step, over states (and <c>X@next</c>), in index form.</param>
/// <param name="Sizes">The values of integer symbols that the shapes and ranges mention.</param>
/// <param name="Scalars">The values of real symbols fixed at compile time.</param>
public sealed record EvolutionRequest(
    Sequence<StateMotion> States,
    Symbol? Clock,
    Sequence<PlanInput> Inputs,
    Sequence<PlanOutput> Observables,
    IReadOnlyDictionary<Symbol, long> Sizes,
    IReadOnlyDictionary<Symbol, double> Scalars);

/// <summary>How a run of steps ended.</summary>
public enum EvolutionEnd
{
    /// <summary>All steps were made and every value is finite.</summary>
    Completed,

    /// <summary>The observer asked to stop.</summary>
    Stopped,

    /// <summary>A state became infinite or NaN.</summary>
    NotFinite,
}

/// <summary>How a run of steps ended, and where.</summary>
/// <param name="End">The way it ended.</param>
/// <param name="Step">The last step whose values are good, or with <see cref="EvolutionEnd.NotFinite"/> the first step with a bad one.</param>
/// <param name="Subject">The state or observable that is not finite; empty otherwise.</param>
/// <param name="ErrorEstimate">For flows the sum over steps of the largest estimated local error of any state element (no guarantee); 0 for discrete steps.</param>
public readonly record struct EvolutionOutcome(EvolutionEnd End, long Step, string Subject, double ErrorEstimate);

/// <summary>Fills the step draws before a step.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="run">Receives the draws.</param>
public delegate void StepDraws(long step, EvolutionRun run);

/// <summary>Looks at a step after its observables are recorded; false stops the run.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="run">The states and observables at that step.</param>
public delegate bool StepObserver(long step, EvolutionRun run);
