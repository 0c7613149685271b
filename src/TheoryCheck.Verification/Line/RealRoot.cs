using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Line;

/// <summary>A place on the line: the number itself where it is rational, p + sign·√r where it is the root of a quadratic, a multiple of π, and always two numbers it is between, where there may be no more.</summary>
/// <param name="Low">A number not above it.</param>
/// <param name="High">A number not below it; the same where it is rational.</param>
internal sealed record RealRoot(Rational Low, Rational High)
{
    private const int Halvings = 160;
    private const int Precision = 192;

    private (Rational P, int Sign, Rational R)? closed;
    private Rational? timesPi;

    /// <summary>Whether it is a rational number.</summary>
    public bool IsRational => Low == High;

    /// <summary>Whether it is known exactly.</summary>
    public bool IsClosed => IsRational || closed is not null || timesPi is not null;

    /// <summary>The number in a reading.</summary>
    /// <exception cref="NotRepresentableException">It is of higher degree and the reading is exact, or it is irrational and the reading is rational.</exception>
    public T In<T>(T reading)
        where T : IReal<T> => IsRational ? reading.Literal(Low)
        : timesPi is { } factor ? reading.Literal(factor) * reading.LiteralPi()
        : closed is var (p, sign, r) ? reading.Literal(p) + (reading.Literal(sign) * T.Sqrt(reading.Literal(r)))
        : reading.Literal(Low) is DoubleReal ? reading.Literal((Low + High) / 2)
        : T.Either(reading.Literal(Low), reading.Literal(High));

    /// <summary>A rational number.</summary>
    public static RealRoot Of(Rational number) => new(number, number);

    /// <summary>A multiple of π other than 0.</summary>
    public static RealRoot OfPi(Rational factor)
    {
        var near = Interval.FromRational(factor, Precision) * Interval.Pi(Precision);
        return new(near.Lower, near.Upper) { timesPi = factor };
    }

    /// <summary>The only root of a polynomial without double roots strictly between two numbers.</summary>
    public static RealRoot Refined(RationalPolynomial simple, Rational low, Rational high)
    {
        // The sign between the lower end and the root: beside a root at the end itself that of the slope.
        var before = simple.At(low).Sign is var sign and not 0 ? sign : simple.Derivative().At(low).Sign;
        for (var k = 0; k < Halvings; k++)
        {
            var middle = (low + high) / 2;
            var at = simple.At(middle).Sign;
            if (at == 0)
            {
                return Of(middle);
            }

            (low, high) = at == before ? (middle, high) : (low, middle);
        }

        var simplest = Rational.SimplestBetween(low, high);
        return simple.At(simplest).IsZero ? Of(simplest) : new(low, high);
    }

    /// <summary>The roots with what is left of the polynomial behind its rational ones, where that is a quadratic.</summary>
    public static IReadOnlyList<RealRoot> Closed(RationalPolynomial simple, List<RealRoot> roots)
    {
        var rest = simple;
        foreach (var root in roots.Where(static r => r.IsRational))
        {
            rest = rest.DividedBy(RationalPolynomial.Variable - RationalPolynomial.Of(root.Low)).Quotient;
        }

        if (rest.Degree != 2)
        {
            return roots;
        }

        var (c, b, a) = (rest.Coefficients[0], rest.Coefficients[1], rest.Coefficients[2]);
        var p = -b / (2 * a);
        return roots.ConvertAll(r => r.IsRational ? r : r with { closed = (p, r.Low >= p ? 1 : -1, (p * p) - (c / a)) });
    }
}
