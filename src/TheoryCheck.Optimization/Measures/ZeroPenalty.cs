using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures;

/// <summary>Problems with neither a penalty nor a norm bound: only the outputs matter, and they range over a linear space (or a cone).</summary>
internal static class ZeroPenalty
{
    internal static MeasureSolution Solve(MeasureProblem problem, SeparableLoss loss, MeasureSolverOptions options, CancellationToken cancellation)
    {
        // Weights do not matter where every share of the loss is 0 or tends to 0.
        SeparableLoss? perfect = ((loss as WeightedLoss)?.Inner ?? loss) switch
        {
            HalfSquaredLoss squared => new Interpolation(squared.Targets),
            HingeLoss hinge => new HardMargin(hinge.Labels),
            LogisticLoss logistic => new HardMargin(logistic.Labels),
            ExponentialLoss exponential => new HardMargin(exponential.Labels),
            _ => null,
        };
        if (perfect is null)
        {
            // A constraint: the value is 0 as soon as it can be met.
            var least = MeasureSolver.Solve(problem with { Penalty = 1 }, options, cancellation);
            return least.UpperBound is null ? least with { LowerBound = 0 } : least with { LowerBound = 0, UpperBound = 0 };
        }

        var best = MeasureSolver.Solve(problem with { Loss = perfect, Penalty = 1 }, options, cancellation);
        if (best.UpperBound is not null)
        {
            return loss.DecaysAtInfinity
                ? best with { Status = MeasureStatus.NotAttained, LowerBound = 0, UpperBound = 0, Reason = "some measure classifies every sample correctly; its multiples make the loss as small as one likes, and no measure makes it 0" }
                : best with { Status = MeasureStatus.Solved, LowerBound = 0, UpperBound = 0, Reason = "some measure has loss 0" };
        }

        // No perfect measure is known: a small penalty proposes, and the loss is at least 0.
        var run = new MeasureRun(problem, loss, options, cancellation);
        var small = run.ZeroPotential * 1e-8;
        if (small > 0)
        {
            run.Minimise(small);
        }

        var upper = PrimalBound.Of(problem, loss, run.Bounded(small).Atoms);
        var result = run.Bounded(small) with { LowerBound = 0, UpperBound = upper, Status = MeasureStatus.GapLeft, Reason = "without a penalty the infimum is enclosed only from above, by a measure, and by 0" };
        return upper is { IsZero: true } ? result with { Status = MeasureStatus.Solved, Reason = "some measure has loss 0" } : result;
    }
}
