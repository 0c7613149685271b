using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>How a range or interval was most likely written.</summary>
internal static class RangeShape
{
    /// <summary>The n of <c>i&lt;n</c>, or null when the range does not start at 0 or does not end.</summary>
    public static Term? Length(IndexRange range) => range.Lower is not Number { Value.IsZero: true } ? null : range.Upper switch
    {
        Number last => new Number(last.Value + Rational.One),
        Arithmetic { Operator: ArithmeticOperator.Add, Children: [var length, Number { Value: var last }] } when last == -Rational.One => length,
        Arithmetic { Operator: ArithmeticOperator.Add, Children: [Number { Value: var last }, var length] } when last == -Rational.One => length,
        Arithmetic { Operator: ArithmeticOperator.Add, Children: [Number { Value: var last }, _, _, ..] } sum when last == -Rational.One => sum.With(sum.Children.Skip(1).ToSequence()),
        Arithmetic { Operator: ArithmeticOperator.Add, Children: [var length, Arithmetic { Operator: ArithmeticOperator.Negate, Children: [Number { Value.IsOne: true }] }] } => length,
        _ => null,
    };

    /// <summary>Whether the term is the constant ∞.</summary>
    public static bool IsInfinite(Term term) => ReferenceEquals(term, Constant.Infinity);

    /// <summary>A finite decimal of at most six places for a fraction that has one and reads better so (1/10, not 1/2); else null.</summary>
    public static string? Decimal(Rational value)
    {
        const int Places = 6;
        if (value.IsInteger || value.Denominator < 10)
        {
            return null;
        }

        var power = Rational.One;
        for (var places = 1; places <= Places; places++)
        {
            power *= 10;
            var scaled = value * power;
            if (scaled.IsInteger)
            {
                var digits = (scaled.Sign < 0 ? -scaled : scaled).ToString().PadLeft(places + 1, '0');
                return (value.Sign < 0 ? "-" : "") + digits[..^places] + "." + digits[^places..];
            }
        }

        return null;
    }
}
