namespace TheoryCheck.Rigor.Flows;

/// <summary>How long a step of an enclosure is tried: a guess from the coefficients of the solution through the middle, in doubles and by products alone, so that it is the same everywhere.</summary>
internal static class StepLength
{
    /// <summary>The longest step, where nothing else bounds it.</summary>
    public const double Most = 1024;

    /// <summary>A size below which all states are taken for 0.</summary>
    public const double Least = 1e-100;

    /// <summary>The longest step whose terms of the two highest orders are small beside the states; 0 where these are beyond doubles.</summary>
    /// <param name="box">The states.</param>
    /// <param name="middle">The coefficients.</param>
    /// <param name="order">Their order.</param>
    /// <param name="aim">The part of the states that counts as small.</param>
    public static double Longest(DoubleInterval[] box, TaylorCoefficients middle, int order, double aim)
    {
        double Size(int k) => Enumerable.Range(0, box.Length).Max(i => Magnitude(middle.Of(i, k)));
        var allowed = aim * Math.Max(Largest(box), Math.Max(Size(1) * aim, Least));
        var length = Most;
        foreach (var k in (int[])[order - 1, order])
        {
            var size = Size(k);
            if (!double.IsFinite(size) || !double.IsFinite(allowed))
            {
                return 0;
            }

            if (size <= 0)
            {
                continue;
            }

            // size·lengthᵏ ≤ allowed, from the exponents of the doubles.
            var exponent = Math.Clamp((Math.ILogB(allowed) - Math.ILogB(size)) / k, -500, 10);
            var longest = Math.ScaleB(1, exponent + 1);
            while (longest > Math.ScaleB(1, exponent - 2) && !(Power(longest, k) * size <= allowed))
            {
                longest *= 0.875;
            }

            length = Math.Min(length, longest);
        }

        // A few bits are enough, and keep times short.
        var unit = Math.ScaleB(1, Math.ILogB(length) - 4);
        return Math.Floor(length / unit) * unit;
    }

    /// <summary>The largest number in absolute value of a box.</summary>
    public static double Largest(DoubleInterval[] box) => box.Max(Magnitude);

    /// <summary>The largest absolute value in an interval.</summary>
    public static double Magnitude(DoubleInterval number) => Math.Max(Math.Abs(number.LowerDouble), Math.Abs(number.UpperDouble));

    private static double Power(double value, int exponent)
    {
        var power = 1.0;
        for (var i = 0; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }
}
