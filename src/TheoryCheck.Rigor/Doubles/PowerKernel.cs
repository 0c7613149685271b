namespace TheoryCheck.Rigor.Doubles;

/// <summary>Integer powers by repeated squaring of a twofold mantissa with its exponent beside it.</summary>
/// <remarks><i>Accuracy:</i> each of at most 62 products is off by 5u² of itself, and a squaring doubles what came before: below 2n·5u² &lt; n·2⁻¹⁰², u = 2⁻⁵³. The enclosures widen by n·2⁻¹⁰⁰.</remarks>
internal static class PowerKernel
{
    /// <summary>m and k with xⁿ = m·2ᵏ and 1/2 &lt; m &lt; 4, for x &gt; 0 finite and n ≥ 1; k is clamped where all doubles end.</summary>
    internal static (Twofold Mantissa, int Exponent) Of(double x, int n)
    {
        var shift = Math.ILogB(x);
        Twofold square = Math.ScaleB(x, -shift);
        long squareShift = shift;
        Twofold result = 1;
        long resultShift = 0;
        for (var rest = n; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                (result, resultShift) = Normalized(result * square, resultShift + squareShift);
            }

            if (rest > 1)
            {
                (square, squareShift) = Normalized(square * square, 2 * squareShift);
            }
        }

        return (result, (int)Math.Clamp(resultShift, -4000, 4000));
    }

    /// <summary>xⁿ where every product on the way is a double; null otherwise.</summary>
    internal static double? Exactly(double x, int n)
    {
        var (square, result) = (x, 1.0);
        for (var rest = n; rest > 0; rest >>= 1)
        {
            var product = (rest & 1) == 1 ? Rounded.Product(result, square) : new(result, 0);
            var next = rest > 1 ? Rounded.Product(square, square) : new(square, 0);
            if (product.Error != 0 || next.Error != 0)
            {
                return null;
            }

            (square, result) = (next.Nearest, product.Nearest);
        }

        return result;
    }

    private static (Twofold Mantissa, long Shift) Normalized(Twofold value, long shift)
    {
        var top = Math.ILogB(value.High);
        return (value.Scale(-top), shift + top);
    }
}
