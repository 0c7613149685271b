using System.Numerics;

namespace TheoryCheck.Rigor;

/// <summary>Correct rounding of big integers to doubles.</summary>
public static class RoundedDouble
{
    /// <summary>The double nearest to <c>magnitude·2^exponent</c> (plus something below one unit of it if <paramref name="sticky"/>), ties to even.</summary>
    /// <param name="magnitude">A non-negative integer.</param>
    /// <param name="exponent">The binary scale.</param>
    /// <param name="sticky">Whether a positive remainder smaller than one unit was cut off.</param>
    public static double FromScaled(BigInteger magnitude, int exponent, bool sticky)
    {
        if (magnitude.IsZero)
        {
            return 0;
        }

        var length = (int)magnitude.GetBitLength();
        var drop = Math.Max(length - 53, -1074 - exponent);
        if (drop <= 0)
        {
            return Scale((double)(ulong)magnitude, exponent);
        }

        var kept = drop > length ? BigInteger.Zero : magnitude >> drop;
        var half = BigInteger.One << (drop - 1);
        var rest = magnitude - (kept << drop);
        var roundUp = rest > half || (rest == half && (sticky || !kept.IsEven));
        return Scale((double)(ulong)(roundUp ? kept + BigInteger.One : kept), exponent + drop);
    }

    private static double Scale(double integer, int exponent) => Math.ScaleB(integer, exponent);
}
