namespace TheoryCheck.Rigor.Doubles;

/// <summary>Sine and cosine: x = n·π/2 + r, |r| = j/64 + s, and the addition theorem.</summary>
/// <remarks>
/// <i>Accuracy:</i> π/2 in parts of 33, 33, 53 and 53 bits leaves at most 2⁻¹⁴⁵ in r for |x| ≤ 2²⁰, and no double in that range is
/// nearer to a multiple of π/2, other than 0, than 2⁻⁶⁵: below 2⁻⁸⁰ of r. With |s| ≤ 2⁻⁷, s³/6 - … is below 2⁻²³·⁵ and s⁴/24 - … below 2⁻³²,
/// both in doubles with relative errors below 2⁻⁵⁰ and omitted rests below s¹¹/11! and s¹⁰/10!. For j = 0 the sine is wrong by less
/// than s²·2⁻⁵⁰ &lt; 2⁻⁶⁴ of itself; for j ≥ 1 it is above 2⁻⁷, for less than 2⁻⁶⁶; the cosine is above 0.7. The enclosures widen by 2⁻⁶².
/// </remarks>
internal static class WaveKernel
{
    /// <summary>The arguments up to which the reduction is exact enough.</summary>
    internal const double Largest = 1 << 20;

    private const double InverseQuarter = 0.63661977236758138;

    private static readonly double[] Quarter = TwofoldTable.Parts(Enclosures.FixedConstant.Pi(200, Enclosures.Direction.Down) >> 1, 33, 33, 53);

    /// <summary>sin(x + shift·π/2) for 2⁻³⁰ ≤ |x| ≤ <see cref="Largest"/>, and ⌊x/(π/2)⌋.</summary>
    internal static (Twofold Value, int Floor) Of(double x, int shift)
    {
        var n = Math.Floor(x * InverseQuarter + 0.5);
        var r = n == 0 ? x : Twofold.Sum(x, -n * Quarter[0]) - n * Quarter[1] - Twofold.Product(n, Quarter[2]) - n * Quarter[3];
        var phase = ((int)n + shift) & 3;
        var value = (phase & 1) == 1 ? Cosine(r.High < 0 ? -r : r) : r.High < 0 ? -Sine(-r) : Sine(r);
        return (phase >= 2 ? -value : value, (int)n - (r.High < 0 ? 1 : 0));
    }

    private static Twofold Sine(Twofold r)
    {
        var (j, s) = Split(r);
        var sine = SmallSine(s);
        return j == 0 ? sine : TwofoldTable.Sines[j] + (TwofoldTable.Cosines[j] * sine + TwofoldTable.Sines[j] * SmallCosineMinusOne(s));
    }

    private static Twofold Cosine(Twofold r)
    {
        var (j, s) = Split(r);
        var fall = SmallCosineMinusOne(s);
        return j == 0 ? fall + 1.0 : TwofoldTable.Cosines[j] + (TwofoldTable.Cosines[j] * fall - TwofoldTable.Sines[j] * SmallSine(s));
    }

    private static (int J, Twofold S) Split(Twofold r)
    {
        var j = (int)Math.Floor(64 * r.High + 0.5);
        return (j, r + -(j / 64.0));
    }

    private static Twofold SmallSine(Twofold s)
    {
        var (t, z) = (s.High, s.High * s.High);
        return s + -(t * z * (1.0 / 6 - z * (1.0 / 120 - z * (1.0 / 5040 - z / 362880))));
    }

    private static Twofold SmallCosineMinusOne(Twofold s)
    {
        var z = s.High * s.High;
        return -(s * s).Scale(-1) + z * z * (1.0 / 24 - z * (1.0 / 720 - z / 40320));
    }
}
