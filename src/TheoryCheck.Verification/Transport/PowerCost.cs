using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Transport;

/// <summary>The costs |x - y|^p of transport for a rational order p ≥ 1, and the p-th root of what they add up to.</summary>
internal sealed record PowerCost(Rational Order)
{
    private const int GreatestOrder = 64;

    /// <summary>p where it is whole and small, else null.</summary>
    private int? Whole => Order.IsInteger && Order <= GreatestOrder ? (int)Order.Numerator : null;

    /// <summary>|x - y|^p for all pairs, row-major.</summary>
    public T[] Between<T>(T[][] from, T[][] to, T zero)
        where T : IReal<T> => [.. from.SelectMany(x => to.Select(y => Of(x, y, zero)))];

    /// <summary>The p-th root of a number that is at least 0.</summary>
    /// <exception cref="NotRepresentableException">The reading cannot express it, or cannot tell whether the number is 0.</exception>
    public T Root<T>(T power, T zero)
        where T : IReal<T> => Whole switch
    {
        1 => power,
        2 => T.Sqrt(T.Max(zero, power)),
        _ => Power(power, Rational.One / Order, zero),
    };

    private T Of<T>(T[] x, T[] y, T zero)
        where T : IReal<T>
    {
        if (x.Length == 1)
        {
            var distance = T.Abs(x[0] - y[0]);
            return Whole is { } order ? T.Power(distance, order) : Power(distance, Order, zero);
        }

        var square = zero;
        for (var c = 0; c < x.Length; c++)
        {
            square += T.Power(x[c] - y[c], 2);
        }

        return Whole switch
        {
            { } even when even % 2 == 0 => T.Power(square, even / 2),
            { } odd => T.Power(T.Sqrt(square), odd),
            _ => Power(square, Order / 2, zero),
        };
    }

    private static T Power<T>(T number, Rational exponent, T zero)
        where T : IReal<T> => T.Compare(Relation.Equal, number, zero) == Certainty.True ? zero
        : T.Compare(Relation.Greater, number, zero) != Certainty.True ? throw new NotRepresentableException("a power of a distance that may be 0")
        : exponent.Denominator == 2 && exponent.Numerator.GetBitLength() < 31 ? T.Power(T.Sqrt(number), (int)exponent.Numerator)
        : T.Exp(zero.Literal(exponent) * T.Log(number));
}
