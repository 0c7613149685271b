namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>Which variables are basic, the values of all, and the inverse that ties them together.</summary>
internal sealed class BasisState
{
    private readonly SimplexColumns columns;
    private readonly SimplexBounds bounds;
    private readonly double[] gathered;

    public BasisState(SimplexColumns columns, SimplexBounds bounds, LinearProgramBasis? start)
    {
        (this.columns, this.bounds) = (columns, bounds);
        var m = columns.RowCount;
        (Head, Values, Status, Inverse, gathered) = (new int[m], new double[columns.Count], new BasisStatus[columns.Count], new(m), new double[m]);
        for (var k = 0; k < columns.Count; k++)
        {
            Status[k] = k >= columns.StructuralCount ? BasisStatus.Basic : Resting(k);
        }

        if (start is not null && start.Columns.Length == columns.StructuralCount && start.Rows.Length == m)
        {
            start.Columns.CopyTo(Status);
            start.Rows.CopyTo(Status, columns.StructuralCount);
        }

        Seat();
        Refresh();
    }

    /// <summary>The variable in each basic place.</summary>
    public int[] Head { get; }

    /// <summary>The value of every variable.</summary>
    public double[] Values { get; }

    /// <summary>The status of every variable.</summary>
    public BasisStatus[] Status { get; }

    public BasisInverse Inverse { get; }

    /// <summary>Pivots since the inverse was computed.</summary>
    public int Age { get; private set; }

    public ReadOnlySpan<double> BasicValues()
    {
        for (var k = 0; k < Head.Length; k++)
        {
            gathered[k] = Values[Head[k]];
        }

        return gathered;
    }

    /// <summary>target := B⁻¹ column.</summary>
    public void Image(int variable, Span<double> target)
    {
        if (variable >= columns.StructuralCount)
        {
            for (var k = 0; k < Head.Length; k++)
            {
                target[k] = -Inverse.Row(k)[variable - columns.StructuralCount];
            }

            return;
        }

        var column = new double[Head.Length];
        columns.AddTo(column, 1, variable);
        Inverse.Apply(column, target);
    }

    public void Move(int entering, double shift, ReadOnlySpan<double> image, Blocking blocking)
    {
        for (var k = 0; k < Head.Length; k++)
        {
            Values[Head[k]] -= shift * image[k];
        }

        Values[entering] += shift;
        if (blocking.Place < 0)
        {
            Status[entering] = Status[entering] == BasisStatus.AtLower ? BasisStatus.AtUpper : BasisStatus.AtLower;
            Rest(entering);
            return;
        }

        var leaving = Head[blocking.Place];
        Status[leaving] = blocking.AtUpper ? BasisStatus.AtUpper : BasisStatus.AtLower;
        Rest(leaving);
        (Head[blocking.Place], Status[entering]) = (entering, BasisStatus.Basic);
        Inverse.Replace(blocking.Place, image);
        Age++;
    }

    /// <summary>Computes inverse and values from the statuses, the values with one step of refinement; dependent columns give their places to slacks.</summary>
    public void Refresh()
    {
        var m = Head.Length;
        var (matrix, place) = (new double[m * m], new int[m]);
        for (var attempt = 0; ; attempt++)
        {
            Array.Clear(matrix);
            for (var k = 0; k < m; k++)
            {
                columns.AddTo(matrix.AsSpan(k * m, m), 1, Head[k]);
            }

            if (Inverse.TryInvert(matrix, place))
            {
                break;
            }

            Repair(place, attempt > 0);
        }

        Age = 0;
        var right = new double[m];
        for (var k = 0; k < columns.Count; k++)
        {
            if (Status[k] != BasisStatus.Basic)
            {
                Rest(k);
                if (Values[k] != 0)
                {
                    columns.AddTo(right, -Values[k], k);
                }
            }
        }

        Inverse.Apply(right, gathered);
        for (var k = 0; k < m; k++)
        {
            Values[Head[k]] = gathered[k];
            columns.AddTo(right, -gathered[k], Head[k]);
        }

        // One step of refinement: what the inverse left of the right side.
        Inverse.Apply(right, gathered);
        for (var k = 0; k < m; k++)
        {
            Values[Head[k]] += gathered[k];
        }
    }

    public LinearProgramBasis Export() => new([.. Status.AsSpan(0, columns.StructuralCount)], [.. Status.AsSpan(columns.StructuralCount)]);

    /// <summary>Makes the number of basic variables equal to the number of rows.</summary>
    private void Seat()
    {
        var seated = 0;
        for (var k = 0; k < columns.Count; k++)
        {
            if (Status[k] == BasisStatus.Basic && seated < Head.Length)
            {
                Head[seated++] = k;
            }
            else if (Status[k] == BasisStatus.Basic)
            {
                Status[k] = Resting(k);
            }
        }

        for (var k = columns.StructuralCount; seated < Head.Length; k++)
        {
            if (Status[k] != BasisStatus.Basic)
            {
                (Head[seated++], Status[k]) = (k, BasisStatus.Basic);
            }
        }
    }

    private void Repair(int[] place, bool everywhere)
    {
        var taken = new bool[Head.Length];
        foreach (var row in place.Where(row => row >= 0 && !everywhere))
        {
            taken[row] = true;
        }

        for (var k = 0; k < Head.Length; k++)
        {
            if (place[k] < 0 || everywhere)
            {
                Status[Head[k]] = Resting(Head[k]);
                Head[k] = -1;
            }
        }

        for (var (k, row) = (0, 0); k < Head.Length; k++)
        {
            if (Head[k] < 0)
            {
                while (taken[row] || Status[columns.StructuralCount + row] == BasisStatus.Basic)
                {
                    row++;
                }

                Head[k] = columns.StructuralCount + row;
                Status[Head[k]] = BasisStatus.Basic;
            }
        }
    }

    private BasisStatus Resting(int k) =>
        bounds.IsFree(k) ? BasisStatus.Free
        : double.IsNegativeInfinity(bounds.Lower[k]) || Math.Abs(bounds.Upper[k]) < Math.Abs(bounds.Lower[k]) ? BasisStatus.AtUpper
        : BasisStatus.AtLower;

    private void Rest(int k)
    {
        if ((Status[k] == BasisStatus.AtLower && double.IsNegativeInfinity(bounds.Lower[k]))
            || (Status[k] == BasisStatus.AtUpper && double.IsPositiveInfinity(bounds.Upper[k])))
        {
            Status[k] = Resting(k);
        }

        Values[k] = Status[k] == BasisStatus.AtLower ? bounds.Lower[k] : Status[k] == BasisStatus.AtUpper ? bounds.Upper[k] : 0;
    }
}
