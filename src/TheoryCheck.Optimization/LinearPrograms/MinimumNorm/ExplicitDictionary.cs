using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>A dictionary whose columns are stored.</summary>
/// <param name="columns">The columns one after the other, shape (count, n), row-major.</param>
/// <param name="rowCount">n, at least 1.</param>
public sealed class ExplicitDictionary(double[] columns, int rowCount) : FeatureDictionary
{
    /// <inheritdoc/>
    public override int RowCount { get; } = rowCount > 0 && columns.Length % rowCount == 0 ? rowCount
        : throw new ArgumentException($"{columns.Length} numbers are no columns of length {rowCount}", nameof(columns));

    /// <inheritdoc/>
    public override int Count => columns.Length / RowCount;

    /// <inheritdoc/>
    public override void Column(int j, Span<double> target) => columns.AsSpan(j * RowCount, RowCount).CopyTo(target);

    /// <inheritdoc/>
    public override void Price(ReadOnlySpan<double> multipliers, Span<double> target)
    {
        for (var j = 0; j < Count; j++)
        {
            target[j] = Lanes.Dot(columns.AsSpan(j * RowCount, RowCount), multipliers);
        }
    }
}
