using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// The variables of A x - s = 0, columns first, then a slack for each row, with every column times a whole number so that it holds integers;
/// costs in the sense of minimising.
/// </summary>
internal sealed class ExactColumns
{
    private readonly RationalProgram program;
    private readonly (int Row, BigInteger Value)[][] entries;
    private readonly BigInteger[] scales;
    private readonly Rational[] costs;

    public ExactColumns(RationalProgram program)
    {
        this.program = program;
        var n = program.Columns.Length;
        var sign = program.Sense == ObjectiveSense.Minimise ? Rational.One : -Rational.One;
        (entries, scales, costs) = (new (int, BigInteger)[n][], new BigInteger[n], new Rational[n]);
        for (var j = 0; j < n; j++)
        {
            var column = program.Columns[j];
            var scale = CommonDenominator.Of(column.Entries.Select(e => e.Value));
            scales[j] = scale;
            entries[j] = [.. column.Entries.Select(e => (e.Row, e.Value.Numerator * (scale / e.Value.Denominator)))];
            costs[j] = sign * column.Cost;
        }
    }

    public int RowCount => program.Rows.Length;

    public int StructuralCount => program.Columns.Length;

    public int Count => RowCount + StructuralCount;

    public RationalBounds Bounds(int k) => k < StructuralCount ? program.Columns[k].Bounds : program.Rows[k - StructuralCount];

    /// <summary>The factor that made the column whole: column·scale is integer.</summary>
    public Rational Scale(int k) => k < StructuralCount ? (Rational)scales[k] : Rational.One;

    public Rational Cost(int k) => k < StructuralCount ? costs[k] : Rational.Zero;

    public BigInteger[] Integers(int k)
    {
        var column = new BigInteger[RowCount];
        if (k >= StructuralCount)
        {
            column[k - StructuralCount] = BigInteger.MinusOne;
            return column;
        }

        foreach (var (row, value) in entries[k])
        {
            column[row] = value;
        }

        return column;
    }

    /// <summary>The scaled basis matrix, by rows.</summary>
    public BigInteger[][] Matrix(int[] head)
    {
        var columns = head.Select(Integers).ToArray();
        return [.. Enumerable.Range(0, RowCount).Select(i => columns.Select(column => column[i]).ToArray())];
    }

    public Rational Resting(int k, BasisStatus status) => status switch
    {
        BasisStatus.AtLower => Bounds(k).Lower,
        BasisStatus.AtUpper => Bounds(k).Upper,
        _ => null,
    } ?? Rational.Zero;

    /// <summary>-Σ column·value over all variables with a value, times a common denominator.</summary>
    public BigInteger[] NegatedSum(Rational[] values, out BigInteger scale)
    {
        var sums = new Rational[RowCount];
        for (var k = 0; k < Count; k++)
        {
            if (values[k].IsZero)
            {
                continue;
            }

            var factor = values[k] / Scale(k);
            if (k >= StructuralCount)
            {
                sums[k - StructuralCount] += factor;
                continue;
            }

            foreach (var (row, value) in entries[k])
            {
                sums[row] -= value * factor;
            }
        }

        return Whole(sums, out scale);
    }

    public BigInteger[] ScaledCosts(int[] head, out BigInteger scale) => Whole([.. head.Select(k => Cost(k) * Scale(k))], out scale);

    /// <summary>cost - multipliers·column.</summary>
    public Rational Reduced(int k, BigInteger[] multipliers, BigInteger below)
    {
        if (k >= StructuralCount)
        {
            return new(multipliers[k - StructuralCount], below);
        }

        // Over one denominator, reduced once.
        var cost = costs[k];
        return new((cost.Numerator * below * scales[k]) - cost.Denominator * Combined(k, multipliers), cost.Denominator * below * scales[k]);
    }

    /// <summary>multipliers·column, for multipliers over one denominator.</summary>
    public Rational Product(int k, BigInteger[] multipliers, BigInteger below)
    {
        if (k >= StructuralCount)
        {
            return new(-multipliers[k - StructuralCount], below);
        }

        return new(Combined(k, multipliers), below * scales[k]);
    }

    private BigInteger Combined(int k, BigInteger[] multipliers)
    {
        var sum = BigInteger.Zero;
        foreach (var (row, value) in entries[k])
        {
            sum += value * multipliers[row];
        }

        return sum;
    }

    private static BigInteger[] Whole(Rational[] values, out BigInteger scale)
    {
        var common = CommonDenominator.Of(values);
        scale = common;
        return [.. values.Select(value => value.Numerator * (common / value.Denominator))];
    }
}
