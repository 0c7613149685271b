using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor.Doubles;
using TheoryCheck.Rigor.Enclosures;
using Arithmetic = TheoryCheck.Rigor.Doubles.EndArithmetic<TheoryCheck.Rigor.Doubles.Outward>;
using Functions = TheoryCheck.Rigor.Doubles.EndFunctions<TheoryCheck.Rigor.Doubles.Outward>;

namespace TheoryCheck.Rigor;

/// <summary>
/// A closed interval of reals with double ends, possibly infinite, that encloses a number: the fast first stage before
/// <see cref="Interval"/>, with the same rules. <c>default</c> is the point 0.
/// </summary>
/// <remarks>
/// An operation that is certainly undefined throws <see cref="UndefinedException"/>; one that is undefined at some points of its
/// operands gives <see cref="IsUndecided"/>, which no later operation narrows and no comparison decides. There is no empty interval.
/// <i>Accuracy:</i> encloses; + - · / √ and squares are the tightest intervals of doubles, the elementary functions of points are
/// within one unit of the last place of those (the suite measures it), and no function of the host's C library takes part.
/// <i>Soundness:</i> rests on rounding to nearest in binary64, which <see cref="KernelSelfTest"/> checks at start.
/// </remarks>
[Cites("ieee1788", "Clause 10.5")]
public readonly struct DoubleInterval : IReal<DoubleInterval>, IEquatable<DoubleInterval>
{
    /// <summary>The significant bits of the ends.</summary>
    public const int Precision = 53;

    private readonly Ends ends;

    private DoubleInterval(Ends ends) => this.ends = ends;

    /// <summary>All reals.</summary>
    public static DoubleInterval Line => new(Ends.Line);

    /// <summary>The two doubles beside π.</summary>
    public static DoubleInterval Pi => new(Functions.Pi);

    /// <summary>Whether some operation on the way may have been undefined.</summary>
    public bool IsUndecided => ends.IsUndecided;

    /// <summary>Whether both ends are finite.</summary>
    public bool IsBounded => double.IsFinite(ends.Lower) && double.IsFinite(ends.Upper);

    /// <summary>Whether the interval is a single number.</summary>
    public bool IsPoint => ends.IsPoint;

    /// <summary>The lower end, -∞ when there is none or the value may not exist.</summary>
    public double LowerDouble => IsUndecided ? double.NegativeInfinity : ends.Lower;

    /// <summary>The upper end, ∞ when there is none or the value may not exist.</summary>
    public double UpperDouble => IsUndecided ? double.PositiveInfinity : ends.Upper;

    /// <summary>The exact lower end.</summary>
    /// <exception cref="NotRepresentableException">It is infinite.</exception>
    public Rational Lower => Rational.FromExact(ends.Lower);

    /// <summary>The exact upper end.</summary>
    /// <exception cref="NotRepresentableException">It is infinite.</exception>
    public Rational Upper => Rational.FromExact(ends.Upper);

    /// <summary>The length, rounded up; ∞ when the value may not exist.</summary>
    public double Width => IsUndecided ? double.PositiveInfinity : Arithmetic.Add(ends, new(-ends.Lower, -ends.Lower)).Upper;

    /// <summary>The sign every number in the interval has; null when they differ or the value may not exist.</summary>
    public int? CertainSign => ends.Lower > 0 ? 1 : ends.Upper < 0 ? -1 : ends is { Lower: 0, Upper: 0 } ? 0 : null;

    /// <inheritdoc cref="IReal{TSelf}.op_Addition"/>
    public static DoubleInterval operator +(DoubleInterval left, DoubleInterval right) => new(Arithmetic.Add(left.ends, right.ends));

    /// <inheritdoc cref="IReal{TSelf}.op_Subtraction"/>
    public static DoubleInterval operator -(DoubleInterval left, DoubleInterval right) => new(Arithmetic.Add(left.ends, -right.ends));

    /// <inheritdoc cref="IReal{TSelf}.op_UnaryNegation"/>
    public static DoubleInterval operator -(DoubleInterval value) => new(-value.ends);

    /// <inheritdoc cref="IReal{TSelf}.op_Multiply"/>
    public static DoubleInterval operator *(DoubleInterval left, DoubleInterval right) =>
        left.IsUndecided || right.IsUndecided ? new(Ends.Undecided) : new(Arithmetic.Multiply(left.ends, right.ends));

    /// <inheritdoc cref="IReal{TSelf}.op_Division"/>
    /// <exception cref="UndefinedException">The divisor is certainly 0.</exception>
    public static DoubleInterval operator /(DoubleInterval left, DoubleInterval right) =>
        left.IsUndecided || right.IsUndecided ? new(Ends.Undecided)
        : right.ends is { Lower: 0, Upper: 0 } ? throw new UndefinedException("division by zero")
        : right.ends.Lower <= 0 && right.ends.Upper >= 0 ? new(Ends.Undecided)
        : new(Arithmetic.Divide(left.ends, right.ends));

    /// <summary>Equality of the intervals as sets; whether the enclosed numbers are equal is <see cref="Compare"/>.</summary>
    public static bool operator ==(DoubleInterval left, DoubleInterval right) => left.Equals(right);

    /// <summary>Inequality of the intervals as sets.</summary>
    public static bool operator !=(DoubleInterval left, DoubleInterval right) => !left.Equals(right);

    /// <summary>The least interval around a rational.</summary>
    public static DoubleInterval FromRational(Rational value)
    {
        const long Exact = 1L << 53;
        if (value.Numerator >= -Exact && value.Numerator <= Exact && value.Denominator <= Exact)
        {
            var (n, d) = ((double)(long)value.Numerator, (double)(long)value.Denominator);
            return new(Arithmetic.Divide(new(n, n), new(d, d)));
        }

        return new(new(
            Dyadic.FromRational(value, 64, Direction.Down).ToDouble(Direction.Down),
            Dyadic.FromRational(value, 64, Direction.Up).ToDouble(Direction.Up)));
    }

    /// <summary>The point of a finite double.</summary>
    /// <exception cref="NotRepresentableException">The value is NaN or infinite.</exception>
    public static DoubleInterval FromExact(double value) =>
        double.IsFinite(value) ? new(new(value + 0.0, value + 0.0)) : throw new NotRepresentableException("not a finite number");

    /// <summary>The numbers from lower to upper; infinite ends are allowed on their sides.</summary>
    /// <exception cref="ArgumentException">The ends are NaN, in the wrong order, or leave no number between them.</exception>
    public static DoubleInterval FromBounds(double lower, double upper) =>
        lower <= upper && lower < double.PositiveInfinity && upper > double.NegativeInfinity
            ? new(new(lower + 0.0, upper + 0.0))
            : throw new ArgumentException($"no number lies from {lower} to {upper}", nameof(lower));

    /// <summary>The numbers of an interval of any precision, rounded outward.</summary>
    public static DoubleInterval From(Interval value) =>
        new(value.IsUndecided ? Ends.Undecided : new(value.LowerDouble, value.UpperDouble));

    /// <summary>The least interval around two.</summary>
    public static DoubleInterval Hull(DoubleInterval left, DoubleInterval right) => new(Ends.Hull(left.ends, right.ends));

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Certainly negative.</exception>
    public static DoubleInterval Sqrt(DoubleInterval value) =>
        value.ends.Upper < 0 ? throw new UndefinedException("square root of a negative number")
        : value.ends.Lower >= 0 ? new(Arithmetic.SquareRoot(value.ends))
        : new(Ends.Undecided);

    /// <inheritdoc/>
    public static DoubleInterval Exp(DoubleInterval value) => value.IsUndecided ? value : new(Functions.Exp(value.ends));

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Certainly not positive.</exception>
    public static DoubleInterval Log(DoubleInterval value) =>
        value.ends.Upper <= 0 ? throw new UndefinedException("logarithm of a non-positive number")
        : value.ends.Lower > 0 ? new(Functions.Log(value.ends))
        : new(Ends.Undecided);

    /// <inheritdoc/>
    public static DoubleInterval Sin(DoubleInterval value) => value.IsUndecided ? value : new(Functions.Wave(value.ends, 0));

    /// <inheritdoc/>
    public static DoubleInterval Cos(DoubleInterval value) => value.IsUndecided ? value : new(Functions.Wave(value.ends, 1));

    /// <inheritdoc/>
    public static DoubleInterval Atan2(DoubleInterval y, DoubleInterval x) =>
        y.IsUndecided || x.IsUndecided ? new(Ends.Undecided) : new(Functions.Angle(y.ends, x.ends));

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Certainly outside [-1, 1].</exception>
    public static DoubleInterval Acos(DoubleInterval value) =>
        value.ends.Upper < -1 || value.ends.Lower > 1 ? throw new UndefinedException("arccos of a number outside [-1, 1]")
        : value.ends.Lower >= -1 && value.ends.Upper <= 1 ? new(Functions.Acos(value.ends))
        : new(Ends.Undecided);

    /// <inheritdoc/>
    public static DoubleInterval Floor(DoubleInterval value) => new(new(Math.Floor(value.ends.Lower), Math.Floor(value.ends.Upper)));

    /// <inheritdoc/>
    public static DoubleInterval Power(DoubleInterval value, int exponent) =>
        exponent < 0 ? value.Literal(Rational.One) / PowerOf(value, -(long)exponent) : PowerOf(value, exponent);

    /// <inheritdoc/>
    public static DoubleInterval Abs(DoubleInterval value) =>
        value.IsUndecided || value.ends.Lower >= 0 ? value
        : value.ends.Upper <= 0 ? -value
        : new(new(0, Math.Max(-value.ends.Lower, value.ends.Upper)));

    /// <inheritdoc/>
    public static DoubleInterval Max(DoubleInterval left, DoubleInterval right) =>
        new(new(Math.Max(left.ends.Lower, right.ends.Lower), Math.Max(left.ends.Upper, right.ends.Upper)));

    /// <inheritdoc/>
    public static DoubleInterval Min(DoubleInterval left, DoubleInterval right) =>
        new(new(Math.Min(left.ends.Lower, right.ends.Lower), Math.Min(left.ends.Upper, right.ends.Upper)));

    /// <inheritdoc/>
    public static DoubleInterval Select(Relation relation, DoubleInterval left, DoubleInterval right, DoubleInterval then, DoubleInterval otherwise) =>
        left.IsUndecided || right.IsUndecided ? new(Ends.Undecided) : Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => Hull(then, otherwise),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, DoubleInterval left, DoubleInterval right)
    {
        // With NaN ends every comparison below is false, so the answer is Unknown.
        var (a, b) = (left.ends, right.ends);
        return relation switch
        {
            Relation.Less => Settled(a.Upper < b.Lower, a.Lower >= b.Upper),
            Relation.LessOrEqual => Settled(a.Upper <= b.Lower, a.Lower > b.Upper),
            Relation.Greater => Settled(a.Lower > b.Upper, a.Upper <= b.Lower),
            Relation.GreaterOrEqual => Settled(a.Lower >= b.Upper, a.Upper < b.Lower),
            Relation.Equal => Same(a, b),
            _ => Same(a, b).Not(),
        };
    }

    /// <summary>The hull.</summary>
    public static DoubleInterval Either(DoubleInterval left, DoubleInterval right) => Hull(left, right);

    /// <inheritdoc/>
    public static bool TryExact(DoubleInterval value, out Rational exact)
    {
        exact = value.IsPoint ? value.Lower : Rational.Zero;
        return value.IsPoint;
    }

    /// <summary>Whether the interval holds a number; an undecided one may.</summary>
    public bool Contains(Rational value) => ToInterval().Contains(value);

    /// <summary>Whether this interval holds every number of another.</summary>
    public bool Encloses(DoubleInterval other) => LowerDouble <= other.LowerDouble && other.UpperDouble <= UpperDouble;

    /// <summary>Whether the two intervals have a number in common, or may have.</summary>
    public bool Overlaps(DoubleInterval other) => LowerDouble <= other.UpperDouble && other.LowerDouble <= UpperDouble;

    /// <summary>The same numbers, carried on with more bits.</summary>
    public Interval ToInterval(int precision = Interval.DefaultPrecision)
    {
        if (IsUndecided)
        {
            // The quotient of 1 by an interval around 0 is what stands for a value that may not exist.
            var unit = Interval.FromBounds(-1, 1, precision);
            return unit.Literal(Rational.One) / unit;
        }

        return (double.IsFinite(ends.Lower), double.IsFinite(ends.Upper)) switch
        {
            (true, true) => Interval.FromBounds(Lower, Upper, precision),
            (true, false) => Interval.AtLeast(Lower, precision),
            (false, true) => Interval.AtMost(Upper, precision),
            _ => Interval.Line(precision),
        };
    }

    /// <inheritdoc/>
    public DoubleInterval Literal(Rational value) => FromRational(value);

    /// <inheritdoc/>
    public DoubleInterval LiteralPi() => Pi;

    /// <inheritdoc/>
    public bool Equals(DoubleInterval other) => ends.Equals(other.ends);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DoubleInterval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ends.GetHashCode();

    /// <summary><c>[lower, upper]</c> with 17 decimal digits, rounded outward.</summary>
    public override string ToString() => ToString(17);

    /// <summary><c>[lower, upper]</c> with the given number of decimal digits, rounded outward.</summary>
    public string ToString(int digits) => IsUndecided
        ? "undecided"
        : string.Create(CultureInfo.InvariantCulture, $"[{Text(ends.Lower, digits, Direction.Down)}, {Text(ends.Upper, digits, Direction.Up)}]");

    private static string Text(double end, int digits, Direction direction) => OutwardDecimal.Format(
        double.IsFinite(end) ? Dyadic.FromDouble(end) : end > 0 ? Dyadic.PositiveInfinity : Dyadic.NegativeInfinity, digits, direction);

    private static DoubleInterval PowerOf(DoubleInterval value, long exponent) =>
        exponent == 0 ? (value.IsUndecided ? value : value.Literal(Rational.One))
        : exponent <= int.MaxValue ? new(Arithmetic.Power(value.ends, (int)exponent))
        : new(Arithmetic.Multiply(Arithmetic.Power(value.ends, int.MaxValue), value.ends));

    private static Certainty Settled(bool holds, bool fails) => holds ? Certainty.True : fails ? Certainty.False : Certainty.Unknown;

    private static Certainty Same(Ends left, Ends right) =>
        left.Upper < right.Lower || right.Upper < left.Lower ? Certainty.False
        : left.IsPoint && right.IsPoint ? Certainty.True
        : Certainty.Unknown;
}
