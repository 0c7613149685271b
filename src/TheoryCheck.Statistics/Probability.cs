using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>A probability in [0, 1], exact.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    /// <summary>Wraps a rational of [0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside [0, 1].</exception>
    public Probability(Rational value)
    {
        if (value < Rational.Zero || value > Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a probability must lie in [0, 1]");
        }

        Value = value;
    }

    /// <summary>The number.</summary>
    public Rational Value { get; }

    /// <summary>1 − p.</summary>
    public Probability Complement => new(Rational.One - Value);

    /// <summary>Order of the numbers.</summary>
    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    /// <summary>Order of the numbers.</summary>
    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    /// <summary>Order of the numbers.</summary>
    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;

    /// <summary>p/q, exact.</summary>
    public static Probability Of(long numerator, long denominator) => new(new Rational(numerator, denominator));

    /// <inheritdoc/>
    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
