using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor.Exact;

namespace TheoryCheck.Rigor;

/// <summary>
/// A number of the field that π and the square roots of the integers generate, exactly: Σ √r·p(π)/q(π). Equality is decided,
/// which no enclosure can do, and so are singular kernels at angles that are rational multiples of π.
/// </summary>
/// <remarks>
/// Numbers are equal exactly when their representations are: π is transcendental (Lindemann), and the square roots of distinct
/// square-free integers are linearly independent over ℚ(π). An order is found by enclosing a difference that is known not to
/// be 0. Everything outside the field (other angles, roots of irrational numbers, exponentials) throws
/// <see cref="NotRepresentableException"/>, and so does a number that would need more than 64 roots or powers of π.
/// </remarks>
[Cites("niven1956", "Theorem 9.11")]
public sealed class ExactReal : IReal<ExactReal>
{
    private const int LongestElimination = 16;

    private readonly RadicalSum numerator;
    private readonly PiPolynomial denominator;

    private ExactReal(RadicalSum numerator, PiPolynomial denominator)
    {
        if (denominator.Degree > 0)
        {
            var common = numerator.Factors.Aggregate(denominator, PiPolynomial.GreatestCommonDivisor);
            numerator = numerator.Map(p => PiPolynomial.DivRem(p, common).Quotient);
            denominator = PiPolynomial.DivRem(denominator, common).Quotient;
        }

        var scale = 1 / denominator.Leading;
        this.numerator = scale.IsOne ? numerator : numerator.Map(p => p * scale);
        this.denominator = scale.IsOne ? denominator : denominator * scale;
    }

    /// <summary>π.</summary>
    public static ExactReal Pi { get; } = new(RadicalSum.Of(PiPolynomial.Pi, 1), PiPolynomial.One);

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => numerator.IsZero;

    /// <inheritdoc cref="IReal{TSelf}.op_Addition"/>
    public static ExactReal operator +(ExactReal left, ExactReal right) =>
        left.IsZero ? right
        : right.IsZero ? left
        : left.denominator.Degree == 0 && right.denominator.Degree == 0
        ? new(left.numerator + right.numerator, PiPolynomial.One)
        : new(left.numerator.Map(p => p * right.denominator) + right.numerator.Map(p => p * left.denominator), left.denominator * right.denominator);

    /// <inheritdoc cref="IReal{TSelf}.op_Subtraction"/>
    public static ExactReal operator -(ExactReal left, ExactReal right) => left + -right;

    /// <inheritdoc cref="IReal{TSelf}.op_UnaryNegation"/>
    public static ExactReal operator -(ExactReal value) => value.IsZero ? value : new(value.numerator.Map(static p => p * -1), value.denominator);

    /// <inheritdoc cref="IReal{TSelf}.op_Multiply"/>
    public static ExactReal operator *(ExactReal left, ExactReal right) => left.IsZero ? left : right.IsZero ? right : new(left.numerator * right.numerator, left.denominator * right.denominator);

    /// <inheritdoc cref="IReal{TSelf}.op_Division"/>
    /// <exception cref="UndefinedException">The divisor is 0.</exception>
    public static ExactReal operator /(ExactReal left, ExactReal right)
    {
        if (right.IsZero)
        {
            throw new UndefinedException("division by zero");
        }

        // Conjugates clear one root after another from the divisor; none of them is 0, because roots are independent.
        var (top, bottom) = (left.numerator.Map(p => p * right.denominator), right.numerator);
        for (var step = 0; step < LongestElimination; step++)
        {
            if (bottom.WithoutRoots is { } polynomial)
            {
                return new(top, left.denominator * polynomial);
            }

            var conjugate = bottom.Conjugate()!;
            (top, bottom) = (top * conjugate, bottom * conjugate);
        }

        throw new NotRepresentableException("too many square roots in a divisor");
    }

    /// <summary>A rational number.</summary>
    public static ExactReal FromRational(Rational value) => new(RadicalSum.Of(new PiPolynomial(value), 1), PiPolynomial.One);

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Negative.</exception>
    public static ExactReal Sqrt(ExactReal value)
    {
        if (!TryExact(value, out var exact))
        {
            throw new NotRepresentableException("the square root of an irrational number");
        }

        if (exact.Sign < 0)
        {
            throw new UndefinedException("square root of a negative number");
        }

        // √(p/q) = √(p·q)/q.
        var (root, radical) = exact.IsZero ? (0, 1) : Squarefree.Split(exact.Numerator * exact.Denominator);
        return new(RadicalSum.Of(new PiPolynomial(new Rational(root, exact.Denominator)), radical), PiPolynomial.One);
    }

