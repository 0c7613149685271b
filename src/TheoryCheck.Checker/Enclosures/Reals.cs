using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// Arithmetic on enclosures. Numbers of few bits stay exact; longer ones are rounded outwards to dyadic rationals of the given
/// number of significant bits. Functions come from their Taylor series with the remainder added on both sides.
/// </summary>
internal sealed class Reals(int bits)
{
    private const int LargestExponent = 1 << 16;
    private readonly Rational tiny = Rational.Power(2, -bits - 8);
    private Enclosure? pi;
    private Enclosure? log2;

    public Enclosure Pi => pi ??= Round(Sum(Scale(ArctanSeries(new(1, 5)), 16), -Scale(ArctanSeries(new(1, 239)), 4)));

    public Enclosure Add(Enclosure a, Enclosure b) => Round(Sum(a, b));

    public Enclosure Subtract(Enclosure a, Enclosure b) => Add(a, -b);

    public Enclosure Multiply(Enclosure a, Enclosure b)
    {
        if (a.IsPoint && b.IsPoint)
        {
            return Round(a.Low * b.Low);
        }

        Rational[] products = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        return Round(new(products.Min(), products.Max()));
    }

    public Enclosure Divide(Enclosure a, Enclosure b)
    {
        StrictJson.Require(b.Low.Sign > 0 || b.High.Sign < 0, "a divisor is not known to differ from 0");
        return Multiply(a, new(Rational.One / b.High, Rational.One / b.Low));
    }

    public Enclosure Power(Enclosure a, int exponent)
    {
        StrictJson.Require(Math.Abs(exponent) <= LargestExponent, "an exponent is too large");
        if (exponent < 0)
        {
            return Divide(1, Power(a, -exponent));
        }

        // An even power of an interval around 0 is not negative: the base is replaced by its absolute value.
        var @base = exponent % 2 == 0 ? Abs(a) : a;
        Enclosure power = 1;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            power = (rest & 1) == 1 ? Multiply(power, @base) : power;
            @base = rest > 1 ? Multiply(@base, @base) : @base;
        }

