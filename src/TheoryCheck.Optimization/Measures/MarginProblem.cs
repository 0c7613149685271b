using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>
/// Maximise minᵢ yᵢ fᵢ over |ν| ≤ B. If the margin is positive, it is B over the least |ν| with yᵢ fᵢ ≥ 1. For every weights w ≥ 0 with sum
/// 1 it is at most B·sup |Σᵢ wᵢ yᵢ φ(⟨θ, xᵢ⟩)|, and the zero measure shows that it is at least 0.
/// </summary>
internal static class MarginProblem
{
    /// <summary>What the least |ν| with yᵢ fᵢ ≥ 1 says of it.</summary>
    /// <param name="least">The solution of that problem.</param>
    /// <param name="normBound">B; null for no bound.</param>
    /// <param name="size">A margin of the size that features of the inputs allow under |ν| ≤ 1.</param>
    /// <param name="relativeGap">The tolerance.</param>
    internal static MeasureSolution Of(MeasureSolution least, Rational? normBound, double size, double relativeGap)
    {
        if (least.Status == MeasureStatus.Infeasible)
        {
            return least with { Status = MeasureStatus.Solved, Reason = $"no measure has a positive margin: {least.Reason}", LowerBound = 0, UpperBound = 0 };
        }

        var bound = normBound ?? 1;
        Rational? upper = least.LowerBound is { Sign: > 0 } low ? bound / low : null;
        var (lower, atoms) = (Rational.Zero, Sequence<Atom>.Empty);
        if (least.UpperBound is { Sign: > 0 } high)
        {
            lower = bound / high;
            atoms = MeasureRun.Scaled(least.Atoms, bound / high);
        }

        if (normBound is null)
        {
            return lower.Sign > 0
                ? least with { Status = MeasureStatus.Unbounded, Reason = "some measure has a positive margin, and its multiples have any margin", LowerBound = lower, UpperBound = null }
                : least with { Status = MeasureStatus.GapLeft, Reason = "no measure with a positive margin was found; without a norm bound the margin has no other bounds", LowerBound = 0, UpperBound = null, Atoms = [] };
        }

        if (lower.IsZero && upper is { } small && small.ToDouble() <= relativeGap * bound.ToDouble() * size)
        {
            return least with { Status = MeasureStatus.GapLeft, Reason = "the largest margin is 0 to the tolerance", LowerBound = lower, UpperBound = upper, Atoms = atoms };
        }

        return least with { LowerBound = lower, UpperBound = upper, Atoms = atoms };
    }
}