    /// <inheritdoc/>
    public static ExactReal Exp(ExactReal value) => value.IsZero ? FromRational(1) : throw new NotRepresentableException("an exponential");

    /// <inheritdoc/>
    /// <exception cref="UndefinedException">Not positive.</exception>
    public static ExactReal Log(ExactReal value) =>
        value.Sign() <= 0 ? throw new UndefinedException("logarithm of a non-positive number")
        : (value - FromRational(1)).IsZero ? FromRational(0)
        : throw new NotRepresentableException("a logarithm");

    /// <inheritdoc/>
    public static ExactReal Sin(ExactReal value) => RightAngles.Sine(value.InTwelfths());

    /// <inheritdoc/>
    public static ExactReal Cos(ExactReal value) => RightAngles.Sine(value.InTwelfths() + 6);

    /// <inheritdoc/>
    public static ExactReal Atan2(ExactReal y, ExactReal x)
    {
        var (up, right) = (y.Sign(), x.Sign());
        if (up == 0)
        {
            return right < 0 ? Pi : FromRational(0);
        }

        var square = y * y;
        var twelfths = TryExact(square / (square + x * x), out var sine) ? RightAngles.OfSquaredSine(sine) : null;
        return twelfths is { } n
            ? Pi * FromRational(new Rational(up * (right < 0 ? 12 - n : n), 12))
            : throw new NotRepresentableException("an angle that is not known to be a rational multiple of π");
    }

    /// <inheritdoc/>
    public static ExactReal Floor(ExactReal value)
    {
        if (TryExact(value, out var exact))
        {
            return FromRational(Rational.Floor(exact));
        }

        // An irrational number is no integer, so a fine enough enclosure lies between two.
        foreach (var bits in Escalate.Precisions)
        {
            var floor = Interval.Floor(value.Enclose(bits));
            if (Interval.TryExact(floor, out var integer))
            {
                return FromRational(integer);
            }
        }

        throw new NotRepresentableException("the integers beside a number are not decided");
    }

    /// <inheritdoc/>
    /// <exception cref="NotRepresentableException">The comparison is not decided.</exception>
    public static ExactReal Select(Relation relation, ExactReal left, ExactReal right, ExactReal then, ExactReal otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => throw new NotRepresentableException("a case distinction is not decided"),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, ExactReal left, ExactReal right)
    {
        var difference = left - right;
        return difference.IsZero || relation is Relation.Equal or Relation.NotEqual
            ? CertaintyLogic.Of(Rational.Holds(relation, difference.IsZero ? 0 : 1))
            : difference.TrySign() is { } sign ? CertaintyLogic.Of(Rational.Holds(relation, sign)) : Certainty.Unknown;
    }

    /// <inheritdoc/>
    public static bool TryExact(ExactReal value, out Rational exact)
    {
        var constant = value.denominator.Degree == 0 ? value.numerator.WithoutRoots?.Constant : null;
        exact = constant ?? Rational.Zero;
        return constant is not null;
    }

    /// <summary>An enclosure of the number; the whole line when too few bits are asked to keep its denominator from 0.</summary>
    public Interval Enclose(int precision) => numerator.Enclose(precision) / denominator.Enclose(precision);

    /// <inheritdoc/>
    public ExactReal Literal(Rational value) => FromRational(value);

    /// <inheritdoc/>
    public ExactReal LiteralPi() => Pi;

    /// <summary>The number in radicals and powers of π.</summary>
    public override string ToString() => denominator.Degree == 0 ? numerator.ToString() : string.Create(CultureInfo.InvariantCulture, $"({numerator})/{denominator}");

    private int? TrySign()
    {
        if (IsZero)
        {
            return 0;
        }

        foreach (var bits in Escalate.Precisions)
        {
            if (Enclose(bits).CertainSign is { } sign and not 0)
            {
                return sign;
            }
        }

        return null;
    }

    private int Sign() => TrySign() ?? throw new NotRepresentableException("the sign of a number is not decided");

    /// <summary>n where the number is n·π/12.</summary>
    private int InTwelfths() =>
        TryExact(this * FromRational(12) / Pi, out var twelfths) && twelfths.IsInteger
            ? (int)(twelfths.Numerator % 24)
            : throw new NotRepresentableException("a sine or cosine of an angle that is no twelfth of π");
}
