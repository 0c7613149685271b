namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>The columns φⱼ of a matrix Φ, n rows and possibly very many columns, that can be computed when they are needed.</summary>
public abstract class FeatureDictionary
{
    /// <summary>n, the length of a column.</summary>
    public abstract int RowCount { get; }

    /// <summary>The number of columns.</summary>
    public abstract int Count { get; }

    /// <summary>target := φⱼ, n numbers.</summary>
    public abstract void Column(int j, Span<double> target);

    /// <summary>target := Φᵀp, the value of the certificate at every column, in doubles.</summary>
    /// <param name="multipliers">p, n numbers.</param>
    /// <param name="target">One number for each column.</param>
    public abstract void Price(ReadOnlySpan<double> multipliers, Span<double> target);

    /// <summary>min Σ(uⱼ + vⱼ) with Φ(u - v) = y and u, v ≥ 0, written out: columns u0, v0, u1, v1, ...</summary>
    /// <param name="y">The right side, n numbers.</param>
    public LinearProgram ToProgram(ReadOnlySpan<double> y)
    {
        var rows = new LinearRow[RowCount];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new($"r{i}", y[i], y[i]);
        }

        var columns = new LinearColumn[2 * Count];
        var column = new double[RowCount];
        for (var j = 0; j < Count; j++)
        {
            Column(j, column);
            columns[2 * j] = LinearColumn.Dense($"u{j}", 1, 0, double.PositiveInfinity, column);
            columns[2 * j + 1] = LinearColumn.Dense($"v{j}", 1, 0, double.PositiveInfinity, [.. column.Select(value => -value)]);
        }

        return new("minimum-norm", ObjectiveSense.Minimise, [.. rows], [.. columns]);
    }
}
