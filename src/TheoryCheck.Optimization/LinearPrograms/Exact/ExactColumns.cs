using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// The variables of A x - s = 0, columns first, then a slack for each row, with every column times a power of two so that it holds integers;
/// costs in the sense of minimising.
/// </summary>
internal sealed class ExactColumns
{
    private readonly LinearProgram program;
    private readonly (int Row, BigInteger Value)[][] entries;
    private readonly int[] shifts;
    private readonly Rational[] costs;

    public ExactColumns(LinearProgram program)
    {
        this.program = program;
        var n = program.Columns.Length;
        var sign = program.Sense == ObjectiveSense.Minimise ? Rational.One : -Rational.One;
        (entries, shifts, costs) = (new (int, BigInteger)[n][], new int[n], new Rational[n]);
        for (var j = 0; j < n; j++)
        {
            var column = program.Columns[j];
            (int Row, Rational Value)[] exact = [.. column.Entries.Where(e => e.Value != 0).Select(e => (e.Row, Rational.FromExact(e.Value)))];
            shifts[j] = exact.Length == 0 ? 0 : exact.Max(e => (int)e.Value.Denominator.GetBitLength() - 1);
            entries[j] = [.. exact.Select(e => (e.Row, e.Value.Numerator * (BigInteger.One << shifts[j]) / e.Value.Denominator))];
            costs[j] = sign * Rational.FromExact(column.Cost);
        }
    }

    public int RowCount => program.Rows.Length;

    public int StructuralCount => program.Columns.Length;

    public int Count => RowCount + StructuralCount;

    public (double Lower, double Upper) Bounds(int k) => k < StructuralCount
        ? (program.Columns[k].Lower, program.Columns[k].Upper)
        : (program.Rows[k - StructuralCount].Lower, program.Rows[k - StructuralCount].Upper);

    /// <summary>The factor that made the column whole: column·scale is integer.</summary>
    public Rational Scale(int k) => k < StructuralCount ? (Rational)(BigInteger.One << shifts[k]) : Rational.One;

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

    public Rational Resting(int k, BasisStatus status)
    {
        var (lower, upper) = Bounds(k);
        return status switch
        {
            BasisStatus.AtLower when !double.IsInfinity(lower) => Rational.FromExact(lower),
            BasisStatus.AtUpper when !double.IsInfinity(upper) => Rational.FromExact(upper),
            _ => Rational.Zero,
        };
    }

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
        return new((cost.Numerator * below << shifts[k]) - cost.Denominator * Combined(k, multipliers), cost.Denominator * below << shifts[k]);
    }

    /// <summary>multipliers·column, for multipliers over one denominator.</summary>
    public Rational Product(int k, BigInteger[] multipliers, BigInteger below)
    {
        if (k >= StructuralCount)
        {
            return new(-multipliers[k - StructuralCount], below);
        }

        return new(Combined(k, multipliers), below << shifts[k]);
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
        var common = BigInteger.One;
        foreach (var value in values)
        {
            common *= value.Denominator / BigInteger.GreatestCommonDivisor(common, value.Denominator);
        }

        scale = common;
        return [.. values.Select(value => value.Numerator * (common / value.Denominator))];
    }
}
