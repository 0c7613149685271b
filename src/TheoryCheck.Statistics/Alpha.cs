using TheoryCheck.Rigor;

namespace TheoryCheck.Statistics;

/// <summary>An error level: the largest probability of a wrong statement that is accepted; in (0, 1), exact.</summary>
/// <remarks><c>default</c> is the level 0, at which nothing can be decided.</remarks>
public readonly record struct Alpha
{
    /// <summary>Wraps a rational of (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside (0, 1).</exception>
    public Alpha(Rational value)
    {
        if (value.Sign <= 0 || value >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "an error level must lie strictly between 0 and 1");
        }

        Value = value;
    }

    /// <summary>The number.</summary>
    public Rational Value { get; }

    /// <summary>The level of confidence 1 − α.</summary>
    public Rational Confidence => Rational.One - Value;

    /// <summary>p/q, exact.</summary>
    public static Alpha Of(long numerator, long denominator) => new(new Rational(numerator, denominator));

    /// <summary>α/m: the share of each of m statements, by the union bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">m is not positive.</exception>
    public Alpha Share(int parts) => parts > 0
        ? new Alpha(Value / parts)
        : throw new ArgumentOutOfRangeException(nameof(parts), parts, "the number of shares must be at least 1");

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
