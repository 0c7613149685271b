using System.Collections.Immutable;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// A linear program as min ⟨c, z⟩ over A z ≥ b, z ≥ 0, with a solution z and multipliers y ≥ 0 that prove it: Aᵀ y ≤ c and ⟨b, y⟩ = ⟨c, z⟩. A variable with a
/// lower bound l is l + z, one with nothing but an upper bound u is u - z, a free one is a difference of two; a finite second bound is a row, and so is each finite
/// side of a constraint. Maximising is minimising the negative.
/// </summary>
/// <param name="Cost">c.</param>
/// <param name="Matrix">The rows of A.</param>
/// <param name="Bound">b.</param>
/// <param name="Primal">z.</param>
/// <param name="Dual">y.</param>
/// <param name="Value">⟨c, z⟩.</param>
/// <param name="Offset">What the objective of the program, turned to minimising, is more than ⟨c, z⟩.</param>
public sealed record StandardForm(
    ImmutableArray<Rational> Cost, ImmutableArray<ImmutableArray<Rational>> Matrix, ImmutableArray<Rational> Bound, ImmutableArray<Rational> Primal, ImmutableArray<Rational> Dual, Rational Value, Rational Offset)
{
    /// <summary>The standard form of a program and its optimum.</summary>
    /// <exception cref="ArgumentException">The certificate is not right for the program.</exception>
    public static StandardForm Of(RationalProgram program, LinearProgramCertificate certificate)
    {
        if (LinearProgramCertificateCheck.Refusal(program, certificate) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(certificate));
        }

        Rational sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        var parts = program.Columns.SelectMany((column, j) => Parts(column.Bounds, certificate.Primal[j]).Select(p => (Column: j, p.Scale, p.Value))).ToArray();
        var origin = program.Columns.Select(c => c.Bounds.Lower ?? c.Bounds.Upper ?? Rational.Zero).ToArray();
        var dense = program.Rows.Select(_ => new Rational[program.Columns.Length]).ToArray();
        var reduced = program.Columns.Select(c => sign * c.Cost).ToArray();
        for (var j = 0; j < program.Columns.Length; j++)
        {
            foreach (var (row, coefficient) in program.Columns[j].Entries)
            {
                dense[row][j] = coefficient;
                reduced[j] -= sign * certificate.Dual[row] * coefficient;
            }
        }

        var rows = new List<(ImmutableArray<Rational> Coefficients, Rational Bound, Rational Multiplier)>();
        void Sides(Rational[] coefficients, RationalBounds bounds, Rational multiplier)
        {
            var at = coefficients.Zip(origin, (a, o) => a * o).Aggregate(Rational.Zero, (s, t) => s + t);
            foreach (var (end, side) in new[] { (bounds.Lower, 1), (bounds.Upper, -1) })
            {
                if (end is { } finite)
                {
                    Rational pushed = side * multiplier;
                    rows.Add(([.. parts.Select(p => side * coefficients[p.Column] * p.Scale)], side * (finite - at), pushed.Sign > 0 ? pushed : Rational.Zero));
                }
            }
        }

        for (var i = 0; i < dense.Length; i++)
        {
            Sides(dense[i], program.Rows[i], sign * certificate.Dual[i]);
        }

        // A lower bound is z >= 0 itself; an upper bound besides it is a row.
        foreach (var (j, column) in program.Columns.Index().Where(c => c.Item.Bounds is { Lower: not null, Upper: not null }))
        {
            Sides([.. program.Columns.Select((_, k) => (Rational)(k == j ? 1 : 0))], column.Bounds with { Lower = null }, reduced[j]);
        }

        var value = rows.Aggregate(Rational.Zero, (sum, row) => sum + (row.Bound * row.Multiplier));
        return new(
            [.. parts.Select(p => sign * program.Columns[p.Column].Cost * p.Scale)], [.. rows.Select(r => r.Coefficients)], [.. rows.Select(r => r.Bound)],
            [.. parts.Select(p => p.Value)], [.. rows.Select(r => r.Multiplier)], value, (sign * certificate.Value) - value);
    }

    // How a variable consists of nonnegative ones: with which factors, and what these are at a point.
    private static IEnumerable<(Rational Scale, Rational Value)> Parts(RationalBounds bounds, Rational at) =>
        bounds.Lower is { } lower ? [(Rational.One, at - lower)]
        : bounds.Upper is { } upper ? [(-Rational.One, upper - at)]
        : [(Rational.One, at.Sign > 0 ? at : Rational.Zero), (-Rational.One, at.Sign < 0 ? -at : Rational.Zero)];
}
