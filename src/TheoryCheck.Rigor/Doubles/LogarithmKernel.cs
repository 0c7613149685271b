namespace TheoryCheck.Rigor.Doubles;

/// <summary>ln x = k·ln 2 - ln c + ln(1 + f) with x = 2ᵏ·m, m from 0.703 to 1.406, c a reciprocal of 8 bits and f = m·c - 1.</summary>
/// <remarks>
/// <i>Accuracy:</i> |f| &lt; 2⁻⁷, exact in two parts. f - f²/2 is a twofold number; the sum f³/3 - … up to f¹¹ is below 2⁻²²·⁵ and
/// evaluated in doubles with a relative error below 2⁻⁵⁰, and the omitted rest is below f¹²/12 &lt; 2⁻⁸⁷. Where k = 0 and c = 1 the
/// result is at least |f|/2, so that both stay below 2⁻⁶⁴ of it (f²·2⁻⁵⁰, f¹¹/6); elsewhere the result is above 2⁻⁸, and they are
/// below 2⁻⁶⁴ of that. The enclosures widen by 2⁻⁶².
/// </remarks>
internal static class LogarithmKernel
{
    /// <summary>128/1.40625 rounded.</summary>
    internal const int FirstReciprocal = 91;

    /// <summary>128/0.703125 rounded.</summary>
    internal const int LastReciprocal = 182;

    /// <summary>ln x for 0 &lt; x &lt; ∞, x ≠ 1.</summary>
    internal static Twofold Of(double x)
    {
        var k = Math.ILogB(x);
        var m = Math.ScaleB(x, -k);
        if (m > 1.40625)
        {
            m /= 2;
            k++;
        }

        var i = Math.Clamp((int)Math.Floor(128 / m + 0.5), FirstReciprocal, LastReciprocal);
        var product = Twofold.Product(m, i / 128.0);
        var f = Twofold.Sum(product.High - 1, product.Low);
        var t = f.High;
        var tail = t * t * t * (1.0 / 3 - t * (1.0 / 4 - t * (1.0 / 5 - t * (1.0 / 6 - t * (1.0 / 7 - t * (1.0 / 8 - t * (1.0 / 9 - t * (1.0 / 10 - t / 11))))))));
        var near = f - (f * f).Scale(-1) + tail;
        return i == 128 && k == 0 ? near : TwofoldTable.LogTwo * k + TwofoldTable.MinusLogarithms[i - FirstReciprocal] + near;
    }
}
