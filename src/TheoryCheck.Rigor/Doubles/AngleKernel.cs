namespace TheoryCheck.Rigor.Doubles;

/// <summary>The angle of a point of the upper half plane, through arctan t = arctan(j/64) + arctan((t - j/64)/(1 + t·j/64)) for 0 ≤ t ≤ 1.</summary>
/// <remarks>
/// <i>Accuracy:</i> the reduced tangent s is below 2⁻⁶·⁹ and twofold; s³/3 - … up to s¹³ is below 2⁻²² and evaluated in doubles with
/// a relative error below 2⁻⁵⁰, the omitted rest is below s¹⁵/15 &lt; 2⁻¹⁰⁰. For j = 0 both are below 2⁻⁶³·⁸ of the result, and for
/// j ≥ 1 the result is above 2⁻⁷, so below 2⁻⁶⁵ of it. Quarter and half turns are added to twofold accuracy and the result is then
/// at least π/4. The enclosures widen by 2⁻⁶².
/// </remarks>
internal static class AngleKernel
{
    /// <summary>The angle of (x, y) for y ≥ 0, with both parts 0 or between 2⁻⁵⁰⁰ and 2⁵⁰⁰ in size, and not both 0.</summary>
    internal static Twofold Of(Twofold y, Twofold x)
    {
        var isLeft = x.High < 0;
        var across = isLeft ? -x : x;
        if (y.High <= across.High)
        {
            var small = Octant(y, across);
            return isLeft ? TwofoldTable.Pi - small : small;
        }

        var rest = Octant(across, y);
        return isLeft ? TwofoldTable.HalfPi + rest : TwofoldTable.HalfPi - rest;
    }

    /// <summary>arctan(y/x) for 0 ≤ y ≤ x up to rounding, x &gt; 0.</summary>
    private static Twofold Octant(Twofold y, Twofold x)
    {
        var j = (int)Math.Floor(64 * (y.High / x.High) + 0.5);
        var c = j / 64.0;
        var s = j == 0 ? y / x : (y - x * c) / (x + y * c);
        var t = s.High;
        var z = t * t;
        var tail = t * z * (1.0 / 3 - z * (1.0 / 5 - z * (1.0 / 7 - z * (1.0 / 9 - z * (1.0 / 11 - z / 13)))));
        return (j == 0 ? s : TwofoldTable.Arctangents[j] + s) + -tail;
    }
}
