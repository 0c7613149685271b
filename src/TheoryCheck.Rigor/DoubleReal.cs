using System.Globalization;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor;

/// <summary>
/// The reals read as doubles: the plain twin of the fast kernels. NaN stands for every undefined value and passes through all
/// operations; comparisons with NaN are Unknown.
/// </summary>
/// <remarks><i>Accuracy:</i> each operation is correctly rounded or, for the elementary functions, off by a unit or two in the last place; the whole has no guarantee.</remarks>
/// <param name="Value">The double.</param>
public readonly record struct DoubleReal(double Value) : IReal<DoubleReal>
{
    /// <summary>Wraps a double.</summary>
    public static implicit operator DoubleReal(double value) => new(value);

    /// <summary>Sum.</summary>
    public static DoubleReal operator +(DoubleReal left, DoubleReal right) => new(left.Value + right.Value);

    /// <summary>Difference.</summary>
    public static DoubleReal operator -(DoubleReal left, DoubleReal right) => new(left.Value - right.Value);

    /// <summary>Product.</summary>
    public static DoubleReal operator *(DoubleReal left, DoubleReal right) => new(left.Value * right.Value);

    /// <summary>Quotient; NaN when the divisor is 0, never infinity.</summary>
    public static DoubleReal operator /(DoubleReal left, DoubleReal right) => new(right.Value == 0 ? double.NaN : left.Value / right.Value);

    /// <summary>Negation.</summary>
    public static DoubleReal operator -(DoubleReal value) => new(-value.Value);

    /// <inheritdoc/>
    public static DoubleReal Sqrt(DoubleReal value) => new(Math.Sqrt(value.Value));

    /// <inheritdoc/>
    public static DoubleReal Exp(DoubleReal value) => new(ElementaryDouble.Exp(value.Value));

    /// <summary>Natural logarithm; NaN for x ≤ 0.</summary>
    public static DoubleReal Log(DoubleReal value) => new(value.Value <= 0 ? double.NaN : ElementaryDouble.Log(value.Value));

    /// <inheritdoc/>
    public static DoubleReal Sin(DoubleReal value) => new(ElementaryDouble.Sin(value.Value));

    /// <inheritdoc/>
    public static DoubleReal Cos(DoubleReal value) => new(ElementaryDouble.Cos(value.Value));

    /// <inheritdoc/>
    public static DoubleReal Atan2(DoubleReal y, DoubleReal x) => new(ElementaryDouble.Atan2(y.Value, x.Value));

    /// <inheritdoc/>
    public static DoubleReal Floor(DoubleReal value) => new(Math.Floor(value.Value));

    /// <summary>One of the two cases; NaN when a compared value is NaN.</summary>
    public static DoubleReal Select(Relation relation, DoubleReal left, DoubleReal right, DoubleReal then, DoubleReal otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => new(double.NaN),
        };

    /// <summary>Compares the doubles; Unknown when one is NaN. No statement about the exact values that they stand for.</summary>
    public static Certainty Compare(Relation relation, DoubleReal left, DoubleReal right) =>
        double.IsNaN(left.Value) || double.IsNaN(right.Value)
            ? Certainty.Unknown
            : CertaintyLogic.Of(Rational.Holds(relation, left.Value.CompareTo(right.Value)));

    /// <summary>NaN.</summary>
    public static DoubleReal Either(DoubleReal left, DoubleReal right) => new(double.NaN);

    /// <summary>The exact value of a finite double.</summary>
    public static bool TryExact(DoubleReal value, out Rational exact)
    {
        var isFinite = double.IsFinite(value.Value);
        exact = isFinite ? Rational.FromExact(value.Value) : Rational.Zero;
        return isFinite;
    }

    /// <inheritdoc/>
    public DoubleReal Literal(Rational value) => new(value.ToDouble());

    /// <inheritdoc/>
    public DoubleReal LiteralPi() => new(Math.PI);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
