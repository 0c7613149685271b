using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// The columns of A x - s = 0, structural ones first, then -eᵢ for each row: dense when a quarter of the coefficients are there, sparse otherwise.
/// </summary>
internal sealed class SimplexColumns
{
    private readonly double[]? dense;
    private readonly LinearProgram program;

    public SimplexColumns(LinearProgram program)
    {
        this.program = program;
        (RowCount, StructuralCount) = (program.Rows.Length, program.Columns.Length);
        var cells = (long)RowCount * StructuralCount;
        if (program.EntryCount * 4 < cells || cells > int.MaxValue / 8)
        {
            return;
        }

        dense = new double[RowCount * StructuralCount];
        for (var j = 0; j < StructuralCount; j++)
        {
            foreach (var (row, value) in program.Columns[j].Entries)
            {
                dense[j * RowCount + row] = value;
            }
        }
    }

    public int RowCount { get; }

    public int StructuralCount { get; }

    public int Count => RowCount + StructuralCount;

    /// <summary>vector · column j.</summary>
    public double Dot(int j, ReadOnlySpan<double> vector)
    {
        if (j >= StructuralCount)
        {
            return -vector[j - StructuralCount];
        }

        if (dense is not null)
        {
            return Lanes.Dot(dense.AsSpan(j * RowCount, RowCount), vector);
        }

        var sum = 0.0;
        foreach (var (row, value) in program.Columns[j].Entries)
        {
            sum += value * vector[row];
        }

        return sum;
    }

    /// <summary>target := target + factor · column j.</summary>
    public void AddTo(Span<double> target, double factor, int j)
    {
        if (j >= StructuralCount)
        {
            target[j - StructuralCount] -= factor;
            return;
        }

        if (dense is not null)
        {
            Lanes.AddScaled(target, factor, dense.AsSpan(j * RowCount, RowCount));
            return;
        }

        foreach (var (row, value) in program.Columns[j].Entries)
        {
            target[row] += factor * value;
        }
    }
}
