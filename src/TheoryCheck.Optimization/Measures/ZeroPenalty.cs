using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures;

/// <summary>Problems with neither a penalty nor a norm bound: only the outputs matter, and they range over a linear space (or a cone).</summary>
internal static class ZeroPenalty
{
    /// <summary>Solves one.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="least">Solves the same problem with another loss, or the same, and the factor 1 of the total variation.</param>
    /// <param name="nearly">Solves it as a small factor of the total variation leaves it.</param>
    internal static MeasureSolution Solve(SeparableLoss loss, Func<SeparableLoss, MeasureSolution> least, Func<MeasureSolution> nearly)
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
        var best = least(perfect ?? loss);
        if (perfect is null)
        {
            // A constraint: the value is 0 as soon as it can be met.
            return best.Status == MeasureStatus.Infeasible ? best : best.UpperBound is null ? best with { LowerBound = 0 } : best with { LowerBound = 0, UpperBound = 0 };
        }

        if (best.UpperBound is not null)
        {
            return loss.DecaysAtInfinity
                ? best with { Status = MeasureStatus.NotAttained, LowerBound = 0, UpperBound = 0, Reason = "some measure classifies every sample correctly; its multiples make the loss as small as one likes, and no measure makes it 0" }
                : best with { Status = MeasureStatus.Solved, LowerBound = 0, UpperBound = 0, Reason = "some measure has loss 0" };
        }

        // No perfect measure is known: a small penalty proposes, and the loss is at least 0.
        var result = nearly() with { LowerBound = 0, Status = MeasureStatus.GapLeft, Reason = "without a penalty the infimum is enclosed only from above, by a measure, and by 0" };
        return result.UpperBound is { IsZero: true } ? result with { Status = MeasureStatus.Solved, Reason = "some measure has loss 0" } : result;
    }
}
