using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms.MinimumNorm;

/// <summary>
/// A basis of min Σ wₖ|zₖ| over the columns of Φ and the unit columns: n columns, their coefficients, the signs that the coefficients have or,
/// at 0, are taken to have, and the inverse. Unit columns (numbered -1 - i) take up what the others do not reach, at a high price.
/// </summary>
internal sealed class InterpolationBasis
{
    private readonly FeatureDictionary dictionary;
    private readonly double[] matrix;

    public InterpolationBasis(FeatureDictionary dictionary, double[] right, ReadOnlySpan<int> start)
    {
        this.dictionary = dictionary;
        var n = dictionary.RowCount;
        (Size, Right) = (n, right);
        (Head, Values, Signs, Costs, Multipliers) = (new int[n], new double[n], new double[n], new double[n], new double[n]);
        (matrix, Inverse) = (new double[n * n], new double[n * n]);
        for (var k = 0; k < n; k++)
        {
            Head[k] = k < start.Length ? start[k] : -1 - k;
        }

        Refresh();
        for (var k = 0; k < n; k++)
        {
            Signs[k] = Values[k] < 0 ? -1 : 1;
        }
    }

    public int Size { get; }

    /// <summary>The right side that the coefficients reproduce.</summary>
    public double[] Right { get; set; }

    public int[] Head { get; }

    public double[] Values { get; }

    public double[] Signs { get; }

    /// <summary>signₖ wₖ.</summary>
    public double[] Costs { get; }

    /// <summary>p = Σₖ costₖ · row k of the inverse.</summary>
    public double[] Multipliers { get; }

    /// <summary>B⁻¹, row-major.</summary>
    public double[] Inverse { get; }

    public int Age { get; set; }

    /// <summary>The largest |coefficient| of a unit column.</summary>
    public double Unreached
    {
        get
        {
            var most = 0.0;
            for (var k = 0; k < Size; k++)
            {
                most = Head[k] < 0 ? Math.Max(most, Math.Abs(Values[k])) : most;
            }

            return most;
        }
    }

    public ReadOnlySpan<double> Row(int k) => Inverse.AsSpan(k * Size, Size);

    /// <summary>Computes costs and multipliers from the signs.</summary>
    public void Price(double columnWeight, double unitWeight)
    {
        Array.Clear(Multipliers);
        for (var k = 0; k < Size; k++)
        {
            Costs[k] = Signs[k] * (Head[k] < 0 ? unitWeight : columnWeight);
            Lanes.AddScaled(Multipliers, Costs[k], Row(k));
        }
    }

    /// <summary>Computes inverse and coefficients afresh; dependent columns give way to unit columns.</summary>
    public void Refresh()
    {
        var (inverse, place) = (new BasisInverse(Size), new int[Size]);
        for (var k = 0; k < Size; k++)
        {
            Fill(k);
        }

        while (!inverse.TryInvert(matrix, place))
        {
            var free = new Queue<int>(Enumerable.Range(0, Size).Except(place).Where(row => !Head.Contains(-1 - row)));
            for (var k = 0; k < Size; k++)
            {
                if (place[k] < 0)
                {
                    Head[k] = free.Count > 0 ? -1 - free.Dequeue() : Head[k];
                    Fill(k);
                }
            }
        }

        for (var k = 0; k < Size; k++)
        {
            inverse.Row(k).CopyTo(Inverse.AsSpan(k * Size, Size));
        }

        Age = 0;
        Solve();
    }

    /// <summary>Computes the coefficients from the inverse, with one step of refinement.</summary>
    public void Solve()
    {
        for (var k = 0; k < Size; k++)
        {
            Values[k] = Lanes.Dot(Row(k), Right);
        }

        var residual = Residual();
        for (var k = 0; k < Size; k++)
        {
            Values[k] += Lanes.Dot(Row(k), residual);
        }
    }

    /// <summary>right - B values.</summary>
    public double[] Residual()
    {
        double[] residual = [.. Right];
        for (var k = 0; k < Size; k++)
        {
            Lanes.AddScaled(residual, -Values[k], matrix.AsSpan(k * Size, Size));
        }

        return residual;
    }

    /// <summary>Stores the column in place k after <see cref="Head"/> changed.</summary>
    public void Fill(int k)
    {
        var column = matrix.AsSpan(k * Size, Size);
        if (Head[k] >= 0)
        {
            dictionary.Column(Head[k], column);
        }
        else
        {
            column.Clear();
            column[-1 - Head[k]] = 1;
        }
    }
}
