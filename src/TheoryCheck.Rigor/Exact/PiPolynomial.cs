using System.Globalization;

namespace TheoryCheck.Rigor.Exact;

/// <summary>A polynomial in π with rational coefficients, lowest first, without leading zeros. As π is transcendental, it is 0 only as a polynomial.</summary>
internal sealed class PiPolynomial
{
    private const int LargestDegree = 64;

    private readonly Rational[] coefficients;

    /// <summary>The polynomial with these coefficients, an array that no one else changes.</summary>
    internal PiPolynomial(params Rational[] coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1].IsZero)
        {
            length--;
        }

        this.coefficients = length > LargestDegree + 1 ? throw new NotRepresentableException($"a power of π beyond {LargestDegree} would be needed")
            : length < coefficients.Length ? coefficients[..length]
            : coefficients;
    }

    internal static PiPolynomial One { get; } = new(Rational.One);

    internal static PiPolynomial Pi { get; } = new(Rational.Zero, Rational.One);

    internal int Degree => coefficients.Length - 1;

    internal bool IsZero => coefficients.Length == 0;

    internal Rational Leading => coefficients[^1];

    /// <summary>The constant it is, or null.</summary>
    internal Rational? Constant => Degree <= 0 ? this[0] : null;

    internal Rational this[int power] => power < coefficients.Length ? coefficients[power] : Rational.Zero;

    public static PiPolynomial operator +(PiPolynomial left, PiPolynomial right)
    {
        var sum = new Rational[Math.Max(left.coefficients.Length, right.coefficients.Length)];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = left[i] + right[i];
        }

        return new(sum);
    }

    public static PiPolynomial operator *(PiPolynomial left, PiPolynomial right)
    {
        var product = new Rational[Math.Max(0, left.coefficients.Length + right.coefficients.Length - 1)];
        for (var i = 0; i < left.coefficients.Length; i++)
        {
            for (var j = 0; j < right.coefficients.Length; j++)
            {
                product[i + j] += left[i] * right[j];
            }
        }

        return new(product);
    }

    public static PiPolynomial operator *(PiPolynomial left, Rational right) => new(Array.ConvertAll(left.coefficients, c => c * right));

    /// <summary>The monic greatest common divisor of polynomials that are not both 0.</summary>
    internal static PiPolynomial GreatestCommonDivisor(PiPolynomial left, PiPolynomial right)
    {
        while (!right.IsZero)
        {
            (left, right) = (right, DivRem(left, right).Remainder);
        }

        return left * (1 / left.Leading);
    }

    internal static (PiPolynomial Quotient, PiPolynomial Remainder) DivRem(PiPolynomial left, PiPolynomial right)
    {
        var rest = (Rational[])left.coefficients.Clone();
        var quotient = new Rational[Math.Max(0, left.Degree - right.Degree + 1)];
        for (var shift = quotient.Length - 1; shift >= 0; shift--)
        {
            quotient[shift] = rest[shift + right.Degree] / right.Leading;
            for (var i = 0; i <= right.Degree; i++)
            {
                rest[shift + i] -= quotient[shift] * right[i];
            }
        }

        return (new(quotient), new(rest));
    }

    /// <summary>Its value, by Horner's rule.</summary>
    internal Interval Enclose(int precision)
    {
        var (sum, pi) = (Interval.FromRational(Rational.Zero, precision), Interval.Pi(precision));
        for (var i = Degree; i >= 0; i--)
        {
            sum = sum * pi + sum.Literal(coefficients[i]);
        }

        return sum;
    }

    public override string ToString() => Degree <= 0
        ? this[0].ToString()
        : "(" + string.Join(" + ", coefficients.Select((c, i) => (c, i)).Where(p => !p.c.IsZero).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.c}·π^{p.i}"))) + ")";
}
