namespace TheoryCheck.Rigor.Doubles;

/// <summary>eˣ = 2ᵏ·2^(j/32)·eʳ with |r| ≤ ln 2/64 + 2⁻⁵⁰.</summary>
/// <remarks>
/// <i>Accuracy:</i> the first product of the reduction is exact, the others leave at most 2⁻¹¹⁵ in r. The sum r³/6 + … + r⁹/9! is
/// below 2⁻²²·² and is evaluated in doubles with a relative error below 2⁻⁵⁰; the omitted rest is below r¹⁰/10! &lt; 2⁻⁸⁶; the
/// twofold operations add less than 2⁻¹⁰⁰. Together below 2⁻⁷¹ of the result, against the 2⁻⁶² by which enclosures widen it.
/// </remarks>
internal static class ExponentialKernel
{
    private const double InverseStep = 46.166241308446828;

    // ln 2/32 in parts of 34, 53 and 53 bits: n·(first part) is exact for |n| < 2¹⁹.
    private static readonly double[] Step = TwofoldTable.Parts(Enclosures.FixedConstant.LogTwo(200, Enclosures.Direction.Down) >> 5, 34, 53);

    /// <summary>m and k with eˣ = m·2ᵏ and 1/2 &lt; m &lt; 4, for 2⁻⁶⁰ ≤ |x| ≤ 1100.</summary>
    internal static (Twofold Mantissa, int Exponent) Of(double x)
    {
        var n = Math.Floor(x * InverseStep + 0.5);
        Twofold near = x - n * Step[0];
        var r = near - Twofold.Product(n, Step[1]) - n * Step[2];
        var t = r.High;
        var tail = t * t * t * (1.0 / 6 + t * (1.0 / 24 + t * (1.0 / 120 + t * (1.0 / 720 + t * (1.0 / 5040 + t * (1.0 / 40320 + t * (1.0 / 362880)))))));
        var square = r * r;
        var power = (r + square.Scale(-1)) + tail;
        var index = (int)n;
        var two = TwofoldTable.PowersOfTwo[index & 31];
        return (two + two * power, index >> 5);
    }
}
