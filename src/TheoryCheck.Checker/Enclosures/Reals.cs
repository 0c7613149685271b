using System.Numerics;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// Arithmetic on enclosures. Numbers stay exact up to some multiple of the given number of significant bits; longer ones are rounded outwards to dyadic
/// rationals of so many. Functions come from their Taylor series with the remainder added on both sides.
/// </summary>
internal sealed class Reals(int bits, int exact = 16)
{
    private readonly Rational tiny = Rational.Power(2, -bits - 8);
    private Enclosure? pi, log2;
    private int spent;

    /// <summary>The same, where only numbers stay exact that are as short as what is rounded.</summary>
    public Reals Rounding => field ??= new(bits, 1);

    public Enclosure Pi => pi ??= Subtract(Multiply(16, Odd(new(1, 5), -1)), Multiply(4, Odd(new(1, 239), -1)));

    /// <summary>Counts a step, of a function or of a formula: as many are taken as end soon.</summary>
    public void Spend() => Require(++spent <= (1 << 28) / bits, CertificateChecker.TooLong);

    public Enclosure Add(Enclosure a, Enclosure b) => Round(new(a.Low + b.Low, a.High + b.High));

    public Enclosure Subtract(Enclosure a, Enclosure b) => Add(a, -b);

    public Enclosure Multiply(Enclosure a, Enclosure b)
    {
        Rational[] products = a.IsPoint && b.IsPoint ? [a.Low * b.Low] : [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return Round(new(products.Min(), products.Max()));
    }

    public Enclosure Divide(Enclosure a, Enclosure b) => b.Low.Sign > 0 || b.High.Sign < 0 ? Multiply(a, new(Rational.One / b.High, Rational.One / b.Low))
        : throw new NotShownException("a divisor is not known to differ from 0");

    // An even power of an interval around 0 is not negative: the base is replaced by its absolute value.
    public Enclosure Power(Enclosure a, int exponent) => exponent == 0 ? 1 : exponent < 0 ? Divide(1, Power(a, -exponent))
        : exponent % 2 == 0 ? Power(Multiply(Abs(a), Abs(a)), exponent / 2) : Multiply(a, Power(a, exponent - 1));

    public static Enclosure Abs(Enclosure a) => a.Low.Sign >= 0 ? a : a.High.Sign <= 0 ? -a : new(0, a.Magnitude);

    public static Enclosure Max(Enclosure a, Enclosure b) => new(Rational.Max(a.Low, b.Low), Rational.Max(a.High, b.High));

    public static Enclosure Floor(Enclosure a) => new(Rational.Floor(a.Low), Rational.Floor(a.High));

    public Enclosure Sqrt(Enclosure a) => Rising(Root, a);

    /// <summary>The values of a function that does not decrease.</summary>
    public static Enclosure Rising(Func<Rational, Enclosure> f, Enclosure a) => a.IsPoint ? f(a.Low) : new(f(a.Low).Low, f(a.High).High);

    /// <summary>A vector, divided by its length.</summary>
    public Enclosure[] Unit(Rational[] vector) => [.. vector.Select(c => Divide(c, Sqrt(VectorProblem.Dot(vector, vector))))];

    public Enclosure Round(Enclosure a) => a.IsPoint && Size(a.Low) <= exact * bits ? a : new(Rounded(a.Low, up: false), Rounded(a.High, up: true));

    private static long Size(Rational a) => a.Numerator.GetBitLength() + a.Denominator.GetBitLength();

    private Rational Rounded(Rational a, bool up)
    {
        var shift = bits - (int)(a.Numerator.GetBitLength() - a.Denominator.GetBitLength());
        Rational Scaled() => shift >= 0 ? new Rational(a.Numerator << shift, a.Denominator) : new Rational(a.Numerator, a.Denominator << -shift);
        return Size(a) <= bits ? a : (up ? -Rational.Floor(-Scaled()) : Rational.Floor(Scaled())) * Rational.Power(2, -shift);
    }

    // The floor of √(a 4^s) for an s that leaves enough bits, and the next integer unless it was exact.
    private Enclosure Root(Rational a)
    {
        Require(a.Sign >= 0, "the argument of a root is not known to be non-negative");
        var shift = Math.Max(0, bits - (int)((a.Numerator.GetBitLength() - a.Denominator.GetBitLength()) / 2));
        var product = a.Numerator * a.Denominator << (2 * shift);
        var root = IntegerRoot.Floor(product);
        return Round(new(new Rational(root, a.Denominator << shift), new Rational(root * root == product ? root : root + 1, a.Denominator << shift)));
    }

    // e^x = (e^(x/2^k))^(2^k) with |x/2^k| <= 1/2.
    public Enclosure Exp(Rational x)
    {
        Require(x <= 1 << 16 && x >= -(1 << 16), "the argument of an exponential is too large");
        var halvings = (int)Math.Max(0, 1 + Rational.Floor(x.Sign < 0 ? -x : x).Numerator.GetBitLength());
        return Power(Series(1, k => Divide(x / Rational.Power(2, halvings), k + 1)), 1 << halvings);
    }

    // A first term, and each the one before times a ratio. Once a ratio is at most 1/2, so are all later ones: what is left out is at most twice the next term.
    private Enclosure Series(Enclosure term, Func<int, Enclosure> ratio)
    {
        var (sum, k) = ((Enclosure)0, 0);
        for (var next = ratio(0); term.Magnitude > tiny || next.Magnitude > new Rational(1, 2); term = Rounding.Multiply(term, next), next = ratio(++k))
        {
            Spend();
            sum = Rounding.Add(sum, term);
        }

        return Add(sum, new(-2 * term.Magnitude, 2 * term.Magnitude));
    }

    // x = 2^k m with 1/2 < m < 2: log x = k log 2 + 2 artanh((m - 1)/(m + 1)).
    public Enclosure Log(Rational x)
    {
        Require(x.Sign > 0, "the argument of a logarithm is not known to be positive");
        var exponent = (int)(x.Numerator.GetBitLength() - x.Denominator.GetBitLength());
        var mantissa = x * Rational.Power(2, -exponent);
        return Multiply(2, Add(Odd((mantissa - 1) / (mantissa + 1), 1), Multiply(exponent, log2 ??= Odd(new(1, 3), 1))));
    }

    // Σ s^j x^(2j+1)/(2j+1), |x| ≤ 1/3: artanh x for s = 1, arctan x for s = -1.
    private Enclosure Odd(Rational x, int sign)
    {
        var square = Multiply(sign, Multiply(Round(x), Round(x)));
        return Series(Round(x), k => Multiply(square, new Rational((2 * k) + 1, (2 * k) + 3)));
    }

    /// <summary>The sine (1) or cosine (0): their slopes are at most 1, so the value at the middle is widened by the radius.</summary>
    public Enclosure Wave(Enclosure a, int first)
    {
        var turns = Rational.Floor((a.Low / (2 * Pi.Low)) + new Rational(1, 2));
        var reduced = turns.IsZero ? a : Subtract(a, Multiply(turns * 2, Pi));

        // Too wide, or too far out for π to this precision: the series would take as many terms as the argument is large.
        var middle = reduced.Magnitude > 8 ? 0 : Rounded((reduced.Low + reduced.High) / 2, up: false);
        var radius = Rational.Max(reduced.High - middle, middle - reduced.Low);
        var sum = Add(Series(first == 0 ? 1 : middle, k => Divide(-middle * middle, ((2 * k) + first + 1) * ((2 * k) + first + 2))), new(-radius, radius));
        return new(Rational.Max(sum.Low, -1), Rational.Min(sum.High, 1));
    }

    // atan x = π/2 - atan(1/x) beyond 1, and atan x = 2 atan(x/(1 + √(1+x²))) down to 1/4.
    public Enclosure Atan(Rational x) => x.Sign < 0 ? -Atan(-x) : x > Rational.One ? Subtract(Divide(Pi, 2), Atan(Rational.One / x))
        : x <= new Rational(1, 4) ? Odd(x, -1) : Multiply(2, Rising(Atan, Divide(x, Add(1, Sqrt(Add(1, x * x))))));
}
