using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>minᵢ yᵢ fᵢ, maximised over |ν| ≤ the norm bound of the problem.</summary>
/// <param name="Labels">The yᵢ, not 0.</param>
[Cites("chizat2020", "section 3")]
public sealed record MaximalMargin(Sequence<Rational> Labels) : Loss
{
    /// <inheritdoc/>
    public override int Count => Labels.Count;

    /// <summary>The constraint yᵢ fᵢ ≥ 1, under which the least total variation is the inverse of the margin.</summary>
    public HardMargin Equivalent => new(Labels);
}
