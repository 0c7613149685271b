using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// Minimise Loss(f₁, ..., fₙ) + penalty·|ν| over finite measures ν on the unit sphere of R^d, where fᵢ = ∫ φ(⟨t, xᵢ⟩) dν(t) with a φ whose slope is Lipschitz.
/// </summary>
/// <remarks>With <see cref="MaximalMargin"/> the value minᵢ yᵢ fᵢ is maximised over |ν| ≤ the bound instead.</remarks>
/// <param name="Inputs">The samples, n ≥ 1 vectors of the same length d ≥ 1.</param>
/// <param name="Feature">φ, on arguments up to the greatest |xᵢ|.</param>
/// <param name="Loss">The loss of the n outputs.</param>
/// <param name="Penalty">The factor of the total variation, at least 0.</param>
/// <param name="IsNonnegative">Whether ν ≥ 0 is required.</param>
public sealed record SmoothProblem(Sequence<Sequence<Rational>> Inputs, SmoothFeature Feature, Loss Loss, Rational Penalty, bool IsNonnegative)
{
    /// <summary>A positive bound on |ν|; null for none.</summary>
    public Rational? NormBound { get; init; }

    /// <summary>The positive mass that a nonnegative ν is to have; null for any.</summary>
    public Rational? Mass { get; init; }

    /// <summary>1 where φ is known to be even, -1 where it is known to be odd, else 0.</summary>
    public int Parity { get; init; }

    /// <summary>The dimension d of the samples.</summary>
    public int Dimension => Inputs[0].Count;
}
