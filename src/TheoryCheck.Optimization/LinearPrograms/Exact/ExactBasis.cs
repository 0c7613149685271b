using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>A basis of A x - s = 0 with its point and its reduced costs, all exact; minimising.</summary>
internal sealed class ExactBasis
{
    private readonly ExactColumns columns;
    private readonly IntegerSystem forward;
    private readonly IntegerSystem backward;

    private ExactBasis(
        ExactColumns columns, IntegerSystem forward, IntegerSystem backward, int[] head, Rational[] values, Rational[] multipliers, Rational[] reduced)
    {
        (this.columns, this.forward, this.backward) = (columns, forward, backward);
        (Head, Values, Multipliers, Reduced) = (head, values, multipliers, reduced);
    }

    public int[] Head { get; }

    /// <summary>The value of every variable, columns first.</summary>
    public Rational[] Values { get; }

    public Rational[] Multipliers { get; }

    /// <summary>The reduced cost of every variable; 0 for basic ones.</summary>
    public Rational[] Reduced { get; }

    /// <summary>Solves for a basis; null when the basic columns depend on each other or are not as many as the rows.</summary>
    public static ExactBasis? TrySolve(ExactColumns columns, BasisStatus[] status)
    {
        int[] head = [.. Enumerable.Range(0, status.Length).Where(k => status[k] == BasisStatus.Basic)];
        var m = columns.RowCount;
        if (head.Length != m || IntegerSystem.TryPrepare(columns.Matrix(head)) is not { } forward
            || IntegerSystem.TryPrepare(Transposed(columns.Matrix(head))) is not { } backward)
        {
            return null;
        }

        var values = new Rational[status.Length];
        for (var k = 0; k < status.Length; k++)
        {
            values[k] = columns.Resting(k, status[k]);
        }

        // B x_B = -N x_N, with the columns' scales taken out again.
        var right = columns.NegatedSum(values, out var scale);
        var (numerators, denominator) = forward.Solve(right);
        for (var k = 0; k < m; k++)
        {
            values[head[k]] = new Rational(numerators[k], denominator * scale) * columns.Scale(head[k]);
        }

        var costs = columns.ScaledCosts(head, out var costScale);
        var (multipliers, below) = backward.Solve(costs);
        below *= costScale;
        var basic = head.ToHashSet();
        var reduced = new Rational[status.Length];
        for (var k = 0; k < status.Length; k++)
        {
            reduced[k] = basic.Contains(k) ? Rational.Zero : columns.Reduced(k, multipliers, below);
        }

        return new(columns, forward, backward, head, values, [.. multipliers.Select(y => new Rational(y, below))], reduced);
    }

    /// <summary>Row of B⁻¹ N for a basic place: the coefficient of each nonbasic variable, by an exact solve.</summary>
    public Rational[] PivotRow(int place)
    {
        var unit = new BigInteger[Head.Length];
        unit[place] = BigInteger.One;
        var (row, below) = backward.Solve(unit);
        var scale = columns.Scale(Head[place]);
        return [.. Enumerable.Range(0, Values.Length).Select(k => columns.Product(k, row, below) * scale)];
    }

    /// <summary>B⁻¹ times the column of a variable.</summary>
    public Rational[] Image(int variable)
    {
        var (image, below) = forward.Solve(columns.Integers(variable));
        return [.. Head.Select((k, place) => new Rational(image[place], below) * columns.Scale(k) / columns.Scale(variable))];
    }

    private static BigInteger[][] Transposed(BigInteger[][] matrix) =>
        [.. Enumerable.Range(0, matrix.Length).Select(i => matrix.Select(row => row[i]).ToArray())];
}
