using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// Minimise Loss(f₁, ..., fₙ) + penalty·|ν| over finite measures ν on the unit sphere of R^d, where fᵢ = ∫ φ(⟨t, xᵢ⟩) dν(t) with a twice differentiable φ.
/// </summary>
/// <param name="Inputs">The samples, n ≥ 1 vectors of the same length d ≥ 1.</param>
/// <param name="Feature">φ, on arguments up to the greatest |xᵢ|.</param>
/// <param name="Loss">A smooth loss of the n outputs.</param>
/// <param name="Penalty">The positive factor of the total variation.</param>
/// <param name="IsNonnegative">Whether ν ≥ 0 is required.</param>
public sealed record SmoothProblem(Sequence<Sequence<Rational>> Inputs, SmoothFeature Feature, SeparableLoss Loss, Rational Penalty, bool IsNonnegative)
{
    /// <summary>The dimension d of the samples.</summary>
    public int Dimension => Inputs[0].Count;
}
