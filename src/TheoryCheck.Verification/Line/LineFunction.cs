using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// A quotient of polynomials in one unknown number, on an open interval in which every comparison that was asked for has one answer. Other functions of the number are refused, so a formula
/// that evaluates is this quotient on the whole interval, and defined there.
/// </summary>
internal sealed class LineFunction : IReal<LineFunction>
{
    private const int MostDegree = 60;

    private readonly LineCell cell;

    private LineFunction(LineCell cell, RationalPolynomial numerator, RationalPolynomial denominator)
    {
        if (numerator.Degree > MostDegree || denominator.Degree > MostDegree)
        {
            throw Beyond("a polynomial of so high a degree");
        }

        (this.cell, Numerator, Denominator) = (cell, numerator, denominator);
    }

    /// <summary>The polynomial above.</summary>
    public RationalPolynomial Numerator { get; }

    /// <summary>The polynomial below, without roots in the cell.</summary>
    public RationalPolynomial Denominator { get; }

    private Rational? Constant => Numerator.Degree <= 0 && Denominator.Degree == 0 ? Numerator.Leading / Denominator.Leading : null;

    /// <summary>Sum.</summary>
    public static LineFunction operator +(LineFunction left, LineFunction right) =>
        left.Made((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>Difference.</summary>
    public static LineFunction operator -(LineFunction left, LineFunction right) => left + -right;

    /// <summary>Product.</summary>
    public static LineFunction operator *(LineFunction left, LineFunction right) => left.Made(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Quotient.</summary>
    public static LineFunction operator /(LineFunction left, LineFunction right) => left.cell.SignOf(right.Numerator) == 0
        ? throw new UndefinedException("division by zero")
        : left.Made(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Negation.</summary>
    public static LineFunction operator -(LineFunction value) => new(value.cell, value.Numerator * -Rational.One, value.Denominator);

    /// <summary>The number itself.</summary>
    public static LineFunction Variable(LineCell cell) => new(cell, RationalPolynomial.Variable, RationalPolynomial.Of(Rational.One));

    /// <summary>A number.</summary>
    public static LineFunction Known(LineCell cell, Rational number) => new(cell, RationalPolynomial.Of(number), RationalPolynomial.Of(Rational.One));

    /// <inheritdoc/>
    public static LineFunction Sqrt(LineFunction value) => value.Number(Rational.Sqrt, "a root");

    /// <inheritdoc/>
    public static LineFunction Exp(LineFunction value) => value.Number(Rational.Exp, "an exponential");

    /// <inheritdoc/>
    public static LineFunction Log(LineFunction value) => value.Number(Rational.Log, "a logarithm");

    /// <inheritdoc/>
    public static LineFunction Sin(LineFunction value) => value.Number(Rational.Sin, "a sine");

    /// <inheritdoc/>
    public static LineFunction Cos(LineFunction value) => value.Number(Rational.Cos, "a cosine");

    /// <inheritdoc/>
    public static LineFunction Atan2(LineFunction y, LineFunction x) => x.Constant is { } known ? y.Number(n => Rational.Atan2(n, known), "an angle") : throw Beyond("an angle");

    /// <inheritdoc/>
    public static LineFunction Floor(LineFunction value) => value.Number(Rational.Floor, "an integer part");

    /// <inheritdoc/>
    public static LineFunction Select(Relation relation, LineFunction left, LineFunction right, LineFunction then, LineFunction otherwise) =>
        Compare(relation, left, right) == Certainty.True ? then : otherwise;

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, LineFunction left, LineFunction right)
    {
        var difference = left - right;
        return Rational.Compare(relation, left.cell.SignOf(difference.Numerator) * left.cell.SignOf(difference.Denominator), Rational.Zero);
    }

    /// <inheritdoc/>
    public static bool TryExact(LineFunction value, out Rational exact)
    {
        exact = value.Constant ?? Rational.Zero;
        return value.Constant is not null;
    }

    /// <summary>The value at an end of the cell from inside: a number, or ±∞ as a sign; from the quotient in lowest terms.</summary>
    /// <param name="end">The end; null for the infinite one.</param>
    /// <param name="isUpper">Whether it is the upper end.</param>
    public (Rational Value, int Infinite) Limit(Rational? end, bool isUpper)
    {
        var common = RationalPolynomial.Gcd(Numerator, Denominator);
        var (above, below) = (Numerator.DividedBy(common).Quotient, Denominator.DividedBy(common).Quotient);
        if (end is { } point)
        {
            var divisor = below.At(point);
            return divisor.IsZero ? (Rational.Zero, above.At(point).Sign * cell.SignOf(below)) : (above.At(point) / divisor, 0);
        }

        var rise = above.Degree - below.Degree;
        return rise < 0 || above.Degree < 0 ? (Rational.Zero, 0)
            : rise == 0 ? (above.Leading / below.Leading, 0)
            : (Rational.Zero, above.Leading.Sign * below.Leading.Sign * (isUpper || rise % 2 == 0 ? 1 : -1));
    }

    /// <summary>The points inside at which the slope is 0; null where it is 0 throughout.</summary>
    public IReadOnlyList<RealRoot>? Critical()
    {
        var slope = (Numerator.Derivative() * Denominator) - (Numerator * Denominator.Derivative());
        return slope.Degree < 0 ? null : slope.Roots(cell.Low, cell.High);
    }

    /// <summary>The value at a root in a reading.</summary>
    public T At<T>(RealRoot root, T reading)
        where T : IReal<T>
    {
        var point = root.In(reading);
        return Denominator.Degree == 0 ? Numerator.At(point) / reading.Literal(Denominator.Leading) : Numerator.At(point) / Denominator.At(point);
    }

    /// <inheritdoc/>
    public LineFunction Literal(Rational value) => Known(cell, value);

    /// <inheritdoc/>
    public LineFunction LiteralPi() => throw Beyond("π among the coefficients");

    private static NotRepresentableException Beyond(string what) => new($"{what} of a number in which only quotients of polynomials with rational coefficients are known");

    private LineFunction Number(Func<Rational, Rational> function, string what) => Constant is { } known ? Known(cell, function(known)) : throw Beyond(what);

    private LineFunction Made(RationalPolynomial numerator, RationalPolynomial denominator) => denominator.Degree == 0 || numerator.Degree < 0
        ? new(cell, numerator.Degree < 0 ? numerator : numerator * (Rational.One / denominator.Leading), RationalPolynomial.Of(Rational.One))
        : new(cell, numerator, denominator);
}
