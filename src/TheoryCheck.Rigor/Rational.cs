using System.Globalization;
using System.Numerics;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>An exact rational number in lowest terms with a positive denominator. <c>default</c> is 0.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>, IReal<Rational>
{
    /// <summary>The most bits a numerator or denominator may have: beyond, exact arithmetic is given up rather than left to run for hours.</summary>
    internal const long MaximalBits = 1 << 20;

    private readonly BigInteger denominatorMinusOne;

    /// <summary>The quotient of two integers, reduced.</summary>
    /// <exception cref="UndefinedException"><paramref name="denominator"/> is 0.</exception>
    /// <exception cref="NotRepresentableException">One of them has more than 2^20 bits.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new UndefinedException("division by zero");
        }

        RequireBits(Math.Max(numerator.GetBitLength(), denominator.GetBitLength()));
        if (denominator.IsPowerOfTwo && !denominator.IsOne && !numerator.IsZero)
        {
            // What is rounded to so many bits has no other factors to cancel.
            var twos = (int)BigInteger.Min(BigInteger.TrailingZeroCount(numerator), denominator.GetBitLength() - 1);
            numerator >>= twos;
            denominator >>= twos;
        }
        else if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
            numerator /= divisor;
            denominator /= divisor;
        }

        Numerator = numerator;
        denominatorMinusOne = denominator - BigInteger.One;
    }

    /// <summary>The rational 0.</summary>
    public static Rational Zero => default;

    /// <summary>The rational 1.</summary>
    public static Rational One => new(BigInteger.One, BigInteger.One);

    /// <summary>The numerator; carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => denominatorMinusOne + BigInteger.One;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>Whether the number is 1.</summary>
    public bool IsOne => Numerator.IsOne && IsInteger;

    /// <summary>Whether the denominator is 1.</summary>
    public bool IsInteger => denominatorMinusOne.IsZero;

    /// <summary>Widens an integer.</summary>
    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    /// <summary>Widens an integer.</summary>
    public static implicit operator Rational(long value) => new(value, BigInteger.One);

    /// <summary>Widens an integer.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>Sum, exact.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>Difference, exact.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>Negation, exact.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>Product, exact.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Quotient, exact.</summary>
    /// <exception cref="UndefinedException">The divisor is 0.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Order of the rationals.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Order of the rationals.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Order of the rationals.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the rationals.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>Equality of the rationals.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Inequality of the rationals.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>The exact value of a finite double.</summary>
    /// <exception cref="NotRepresentableException">The value is NaN or infinite.</exception>
    public static Rational FromExact(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new NotRepresentableException("not a finite number");
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        exponent -= 1075;
        BigInteger signed = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0 ? new(signed << exponent, BigInteger.One) : new(signed, BigInteger.One << -exponent);
    }

    /// <summary>Reads <c>digits[.digits][e±digits]</c> with an optional sign, exactly.</summary>
    /// <returns>Whether the text has that form, with at most 400 digits and an exponent within ±400.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = Zero;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            text = text[1..];
        }

        var exponent = 0;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 400)
            {
                return false;
            }

            text = text[..mark];
        }

        var point = text.IndexOf('.');
        var fraction = point < 0 ? default : text[(point + 1)..];
        var whole = point < 0 ? text : text[..point];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || whole.Length + fraction.Length > 400
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var digits = BigInteger.Parse(string.Concat(whole, fraction), CultureInfo.InvariantCulture);
        exponent -= fraction.Length;
        var scale = BigInteger.Pow(10, Math.Abs(exponent));
        value = exponent >= 0 ? new(digits * scale, BigInteger.One) : new(digits, scale);
        value = negative ? -value : value;
        return true;
    }

    /// <summary>The lesser of two.</summary>
    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    /// <summary>The greater of two.</summary>
    public static Rational Max(Rational left, Rational right) => left >= right ? left : right;

    /// <summary>The number with the least denominator between two, the first not the greater and both included, found along their continued fractions.</summary>
    [Cites("knuth1997", "section 4.5.3, exercise 39")]
    public static Rational SimplestBetween(Rational low, Rational high)
    {
        var floor = Rational.Floor(low);
        return low == floor ? floor
            : floor + Rational.One <= high ? floor + Rational.One
            : floor + (Rational.One / SimplestBetween(Rational.One / (high - floor), Rational.One / (low - floor)));
    }

    /// <summary>An integer power; 0⁰ = 1.</summary>
    /// <exception cref="UndefinedException">0 to a negative power.</exception>
    /// <exception cref="NotRepresentableException">The power has more than 2^20 bits.</exception>
    public static Rational Power(Rational value, int exponent)
    {
        // |n| >= 2^(bits - 1), so that the power has at least (bits - 1)·|exponent| bits.
        RequireBits((Math.Max(BigInteger.Abs(value.Numerator).GetBitLength(), value.Denominator.GetBitLength()) - 1) * Math.Abs((long)exponent));
        return exponent >= 0
            ? new(BigInteger.Pow(value.Numerator, exponent), BigInteger.Pow(value.Denominator, exponent))
            : new(BigInteger.Pow(value.Denominator, -exponent), BigInteger.Pow(value.Numerator, -exponent));
    }

    /// <summary>The power with any integer exponent.</summary>
    /// <exception cref="NotRepresentableException">It has too many digits.</exception>
    public static Rational Power(Rational value, BigInteger exponent)
    {
        if (BigInteger.Abs(exponent) <= int.MaxValue)
        {
            return Power(value, (int)exponent);
        }

        if (value.IsZero)
        {
            return exponent.Sign > 0 ? Zero : throw new UndefinedException("division by zero");
        }

        if (BigInteger.Abs(value.Numerator).IsOne && value.Denominator.IsOne)
        {
            return value.Sign > 0 || exponent.IsEven ? One : -One;
        }

        throw new NotRepresentableException("a power with more digits than exact arithmetic keeps");
    }

    /// <inheritdoc/>
    public static Rational Sqrt(Rational value) =>
        value.Sign < 0 ? throw new UndefinedException("square root of a negative number")
        : TryRoot(value.Numerator, out var numerator) && TryRoot(value.Denominator, out var denominator) ? new(numerator, denominator)
        : throw new NotRepresentableException("the square root is irrational");

    /// <inheritdoc/>
    public static Rational Exp(Rational value) => value.IsZero ? One : throw new NotRepresentableException("the exponential is irrational");

    /// <inheritdoc/>
    public static Rational Log(Rational value) =>
        value.Sign <= 0 ? throw new UndefinedException("logarithm of a non-positive number")
        : value.IsOne ? Zero : throw new NotRepresentableException("the logarithm is irrational");

    /// <inheritdoc/>
    public static Rational Sin(Rational value) => value.IsZero ? Zero : throw new NotRepresentableException("the sine is irrational");

    /// <inheritdoc/>
    public static Rational Cos(Rational value) => value.IsZero ? One : throw new NotRepresentableException("the cosine is irrational");

    /// <inheritdoc/>
    public static Rational Atan2(Rational y, Rational x) =>
        y.IsZero && x.Sign >= 0 ? Zero : throw new NotRepresentableException("the angle is irrational");

    /// <inheritdoc/>
    public static Rational Floor(Rational value)
    {
        var denominator = value.Denominator;
        if (denominator.IsPowerOfTwo)
        {
            return value.Numerator >> (int)(denominator.GetBitLength() - 1);
        }

        var quotient = BigInteger.DivRem(value.Numerator, denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - BigInteger.One : quotient;
    }

    /// <inheritdoc/>
    public static Rational Select(Relation relation, Rational left, Rational right, Rational then, Rational otherwise) =>
        Holds(relation, left.CompareTo(right)) ? then : otherwise;

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, Rational left, Rational right) =>
        CertaintyLogic.Of(Holds(relation, left.CompareTo(right)));

    /// <inheritdoc/>
    public static bool TryExact(Rational value, out Rational exact)
    {
        exact = value;
        return true;
    }

    /// <inheritdoc/>
    public Rational Literal(Rational value) => value;

    /// <inheritdoc/>
    public Rational LiteralPi() => throw new NotRepresentableException("π is irrational");

    /// <inheritdoc/>
    public int CompareTo(Rational other) => Sign != other.Sign ? Sign.CompareTo(other.Sign)
        : denominatorMinusOne == other.denominatorMinusOne ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && denominatorMinusOne == other.denominatorMinusOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, denominatorMinusOne);

    /// <summary>The nearest double, ties to even; ±infinity beyond the largest.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
        {
            return 0;
        }

        // 66 quotient bits and a sticky bit: one correctly rounded conversion follows for normal results.
        var shift = 66 - (int)(BigInteger.Abs(Numerator).GetBitLength() - Denominator.GetBitLength());
        var scaled = shift >= 0 ? BigInteger.Abs(Numerator) << shift : BigInteger.Abs(Numerator);
        var divisor = shift >= 0 ? Denominator : Denominator << -shift;
        var quotient = BigInteger.DivRem(scaled, divisor, out var remainder);
        return RoundedDouble.FromScaled(quotient, -shift, !remainder.IsZero) * Numerator.Sign;
    }

    /// <summary><c>p</c> or <c>p/q</c> in decimal digits.</summary>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);

    internal static bool Holds(Relation relation, int order) => relation switch
    {
        Relation.Less => order < 0,
        Relation.LessOrEqual => order <= 0,
        Relation.Greater => order > 0,
        Relation.GreaterOrEqual => order >= 0,
        Relation.Equal => order == 0,
        _ => order != 0,
    };

    private static void RequireBits(long bits)
    {
        if (bits > MaximalBits)
        {
            throw new NotRepresentableException($"exact arithmetic ran into its limit of {MaximalBits} bits for a number");
        }
    }

    private static bool TryRoot(BigInteger value, out BigInteger root)
    {
        root = IntegerRoot.Floor(value);
        return root * root == value;
    }
}
