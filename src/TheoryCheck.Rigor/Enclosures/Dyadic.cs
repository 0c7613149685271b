using System.Numerics;

namespace TheoryCheck.Rigor.Enclosures;

/// <summary>
/// An end of an interval: an integer times a power of two, or ±∞. <c>default</c> is 0. Sums and products of ends are exact
/// until they are rounded, and rounding always names its direction.
/// </summary>
internal readonly struct Dyadic
{
    /// <summary>Numbers of at least 2^Largest, or below 2^-Largest in magnitude, are rounded to the range's ends, outward.</summary>
    internal const long Largest = 1L << 40;

    private readonly int infinity;

    internal Dyadic(BigInteger mantissa, long exponent)
    {
        Mantissa = mantissa;
        Exponent = mantissa.IsZero ? 0 : exponent;
    }

    private Dyadic(int infinity) => this.infinity = infinity;

    internal static Dyadic Zero => default;

    internal static Dyadic One => new(BigInteger.One, 0);

    internal static Dyadic PositiveInfinity => new(1);

    internal static Dyadic NegativeInfinity => new(-1);

    internal BigInteger Mantissa { get; }

    internal long Exponent { get; }

    internal bool IsFinite => infinity == 0;

    internal int Sign => infinity != 0 ? infinity : Mantissa.Sign;

    /// <summary>The t with 2^(t-1) ≤ |x| &lt; 2^t, for a finite x ≠ 0.</summary>
    internal long Top => Exponent + (long)BigInteger.Abs(Mantissa).GetBitLength();

    public static Dyadic operator -(Dyadic value) => value.IsFinite ? new(-value.Mantissa, value.Exponent) : new(-value.infinity);

    /// <summary>The exact product; 0·∞ = 0, which is right for ends of intervals.</summary>
    public static Dyadic operator *(Dyadic left, Dyadic right) =>
        left.Sign == 0 || right.Sign == 0 ? Zero
        : left.IsFinite && right.IsFinite ? new(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent)
        : new(left.Sign * right.Sign);

    public static bool operator <(Dyadic left, Dyadic right) => left.Order(right) < 0;

    public static bool operator >(Dyadic left, Dyadic right) => left.Order(right) > 0;

    public static bool operator <=(Dyadic left, Dyadic right) => left.Order(right) <= 0;

    public static bool operator >=(Dyadic left, Dyadic right) => left.Order(right) >= 0;

    internal static Dyadic Min(Dyadic left, Dyadic right) => right < left ? right : left;

    internal static Dyadic Max(Dyadic left, Dyadic right) => right > left ? right : left;

    /// <summary>The sum, rounded. A summand too small to matter is first replaced by a bound on its side of 0.</summary>
    internal static Dyadic Add(Dyadic left, Dyadic right, int precision, Direction direction)
    {
        if (!left.IsFinite || !right.IsFinite)
        {
            return left.IsFinite ? right : left;
        }

        if (left.Sign == 0 || right.Sign == 0)
        {
            return (left.Sign == 0 ? right : left).Round(precision, direction);
        }

        var (large, small) = left.Top >= right.Top ? (left, right) : (right, left);
        if (large.Top - small.Top > precision + 4 && large.Exponent - small.Exponent > precision + 4096)
        {
            var outward = direction == Direction.Up ? small.Sign > 0 : small.Sign < 0;
            small = outward ? new(small.Sign, large.Top - precision - 3) : Zero;
        }

        return Sum(large, small).Round(precision, direction);
    }

    internal static Dyadic Multiply(Dyadic left, Dyadic right, int precision, Direction direction) => (left * right).Round(precision, direction);

    /// <summary>The quotient of finite numbers, rounded; the divisor is not 0.</summary>
    internal static Dyadic Divide(Dyadic left, Dyadic right, int precision, Direction direction)
    {
        if (left.Sign == 0)
        {
            return Zero;
        }

        var shift = Math.Max(0, precision + 2 + (int)BigInteger.Abs(right.Mantissa).GetBitLength() - (int)BigInteger.Abs(left.Mantissa).GetBitLength());
        var quotient = FixedPoint.Divide(left.Mantissa << shift, right.Mantissa, direction);
        return new Dyadic(quotient, left.Exponent - right.Exponent - shift).Round(precision, direction);
    }

    /// <summary>The square root of a number ≥ 0, rounded.</summary>
    internal static Dyadic Sqrt(Dyadic value, int precision, Direction direction)
    {
        if (value.Sign == 0 || !value.IsFinite)
        {
            return value;
        }

        var shift = Math.Max(0, 2 * precision + 4 - (int)value.Mantissa.GetBitLength());
        shift += (int)((value.Exponent - shift) & 1);
        var scaled = value.Mantissa << shift;
        var root = IntegerRoot.Floor(scaled);
        if (direction == Direction.Up && root * root != scaled)
        {
            root += BigInteger.One;
        }

        return new Dyadic(root, (value.Exponent - shift) / 2).Round(precision, direction);
    }

    /// <summary>The quotient of integers, rounded.</summary>
    internal static Dyadic FromRational(Rational value, int precision, Direction direction)
    {
        var numerator = new Dyadic(value.Numerator, 0);
        return value.IsInteger ? numerator.Round(precision, direction) : Divide(numerator, new(value.Denominator, 0), precision, direction);
    }

    internal int Order(Dyadic other)
    {
        if (Sign != other.Sign || !IsFinite || !other.IsFinite)
        {
            return !IsFinite && !other.IsFinite ? infinity.CompareTo(other.infinity)
                : !IsFinite ? infinity
                : !other.IsFinite ? -other.infinity
                : Sign.CompareTo(other.Sign);
        }

        if (Sign == 0)
        {
            return 0;
        }

        var byTop = Top.CompareTo(other.Top);
        return byTop != 0 ? byTop * Sign : Sum(this, -other).Sign;
    }

    /// <summary>At most <paramref name="precision"/> significant bits, on the named side of the exact value.</summary>
    internal Dyadic Round(int precision, Direction direction)
    {
        if (!IsFinite || Mantissa.IsZero)
        {
            return this;
        }

        var drop = (int)BigInteger.Abs(Mantissa).GetBitLength() - precision;
        var kept = drop <= 0 ? this : new(FixedPoint.ShiftRight(Mantissa, drop, direction), Exponent + drop);
        if (kept.Mantissa.IsZero || Math.Abs(kept.Top) <= Largest)
        {
            return kept;
        }

        var outward = direction == Direction.Up ? kept.Sign > 0 : kept.Sign < 0;
        return kept.Top > 0
            ? (outward ? new(kept.Sign) : new(kept.Sign, Largest - 1))
            : (outward ? new(kept.Sign, -Largest) : Zero);
    }

    /// <summary>The greatest integer not above a finite number.</summary>
    internal BigInteger Floor() => Exponent >= 0 ? Mantissa << checked((int)Exponent) : Mantissa >> (int)Math.Min(-Exponent, int.MaxValue - 64);

    /// <summary>The exact value.</summary>
    /// <exception cref="NotRepresentableException">The exponent is too large to write the number out.</exception>
    internal Rational ToRational() =>
        !IsFinite || Math.Abs(Exponent) > 1 << 20 ? throw new NotRepresentableException("the number is too large or too small to write out")
        : Exponent >= 0 ? new(Mantissa << (int)Exponent, BigInteger.One)
        : new(Mantissa, BigInteger.One << (int)-Exponent);

    /// <summary>The nearest double on the named side.</summary>
    internal double ToDouble(Direction direction)
    {
        if (!IsFinite || Sign == 0)
        {
            return infinity == 0 ? 0.0 : infinity * double.PositiveInfinity;
        }

        var outward = direction == Direction.Up ? Sign > 0 : Sign < 0;
        if (Math.Abs(Top) > 1100)
        {
            return Top > 0
                ? Sign * (outward ? double.PositiveInfinity : double.MaxValue)
                : (outward ? Sign * double.Epsilon : 0.0);
        }

        var nearest = ToRational().ToDouble();
        if (!double.IsFinite(nearest))
        {
            return outward ? nearest : Sign * double.MaxValue;
        }

        var order = FromDouble(nearest).Order(this);
        return direction == Direction.Up && order < 0 ? double.BitIncrement(nearest)
            : direction == Direction.Down && order > 0 ? double.BitDecrement(nearest)
            : nearest;
    }

    /// <summary>The exact value of a finite double.</summary>
    internal static Dyadic FromDouble(double value)
    {
        var exact = Rational.FromExact(value);
        return new(exact.Numerator, -(long)(exact.Denominator.GetBitLength() - 1));
    }

    private static Dyadic Sum(Dyadic left, Dyadic right)
    {
        if (left.Sign == 0 || right.Sign == 0)
        {
            return left.Sign == 0 ? right : left;
        }

        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new((left.Mantissa << checked((int)(left.Exponent - exponent))) + (right.Mantissa << checked((int)(right.Exponent - exponent))), exponent);
    }
}
