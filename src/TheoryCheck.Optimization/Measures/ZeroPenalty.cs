using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures;

/// <summary>Problems with neither a penalty nor a norm bound: only the outputs matter, and they range over a linear space (or a cone).</summary>
internal static class ZeroPenalty
{
    // A loss below this share of that of the zero measure may be 0.
    private const double Nothing = 1e-6;

    /// <summary>Solves one.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="least">Solves the same problem with another loss, or the same, and the factor 1 of the total variation.</param>
    /// <param name="nearly">Solves it as a small factor of the total variation leaves it.</param>
    internal static MeasureSolution Solve(SeparableLoss loss, Func<SeparableLoss, MeasureSolution> least, Func<MeasureSolution> nearly)
    {
        var perfect = Perfect(loss);
        var best = least(perfect ?? loss);
        if (perfect is null)
        {
            // A constraint: the value is 0 as soon as it can be met.
            return best.Status == MeasureStatus.Infeasible ? best : best.UpperBound is null ? best with { LowerBound = 0 } : best with { LowerBound = 0, UpperBound = 0, HasRoom = true };
        }

        if (best.UpperBound is not null)
        {
            return loss.DecaysAtInfinity
                ? best with { Status = MeasureStatus.NotAttained, LowerBound = 0, UpperBound = 0, Reason = "some measure classifies every sample correctly; its multiples make the loss as small as one likes, and no measure makes it 0" }
                : best with { Status = MeasureStatus.Solved, LowerBound = 0, UpperBound = 0, Reason = "some measure has loss 0", HasRoom = true };
        }

        // No perfect measure is known: a small penalty proposes, and the loss is at least 0.
        var result = nearly() with { LowerBound = 0, Status = MeasureStatus.GapLeft, Reason = "without a penalty the infimum is enclosed only from above, by a measure, and by 0" };
        return result.UpperBound is { IsZero: true } ? result with { Status = MeasureStatus.Solved, Reason = "some measure has loss 0" } : result;
    }

    /// <summary>What is known besides of a problem with a bound on the total variation and no factor of it, where the loss found is as good as 0: that it is 0, if a measure of less variation has loss 0.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="found">What was found of it.</param>
    /// <param name="least">Solves the same problem with another loss, the factor 1 of the total variation and no bound.</param>
    internal static MeasureSolution Within(MeasureProblem problem, SeparableLoss loss, MeasureSolution found, Func<SeparableLoss, MeasureSolution> least) =>
        problem.Penalty.IsZero && problem.NormBound is { } bound && !loss.DecaysAtInfinity && found.UpperBound is { } high && loss.AtZero() is { } start && high.ToDouble() <= Nothing * start.ToDouble()
            && Perfect(loss) is { } perfect && least(perfect) is var best && best.UpperBound < bound
            ? found with { Status = MeasureStatus.Solved, LowerBound = 0, UpperBound = 0, Reason = "some measure of less total variation than the bound has loss 0", HasRoom = true, LeastVariation = best.LowerBound ?? 0 }
            : found;

    /// <summary>The condition that every share of a loss is 0, or classified correctly where it only tends to 0; null where the loss is a condition.</summary>
    internal static SeparableLoss? Perfect(SeparableLoss loss) => ((loss as WeightedLoss)?.Inner ?? loss) switch
    {
        // Weights do not matter.
        HalfSquaredLoss squared => new Interpolation(squared.Targets),
        HingeLoss hinge => new HardMargin(hinge.Labels),
        LogisticLoss logistic => new HardMargin(logistic.Labels),
        ExponentialLoss exponential => new HardMargin(exponential.Labels),
        _ => null,
    };
}
