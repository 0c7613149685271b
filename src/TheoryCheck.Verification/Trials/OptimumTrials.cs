using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// An event that compares a run with an optimum over a space, such as the least value of its objective over measures, where both depend on the data that each trial draws:
/// at the data of each trial the optimum is bounded from both sides and the event compiled with these bounds.
/// </summary>
internal sealed class OptimumTrials : TrialRuns
{
    private readonly Term body;
    private readonly Term? given;
    private readonly HorizonBias bias;
    private readonly Scope scope;
    private readonly ClaimContext context;
    private readonly ulong key;
    private readonly double dimension;
    private readonly ImmutableArray<DrawRecipe> draws;
    private readonly TrialProgram first;
    private readonly int mostThreads;

    /// <summary>Prepares an event.</summary>
    /// <exception cref="NotRepresentableException">A law cannot be drawn from, or the event cannot be computed at the data of the first trial.</exception>
    public OptimumTrials(Term body, Term? given, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context)
    {
        (this.body, this.given, this.bias, this.scope, this.context) = (body, given, bias, scope, context);
        key = context.Key(scope.Place + "/trials");
        draws = DrawRecipe.All(drawn, scope.Instance);
        _ = TrialMemory.Threads(DrawRecipe.BytesOfDrawn(draws), context.Options);
        dimension = OptimumSpaces.LargestDimension(body, scope.Instance, new ClosedEvaluation()) ?? 0;
        first = Compiled(0) ?? throw new NotRepresentableException("a law gave no number");
        mostThreads = TrialMemory.Threads(BytesPerThread, context.Options);
    }

    /// <inheritdoc/>
    public override bool HasPath => first.HasPath;

    /// <inheritdoc/>
    public override bool HasBias => first.HasBias;

    /// <inheritdoc/>
    public override bool HasFlow => first.HasFlow;

    /// <inheritdoc/>
    public override bool HasTrajectory => first.HasTrajectory;

    /// <inheritdoc/>
    public override bool IsCharged => true;

    /// <inheritdoc/>
    public override double OperationsPerTrial => first.OperationsPerTrial + ExactTrials.OperationsOf(dimension);

    /// <inheritdoc/>
    public override double BytesPerThread => first.BytesPerThread + DrawRecipe.BytesOfDrawn(draws);

    /// <inheritdoc/>
    public override int FirstBatch => 16;

    /// <inheritdoc/>
    public override int HopelessTrials => 48;

    /// <inheritdoc/>
    public override IEnumerable<string> Remarks => first.Remarks.Append("at the data of each trial the optimum was bounded from both sides, and a comparison with it decided where both bounds agree");

    /// <inheritdoc/>
    public override IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation, ulong disturbance = 0) =>
        Each(first, count, Math.Min(threads, mostThreads), trial => One(trial, disturbance, cancellation), cancellation);

    /// <summary>Those of the first trial.</summary>
    public override IEnumerable<CurveEvidence> Curves(string label) => first.Curves(label);

    /// <inheritdoc/>
    public override IEnumerable<FigureEvidence> Figures(string label) => first.Figures(label);

    /// <inheritdoc/>
    public override void Dispose()
    {
        first.Dispose();
        base.Dispose();
    }

    private TrialRecord One(long trial, ulong disturbance, CancellationToken cancellation)
    {
        if (trial == 0)
        {
            return first.Run(trial, 1, 1, cancellation, disturbance)[0];
        }

        try
        {
            using var program = Compiled(trial);
            return program?.Run(trial, 1, 1, cancellation, disturbance)[0] ?? TrialRecord.Of(Certainty.Unknown, Certainty.Unknown);
        }
        catch (NotRepresentableException)
        {
            return TrialRecord.Of(Certainty.Unknown, Certainty.Unknown);
        }
    }

    private TrialProgram? Compiled(long trial) => DrawRecipe.Drawn(draws, key, trial, scope.Instance, new ClosedEvaluation()) is { } drawn
        ? TrialCompilation.Event(body, given, [], bias, scope with { Instance = drawn }, context)
        : null;
}
