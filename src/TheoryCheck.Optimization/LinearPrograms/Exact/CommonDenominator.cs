using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>Rationals over one denominator: sums of products then need no reduction to lowest terms on the way.</summary>
internal sealed class CommonDenominator
{
    private readonly BigInteger[] numerators;
    private readonly BigInteger denominator;

    public CommonDenominator(IReadOnlyList<Rational> values)
    {
        denominator = Of(values);
        numerators = [.. values.Select(value => value.Numerator * (denominator / value.Denominator))];
    }

    /// <summary>The least common denominator.</summary>
    public static BigInteger Of(IEnumerable<Rational> values) => values.Aggregate(BigInteger.One, static (common, value) => Joined(common, value.Denominator));

    /// <summary>constant + Σ coefficient·value, exact, as a numerator over a positive denominator.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Sum(Rational constant, IEnumerable<(int Index, Rational Coefficient)> terms)
    {
        var (sum, below) = (BigInteger.Zero, BigInteger.One);
        void Add(Rational coefficient, BigInteger factor)
        {
            var common = Joined(below, coefficient.Denominator);
            sum = (sum * (common / below)) + (coefficient.Numerator * factor * (common / coefficient.Denominator));
            below = common;
        }

        Add(constant, denominator);
        foreach (var (index, coefficient) in terms)
        {
            if (!numerators[index].IsZero)
            {
                Add(coefficient, numerators[index]);
            }
        }

        return (sum, denominator * below);
    }

    private static BigInteger Joined(BigInteger left, BigInteger right) =>
        right.IsOne || left == right ? left : left * (right / BigInteger.GreatestCommonDivisor(left, right));
}
