using System.Collections.Immutable;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>Plain data that prove an optimum: a point, multipliers, and the value that both have.</summary>
/// <param name="Primal">x, one number for each column.</param>
/// <param name="Dual">y, one number for each row, in the sense of the program.</param>
/// <param name="Value">The optimal value with the offset.</param>
public sealed record LinearProgramCertificate(ImmutableArray<Rational> Primal, ImmutableArray<Rational> Dual, Rational Value);

/// <summary>Checks a certificate from the program's data alone, exactly: no solver, no basis, no tolerance.</summary>
public static class LinearProgramCertificateCheck
{
    /// <summary>
    /// Accepts when x satisfies every bound and the multipliers prove that no point is better: for minimising,
    /// Σᵢ inf yᵢ[lowerᵢ, upperᵢ] + Σⱼ inf (costⱼ - yᵀAⱼ)[lowerⱼ, upperⱼ] = cost·x, with no infinite term.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Null when the certificate is right; otherwise what is wrong with it.</returns>
    public static string? Refusal(LinearProgram program, LinearProgramCertificate certificate)
    {
        if (certificate.Primal.Length != program.Columns.Length || certificate.Dual.Length != program.Rows.Length)
        {
            return "the lengths are not those of the program";
        }

        var sign = program.Sense == ObjectiveSense.Minimise ? Rational.One : -Rational.One;
        var value = Rational.FromExact(program.Offset);
        var bound = sign * value;
        var rows = new Rational[program.Rows.Length];
        for (var j = 0; j < program.Columns.Length; j++)
        {
            var (column, x) = (program.Columns[j], certificate.Primal[j]);
            if (!IsWithin(x, column.Lower, column.Upper))
            {
                return $"column '{column.Name}' is outside its bounds";
            }

            var cost = Rational.FromExact(column.Cost);
            value += cost * x;
            var reduced = sign * cost;
            foreach (var (row, coefficient) in column.Entries)
            {
                var exact = Rational.FromExact(coefficient);
                reduced -= sign * certificate.Dual[row] * exact;
                rows[row] += x.IsZero ? Rational.Zero : exact * x;
            }

            if (Least(reduced, column.Lower, column.Upper) is not { } least)
            {
                return $"the reduced cost of column '{column.Name}' has the wrong sign for an infinite bound";
            }

            bound += least;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var row = program.Rows[i];
            if (!IsWithin(rows[i], row.Lower, row.Upper))
            {
                return $"row '{row.Name}' is outside its bounds";
            }

            if (Least(sign * certificate.Dual[i], row.Lower, row.Upper) is not { } least)
            {
                return $"the multiplier of row '{row.Name}' has the wrong sign for an infinite bound";
            }

            bound += least;
        }

        return value != certificate.Value ? "the value is not that of the point"
            : bound != sign * value ? "the multipliers prove another value than the point has"
            : null;
    }

    private static bool IsWithin(Rational value, double lower, double upper) =>
        (double.IsNegativeInfinity(lower) || value >= Rational.FromExact(lower)) && (double.IsPositiveInfinity(upper) || value <= Rational.FromExact(upper));

    /// <summary>inf of multiplier·[lower, upper]; null when it is -∞.</summary>
    private static Rational? Least(Rational multiplier, double lower, double upper)
    {
        if (multiplier.IsZero)
        {
            return Rational.Zero;
        }

        var bound = multiplier.Sign > 0 ? lower : upper;
        return double.IsInfinity(bound) ? null : multiplier * Rational.FromExact(bound);
    }
}
