using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// A linear program as data: optimise offset + Σⱼ costⱼ xⱼ subject to lowerᵢ ≤ Σⱼ Aᵢⱼ xⱼ ≤ upperᵢ and lowerⱼ ≤ xⱼ ≤ upperⱼ. Bounds may be
/// infinite; equal bounds make an equality. Every coefficient means its exact binary value.
/// </summary>
public sealed class LinearProgram
{
    /// <summary>Makes a program from its rows and columns, checked.</summary>
    /// <param name="name">A name for files and reports.</param>
    /// <param name="sense">The direction of the objective.</param>
    /// <param name="rows">The constraints.</param>
    /// <param name="columns">The variables with their coefficients.</param>
    /// <param name="offset">The constant of the objective.</param>
    /// <exception cref="ArgumentException">
    /// A NaN, an infinite cost or coefficient, a lower bound of +∞ or an upper bound of -∞, a lower bound above its upper bound, a row that
    /// does not exist or stands twice in a column, or a name that is empty, holds white space or is used twice.
    /// </exception>
    public LinearProgram(string name, ObjectiveSense sense, ImmutableArray<LinearRow> rows, ImmutableArray<LinearColumn> columns, double offset = 0)
    {
        LinearProgramValidation.Check(rows, columns, offset);
        (Name, Sense, Rows, Columns, Offset) = (name, sense, rows, columns, offset);
    }

    /// <summary>A name for files and reports.</summary>
    public string Name { get; }

    /// <summary>The direction of the objective.</summary>
    public ObjectiveSense Sense { get; }

    /// <summary>The constraints.</summary>
    public ImmutableArray<LinearRow> Rows { get; }

    /// <summary>The variables with their coefficients.</summary>
    public ImmutableArray<LinearColumn> Columns { get; }

    /// <summary>The constant of the objective.</summary>
    public double Offset { get; }

    /// <summary>The number of stored coefficients.</summary>
    public long EntryCount => Columns.Sum(c => (long)c.Entries.Length);

    /// <summary>offset + Σⱼ costⱼ xⱼ in doubles; error at most about (columns + 1)·2⁻⁵³·Σ|costⱼ xⱼ|.</summary>
    public double Objective(ReadOnlySpan<double> point)
    {
        var sum = Offset;
        for (var j = 0; j < Columns.Length; j++)
        {
            sum += Columns[j].Cost * point[j];
        }

        return sum;
    }

    /// <summary>The row values A x in doubles.</summary>
    /// <param name="point">x, one number for each column.</param>
    public double[] RowValues(ReadOnlySpan<double> point)
    {
        var values = new double[Rows.Length];
        for (var j = 0; j < Columns.Length; j++)
        {
            foreach (var (row, value) in Columns[j].Entries)
            {
                values[row] += value * point[j];
            }
        }

        return values;
    }
}

/// <summary>The direction of an objective.</summary>
public enum ObjectiveSense
{
    /// <summary>The least value is wanted.</summary>
    Minimise,

    /// <summary>The greatest value is wanted.</summary>
    Maximise,
}

/// <summary>A constraint: its name and the interval for its value.</summary>
/// <param name="Name">A name without white space, unique among the rows.</param>
/// <param name="Lower">The least value, or -∞.</param>
/// <param name="Upper">The greatest value, or +∞.</param>
public sealed record LinearRow(string Name, double Lower, double Upper);

/// <summary>A coefficient of a column.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Value">The coefficient, finite.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LinearEntry(int Row, double Value);

/// <summary>A variable: its cost, its bounds and its coefficients.</summary>
/// <param name="Name">A name without white space, unique among the columns.</param>
/// <param name="Cost">The coefficient in the objective, finite.</param>
/// <param name="Lower">The least value, or -∞.</param>
/// <param name="Upper">The greatest value, or +∞.</param>
/// <param name="Entries">The coefficients; rows that do not appear have 0.</param>
public sealed record LinearColumn(string Name, double Cost, double Lower, double Upper, ImmutableArray<LinearEntry> Entries)
{
    /// <summary>A column from one number for each row; zeros are not stored.</summary>
    public static LinearColumn Dense(string name, double cost, double lower, double upper, ReadOnlySpan<double> values)
    {
        var entries = ImmutableArray.CreateBuilder<LinearEntry>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                entries.Add(new(i, values[i]));
            }
        }

        return new(name, cost, lower, upper, entries.ToImmutable());
    }
}
