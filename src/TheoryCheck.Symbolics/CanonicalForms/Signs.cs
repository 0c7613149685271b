namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>Which signs a real number may have.</summary>
[Flags]
public enum Signs
{
    /// <summary>No value is possible.</summary>
    None = 0,

    /// <summary>Below 0.</summary>
    Negative = 1,

    /// <summary>Exactly 0.</summary>
    Zero = 2,

    /// <summary>Above 0.</summary>
    Positive = 4,

    /// <summary>At least 0.</summary>
    Nonnegative = Zero | Positive,

    /// <summary>Not 0.</summary>
    Nonzero = Negative | Positive,

    /// <summary>Nothing is known.</summary>
    Any = Negative | Zero | Positive,
}

/// <summary>The arithmetic of signs.</summary>
internal static class SignArithmetic
{
    public static Signs Of(Rigor.Rational value) => value.Sign < 0 ? Signs.Negative : value.Sign > 0 ? Signs.Positive : Signs.Zero;

    public static Signs Negate(Signs a) =>
        (a & Signs.Zero) | (a.HasFlag(Signs.Negative) ? Signs.Positive : Signs.None) | (a.HasFlag(Signs.Positive) ? Signs.Negative : Signs.None);

    public static Signs Multiply(Signs a, Signs b)
    {
        var result = Signs.None;
        if (((a | b) & Signs.Zero) != Signs.None)
        {
            result |= Signs.Zero;
        }

        if ((a.HasFlag(Signs.Positive) && b.HasFlag(Signs.Positive)) || (a.HasFlag(Signs.Negative) && b.HasFlag(Signs.Negative)))
        {
            result |= Signs.Positive;
        }

        if ((a.HasFlag(Signs.Positive) && b.HasFlag(Signs.Negative)) || (a.HasFlag(Signs.Negative) && b.HasFlag(Signs.Positive)))
        {
            result |= Signs.Negative;
        }

        return result;
    }

    public static Signs Add(Signs a, Signs b)
    {
        if (a == Signs.Zero)
        {
            return b;
        }

        if (b == Signs.Zero)
        {
            return a;
        }

        if (((a | b) & Signs.Negative) == Signs.None)
        {
            return a == Signs.Positive || b == Signs.Positive ? Signs.Positive : Signs.Nonnegative;
        }

        return ((a | b) & Signs.Positive) == Signs.None
            ? a == Signs.Negative || b == Signs.Negative ? Signs.Negative : Signs.Negative | Signs.Zero
            : Signs.Any;
    }

    public static Signs Power(Signs a, Rigor.Rational exponent)
    {
        if (exponent.IsZero)
        {
            return Signs.Positive;
        }

        var even = exponent.IsInteger && exponent.Numerator.IsEven;
        if (even || !exponent.IsInteger)
        {
            // A root is only defined of a non-negative number, and is non-negative; an inverse is never 0.
            var zero = exponent.Sign > 0 ? a & Signs.Zero : Signs.None;
            return zero | Signs.Positive;
        }

        return exponent.Sign > 0 ? a : a & ~Signs.Zero;
    }
}
