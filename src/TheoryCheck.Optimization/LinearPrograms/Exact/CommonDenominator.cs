using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>Rationals over one denominator: sums of products with doubles then need no reduction to lowest terms.</summary>
internal sealed class CommonDenominator
{
    private readonly BigInteger[] numerators;
    private readonly BigInteger denominator = BigInteger.One;

    public CommonDenominator(IReadOnlyList<Rational> values)
    {
        foreach (var value in values)
        {
            denominator *= value.Denominator / BigInteger.GreatestCommonDivisor(denominator, value.Denominator);
        }

        numerators = [.. values.Select(value => value.Numerator * (denominator / value.Denominator))];
    }

    /// <summary>constant + Σ coefficient·value, exact, as a numerator over a positive denominator.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Sum(double constant, IEnumerable<(int Index, double Coefficient)> terms)
    {
        var (sum, shift) = (BigInteger.Zero, 0);
        void Add(double coefficient, BigInteger factor)
        {
            var exact = Rational.FromExact(coefficient);
            var bits = (int)exact.Denominator.GetBitLength() - 1;
            if (bits > shift)
            {
                (sum, shift) = (sum << (bits - shift), bits);
            }

            sum += (exact.Numerator * factor) << (shift - bits);
        }

        Add(constant, denominator);
        foreach (var (index, coefficient) in terms)
        {
            if (!numerators[index].IsZero)
            {
                Add(coefficient, numerators[index]);
            }
        }

        return (sum, denominator << shift);
    }
}
