using System.Numerics;
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
    private Enclosure? pi;
    private Enclosure? log2;

    /// <summary>Whether nothing was rounded so far, so that more bits would change nothing.</summary>
    public bool IsExact { get; set; } = true;

    /// <summary>The same, where only numbers stay exact that are as short as what is rounded.</summary>
    public Reals Rounding => field ??= new(bits, 1);

    public Enclosure Pi => pi ??= Subtract(Multiply(16, Odd(new(1, 5), -1)), Multiply(4, Odd(new(1, 239), -1)));

    public Enclosure Add(Enclosure a, Enclosure b) => Round(new(a.Low + b.Low, a.High + b.High));

    public Enclosure Subtract(Enclosure a, Enclosure b) => Add(a, -b);

    public Enclosure Multiply(Enclosure a, Enclosure b)
    {
        Rational[] products = a.IsPoint && b.IsPoint ? [a.Low * b.Low]
            : a.Low.Sign * a.High.Sign <= 0 || b.Low.Sign * b.High.Sign <= 0 ? [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High]
            : a.Low.Sign == b.Low.Sign ? [a.Low * b.Low, a.High * b.High] : [a.Low * b.High, a.High * b.Low];
        return Round(new(products.Min(), products.Max()));
    }

    public Enclosure Divide(Enclosure a, Enclosure b)
    {
        Require(b.Low.Sign > 0 || b.High.Sign < 0, "a divisor is not known to differ from 0");
        return Multiply(a, new(Rational.One / b.High, Rational.One / b.Low));
    }

    // An even power of an interval around 0 is not negative: the base is replaced by its absolute value.
    public Enclosure Power(Enclosure a, int exponent)
    {
        var (power, @base) = ((Enclosure)1, exponent % 2 == 0 ? Abs(a) : a);
        for (var rest = Math.Abs((long)exponent); rest > 0; rest >>= 1)
        {
            power = (rest & 1) == 1 ? Multiply(power, @base) : power;
            @base = rest > 1 ? Multiply(@base, @base) : @base;
        }

        return exponent < 0 ? Divide(1, power) : power;
    }

    public static Enclosure Abs(Enclosure a) => a.Low.Sign >= 0 ? a : a.High.Sign <= 0 ? -a : new(0, a.Magnitude);

    public static Enclosure Max(Enclosure a, Enclosure b) => new(Enclosure.Max(a.Low, b.Low), Enclosure.Max(a.High, b.High));

    public static Enclosure Floor(Enclosure a) => new(Rational.Floor(a.Low), Rational.Floor(a.High));

    public Enclosure Sqrt(Enclosure a) => new(Root(a.Low).Low, Root(a.High).High);

    public Enclosure Exp(Enclosure a) => new(ExpAt(a.Low).Low, ExpAt(a.High).High);

    public Enclosure Log(Enclosure a) => new(LogAt(a.Low).Low, LogAt(a.High).High);

    public Enclosure Sin(Enclosure a) => Wave(a, 1);

    public Enclosure Cos(Enclosure a) => Wave(a, 0);

    public Enclosure Atan(Enclosure a) => new(AtanAt(a.Low).Low, AtanAt(a.High).High);

    /// <summary>The angle of (x, y) in (-π, π].</summary>
    public Enclosure Atan2(Enclosure y, Enclosure x)
    {
        var half = Divide(Pi, 2);
        return x.Low.Sign > 0 ? Atan(Divide(y, x)) : y.Low.Sign > 0 ? Subtract(half, Atan(Divide(x, y)))
            : y.High.Sign < 0 ? Subtract(-half, Atan(Divide(x, y)))
            : y.Low.Sign >= 0 && x.High.Sign < 0 ? Add(Pi, Atan(Divide(y, x)))
            : y.Low.Sign >= 0 ? new(0, Pi.High) : throw new NotShownException("an angle is not decided");
    }

    /// <summary>A vector, divided by its length.</summary>
    public Enclosure[] Unit(Rational[] vector) => [.. vector.Select(c => Divide(c, Sqrt(SphereSupremum.Dot(vector, vector))))];

    public Enclosure Round(Enclosure a) => a.IsPoint && Size(a.Low) <= exact * bits ? a : new(Rounded(a.Low, up: false), Rounded(a.High, up: true));

    private static long Size(Rational a) => a.Numerator.GetBitLength() + a.Denominator.GetBitLength();

    private Rational Rounded(Rational a, bool up)
    {
        if (a.IsZero || Size(a) <= bits)
        {
            return a;
        }

        IsExact = false;
        var shift = bits - (int)(a.Numerator.GetBitLength() - a.Denominator.GetBitLength());
        var scaled = shift >= 0 ? new Rational(a.Numerator << shift, a.Denominator) : new Rational(a.Numerator, a.Denominator << -shift);
        return (up ? -Rational.Floor(-scaled) : Rational.Floor(scaled)) * Rational.Power(2, -shift);
    }

    // The floor of √(a 4^s) for an s that leaves enough bits, and the next integer unless it was exact.
    private Enclosure Root(Rational a)
    {
        Require(a.Sign >= 0, "the argument of a root is not known to be non-negative");
        var shift = Math.Max(0, bits - (int)((a.Numerator.GetBitLength() - a.Denominator.GetBitLength()) / 2));
        var product = a.Numerator * a.Denominator << (2 * shift);
        var root = IntegerRoot.Floor(product);
        IsExact &= root * root == product;
        return Round(new(new Rational(root, a.Denominator << shift), new Rational(root * root == product ? root : root + 1, a.Denominator << shift)));
    }

    // e^x = (e^(x/2^k))^(2^k) with |x/2^k| <= 1/2.
    private Enclosure ExpAt(Rational x)
    {
        Require(x <= 1 << 16 && x >= -(1 << 16), "the argument of an exponential is too large");
        var halvings = (int)Math.Max(0, 1 + Rational.Floor(x.Sign < 0 ? -x : x).Numerator.GetBitLength());
        return Power(Taylor(x / Rational.Power(2, halvings), 0, 1), 1 << halvings);
    }

    // Σ x^k/k!, from a first k in steps of 1, or in steps of 2 with signs that alternate. The terms fall by half from some term on, or
    // alternate and fall: the remainder is at most twice the first term left out.
    private Enclosure Taylor(Rational x, int first, int step)
    {
        var (sum, term, factor) = ((Enclosure)0, first == 0 ? (Enclosure)1 : x, Multiply(step == 1 ? 1 : -x, x));
        for (var k = first; k < 2 || term.Magnitude > tiny || k * k <= x * x; k += step)
        {
            sum = Add(sum, term);
            term = Divide(Multiply(term, factor), step == 1 ? k + 1 : (k + 1) * (k + 2));
        }

        return Add(sum, Around(2 * term.Magnitude));
    }

    // x = 2^k m with 1/2 < m < 2: log x = k log 2 + 2 artanh((m - 1)/(m + 1)).
    private Enclosure LogAt(Rational x)
    {
        Require(x.Sign > 0, "the argument of a logarithm is not known to be positive");
        var exponent = (int)(x.Numerator.GetBitLength() - x.Denominator.GetBitLength());
        var mantissa = x * Rational.Power(2, -exponent);
        return Multiply(2, Add(Odd((mantissa - 1) / (mantissa + 1), 1), Multiply(exponent, log2 ??= Odd(new(1, 3), 1))));
    }

    // Σ s^j x^(2j+1)/(2j+1), |x| ≤ 1/3: artanh x for s = 1, arctan x for s = -1; the remainder is at most 9/8 of the first term left out.
    private Enclosure Odd(Rational x, int sign)
    {
        var (sum, power, term, square) = ((Enclosure)0, Round(x), Round(x), Multiply(sign, Multiply(Round(x), Round(x))));
        for (var k = 3; term.Magnitude > tiny; term = Divide(power, k), k += 2)
        {
            sum = Add(sum, term);
            power = Multiply(power, square);
        }

        return Add(sum, Around(2 * term.Magnitude));
    }

    // Sine and cosine have slopes of at most 1: the value at the middle, widened by the radius.
    private Enclosure Wave(Enclosure a, int first)
    {
        var turns = Rational.Floor((a.Low / (2 * Pi.Low)) + new Rational(1, 2));
        var reduced = turns.IsZero ? a : Subtract(a, Multiply(turns * 2, Pi));
        if (reduced.Magnitude > 8)
        {
            // Too wide, or too far out for π to this precision: the series would take as many terms as the argument is large.
            return new(-1, 1);
        }

        var middle = Rounded((reduced.Low + reduced.High) / 2, up: false);
        var radius = Enclosure.Max(reduced.High - middle, middle - reduced.Low);
        var sum = Add(Taylor(middle, first, 2), Around(radius));
        return new(Enclosure.Max(sum.Low, -1), Enclosure.Min(sum.High, 1));
    }

    // atan x = π/2 - atan(1/x) beyond 1, and atan x = 2 atan(x/(1 + √(1+x²))) down to 1/4.
    private Enclosure AtanAt(Rational x) => x.Sign < 0 ? -AtanAt(-x) : x > Rational.One ? Subtract(Divide(Pi, 2), AtanAt(Rational.One / x))
        : x <= new Rational(1, 4) ? Odd(x, -1)
        : Multiply(2, Atan(Divide(x, Add(1, Sqrt(Add(1, x * x))))));

    private Enclosure Around(Rational radius)
    {
        IsExact = false;
        return new(-radius, radius);
    }
}
