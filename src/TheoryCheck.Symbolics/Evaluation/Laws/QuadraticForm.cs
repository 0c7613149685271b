using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>
/// A polynomial c + b·u + uᵀQu of degree two in numbers u, or a number times the exponential of one: what densities of normal laws and
/// linear equations of motion are made of. Other functions of u are refused, so a formula that evaluates is one of these for all u.
/// </summary>
/// <remarks><i>Accuracy:</i> that of <typeparamref name="T"/>; exact coefficients stay exact.</remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
internal readonly struct QuadraticForm<T> : IReal<QuadraticForm<T>>
    where T : IReal<T>
{
    private readonly bool isExponential;
    private readonly T factor;

    private QuadraticForm(T constant, T[]? linear, T[]? square, bool isExponential, T factor) =>
        (Constant, Linear, Square, this.isExponential, this.factor) = (constant, Kept(linear), Kept(square), isExponential, factor);

    private QuadraticForm(T constant, T[]? linear, T[]? square)
        : this(constant, linear, square, false, constant)
    {
    }

    /// <summary>c.</summary>
    public T Constant { get; }

    /// <summary>b, or null when it is 0.</summary>
    public T[]? Linear { get; }

    /// <summary>The symmetric Q, row-major, or null when it is 0.</summary>
    public T[]? Square { get; }

    private bool IsConstant => Linear is null && Square is null && !isExponential;

    /// <summary>Sum.</summary>
    public static QuadraticForm<T> operator +(QuadraticForm<T> left, QuadraticForm<T> right)
    {
        left.RequirePolynomial("a sum with");
        right.RequirePolynomial("a sum with");
        return new(left.Constant + right.Constant, Sum(left.Linear, right.Linear), Sum(left.Square, right.Square));
    }

    /// <summary>Difference.</summary>
    public static QuadraticForm<T> operator -(QuadraticForm<T> left, QuadraticForm<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static QuadraticForm<T> operator -(QuadraticForm<T> value) => value.isExponential
        ? value.Times(-value.factor)
        : new(-value.Constant, Negated(value.Linear), Negated(value.Square));

    /// <summary>Product.</summary>
    /// <exception cref="NotRepresentableException">Its degree is above two, or it mixes a polynomial with an exponential.</exception>
    public static QuadraticForm<T> operator *(QuadraticForm<T> left, QuadraticForm<T> right)
    {
        if (left.isExponential && right.isExponential)
        {
            return new(left.Constant + right.Constant, Sum(left.Linear, right.Linear), Sum(left.Square, right.Square), true, left.factor * right.factor);
        }

        if (left.IsConstant || right.IsConstant)
        {
            var (number, other) = left.IsConstant ? (left.Constant, right) : (right.Constant, left);
            return other.isExponential ? other.Times(other.factor * number) : other.Scaled(number);
        }

        if (left.Square is not null || right.Square is not null || left.isExponential || right.isExponential)
        {
            throw Beyond("a product above the second degree");
        }

        var (a, b) = (left.Linear!, right.Linear!);
        var half = left.Constant.Literal(new Rational(1, 2));
        var square = DenseMatrix<T>.Of(a.Length, a.Length, (i, j) => i == j ? a[i] * b[i] : half * ((a[i] * b[j]) + (a[j] * b[i]))).Elements;
        return new(left.Constant * right.Constant, Sum(left.Scaled(right.Constant).Linear, right.Scaled(left.Constant).Linear), square);
    }

    /// <summary>Quotient by a number or an exponential.</summary>
    public static QuadraticForm<T> operator /(QuadraticForm<T> left, QuadraticForm<T> right)
    {
        var one = left.Constant.Literal(Rational.One);
        return right.isExponential ? left * new QuadraticForm<T>(-right.Constant, Negated(right.Linear), Negated(right.Square), true, one / right.factor)
            : right.IsConstant && left.isExponential ? left.Times(left.factor / right.Constant)
            : right.IsConstant ? new(left.Constant / right.Constant, Divided(left.Linear, right.Constant), Divided(left.Square, right.Constant))
            : throw Beyond("a quotient");
    }

    /// <summary>A number.</summary>
    public static QuadraticForm<T> Known(T number) => new(number, null, null);

    /// <summary>One of the numbers u.</summary>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    /// <param name="position">Which, from 0.</param>
    /// <param name="size">How many there are.</param>
    public static QuadraticForm<T> Variable(T one, int position, int size) =>
        new(one.Literal(Rational.Zero), [.. Enumerable.Range(0, size).Select(i => one.Literal(i == position ? Rational.One : Rational.Zero))], null);

    /// <inheritdoc/>
    public static QuadraticForm<T> Exp(QuadraticForm<T> value)
    {
        value.RequirePolynomial("an exponential of");
        return value.IsConstant ? Known(T.Exp(value.Constant)) : new(value.Constant, value.Linear, value.Square, true, value.Constant.Literal(Rational.One));
    }

    /// <inheritdoc/>
    public static QuadraticForm<T> Log(QuadraticForm<T> value) => !value.isExponential ? Known(T.Log(value.Number("a logarithm")))
        : new(value.Constant + (T.TryExact(value.factor, out var known) && known.IsOne ? value.Constant.Literal(Rational.Zero) : T.Log(value.factor)), value.Linear, value.Square);

    /// <inheritdoc/>
    public static QuadraticForm<T> Sqrt(QuadraticForm<T> value) => Known(T.Sqrt(value.Number("a root")));

    /// <inheritdoc/>
    public static QuadraticForm<T> Sin(QuadraticForm<T> value) => Known(T.Sin(value.Number("a sine")));

    /// <inheritdoc/>
    public static QuadraticForm<T> Cos(QuadraticForm<T> value) => Known(T.Cos(value.Number("a cosine")));

    /// <inheritdoc/>
    public static QuadraticForm<T> Atan2(QuadraticForm<T> y, QuadraticForm<T> x) => Known(T.Atan2(y.Number("an angle"), x.Number("an angle")));

    /// <inheritdoc/>
    public static QuadraticForm<T> Floor(QuadraticForm<T> value) => Known(T.Floor(value.Number("an integer part")));

    /// <inheritdoc/>
    public static QuadraticForm<T> Power(QuadraticForm<T> value, int exponent) =>
        value.IsConstant ? Known(T.Power(value.Constant, exponent))
        : exponent switch
        {
            0 => value.Literal(Rational.One),
            1 => value,
            2 => value * value,
            _ => throw Beyond("a power above the second"),
        };

    /// <inheritdoc/>
    public static QuadraticForm<T> Select(Relation relation, QuadraticForm<T> left, QuadraticForm<T> right, QuadraticForm<T> then, QuadraticForm<T> otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => Known(T.Either(then.Number("a case distinction"), otherwise.Number("a case distinction"))),
        };

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, QuadraticForm<T> left, QuadraticForm<T> right) =>
        T.Compare(relation, left.Number("a comparison"), right.Number("a comparison"));

    /// <inheritdoc/>
    public static bool TryExact(QuadraticForm<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value.IsConstant && T.TryExact(value.Constant, out exact);
    }

    /// <inheritdoc/>
    public QuadraticForm<T> Literal(Rational value) => Known(Constant.Literal(value));

    /// <inheritdoc/>
    public QuadraticForm<T> LiteralPi() => Known(Constant.LiteralPi());

    /// <summary>The polynomial itself.</summary>
    /// <exception cref="NotRepresentableException">It is an exponential, or of degree two where degree one is asked for.</exception>
    public QuadraticForm<T> Polynomial(bool isLinear = false)
    {
        RequirePolynomial("a polynomial with");
        return isLinear && Square is not null ? throw Beyond("a square") : this;
    }

    /// <summary>The coefficients b, zeros included.</summary>
    /// <param name="size">How many numbers u there are.</param>
    public T[] LinearPart(int size) => Linear ?? [.. Enumerable.Repeat(Constant.Literal(Rational.Zero), size)];

    /// <summary>The matrix Q, zeros included.</summary>
    /// <param name="size">How many numbers u there are.</param>
    public DenseMatrix<T> SquarePart(int size) => Square is { } known ? new(size, size, known) : DenseMatrix<T>.Zero(size, size, Constant);

    private static NotRepresentableException Beyond(string what) => new($"{what} of numbers in which only polynomials of degree two are known");

    // A coefficient that is exactly 0 throughout lowers the degree.
    private static T[]? Kept(T[]? coefficients) =>
        coefficients is null || Array.TrueForAll(coefficients, static c => T.TryExact(c, out var exact) && exact.IsZero) ? null : coefficients;

    private static T[]? Sum(T[]? left, T[]? right) => left is null ? right : right is null ? left : [.. left.Zip(right, static (a, b) => a + b)];

    private static T[]? Negated(T[]? values) => values?.Select(static v => -v).ToArray();

    private static T[]? Divided(T[]? values, T divisor) => values?.Select(v => v / divisor).ToArray();

    private QuadraticForm<T> Times(T newFactor) => new(Constant, Linear, Square, true, newFactor);

    private QuadraticForm<T> Scaled(T number) => new(Constant * number, Linear?.Select(c => c * number).ToArray(), Square?.Select(c => c * number).ToArray());

    private T Number(string what) => IsConstant ? Constant : throw Beyond(what);

    private void RequirePolynomial(string what)
    {
        if (isExponential)
        {
            throw Beyond(what + " an exponential");
        }
    }
}
