using System.Globalization;
using System.Numerics;

namespace TheoryCheck.Rigor.Enclosures;

/// <summary>Decimal digits of an end, rounded away from the interval.</summary>
internal static class OutwardDecimal
{
    /// <summary><c>d.ddde±x</c>; numbers with more than a million bits before or behind the point as <c>m*2^x</c>.</summary>
    internal static string Format(Dyadic value, int digits, Direction direction)
    {
        if (!value.IsFinite)
        {
            return value.Sign > 0 ? "inf" : "-inf";
        }

        if (value.Sign == 0)
        {
            return "0";
        }

        if (Math.Abs(value.Exponent) > 1 << 20)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{value.Mantissa}*2^{value.Exponent}");
        }

        // 30103/100000 is log10(2) rounded up a little: the first guess is at most one digit off.
        var exact = value.ToRational();
        var exponent = (int)(value.Top * 30103 / 100000);
        var scaled = Scale(exact, digits - 1 - exponent, direction);
        var limit = BigInteger.Pow(10, digits);
        while (BigInteger.Abs(scaled) >= limit)
        {
            exponent++;
            scaled = Scale(exact, digits - 1 - exponent, direction);
        }

        while (BigInteger.Abs(scaled) * 10 < limit)
        {
            exponent--;
            scaled = Scale(exact, digits - 1 - exponent, direction);
        }

        return Layout(scaled, exponent);
    }

    private static BigInteger Scale(Rational value, int power, Direction direction) => power >= 0
        ? FixedPoint.Divide(value.Numerator * BigInteger.Pow(10, power), value.Denominator, direction)
        : FixedPoint.Divide(value.Numerator, value.Denominator * BigInteger.Pow(10, -power), direction);

    private static string Layout(BigInteger scaled, int exponent)
    {
        var sign = scaled.Sign < 0 ? "-" : "";
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture);
        var fraction = digits[1..].TrimEnd('0');
        var mantissa = fraction.Length == 0 ? digits[..1] : digits[..1] + "." + fraction;
        return exponent == 0 ? sign + mantissa : string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{exponent}");
    }
}
