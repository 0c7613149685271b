using System.Globalization;
using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Rigor;

/// <summary>
/// A closed interval of reals, possibly unbounded, that encloses a number; its ends have <see cref="Precision"/> significant bits
/// and every operation rounds outward. <c>default</c> is the point 0 at 64 bits.
/// </summary>
/// <remarks>
/// An operation that is certainly undefined throws <see cref="UndefinedException"/>. One that is undefined at some points of its
/// operands gives <see cref="IsUndecided"/>: the whole line, which no later operation narrows and no comparison decides, so that
/// a value that may not exist is never evidence. <i>Accuracy:</i> encloses; the elementary functions are not tightest, but
/// within a few units of the last place.
/// </remarks>
public readonly struct Interval : IReal<Interval>, IEquatable<Interval>
{
    /// <summary>The precision of <c>default</c> and of conversions that name none, in bits.</summary>
    public const int DefaultPrecision = 64;

    private readonly Dyadic lower;
    private readonly Dyadic upper;
    private readonly int extraPrecision;

    private Interval(Dyadic lower, Dyadic upper, int precision, bool isUndecided = false)
    {
        this.lower = lower;
        this.upper = upper;
        extraPrecision = precision - DefaultPrecision;
        IsUndecided = isUndecided;
    }

    /// <summary>The significant bits of the ends.</summary>
    public int Precision => DefaultPrecision + extraPrecision;

    /// <summary>Whether some operation on the way may have been undefined.</summary>
    public bool IsUndecided { get; }

    /// <summary>Whether both ends are finite.</summary>
    public bool IsBounded => lower.IsFinite && upper.IsFinite;

    /// <summary>Whether the interval is a single number.</summary>
    public bool IsPoint => IsBounded && lower.Order(upper) == 0;

    /// <summary>The lower end, rounded down to a double.</summary>
    public double LowerDouble => lower.ToDouble(Direction.Down);

    /// <summary>The upper end, rounded up to a double.</summary>
    public double UpperDouble => upper.ToDouble(Direction.Up);

    /// <summary>The exact lower end.</summary>
    /// <exception cref="NotRepresentableException">It is infinite, or too large or small to write out.</exception>
    public Rational Lower => lower.ToRational();

    /// <summary>The exact upper end.</summary>
    /// <exception cref="NotRepresentableException">It is infinite, or too large or small to write out.</exception>
    public Rational Upper => upper.ToRational();

    /// <summary>The exact midpoint of a bounded interval.</summary>
    /// <exception cref="NotRepresentableException">An end is infinite, or too large or small to write out.</exception>
    public Rational Midpoint => (Lower + Upper) / 2;

    /// <summary>The length, rounded up.</summary>
    public double Width => Dyadic.Add(upper, -lower, Precision, Direction.Up).ToDouble(Direction.Up);

    /// <summary>The sign every number in the interval has; null when they differ or the value may not exist.</summary>
    public int? CertainSign => IsUndecided ? null
        : lower.Sign > 0 ? 1
        : upper.Sign < 0 ? -1
        : lower.Sign == 0 && upper.Sign == 0 ? 0
        : null;

    /// <inheritdoc cref="IReal{TSelf}.op_Addition"/>
    public static Interval operator +(Interval left, Interval right)
    {
        var precision = Join(left, right);
        return left.IsUndecided || right.IsUndecided ? Undecided(precision) : new(
            Dyadic.Add(left.lower, right.lower, precision, Direction.Down),
            Dyadic.Add(left.upper, right.upper, precision, Direction.Up),
            precision);
    }

    /// <inheritdoc cref="IReal{TSelf}.op_Subtraction"/>
    public static Interval operator -(Interval left, Interval right) => left + -right;

    /// <inheritdoc cref="IReal{TSelf}.op_UnaryNegation"/>
    public static Interval operator -(Interval value) => new(-value.upper, -value.lower, value.Precision, value.IsUndecided);

    /// <inheritdoc cref="IReal{TSelf}.op_Multiply"/>
    public static Interval operator *(Interval left, Interval right)
    {
        var precision = Join(left, right);
        if (left.IsUndecided || right.IsUndecided)
        {
            return Undecided(precision);
        }

        var (a, b, c, d) = (left.lower * right.lower, left.lower * right.upper, left.upper * right.lower, left.upper * right.upper);
        return Outward(Dyadic.Min(Dyadic.Min(a, b), Dyadic.Min(c, d)), Dyadic.Max(Dyadic.Max(a, b), Dyadic.Max(c, d)), precision);
    }

    /// <inheritdoc cref="IReal{TSelf}.op_Division"/>
    /// <exception cref="UndefinedException">The divisor is certainly 0.</exception>
    public static Interval operator /(Interval left, Interval right)
    {
        var precision = Join(left, right);
        if (left.IsUndecided || right.IsUndecided)
        {
            return Undecided(precision);
        }

        if (right.lower.Sign == 0 && right.upper.Sign == 0)
        {
            throw new UndefinedException("division by zero");
        }

        if (right.lower.Sign <= 0 && right.upper.Sign >= 0)
        {
            return Undecided(precision);
        }

        if (right.upper.Sign < 0)
        {
            return -left / -right;
        }

        if (!left.IsBounded || !right.IsBounded)
        {
            return left * new Interval(Inverse(right.upper, precision, Direction.Down), Inverse(right.lower, precision, Direction.Up), precision);
        }

        return new(
            Dyadic.Divide(left.lower, left.lower.Sign >= 0 ? right.upper : right.lower, precision, Direction.Down),
            Dyadic.Divide(left.upper, left.upper.Sign >= 0 ? right.lower : right.upper, precision, Direction.Up),
            precision);
    }

    /// <summary>Equality of the intervals as sets with their precision; whether the enclosed numbers are equal is <see cref="Compare"/>.</summary>
    public static bool operator ==(Interval left, Interval right) => left.Equals(right);

    /// <summary>Inequality of the intervals as sets with their precision.</summary>
    public static bool operator !=(Interval left, Interval right) => !left.Equals(right);

    /// <summary>The least interval with ends of the given precision around a rational.</summary>
    public static Interval FromRational(Rational value, int precision = DefaultPrecision) => new(
        Dyadic.FromRational(value, Checked(precision), Direction.Down),
        Dyadic.FromRational(value, precision, Direction.Up),
        precision);

    /// <summary>Encloses the exact value of a finite double; a point from 53 bits on.</summary>
    /// <exception cref="NotRepresentableException">The value is NaN or infinite.</exception>
    public static Interval FromExact(double value, int precision = DefaultPrecision)
    {
        var exact = Dyadic.FromDouble(value);
        return Outward(exact, exact, Checked(precision));
    }

    /// <summary>The least interval with ends of the given precision around all numbers from lower to upper.</summary>
    /// <exception cref="ArgumentException">The ends are in the wrong order.</exception>
    public static Interval FromBounds(Rational lower, Rational upper, int precision = DefaultPrecision) =>
        lower > upper
            ? throw new ArgumentException($"lower is {lower}, but must not exceed upper, {upper}", nameof(lower))
            : new(Dyadic.FromRational(lower, Checked(precision), Direction.Down), Dyadic.FromRational(upper, precision, Direction.Up), precision);

    /// <summary>The numbers from an end on: [lower, ∞).</summary>
    public static Interval AtLeast(Rational lower, int precision = DefaultPrecision) =>
        new(Dyadic.FromRational(lower, Checked(precision), Direction.Down), Dyadic.PositiveInfinity, precision);

    /// <summary>The numbers up to an end: (-∞, upper].</summary>
    public static Interval AtMost(Rational upper, int precision = DefaultPrecision) =>
        new(Dyadic.NegativeInfinity, Dyadic.FromRational(upper, Checked(precision), Direction.Up), precision);

    /// <summary>All reals.</summary>
    public static Interval Line(int precision = DefaultPrecision) => new(Dyadic.NegativeInfinity, Dyadic.PositiveInfinity, Checked(precision));

    /// <summary>π.</summary>
    public static Interval Pi(int precision = DefaultPrecision)
    {
        var w = Checked(precision) + 8;
        return Outward(new(FixedConstant.Pi(w, Direction.Down), -w), new(FixedConstant.Pi(w, Direction.Up), -w), precision);
    }

    /// <summary>The least interval around two.</summary>
    public static Interval Hull(Interval left, Interval right)
    {
        var precision = Join(left, right);
        return left.IsUndecided || right.IsUndecided
            ? Undecided(precision)
            : new(Dyadic.Min(left.lower, right.lower), Dyadic.Max(left.upper, right.upper), precision);
    }

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Certainly negative.</exception>
    public static Interval Sqrt(Interval value) =>
        value.IsUndecided ? value
        : value.upper.Sign < 0 ? throw new UndefinedException("square root of a negative number")
        : value.lower.Sign < 0 ? Undecided(value.Precision)
        : new(Dyadic.Sqrt(value.lower, value.Precision, Direction.Down), Dyadic.Sqrt(value.upper, value.Precision, Direction.Up), value.Precision);

    /// <inheritdoc/>
    public static Interval Exp(Interval value) => value.IsUndecided ? value : new(
        ElementaryBounds.Exp(value.lower, value.Precision, Direction.Down),
        ElementaryBounds.Exp(value.upper, value.Precision, Direction.Up),
        value.Precision);

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Certainly not positive.</exception>
    public static Interval Log(Interval value) =>
        value.IsUndecided ? value
        : value.upper.Sign <= 0 ? throw new UndefinedException("logarithm of a non-positive number")
        : value.lower.Sign <= 0 ? Undecided(value.Precision)
        : new(
            ElementaryBounds.Log(value.lower, value.Precision, Direction.Down),
            ElementaryBounds.Log(value.upper, value.Precision, Direction.Up),
            value.Precision);

    /// <inheritdoc/>
    public static Interval Sin(Interval value) => Wave(value, 0);

    /// <inheritdoc/>
    public static Interval Cos(Interval value) => Wave(value, 1);

    /// <inheritdoc/>
    public static Interval Atan2(Interval y, Interval x)
    {
        var precision = Join(y, x);
        if (y.IsUndecided || x.IsUndecided)
        {
            return Undecided(precision);
        }

        if (y.IsPoint && y.lower.Sign == 0 && x.lower.Sign >= 0)
        {
            return new(Dyadic.Zero, Dyadic.Zero, precision);
        }

        var touchesAxis = y.lower.Sign <= 0 && y.upper.Sign >= 0;
        if (!y.IsBounded || !x.IsBounded || (touchesAxis && x.lower.Sign <= 0 && (y.lower.Sign < 0 || x.upper.Sign >= 0)))
        {
            return Sector(y, x, precision);
        }

        // The angle is monotone along each edge of a box that neither holds the origin nor crosses the cut: corners suffice.
        var low = Dyadic.PositiveInfinity;
        var high = Dyadic.NegativeInfinity;
        foreach (var (b, a) in new[] { (y.lower, x.lower), (y.lower, x.upper), (y.upper, x.lower), (y.upper, x.upper) })
        {
            low = Dyadic.Min(low, b.Sign < 0 ? -ElementaryBounds.Angle(-b, a, precision, Direction.Up) : ElementaryBounds.Angle(b, a, precision, Direction.Down));
            high = Dyadic.Max(high, b.Sign < 0 ? -ElementaryBounds.Angle(-b, a, precision, Direction.Down) : ElementaryBounds.Angle(b, a, precision, Direction.Up));
        }

        return new(low, high, precision);
    }

    /// <inheritdoc/>
    public static Interval Floor(Interval value) =>
        value.IsUndecided ? value : new(FloorOf(value.lower, value.Precision, Direction.Down), FloorOf(value.upper, value.Precision, Direction.Up), value.Precision);

    /// <inheritdoc/>
    public static Interval Power(Interval value, int exponent)
    {
        if (exponent < 0)
        {
            return value.Literal(Rational.One) / Power(value, checked(-exponent));
        }

        if (value.IsUndecided || exponent == 0)
        {
            return value.IsUndecided ? value : value.Literal(Rational.One);
        }

        var isEven = (exponent & 1) == 0;
        var (low, high) = !isEven || value.lower.Sign >= 0 ? (value.lower, value.upper)
            : value.upper.Sign <= 0 ? (value.upper, value.lower)
            : (Dyadic.Zero, Dyadic.Max(-value.lower, value.upper));
        return new(PowerOf(low, exponent, value.Precision, Direction.Down), PowerOf(high, exponent, value.Precision, Direction.Up), value.Precision);
    }

    /// <inheritdoc/>
    public static Interval Abs(Interval value) =>
        value.IsUndecided || value.lower.Sign >= 0 ? value
        : value.upper.Sign <= 0 ? -value
        : new(Dyadic.Zero, Dyadic.Max(-value.lower, value.upper), value.Precision);

    /// <inheritdoc/>
    public static Interval Max(Interval left, Interval right)
    {
        var precision = Join(left, right);
        return left.IsUndecided || right.IsUndecided
            ? Undecided(precision)
            : new(Dyadic.Max(left.lower, right.lower), Dyadic.Max(left.upper, right.upper), precision);
    }

    /// <inheritdoc/>
    public static Interval Min(Interval left, Interval right) => -Max(-left, -right);

    /// <inheritdoc/>
    public static Interval Select(Relation relation, Interval left, Interval right, Interval then, Interval otherwise) =>
        left.IsUndecided || right.IsUndecided ? Undecided(Join(then, otherwise)) : Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => Hull(then, otherwise),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, Interval left, Interval right)
    {
        if (left.IsUndecided || right.IsUndecided)
        {
            return Certainty.Unknown;
        }

        return relation switch
        {
            Relation.Less => Below(left.upper < right.lower, left.lower >= right.upper),
            Relation.LessOrEqual => Below(left.upper <= right.lower, left.lower > right.upper),
            Relation.Greater => Below(left.lower > right.upper, left.upper <= right.lower),
            Relation.GreaterOrEqual => Below(left.lower >= right.upper, left.upper < right.lower),
            Relation.Equal => Same(left, right),
            _ => Same(left, right).Not(),
        };
    }

    /// <summary>The hull.</summary>
    public static Interval Either(Interval left, Interval right) => Hull(left, right);

    /// <inheritdoc/>
    public static bool TryExact(Interval value, out Rational exact)
    {
        var isKnown = !value.IsUndecided && value.IsPoint && Math.Abs(value.lower.Exponent) <= 1 << 20;
        exact = isKnown ? value.Lower : Rational.Zero;
        return isKnown;
    }

    /// <summary>Whether the interval holds a number.</summary>
    public bool Contains(Rational value)
    {
        var exact = new Dyadic(value.Numerator, 0);
        var divisor = new Dyadic(value.Denominator, 0);
        return (!lower.IsFinite || lower * divisor <= exact) && (!upper.IsFinite || exact <= upper * divisor);
    }

    /// <summary>Whether this interval holds every number of another.</summary>
    public bool Encloses(Interval other) => lower <= other.lower && other.upper <= upper;

    /// <summary>Whether the two intervals have a number in common.</summary>
    public bool Overlaps(Interval other) => lower <= other.upper && other.lower <= upper;

    /// <summary>The same interval carried on with another number of bits, rounded outward when fewer.</summary>
    public Interval WithPrecision(int precision) =>
        IsUndecided ? Undecided(Checked(precision)) : Outward(lower, upper, Checked(precision));

    /// <inheritdoc/>
    public Interval Literal(Rational value) => FromRational(value, Precision);

    /// <inheritdoc/>
    public Interval LiteralPi() => Pi(Precision);

    /// <inheritdoc/>
    public bool Equals(Interval other) =>
        lower.Order(other.lower) == 0 && upper.Order(other.upper) == 0 && extraPrecision == other.extraPrecision && IsUndecided == other.IsUndecided;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Interval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LowerDouble, UpperDouble, extraPrecision, IsUndecided);

    /// <summary><c>[lower, upper]</c> with 17 decimal digits, rounded outward.</summary>
    public override string ToString() => ToString(17);

    /// <summary><c>[lower, upper]</c> with the given number of decimal digits, rounded outward.</summary>
    public string ToString(int digits) =>
        IsUndecided ? "undecided" : string.Create(CultureInfo.InvariantCulture, $"[{OutwardDecimal.Format(lower, digits, Direction.Down)}, {OutwardDecimal.Format(upper, digits, Direction.Up)}]");

    private static Interval Undecided(int precision) => new(Dyadic.NegativeInfinity, Dyadic.PositiveInfinity, precision, isUndecided: true);

    private static Interval Outward(Dyadic lower, Dyadic upper, int precision) =>
        new(lower.Round(precision, Direction.Down), upper.Round(precision, Direction.Up), precision);

    private static int Join(Interval left, Interval right) => Math.Max(left.Precision, right.Precision);

    private static int Checked(int precision) =>
        precision is >= 8 and <= 1 << 16 ? precision : throw new ArgumentOutOfRangeException(nameof(precision), precision, "must be 8 to 65536 bits");

    private static Certainty Below(bool holds, bool fails) => holds ? Certainty.True : fails ? Certainty.False : Certainty.Unknown;

    private static Certainty Same(Interval left, Interval right) =>
        left.upper < right.lower || right.upper < left.lower ? Certainty.False
        : left.IsPoint && right.IsPoint ? Certainty.True
        : Certainty.Unknown;

    private static Dyadic Inverse(Dyadic value, int precision, Direction direction) =>
        value.IsFinite ? Dyadic.Divide(Dyadic.One, value, precision, direction) : Dyadic.Zero;

    private static Dyadic FloorOf(Dyadic value, int precision, Direction direction) =>
        !value.IsFinite || value.Exponent >= 0 ? value : new Dyadic(value.Floor(), 0).Round(precision, direction);

    private static Dyadic PowerOf(Dyadic value, int exponent, int precision, Direction direction)
    {
        // On |value| all products are monotone, so rounding each one suffices.
        var isNegative = value.Sign < 0 && (exponent & 1) == 1;
        var toward = isNegative ? FixedPoint.Opposite(direction) : direction;
        var square = value.Sign < 0 ? -value : value;
        var result = Dyadic.One;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            result = (rest & 1) == 1 ? Dyadic.Multiply(result, square, precision + 32, toward) : result;
            square = rest > 1 ? Dyadic.Multiply(square, square, precision + 32, toward) : square;
        }

        return (isNegative ? -result : result).Round(precision, direction);
    }

    /// <summary>sin (shift 0) or cos (shift 1): the ends' values, and ±1 for each extremum m·π/2 that may lie between.</summary>
    private static Interval Wave(Interval value, int shift)
    {
        var precision = value.Precision;
        if (value.IsUndecided)
        {
            return value;
        }

        var all = new Interval(-Dyadic.One, Dyadic.One, precision);
        if (!value.IsBounded || value.lower.Sign != 0 && value.lower.Top > 1 << 14 || value.upper.Sign != 0 && value.upper.Top > 1 << 14)
        {
            return all;
        }

        var (low, high) = ElementaryBounds.Wave(value.lower, shift, precision);
        if (value.IsPoint)
        {
            return new(low, high, precision);
        }

        var end = ElementaryBounds.Wave(value.upper, shift, precision);
        low = Dyadic.Min(low, end.Low);
        high = Dyadic.Max(high, end.High);
        var bits = precision + 32 + (int)Math.Max(0, Math.Max(value.lower.Sign == 0 ? 0 : value.lower.Top, value.upper.Sign == 0 ? 0 : value.upper.Top));
        var quarters = value.WithPrecision(bits) * value.Literal(2) / Pi(bits);
        var first = -(-quarters.lower).Floor();
        var last = quarters.upper.Floor();
        if (last - first >= 3)
        {
            return all;
        }

        for (var m = first; m <= last; m++)
        {
            // sin is 1 at 1, -1 at 3 quarters; cos is 1 at 0, -1 at 2.
            var phase = (int)(((m + shift) % 4 + 4) % 4);
            high = phase == 1 ? Dyadic.One : high;
            low = phase == 3 ? -Dyadic.One : low;
        }

        return new(low, high, precision);
    }

    /// <summary>The angles of the quadrants that the box meets.</summary>
    private static Interval Sector(Interval y, Interval x, int precision)
    {
        var pi = Pi(precision);
        var half = pi / pi.Literal(2);
        var low = y.lower.Sign >= 0 ? Dyadic.Zero : x.lower.Sign >= 0 ? -half.upper : -pi.upper;
        var high = y.upper.Sign < 0 ? Dyadic.Zero : x.lower.Sign >= 0 ? half.upper : pi.upper;
        return new(low, high, precision);
    }
}
