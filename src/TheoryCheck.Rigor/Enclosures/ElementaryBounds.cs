using System.Numerics;

namespace TheoryCheck.Rigor.Enclosures;

/// <summary>Bounds of the elementary functions at one dyadic number, to a relative precision of about <c>precision</c> bits: reduction, then <see cref="FixedPoint"/>.</summary>
internal static class ElementaryBounds
{
    private const int GuardBits = 24;

    /// <summary>eˣ: x = k·ln 2 + r with 0 ≤ r, bounded from the asked side because eʳ grows with r.</summary>
    internal static Dyadic Exp(Dyadic x, int precision, Direction direction)
    {
        if (x.Sign == 0)
        {
            return Dyadic.One;
        }

        if (!x.IsFinite || x.Top > 40)
        {
            // |x| ≥ 2⁴⁰, so e^|x| ≥ 2^(2⁴⁰).
            return x.Sign > 0
                ? (direction == Direction.Up ? Dyadic.PositiveInfinity : new(BigInteger.One, Dyadic.Largest - 1))
                : (direction == Direction.Up && x.IsFinite ? new(BigInteger.One, -Dyadic.Largest) : Dyadic.Zero);
        }

        var w = precision + GuardBits + (int)Math.Max(0, x.Top);
        var scaled = Scaled(x, w, Direction.Down);
        var logLow = FixedConstant.LogTwo(w, Direction.Down);
        var logHigh = FixedConstant.LogTwo(w, Direction.Up);
        var k = scaled.Sign >= 0 ? scaled / logHigh : -FixedPoint.Divide(-scaled, logLow, Direction.Up);
        var isPositive = k.Sign > 0;
        var r = direction == Direction.Down
            ? scaled - k * (isPositive ? logHigh : logLow)
            : Scaled(x, w, Direction.Up) - k * (isPositive ? logLow : logHigh);
        return new Dyadic(FixedPoint.Exp(r, w, direction), (long)k - w).Round(precision, direction);
    }

    /// <summary>ln x for x &gt; 0: x = 2ᵏ·m with 1 ≤ m &lt; 2. Near 1 as many bits are added as the result loses.</summary>
    internal static Dyadic Log(Dyadic x, int precision, Direction direction)
    {
        if (!x.IsFinite)
        {
            return x;
        }

        var k = x.Top - 1;
        var mantissaBits = (int)x.Mantissa.GetBitLength();
        if (k == 0 && x.Mantissa.IsPowerOfTwo)
        {
            return Dyadic.Zero;
        }

        var fraction = x.Mantissa - (BigInteger.One << (mantissaBits - 1));
        var distance = k == 0 ? fraction : k == -1 ? (BigInteger.One << mantissaBits) - x.Mantissa : BigInteger.One << (mantissaBits - 1);
        var lost = mantissaBits - (int)distance.GetBitLength();
        var w = precision + GuardBits + lost + 41;
        var m = FixedPoint.ShiftRight(x.Mantissa, mantissaBits - 1 - w, direction);
        var log = FixedPoint.Log(m, w, direction);
        var shift = k * FixedConstant.LogTwo(w, k >= 0 ? direction : FixedPoint.Opposite(direction));
        return new Dyadic(log + shift, -w).Round(precision, direction);
    }

    /// <summary>The angle of the point (x, y) with y ≥ 0, not the origin, both finite: through the octant 0 ≤ t ≤ 1.</summary>
    internal static Dyadic Angle(Dyadic y, Dyadic x, int precision, Direction direction)
    {
        if (y.Sign == 0 && x.Sign > 0)
        {
            return Dyadic.Zero;
        }

        var w = precision + GuardBits;
        if (x.Sign > 0 && y <= x)
        {
            return SmallAngle(y, x, precision, direction);
        }

        // π/2 - arctan(x/y) above the diagonals, π - arctan(y/-x) to the left of them: no cancellation, both at least π/4.
        var against = FixedPoint.Opposite(direction);
        var isUpper = y >= (x.Sign < 0 ? -x : x);
        var rest = isUpper
            ? (x.Sign == 0 ? Dyadic.Zero : x.Sign > 0 ? -SmallAngle(x, y, w, against) : SmallAngle(-x, y, w, direction))
            : (y.Sign == 0 ? Dyadic.Zero : -SmallAngle(y, -x, w, against));
        var pi = new Dyadic(FixedConstant.Pi(w + 8, direction), -(w + 8) - (isUpper ? 1 : 0));
        return Dyadic.Add(pi, rest, precision, direction);
    }

