using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>
/// A function of a standard normal u that is one polynomial for u &gt; 0 and another for u &lt; 0: any product of powers, steps and
/// rectifiers of multiples of u. Its mean is exact in any reading.
/// </summary>
/// <remarks>
/// E[u^k; u &gt; 0] = m_k with m_0 = 1/2, m_1 = 1/√(2π), m_k = (k-1)m_(k-2), by parts; E[u^k; u &lt; 0] = (-1)^k m_k. The value at u = 0
/// does not matter. A comparison holds on a half line where all coefficients of the difference (after u ↦ -u below 0) have one sign.
/// </remarks>
/// <typeparam name="T">The reading of the coefficients.</typeparam>
internal readonly struct HalfLinePolynomial<T> : IReal<HalfLinePolynomial<T>>
    where T : IReal<T>
{
    private const int LargestDegree = 64;

    // Coefficients of |u|^k on either side, so that both read alike.
    private readonly T[] above;
    private readonly T[] below;

    private HalfLinePolynomial(T[] above, T[] below) => (this.above, this.below) = (above, below);

    /// <summary>Sum.</summary>
    public static HalfLinePolynomial<T> operator +(HalfLinePolynomial<T> left, HalfLinePolynomial<T> right) =>
        new(Add(left.above, right.above), Add(left.below, right.below));

    /// <summary>Difference.</summary>
    public static HalfLinePolynomial<T> operator -(HalfLinePolynomial<T> left, HalfLinePolynomial<T> right) => left + -right;

    /// <summary>Negation.</summary>
    public static HalfLinePolynomial<T> operator -(HalfLinePolynomial<T> value) =>
        new(Array.ConvertAll(value.above, static c => -c), Array.ConvertAll(value.below, static c => -c));

    /// <summary>Product.</summary>
    public static HalfLinePolynomial<T> operator *(HalfLinePolynomial<T> left, HalfLinePolynomial<T> right) =>
        new(Multiply(left.above, right.above), Multiply(left.below, right.below));

    /// <summary>Quotient by something constant on each half line.</summary>
    public static HalfLinePolynomial<T> operator /(HalfLinePolynomial<T> left, HalfLinePolynomial<T> right)
    {
        var (up, down) = (Number(right.above), Number(right.below));
        return new(Array.ConvertAll(left.above, c => c / up), Array.ConvertAll(left.below, c => c / down));
    }

    /// <summary>A number, for every u.</summary>
    public static HalfLinePolynomial<T> Constant(T value) => new([value], [value]);

    /// <summary>scale·u.</summary>
    public static HalfLinePolynomial<T> Linear(T scale) => new([scale.Literal(Rational.Zero), scale], [scale.Literal(Rational.Zero), -scale]);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Sqrt(HalfLinePolynomial<T> value) => value.Map(T.Sqrt);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Exp(HalfLinePolynomial<T> value) => value.Map(T.Exp);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Log(HalfLinePolynomial<T> value) => value.Map(T.Log);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Sin(HalfLinePolynomial<T> value) => value.Map(T.Sin);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Cos(HalfLinePolynomial<T> value) => value.Map(T.Cos);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Atan2(HalfLinePolynomial<T> y, HalfLinePolynomial<T> x) =>
        new([T.Atan2(Number(y.above), Number(x.above))], [T.Atan2(Number(y.below), Number(x.below))]);

    /// <inheritdoc/>
    public static HalfLinePolynomial<T> Floor(HalfLinePolynomial<T> value) => value.Map(T.Floor);

    /// <summary>The case that holds, on each half line by itself.</summary>
    public static HalfLinePolynomial<T> Select(
        Relation relation, HalfLinePolynomial<T> left, HalfLinePolynomial<T> right, HalfLinePolynomial<T> then, HalfLinePolynomial<T> otherwise)
    {
        var difference = left - right;
        return new(
            Holds(relation, difference.above) ? then.above : otherwise.above,
            Holds(relation, difference.below) ? then.below : otherwise.below);
    }

    /// <summary>What holds of almost all u.</summary>
    public static Certainty Compare(Relation relation, HalfLinePolynomial<T> left, HalfLinePolynomial<T> right)
    {
        var difference = left - right;
        return Sign(difference.above) is { } up && Sign(difference.below) is { } down && Rational.Compare(relation, up, 0) == Rational.Compare(relation, down, 0)
            ? Rational.Compare(relation, up, 0)
            : Certainty.Unknown;
    }

    /// <inheritdoc/>
    public static bool TryExact(HalfLinePolynomial<T> value, out Rational exact)
    {
        exact = Rational.Zero;
        return value is { above: [var up], below: [var down] } && T.TryExact(up, out exact) && T.TryExact(down, out var same) && same == exact;
    }

    /// <summary>The mean.</summary>
    public T Mean()
    {
        // Even powers have rational moments; 1/√(2π) comes in with the odd ones, and only then.
        var (even, odd) = (above[0].Literal(Rational.Zero), above[0].Literal(Rational.Zero));
        var (half, unit) = (new Rational(1, 2), Rational.One);
        for (var k = 0; k < Math.Max(above.Length, below.Length); k++)
        {
            var both = (k < above.Length, k < below.Length) switch
            {
                (true, true) => above[k] + below[k],
                (true, false) => above[k],
                _ => below[k],
            };
            if (k % 2 == 0)
            {
                half *= k == 0 ? Rational.One : k - 1;
                even += both * both.Literal(half);
            }
            else
            {
                unit *= k == 1 ? Rational.One : k - 1;
                odd += both * both.Literal(unit);
            }
        }

        return IsZero(odd) ? even : even + (odd / T.Sqrt(odd.Literal(2) * odd.LiteralPi()));
    }

    /// <inheritdoc/>
    public HalfLinePolynomial<T> Literal(Rational value) => Constant(above[0].Literal(value));

    /// <inheritdoc/>
    public HalfLinePolynomial<T> LiteralPi() => Constant(above[0].LiteralPi());

    private static bool Holds(Relation relation, T[] difference) =>
        Sign(difference) is { } sign ? Rational.Compare(relation, sign, 0) == Certainty.True : throw new NotRepresentableException("a case distinction changes inside a half line");

    // The sign for all |u| > 0, or null.
    private static int? Sign(T[] coefficients)
    {
        var sign = 0;
        foreach (var coefficient in coefficients)
        {
            var zero = coefficient.Literal(Rational.Zero);
            var one = T.Compare(Relation.Greater, coefficient, zero) == Certainty.True ? 1
                : T.Compare(Relation.Less, coefficient, zero) == Certainty.True ? -1
                : T.Compare(Relation.Equal, coefficient, zero) == Certainty.True ? 0
                : (int?)null;
            if (one is null || one * sign < 0)
            {
                return null;
            }

            sign = one == 0 ? sign : one.Value;
        }

        return sign;
    }

    private static T[] Add(T[] left, T[] right)
    {
        var (longer, shorter) = left.Length >= right.Length ? (left, right) : (right, left);
        var sum = (T[])longer.Clone();
        for (var k = 0; k < shorter.Length; k++)
        {
            sum[k] += shorter[k];
        }

        return sum;
    }

    private static T[] Multiply(T[] left, T[] right)
    {
        if (left.Length + right.Length - 2 > LargestDegree)
        {
            throw new NotRepresentableException($"a polynomial of a degree above {LargestDegree}");
        }

        var product = new T[left.Length + right.Length - 1];
        Array.Fill(product, left[0].Literal(Rational.Zero));
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                product[i + j] += left[i] * right[j];
            }
        }

        return product;
    }

    private static T Number(T[] side) => side.AsSpan(1).ToArray().All(IsZero)
        ? side[0]
        : throw new NotRepresentableException("this function of a polynomial is no polynomial");

    private static bool IsZero(T value) => T.TryExact(value, out var exact) && exact.IsZero;

    private HalfLinePolynomial<T> Map(Func<T, T> function) => new([function(Number(above))], [function(Number(below))]);
}
