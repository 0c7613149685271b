using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>What an event compiles to, for one instance.</summary>
/// <param name="Plan">Computes the sides of comparisons.</param>
/// <param name="Event">Combines the comparisons.</param>
/// <param name="Condition">The condition behind <c>given</c>, or null.</param>
/// <param name="Draws">What is drawn anew in each trial.</param>
/// <param name="Constants">The instance's tensors.</param>
/// <param name="Stages">The trajectories.</param>
/// <param name="Instance">What is bound.</param>
/// <param name="Evaluation">Evaluates laws whose arguments vary.</param>
/// <param name="Key">The key of the random streams.</param>
/// <param name="Steps">How many steps are run, the start included.</param>
/// <param name="Ahead">How many more the event reads.</param>
/// <param name="ClockName">What runs along a curve, or empty.</param>
internal sealed record TrialParts(
    Plan Plan,
    EventNode Event,
    EventNode? Condition,
    ImmutableArray<DrawRecipe> Draws,
    ImmutableArray<(Symbol Symbol, double[] Values)> Constants,
    ImmutableArray<EvolutionStage> Stages,
    Instance Instance,
    ClosedEvaluation Evaluation,
    ulong Key,
    int Steps,
    int Ahead,
    string ClockName)
{
    /// <summary>
    /// The outputs of the two sides of the comparison along the path, once for each end of the numbers known from two sides; none when
    /// the event is no such comparison.
    /// </summary>
    public ImmutableArray<(string Left, string Right)> PathSides { get; init; } = [];

    /// <summary>Whether a quantifier over all steps was cut at the horizon.</summary>
    public bool HasPath { get; init; }

    /// <summary>The output whose value a trial reports, or empty.</summary>
    public string Value { get; init; } = "";

    /// <summary>The slopes inside the event.</summary>
    public ImmutableArray<SlopeRecord> Slopes { get; init; } = [];

    /// <summary>How many threads may hold the program at once.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>A least-squares slope over a swept symbol inside a trial: one program per swept value, their results joined.</summary>
/// <param name="Input">Stands in the formula for the slope.</param>
/// <param name="Points">One program per swept value; each computes the two expressions of the slope.</param>
internal sealed record SlopeRecord(Symbol Input, ImmutableArray<TrialProgram> Points);