    /// <summary>Bounds of sin x (shift 0) or cos x (shift 1).</summary>
    internal static (Dyadic Low, Dyadic High) Wave(Dyadic x, int shift, int precision)
    {
        if (x.Sign == 0)
        {
            return shift == 0 ? (Dyadic.Zero, Dyadic.Zero) : (Dyadic.One, Dyadic.One);
        }

        if (x.Top > 1 << 14)
        {
            return (-Dyadic.One, Dyadic.One);
        }

        if (x.Top < -precision - 8)
        {
            return TinyWave(x, shift, precision);
        }

        var w = precision + GuardBits + (int)Math.Max(0, x.Top);
        var (low, high) = ReducedWave(x, shift, w);
        var length = (int)BigInteger.Min(BigInteger.Abs(low), BigInteger.Abs(high)).GetBitLength();
        if (length < precision + 8 && w < 4 * precision + (1 << 15))
        {
            // Near a zero of the function: once more, with the bits that cancelled.
            var lost = precision + GuardBits - length;
            w += lost;
            (low, high) = ReducedWave(x, shift, w);
        }

        return (Dyadic.Max(-Dyadic.One, new Dyadic(low, -w).Round(precision, Direction.Down)), Dyadic.Min(Dyadic.One, new Dyadic(high, -w).Round(precision, Direction.Up)));
    }

    /// <summary>For small t: t(1 - t²) ≤ arctan t, sin t ≤ t and 1 - t² ≤ cos t ≤ 1.</summary>
    private static (Dyadic Low, Dyadic High) TinyWave(Dyadic x, int shift, int precision)
    {
        var isNegative = x.Sign < 0;
        var size = isNegative ? -x : x;
        var below = OneMinusSquare(size, precision);
        if (shift == 1)
        {
            return (below, Dyadic.One);
        }

        var low = Dyadic.Multiply(size, below, precision, Direction.Down);
        return isNegative ? (x.Round(precision, Direction.Down), -low) : (low, x.Round(precision, Direction.Up));
    }

    private static Dyadic OneMinusSquare(Dyadic size, int precision) => Dyadic.Add(Dyadic.One, -(size * size), precision, Direction.Down);

    /// <summary>sin(n·π/2 + r) by the quadrant n; |sin' | ≤ 1 carries the uncertainty of r over.</summary>
    private static (BigInteger Low, BigInteger High) ReducedWave(Dyadic x, int shift, int w)
    {
        var piLow = FixedConstant.Pi(w, Direction.Down);
        var piHigh = FixedConstant.Pi(w, Direction.Up);
        var xLow = Scaled(x, w, Direction.Down);
        var n = FixedPoint.Divide(4 * xLow + piLow, 2 * piLow, Direction.Down);
        var rLow = FixedPoint.ShiftRight(2 * xLow - n * (n.Sign >= 0 ? piHigh : piLow), 1, Direction.Down);
        var rHigh = FixedPoint.ShiftRight(2 * Scaled(x, w, Direction.Up) - n * (n.Sign >= 0 ? piLow : piHigh), 1, Direction.Up);
        var spread = rHigh - rLow;
        var quadrant = (int)(((n + shift) % 4 + 4) % 4);
        var isCosine = (quadrant & 1) == 1;
        var size = BigInteger.Abs(rLow);
        var (low, high) = isCosine
            ? (FixedPoint.Cos(size, w, Direction.Down), FixedPoint.Cos(size, w, Direction.Up))
            : (FixedPoint.Sin(size, w, Direction.Down), FixedPoint.Sin(size, w, Direction.Up));
        if ((!isCosine && rLow.Sign < 0) != quadrant >= 2)
        {
            (low, high) = (-high, -low);
        }

        return (low - spread, high + spread);
    }

    /// <summary>arctan(y/x) for 0 &lt; y ≤ x.</summary>
    private static Dyadic SmallAngle(Dyadic y, Dyadic x, int precision, Direction direction)
    {
        var quotient = Dyadic.Divide(y, x, precision + GuardBits, direction);
        if (quotient.Top < -precision - 8)
        {
            return direction == Direction.Up
                ? quotient.Round(precision, direction)
                : Dyadic.Multiply(quotient, OneMinusSquare(quotient, precision), precision, direction);
        }

        var w = precision + GuardBits + (int)Math.Max(0, -quotient.Top);
        return new Dyadic(FixedPoint.Arctan(Scaled(quotient, w, direction), w, direction), -w).Round(precision, direction);
    }

    private static BigInteger Scaled(Dyadic x, int w, Direction direction)
    {
        var shift = -(x.Exponent + w);
        return shift > int.MaxValue / 2
            ? (direction == Direction.Up ? (x.Sign > 0 ? BigInteger.One : BigInteger.Zero) : x.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero)
            : FixedPoint.ShiftRight(x.Mantissa, (int)shift, direction);
    }
}
