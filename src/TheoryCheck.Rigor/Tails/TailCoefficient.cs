using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tails;

/// <summary>A number that lies in an interval, and is known exactly as long as it is made of rational numbers, square roots and π.</summary>
internal sealed class TailCoefficient
{
    private const int Precision = 128;

    private readonly ExactReal? exact;

    private TailCoefficient(ExactReal? exact, Interval range)
    {
        if (range is not { IsUndecided: false, IsBounded: true })
        {
            throw new NotRepresentableException("a coefficient that may be undefined, near the end of a domain");
        }

        (this.exact, Range) = (exact, range);
    }

    /// <summary>The interval.</summary>
    public Interval Range { get; }

    /// <summary>Whether it is exactly 0.</summary>
    public bool IsZero => exact is { IsZero: true } || (Range.IsPoint && Range.Contains(Rational.Zero));

    /// <summary>The number where it is known to be rational.</summary>
    public Rational? Known => exact is not null && ExactReal.TryExact(exact, out var rational) ? rational : null;

    public static TailCoefficient operator +(TailCoefficient left, TailCoefficient right) => Of(left, right, static (a, b) => a + b, static (a, b) => a + b);

    public static TailCoefficient operator *(TailCoefficient left, TailCoefficient right) => Of(left, right, static (a, b) => a * b, static (a, b) => a * b);

    public static TailCoefficient operator /(TailCoefficient left, TailCoefficient right) => Of(left, right, static (a, b) => a / b, static (a, b) => a / b);

    public static TailCoefficient operator -(TailCoefficient value) => new(value.exact is { } known ? -known : null, -value.Range);

    /// <summary>A rational number.</summary>
    public static TailCoefficient Of(Rational number) => Of(ExactReal.FromRational(number));

    /// <summary>A number that is known exactly.</summary>
    public static TailCoefficient Of(ExactReal number) => new(number, number.Enclose(Precision));

    /// <summary>Any number of an interval.</summary>
    public static TailCoefficient Between(Interval range) => new(null, range);

    /// <summary>A function of the number.</summary>
    public TailCoefficient Under(Func<ExactReal, ExactReal> exactly, Func<Interval, Interval> enclosing)
    {
        try
        {
            return exact is { } known ? Of(exactly(known)) : new(null, enclosing(Range));
        }
        catch (NotRepresentableException)
        {
            return new(null, enclosing(Range));
        }
    }

    private static TailCoefficient Of(TailCoefficient left, TailCoefficient right, Func<ExactReal, ExactReal, ExactReal> exactly, Func<Interval, Interval, Interval> enclosing)
    {
        if (left.exact is { } one && right.exact is { } other)
        {
            try
            {
                return Of(exactly(one, other));
            }
            catch (NotRepresentableException)
            {
                // Too many roots: enclosed from here on.
            }
        }

        return new(null, enclosing(left.Range, right.Range));
    }
}
