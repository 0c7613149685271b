using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// A value with its derivatives in a few directions, carried through every operation by the chain rule. An independent way to
/// the derivatives that the symbolic engine writes down; at a kink, those of the chosen case.
/// </summary>
/// <typeparam name="T">The reading of values and derivatives.</typeparam>
public readonly struct Dual<T> : IReal<Dual<T>>
    where T : IReal<T>
{
    private readonly ImmutableArray<T> slopes;

    /// <summary>A value with its derivatives; none means that all are 0.</summary>
    public Dual(T value, params ImmutableArray<T> slopes)
    {
        Value = value;
        this.slopes = slopes;
    }

    /// <summary>The value.</summary>
    public T Value { get; }

    private ImmutableArray<T> Slopes => slopes.IsDefault ? [] : slopes;

    /// <summary>Sum.</summary>
    public static Dual<T> operator +(Dual<T> left, Dual<T> right) => new(left.Value + right.Value, Combine(left, right, static (a, b) => a + b));

    /// <summary>Difference.</summary>
    public static Dual<T> operator -(Dual<T> left, Dual<T> right) => left + -right;

    /// <summary>Product rule.</summary>
    public static Dual<T> operator *(Dual<T> left, Dual<T> right) =>
        new(left.Value * right.Value, Combine(left, right, (a, b) => a * right.Value + left.Value * b));

    /// <summary>Quotient rule.</summary>
    public static Dual<T> operator /(Dual<T> left, Dual<T> right)
    {
        var quotient = left.Value / right.Value;
        return new(quotient, Combine(left, right, (a, b) => (a - quotient * b) / right.Value));
    }

    /// <summary>Negation.</summary>
    public static Dual<T> operator -(Dual<T> value) => new(-value.Value, [.. value.Slopes.Select(slope => -slope)]);

    /// <summary>The variable of one direction out of several.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="direction">Which direction, from 0.</param>
    /// <param name="directions">How many directions there are.</param>
    public static Dual<T> Variable(T value, int direction, int directions) => new(
        value,
        [.. Enumerable.Range(0, directions).Select(i => value.Literal(i == direction ? Rational.One : Rational.Zero))]);

    /// <inheritdoc/>
    public static Dual<T> Sqrt(Dual<T> value)
    {
        var root = T.Sqrt(value.Value);
        return value.Chain(root, () => value.Value.Literal(Rational.One) / (root + root));
    }

    /// <inheritdoc/>
    public static Dual<T> Exp(Dual<T> value)
    {
        var exponential = T.Exp(value.Value);
        return value.Chain(exponential, () => exponential);
    }

    /// <inheritdoc/>
    public static Dual<T> Log(Dual<T> value) => value.Chain(T.Log(value.Value), () => value.Value.Literal(Rational.One) / value.Value);

    /// <inheritdoc/>
    public static Dual<T> Sin(Dual<T> value) => value.Chain(T.Sin(value.Value), () => T.Cos(value.Value));

    /// <inheritdoc/>
    public static Dual<T> Cos(Dual<T> value) => value.Chain(T.Cos(value.Value), () => -T.Sin(value.Value));

    /// <inheritdoc/>
    public static Dual<T> Atan2(Dual<T> y, Dual<T> x) =>
        new(T.Atan2(y.Value, x.Value), Combine(y, x, (b, a) => (x.Value * b - y.Value * a) / (T.Power(x.Value, 2) + T.Power(y.Value, 2))));

    /// <summary>The floor, with slope 0.</summary>
    public static Dual<T> Floor(Dual<T> value) => new(T.Floor(value.Value));

    /// <inheritdoc/>
    public static Dual<T> Select(Relation relation, Dual<T> left, Dual<T> right, Dual<T> then, Dual<T> otherwise) =>
        new(
            T.Select(relation, left.Value, right.Value, then.Value, otherwise.Value),
            Combine(then, otherwise, (a, b) => T.Select(relation, left.Value, right.Value, a, b)));

    /// <inheritdoc/>
    public static Certainty Compare(Relation relation, Dual<T> left, Dual<T> right) => T.Compare(relation, left.Value, right.Value);

    /// <inheritdoc/>
    public static Dual<T> Either(Dual<T> left, Dual<T> right) =>
        new(T.Either(left.Value, right.Value), Combine(left, right, static (a, b) => T.Either(a, b)));

    /// <summary>Whether the value is a known rational and every slope is known to be 0.</summary>
    public static bool TryExact(Dual<T> value, out Rational exact)
    {
        var isConstant = value.Slopes.All(slope => T.TryExact(slope, out var known) && known.IsZero);
        return T.TryExact(value.Value, out exact) && isConstant;
    }

    /// <summary>The derivative in a direction, counted from 0.</summary>
    public T Slope(int direction) => direction < Slopes.Length ? Slopes[direction] : Value.Literal(Rational.Zero);

    /// <inheritdoc/>
    public Dual<T> Literal(Rational value) => new(Value.Literal(value));

    /// <inheritdoc/>
    public Dual<T> LiteralPi() => new(Value.LiteralPi());

    /// <inheritdoc/>
    public override string ToString() => $"{Value} + ({string.Join(", ", Slopes)})·ε";

    private static ImmutableArray<T> Combine(Dual<T> left, Dual<T> right, Func<T, T, T> rule) =>
        [.. Enumerable.Range(0, Math.Max(left.Slopes.Length, right.Slopes.Length)).Select(i => rule(left.Slope(i), right.Slope(i)))];

    private Dual<T> Chain(T value, Func<T> slope)
    {
        if (Slopes.IsEmpty)
        {
            return new(value);
        }

        var factor = slope();
        return new(value, [.. Slopes.Select(inner => inner * factor)]);
    }
}
