using TheoryCheck.Numerics.Random;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Laws;

/// <summary>A law that draws many independent points at once faster than one by one; the numbers are the same to the bit.</summary>
internal interface IFamilyLaw : ISampledLaw
{
    /// <summary>Draws points <paramref name="firstPoint"/>, <paramref name="firstPoint"/>+1, …, unless these arguments have no fast way.</summary>
    /// <param name="arguments">The evaluated arguments, common to all points.</param>
    /// <param name="key">Where the numbers come from.</param>
    /// <param name="firstPoint">The first point's index.</param>
    /// <param name="pointSize">Numbers in a point.</param>
    /// <param name="points">Receives the points one after the other.</param>
    /// <returns>Whether the points were drawn.</returns>
    bool TrySampleFamily(ReadOnlySpan<TensorValue<double>> arguments, in DrawKey key, long firstPoint, int pointSize, Span<double> points);
}
