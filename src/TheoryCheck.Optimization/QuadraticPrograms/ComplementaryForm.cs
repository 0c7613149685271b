using System.Collections.Immutable;
using System.Numerics;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.QuadraticPrograms;

/// <summary>
/// The optimality conditions of a quadratic program as a linear complementarity problem: w = Mz + q, w ≥ 0, z ≥ 0, wᵀz = 0, where z are the distances of the variables from a bound, free variables
/// split in two, and the multipliers of the rows Gz ≥ h. M is positive semidefinite.
/// </summary>
internal sealed class ComplementaryForm
{
    // In exact numbers each pivot costs what the numbers have grown to.
    private const int MostExact = 80;

    private readonly RationalProgram linear;
    private readonly List<(int Column, int Sign)> distances = [];
    private readonly Rational[] offsets;
    private readonly List<(Dictionary<int, Rational> Row, Rational Least, int Origin, int Sign)> rows = [];
    private readonly Rational[,] matrix;
    private readonly Rational[] constants;

    public ComplementaryForm(QuadraticProgram program)
    {
        linear = program.Linear;
        offsets = [.. linear.Columns.Select(static c => c.Bounds.Lower ?? c.Bounds.Upper ?? Rational.Zero)];
        var places = new List<(int Distance, int Sign)>[offsets.Length];
        foreach (var (j, column) in linear.Columns.Index())
        {
            places[j] = [];
            foreach (var sign in column.Bounds.IsFixed ? [] : column.Bounds.Lower is not null ? [1] : column.Bounds.Upper is not null ? [-1] : (int[])[1, -1])
            {
                places[j].Add((distances.Count, sign));
                distances.Add((j, sign));
            }
        }

        var entries = linear.Columns.Index().SelectMany(c => c.Item.Entries.Select(e => (e.Row, Column: c.Index, e.Value))).ToLookup(static e => e.Row, static e => (e.Column, e.Value));
        foreach (var (i, bounds) in linear.Rows.Index())
        {
            Add(entries[i], bounds, i, places);
        }

        foreach (var (j, column) in linear.Columns.Index().Where(static c => c.Item.Bounds is { Lower: not null, Upper: not null, IsFixed: false }))
        {
            Add([(j, Rational.One)], new(null, column.Bounds.Upper), -1, places);
        }

        var (n, size) = (distances.Count, distances.Count + rows.Count);
        (matrix, constants) = (new Rational[size, size], new Rational[size]);
        foreach (var (k, (column, sign)) in distances.Index())
        {
            constants[k] = sign * linear.Columns[column].Cost;
        }

        foreach (var (row, column, value) in program.Square)
        {
            foreach (var (k, sign) in places[row])
            {
                constants[k] += 2 * sign * value * offsets[column];
                foreach (var (l, other) in places[column])
                {
                    matrix[k, l] += 2 * sign * other * value;
                }
            }
        }

        foreach (var (i, (row, least, _, _)) in rows.Index())
        {
            constants[n + i] = -least;
            foreach (var (k, value) in row)
            {
                (matrix[n + i, k], matrix[k, n + i]) = (value, -value);
            }
        }
    }

    /// <summary>A point and multipliers of the rows that satisfy the conditions; null where pivoting finds none. Nothing of it is trusted.</summary>
    public (ImmutableArray<Rational> Point, ImmutableArray<Rational> Multipliers)? Solve()
    {
        if ((InDoubles() ?? Exactly()) is not { } z)
        {
            return null;
        }

        var point = (Rational[])offsets.Clone();
        foreach (var (k, (column, sign)) in distances.Index())
        {
            point[column] += sign * z[k];
        }

        var multipliers = new Rational[linear.Rows.Length];
        foreach (var (i, (_, _, origin, sign)) in rows.Index().Where(static r => r.Item.Origin >= 0))
        {
            multipliers[origin] += sign * z[distances.Count + i];
        }

        return ([.. point], [.. multipliers]);
    }

    private void Add(IEnumerable<(int Column, Rational Value)> entries, RationalBounds bounds, int origin, List<(int Distance, int Sign)>[] places)
    {
        var (row, at) = (new Dictionary<int, Rational>(), Rational.Zero);
        foreach (var (column, value) in entries)
        {
            at += value * offsets[column];
            foreach (var (k, sign) in places[column])
            {
                row[k] = row.GetValueOrDefault(k) + (sign * value);
            }
        }

        if (bounds.Lower is { } lower)
        {
            rows.Add((row, lower - at, origin, 1));
        }

        if (bounds.Upper is { } upper)
        {
            rows.Add((row.ToDictionary(static e => e.Key, static e => -e.Value), at - upper, origin, -1));
        }
    }

    // Which z are positive, found in doubles; their values follow exactly.
    private Rational[]? InDoubles()
    {
        var size = constants.Length;
        var positive = ComplementaryPivoting.Solve(
            size, (i, j) => new DoubleReal(matrix[i, j].ToDouble()), i => new DoubleReal(constants[i].ToDouble()), static x => Math.Abs(x.Value) < 1e-10 ? 0 : Math.Sign(x.Value));
        if (positive is not { Basis: { Length: > 0 } basis })
        {
            return positive is null ? null : Checked(new Rational[size]);
        }

        var scale = basis.Select(i => CommonDenominator.Of(basis.Select(j => matrix[i, j]).Append(constants[i]))).ToArray();
        var integers = basis.Select((i, k) => basis.Select(j => matrix[i, j].Numerator * (scale[k] / matrix[i, j].Denominator)).ToArray()).ToArray();
        if (IntegerSystem.TryPrepare(integers) is not { } system)
        {
            return null;
        }

        var (numerators, denominator) = system.Solve([.. basis.Select((i, k) => -constants[i].Numerator * (scale[k] / constants[i].Denominator))]);
        var z = new Rational[size];
        foreach (var (k, i) in basis.Index())
        {
            z[i] = new Rational(numerators[k], denominator);
        }

        return Checked(z);
    }

    private Rational[]? Exactly() => constants.Length <= MostExact
        ? ComplementaryPivoting.Solve(constants.Length, (i, j) => matrix[i, j], i => constants[i], static x => x.Sign)?.Values
        : null;

    // z where it and Mz + q are at least 0: an early no, before the checks that count.
    private Rational[]? Checked(Rational[] z)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var w = constants[i];
            for (var j = 0; j < z.Length; j++)
            {
                w += z[j].IsZero || matrix[i, j].IsZero ? Rational.Zero : matrix[i, j] * z[j];
            }

            if (z[i].Sign < 0 || w.Sign < 0)
            {
                return null;
            }
        }

        return z;
    }
}