        return power;
    }

    public static Enclosure Abs(Enclosure a) => a.Low.Sign >= 0 ? a : a.High.Sign <= 0 ? -a : new(0, a.Magnitude);

    public static Enclosure Max(Enclosure a, Enclosure b) => new(Enclosure.Max(a.Low, b.Low), Enclosure.Max(a.High, b.High));

    public static Enclosure Floor(Enclosure a) => new(Rational.Floor(a.Low), Rational.Floor(a.High));

    public Enclosure Sqrt(Enclosure a)
    {
        StrictJson.Require(a.Low.Sign >= 0, "the argument of a root is not known to be non-negative");
        return new(Root(a.Low).Low, Root(a.High).High);
    }

    public Enclosure Exp(Enclosure a) => new(ExpAt(a.Low).Low, ExpAt(a.High).High);

    public Enclosure Log(Enclosure a)
    {
        StrictJson.Require(a.Low.Sign > 0, "the argument of a logarithm is not known to be positive");
        return new(LogAt(a.Low).Low, LogAt(a.High).High);
    }

    public Enclosure Sin(Enclosure a) => Wave(a, 1);

    public Enclosure Cos(Enclosure a) => Wave(a, 0);

    public Enclosure Atan(Enclosure a) => new(AtanAt(a.Low).Low, AtanAt(a.High).High);

    /// <summary>The angle of (x, y) in (-π, π].</summary>
    public Enclosure Atan2(Enclosure y, Enclosure x)
    {
        var half = Divide(Pi, 2);
        return x.Low.Sign > 0 ? Atan(Divide(y, x))
            : y.Low.Sign > 0 ? Subtract(half, Atan(Divide(x, y)))
            : y.High.Sign < 0 ? Subtract(-half, Atan(Divide(x, y)))
            : y == 0 && x == 0 ? 0
            : y == 0 && x.High.Sign < 0 ? Pi
            : y.Low.Sign >= 0 && x.Low.Sign >= 0 ? new(0, half.High)
            : y.Low.Sign >= 0 ? new(0, Pi.High)
            : throw new NotShownException("an angle is not decided");
    }

    public Enclosure Round(Enclosure a) => a.IsPoint && Size(a.Low) <= 16 * bits ? a : new(Rounded(a.Low, up: false), Rounded(a.High, up: true));

    private static Enclosure Sum(Enclosure a, Enclosure b) => new(a.Low + b.Low, a.High + b.High);

    private static Enclosure Scale(Enclosure a, int factor) => new(a.Low * factor, a.High * factor);

    private static long Size(Rational a) => a.Numerator.GetBitLength() + a.Denominator.GetBitLength();

    private Rational Rounded(Rational a, bool up)
    {
        if (a.IsZero || Size(a) <= bits)
        {
            return a;
        }

        var shift = bits - (int)(a.Numerator.GetBitLength() - a.Denominator.GetBitLength());
        var scaled = shift >= 0 ? new Rational(a.Numerator << shift, a.Denominator) : new Rational(a.Numerator, a.Denominator << -shift);
        var whole = up ? -Rational.Floor(-scaled) : Rational.Floor(scaled);
        return whole * Rational.Power(2, -shift);
    }

    // The floor of √(a 4^s) for an s that leaves enough bits, and the next integer unless it was exact.
    private Enclosure Root(Rational a)
    {
        if (a.IsZero)
        {
            return 0;
        }

        var shift = Math.Max(0, bits - (int)((a.Numerator.GetBitLength() - a.Denominator.GetBitLength()) / 2));
        var product = a.Numerator * a.Denominator << (2 * shift);
        var root = BigInteger.One << (int)((product.GetBitLength() + 1) / 2);
        for (var next = (root + (product / root)) >> 1; next < root; next = (root + (product / root)) >> 1)
        {
            root = next;
        }

        var denominator = a.Denominator << shift;
        return Round(new(new Rational(root, denominator), new Rational(root * root == product ? root : root + 1, denominator)));
    }

    // e^x = (e^(x/2^k))^(2^k) with |x/2^k| <= 1/2, where the remainder is at most twice the first term left out.
    private Enclosure ExpAt(Rational x)
    {
        StrictJson.Require(x <= LargestExponent && x >= -LargestExponent, "the argument of an exponential is too large");
        var halvings = 0;
        for (; x > new Rational(1, 2) || x < new Rational(-1, 2); halvings++)
        {
            x /= 2;
        }

        var (sum, term) = ((Enclosure)0, (Enclosure)1);
        for (var k = 1; term.Magnitude > tiny; k++)
        {
            sum = Add(sum, term);
            term = Divide(Multiply(term, x), k);
        }

        sum = Add(sum, Around(2 * term.Magnitude));
        for (; halvings > 0; halvings--)
        {
            sum = Multiply(sum, sum);
        }

        return sum;
    }

    // x = 2^k m with 1 <= m < 2: log x = k log 2 + log m.
    private Enclosure LogAt(Rational x)
    {
        var exponent = (int)(x.Numerator.GetBitLength() - x.Denominator.GetBitLength());
        var mantissa = x * Rational.Power(2, -exponent);
        return Add(Multiply(exponent, log2 ??= LogSeries(2)), LogSeries(mantissa));
    }

    // log m = 2 Σ z^(2j+1)/(2j+1), z = (m-1)/(m+1) with |z| <= 1/3: the remainder is at most 9/8 of the first term left out.
    private Enclosure LogSeries(Rational m)
    {
        var z = Round((m - 1) / (m + 1));
        var square = Multiply(z, z);
        var (sum, power) = ((Enclosure)0, z);
        for (var k = 1; ; k += 2)
        {
            var term = Divide(power, k);
            if (term.Magnitude <= tiny)
            {
                return Multiply(2, Add(sum, Around(2 * term.Magnitude)));
            }

            sum = Add(sum, term);
            power = Multiply(power, square);
        }
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
        Enclosure sum = 0;
        var term = first == 0 ? (Enclosure)1 : middle;
        for (var k = first; k < 2 || term.Magnitude > tiny || k * k <= middle * middle; k += 2)
        {
            sum = Add(sum, term);
            term = -Divide(Multiply(term, Multiply(middle, middle)), (k + 1) * (k + 2));
        }

        // The remainder of an alternating series whose terms fall is at most its first term.
        sum = Add(sum, Around(term.Magnitude + radius));
        return new(Enclosure.Max(sum.Low, -1), Enclosure.Min(sum.High, 1));
    }

    // atan x = π/2 - atan(1/x) beyond 1, and atan x = 2 atan(x/(1 + √(1+x²))) down to 1/4.
    private Enclosure AtanAt(Rational x)
    {
        if (x.Sign < 0 || x > Rational.One)
        {
            return x.Sign < 0 ? -AtanAt(-x) : Subtract(Divide(Pi, 2), AtanAt(Rational.One / x));
        }

        if (x <= new Rational(1, 4))
        {
            return ArctanSeries(x);
        }

        var half = Divide(x, Add(1, Sqrt(Add(1, x * x))));
        return Multiply(2, new(AtanAt(half.Low).Low, AtanAt(half.High).High));
    }

    // Σ (-1)^j x^(2j+1)/(2j+1): alternating with falling terms.
    private Enclosure ArctanSeries(Rational x)
    {
        var start = Round(x);
        var square = Multiply(start, start);
        var (sum, power) = ((Enclosure)0, start);
        for (var k = 1; ; k += 2)
        {
            var term = Divide(power, k);
            if (term.Magnitude <= tiny)
            {
                return Add(sum, Around(term.Magnitude));
            }

            sum = k % 4 == 1 ? Add(sum, term) : Subtract(sum, term);
            power = Multiply(power, square);
        }
    }

    private static Enclosure Around(Rational radius) => new(-radius, radius);
}
