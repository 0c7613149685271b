using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>
/// Minimise Loss(f₁, ..., fₙ) + penalty·|ν| over finite measures ν on the unit sphere of R^d, where
/// fᵢ = ∫ φ(⟨t, xᵢ⟩) dν(t), |ν| is the total variation, and φ is positively homogeneous.
/// </summary>
/// <remarks>
/// With <see cref="MaximalMargin"/> the value minᵢ yᵢ fᵢ is maximised over |ν| ≤ the bound instead. The constructor checks the
/// shapes and signs and says which argument is at fault. With <see cref="Directions"/> it is the problem over a finite dictionary.
/// </remarks>
[Cites("bach2017", "section 3")]
public sealed record MeasureProblem
{
    /// <summary>States the problem.</summary>
    /// <param name="inputs">The samples x₁, ..., xₙ, n ≥ 1 vectors of the same length d ≥ 1; zero and repeated vectors are allowed.</param>
    /// <param name="feature">The activation φ.</param>
    /// <param name="loss">The loss of the n outputs.</param>
    /// <param name="penalty">The factor of the total variation, at least 0.</param>
    /// <param name="isNonnegative">Whether ν ≥ 0 is required.</param>
    /// <param name="normBound">A positive bound on |ν|; null for none.</param>
    /// <exception cref="ArgumentException">A shape or a sign is wrong.</exception>
    public MeasureProblem(
        Sequence<Sequence<Rational>> inputs, HomogeneousFeature feature, Loss loss, Rational penalty, bool isNonnegative = false, Rational? normBound = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (inputs.IsEmpty)
        {
            throw new ArgumentException("no inputs: n is 0, but must be at least 1", nameof(inputs));
        }

        if (inputs[0].IsEmpty)
        {
            throw new ArgumentException("inputs[0] has length 0: the sphere of R^0 is empty", nameof(inputs));
        }

        for (var i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].Count != inputs[0].Count)
            {
                throw new ArgumentException($"inputs[{i}] has length {inputs[i].Count}, but inputs[0] has length {inputs[0].Count}", nameof(inputs));
            }
        }

        if (loss.Count != inputs.Count)
        {
            throw new ArgumentException($"the loss is of {loss.Count} outputs, but there are {inputs.Count} inputs", nameof(loss));
        }

        if (penalty.Sign < 0)
        {
            throw new ArgumentException($"penalty is {penalty}, but must be at least 0", nameof(penalty));
        }

        if (normBound is { Sign: <= 0 })
        {
            throw new ArgumentException($"normBound is {normBound}, but must be positive", nameof(normBound));
        }

        if (loss is MaximalMargin && !penalty.IsZero)
        {
            throw new ArgumentException($"penalty is {penalty}, but the margin is maximised under a norm bound, without a penalty", nameof(penalty));
        }

        (Inputs, Feature, Loss, Penalty, IsNonnegative, NormBound) = (inputs, feature, loss, penalty, isNonnegative, normBound);
    }

    /// <summary>The samples, n vectors of length d.</summary>
    public Sequence<Sequence<Rational>> Inputs { get; }

    /// <summary>The activation φ.</summary>
    public HomogeneousFeature Feature { get; }

    /// <summary>The loss of the n outputs.</summary>
    public Loss Loss { get; init; }

    /// <summary>The factor of the total variation.</summary>
    public Rational Penalty { get; init; }

    /// <summary>Whether ν ≥ 0 is required.</summary>
    public bool IsNonnegative { get; }

    /// <summary>The bound on |ν|, or null.</summary>
    public Rational? NormBound { get; init; }

    /// <summary>The directions at which ν may have mass; null for the whole sphere.</summary>
    public DirectionList? Directions { get; init; }

    /// <summary>A problem with the same minimisers, the same for all positive multiples of the objective.</summary>
    public MeasureProblem Normalised => Loss is SeparableLoss loss && Penalty.Sign > 0 ? this with { Loss = loss.Times(1 / Penalty), Penalty = Rational.One } : this;

    /// <summary>The number n of samples.</summary>
    public int SampleCount => Inputs.Count;

    /// <summary>The dimension d of the samples.</summary>
    public int Dimension => Inputs[0].Count;
}
