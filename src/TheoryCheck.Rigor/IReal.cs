using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// A reading of real numbers: doubles, exact rationals, intervals of any precision, dual numbers, power series, or the
/// recorded trace of a computation. A function written once against this interface has all of these readings.
/// </summary>
/// <remarks>
/// A reading that cannot express an operation (a rational square root, say) throws <see cref="NotRepresentableException"/>;
/// an operation outside its mathematical domain (division by zero, logarithm of a non-positive number) throws
/// <see cref="UndefinedException"/> where the reading can tell, and otherwise yields the reading's "unknown" (NaN, the whole line).
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IReal<TSelf>
    where TSelf : IReal<TSelf>
{
    /// <summary>Sum.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Product.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Quotient.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Negation.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>√x for x ≥ 0.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>eˣ.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>Natural logarithm for x &gt; 0.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>Sine of an angle in radians.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>Cosine of an angle in radians.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>The angle of the point (x, y) in (-π, π]; 0 at the origin.</summary>
    static abstract TSelf Atan2(TSelf y, TSelf x);

    /// <summary>The angle in [0, π] with a cosine x in [-1, 1], by (1 - x)(1 + x), which keeps the digits near ±1 that 1 - x² loses.</summary>
    static virtual TSelf Acos(TSelf value)
    {
        var one = value.Literal(Rational.One);
        return TSelf.Atan2(TSelf.Sqrt((one - value) * (one + value)), value);
    }

    /// <summary>The greatest integer not above x.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>
    /// <paramref name="then"/> if <paramref name="left"/> relation <paramref name="right"/> holds, else
    /// <paramref name="otherwise"/>; a reading that cannot decide answers with something that covers both.
    /// </summary>
    static abstract TSelf Select(Relation relation, TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>Whether <paramref name="left"/> relation <paramref name="right"/> holds, as far as this reading can tell.</summary>
    static abstract Certainty Compare(Relation relation, TSelf left, TSelf right);

    /// <summary>xⁿ for an integer n, with 0⁰ = 1; readings that know better than repeated products (even powers of intervals) say so.</summary>
    static virtual TSelf Power(TSelf value, int exponent)
    {
        var result = value.Literal(Rational.One);
        var square = value;
        for (var rest = Math.Abs((long)exponent); rest > 0; rest >>= 1)
        {
            result = (rest & 1) == 1 ? result * square : result;
            square = rest > 1 ? square * square : square;
        }

        return exponent < 0 ? value.Literal(Rational.One) / result : result;
    }

    /// <summary>|x|; an enclosing reading never answers with negative numbers here, as the two cases joined would.</summary>
    static virtual TSelf Abs(TSelf value) =>
        TSelf.Select(Relation.GreaterOrEqual, value, value.Literal(Rational.Zero), value, -value);

    /// <summary>The greater of two numbers; an enclosing reading keeps the greater lower end.</summary>
    static virtual TSelf Max(TSelf left, TSelf right) => TSelf.Select(Relation.GreaterOrEqual, left, right, left, right);

    /// <summary>The lesser of two numbers; an enclosing reading keeps the lesser upper end.</summary>
    static virtual TSelf Min(TSelf left, TSelf right) => TSelf.Select(Relation.LessOrEqual, left, right, left, right);

    /// <summary>Something that covers both values, for a case distinction that this reading cannot decide.</summary>
    /// <exception cref="NotRepresentableException">The reading has nothing of the kind; the default.</exception>
    static virtual TSelf Either(TSelf left, TSelf right) => throw new NotRepresentableException("a case distinction is not decided");

    /// <summary>Whether the value is known to be one certain rational, and which.</summary>
    static virtual bool TryExact(TSelf value, out Rational exact)
    {
        exact = Rational.Zero;
        return false;
    }

    /// <summary>A rational constant in the same reading and precision as this value.</summary>
    TSelf Literal(Rational value);

    /// <summary>π in the same reading and precision as this value.</summary>
    TSelf LiteralPi();
}

/// <summary>A reading of the reals cannot express an operation; the caller tries another reading.</summary>
public sealed class NotRepresentableException(string message) : Exception(message);

/// <summary>An expression has no value at this point: division by zero, logarithm of a non-positive number, a missing limit.</summary>
public sealed class UndefinedException(string message) : Exception(message)
{
    /// <summary>Where the expression was written, as far as known.</summary>
    public SourceSpan Span { get; init; }
}
