using System.Collections.Immutable;
using System.Numerics;
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
    public static string? Refusal(LinearProgram program, LinearProgramCertificate certificate) => Refusal(RationalProgram.Of(program), certificate);

    /// <inheritdoc cref="Refusal(LinearProgram, LinearProgramCertificate)"/>
    public static string? Refusal(RationalProgram program, LinearProgramCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(certificate);
        if (certificate.Primal.Length != program.Columns.Length || certificate.Dual.Length != program.Rows.Length)
        {
            return "the lengths are not those of the program";
        }

        // The multipliers are turned to minimising; every sum is exact.
        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        var (primal, dual) = (new CommonDenominator(certificate.Primal), new CommonDenominator(certificate.Dual));
        var value = Made(primal.Sum(program.Offset, program.Columns.Select((column, j) => (j, column.Cost))));
        var bound = sign * program.Offset;
        var rows = program.Rows.Select(_ => new List<(int, Rational)>()).ToArray();
        for (var j = 0; j < program.Columns.Length; j++)
        {
            var column = program.Columns[j];
            if (!column.Bounds.Contain(certificate.Primal[j]))
            {
                return $"column {j} is outside its bounds";
            }

            foreach (var (row, coefficient) in column.Entries)
            {
                rows[row].Add((j, coefficient));
            }

            var (numerator, denominator) = dual.Sum(column.Cost, column.Entries.Select(e => (e.Row, -e.Value)));
            if (Least(sign * numerator, denominator, column.Bounds) is not { } least)
            {
                return $"the reduced cost of column {j} has the wrong sign for an infinite bound";
            }

            bound += least;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var (row, multiplier) = (program.Rows[i], certificate.Dual[i]);
            if (!row.Contain(Made(primal.Sum(Rational.Zero, rows[i]))))
            {
                return $"row {i} is outside its bounds";
            }

            if (Least(sign * multiplier.Numerator, multiplier.Denominator, row) is not { } least)
            {
                return $"the multiplier of row {i} has the wrong sign for an infinite bound";
            }

            bound += least;
        }

        return value != certificate.Value ? "the value is not that of the point"
            : bound != sign * value ? "the multipliers prove another value than the point has"
            : null;
    }

    private static Rational Made((BigInteger Numerator, BigInteger Denominator) quotient) => new(quotient.Numerator, quotient.Denominator);

    /// <summary>inf of multiplier·[lower, upper]; null when it is -∞.</summary>
    private static Rational? Least(BigInteger numerator, BigInteger denominator, RationalBounds bounds)
    {
        if (numerator.IsZero)
        {
            return Rational.Zero;
        }

        return (numerator.Sign > 0 ? bounds.Lower : bounds.Upper) is not { } bound ? null : bound.IsZero ? Rational.Zero : new Rational(numerator, denominator) * bound;
    }
}
