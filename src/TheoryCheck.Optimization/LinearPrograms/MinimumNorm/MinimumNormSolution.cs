using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>A candidate for min ‖c‖₁ with Φc = y; nothing rests on it before an exact check.</summary>
public sealed record MinimumNormSolution
{
    /// <summary>The opinion.</summary>
    public required LinearProgramStatus Status { get; init; }

    /// <summary>Σ|cⱼ| in doubles; NaN without a solution.</summary>
    public double Objective { get; init; } = double.NaN;

    /// <summary>p·y / max(1, maxⱼ |φⱼ·p|): below every feasible ‖c‖₁ but for rounding; NaN without a solution.</summary>
    public double Bound { get; init; } = double.NaN;

    /// <summary>The columns with a coefficient that is not 0, in the order of the columns.</summary>
    public ImmutableArray<Atom> Atoms { get; init; } = [];

    /// <summary>
    /// The multipliers p of the rows; for <see cref="LinearProgramStatus.Infeasible"/> a p with Φᵀp = 0 up to rounding and p·y &gt; 0.
    /// </summary>
    public ImmutableArray<double> Multipliers { get; init; } = [];

    /// <summary>The columns of the last basis, a start for a similar problem; fewer than rows when rows depend on each other.</summary>
    public ImmutableArray<int> Basis { get; init; } = [];

    /// <summary>The rows whose unit columns fill the basis up.</summary>
    public ImmutableArray<int> BasicRows { get; init; } = [];

    /// <summary>Pivots.</summary>
    public long Iterations { get; init; }

    /// <summary>How often the whole dictionary was priced.</summary>
    public int Pricings { get; init; }

    /// <summary>Whether y had to be perturbed on the way because the program is degenerate.</summary>
    public bool WasPerturbed { get; init; }

    /// <summary>The basis for <see cref="FeatureDictionary.ToProgram"/>, to be settled exactly: of each pair of columns the one whose price is reached.</summary>
    /// <param name="dictionary">The dictionary that was solved for.</param>
    public LinearProgramBasis ToProgramBasis(FeatureDictionary dictionary)
    {
        var columns = new BasisStatus[2 * dictionary.Count];
        var rows = new BasisStatus[dictionary.RowCount];
        var column = new double[dictionary.RowCount];
        foreach (var j in Basis)
        {
            dictionary.Column(j, column);
            columns[Lanes.Dot(column, Multipliers.AsSpan()) >= 0 ? 2 * j : 2 * j + 1] = BasisStatus.Basic;
        }

        foreach (var i in BasicRows)
        {
            rows[i] = BasisStatus.Basic;
        }

        return new([.. columns], [.. rows]);
    }
}

/// <summary>A column in use.</summary>
/// <param name="Column">The column, from 0.</param>
/// <param name="Weight">Its coefficient.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Atom(int Column, double Weight);
