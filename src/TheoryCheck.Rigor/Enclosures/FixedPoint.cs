using System.Numerics;

namespace TheoryCheck.Rigor.Enclosures;

/// <summary>
/// Bounds of elementary functions on reduced arguments in fixed point: a number v stands for v·2^-w. No error is estimated:
/// each single operation is rounded in the direction that keeps the whole on the asked side, and the remainder of each
/// series is bounded by a term that is added on that side. A longer series or more bits only sharpen the bound.
/// </summary>
internal static class FixedPoint
{
    internal static Direction Opposite(Direction direction) => direction == Direction.Up ? Direction.Down : Direction.Up;

    /// <summary>value / 2^bits, rounded; a negative shift is an exact product.</summary>
    internal static BigInteger ShiftRight(BigInteger value, int bits, Direction direction) =>
        bits <= 0 ? value << -bits : direction == Direction.Down ? value >> bits : -(-value >> bits);

    /// <summary>value / divisor, rounded.</summary>
    internal static BigInteger Divide(BigInteger value, BigInteger divisor, Direction direction)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        if (remainder.IsZero)
        {
            return quotient;
        }

        var isPositive = (remainder.Sign < 0) == (divisor.Sign < 0);
        return direction == Direction.Up ? (isPositive ? quotient + BigInteger.One : quotient) : (isPositive ? quotient : quotient - BigInteger.One);
    }

    /// <summary>
    /// eᵗ for 0 ≤ t ≤ 1: Σ (t/2ˢ)ⁿ/n!, squared s times. All terms are positive, so one direction serves throughout; behind a
    /// term the rest is less than that term, because each ratio is at most 1/2.
    /// </summary>
    internal static BigInteger Exp(BigInteger t, int w, Direction direction)
    {
        var halvings = 4 + (int)IntegerRoot.Floor(w) / 2;
        var wide = w + halvings + 16;
        var reduced = ShiftRight(t << (wide - w), halvings, direction);
        var term = BigInteger.One << wide;
        var sum = term;
        for (var n = 1; term > BigInteger.One; n++)
        {
            term = Divide(ShiftRight(term * reduced, wide, direction), n, direction);
            sum += term;
        }

        sum += direction == Direction.Up ? term + BigInteger.One : BigInteger.Zero;
        for (var i = 0; i < halvings; i++)
        {
            sum = ShiftRight(sum * sum, wide, direction);
        }

        return ShiftRight(sum, wide - w, direction);
    }

    /// <summary>
    /// ln m for 1 ≤ m ≤ 2: 2ˢ⁺¹·artanh((r - 1)/(r + 1)) with r the 2ˢ-th root of m. Roots, quotient and the positive series all
    /// grow with m; behind tⁿ/n the rest is less than tⁿ, because t² ≤ 1/9.
    /// </summary>
    internal static BigInteger Log(BigInteger m, int w, Direction direction)
    {
        var roots = 2 + (int)IntegerRoot.Floor(w) / 4;
        var wide = w + roots + 16;
        var root = m << (wide - w);
        for (var i = 0; i < roots; i++)
        {
            root = Root(root << wide, direction);
        }

        var one = BigInteger.One << wide;
        var t = Divide((root - one) << wide, root + one, direction);
        var square = ShiftRight(t * t, wide, direction);
        var power = t;
        var sum = t;
        for (var n = 3; power > BigInteger.One; n += 2)
        {
            power = ShiftRight(power * square, wide, direction);
            sum += Divide(power, n, direction);
        }

        sum += direction == Direction.Up ? power + BigInteger.One : BigInteger.Zero;
        return ShiftRight(sum << (roots + 1), wide - w, direction);
    }

    /// <summary>
    /// arctan t for 0 ≤ t ≤ 1: arctan t = 2·arctan(t/(1 + √(1 + t²))) a few times, then t - t³/3 + t⁵/5 - …, where the rest is
    /// less than the first omitted term.
    /// </summary>
    internal static BigInteger Arctan(BigInteger t, int w, Direction direction)
    {
        var halvings = 2 + (int)IntegerRoot.Floor(w) / 4;
        var wide = w + halvings + 16;
        var one = BigInteger.One << wide;
        var reduced = t << (wide - w);
        for (var i = 0; i < halvings; i++)
        {
            var against = Opposite(direction);
            var hypotenuse = Root((one << wide) + reduced * reduced, against);
            reduced = Divide(reduced << wide, one + hypotenuse, direction);
        }

        return ShiftRight(Alternating(reduced, reduced, reduced * reduced, wide, direction, static n => 1, static n => (2 * n) + 1) << halvings, wide - w, direction);
    }

    /// <summary>sin r for 0 ≤ r ≤ 1: r - r³/3! + …, alternating and decreasing.</summary>
    internal static BigInteger Sin(BigInteger r, int w, Direction direction) =>
        Alternating(r, r, r * r, w, direction, static n => 2L * n * ((2L * n) + 1), static n => 1);

    /// <summary>cos r for 0 ≤ r ≤ 1: 1 - r²/2! + …, alternating and decreasing.</summary>
    internal static BigInteger Cos(BigInteger r, int w, Direction direction) =>
        Alternating(BigInteger.One << w, BigInteger.One << w, r * r, w, direction, static n => 2L * n * ((2L * n) - 1), static n => 1);

    /// <summary>
    /// Σ (-1)ⁿ pₙ/d(n) with pₙ = pₙ₋₁·x²/f(n), from bounds of p₀; each pₙ is kept between two bounds, and each term uses the bound
    /// that keeps the sum on the asked side. The terms decrease, so the rest is at most the last term, which by then is one unit.
    /// </summary>
    private static BigInteger Alternating(
        BigInteger low, BigInteger high, BigInteger squareTwice, int w, Direction direction, Func<int, long> factor, Func<int, long> divisor)
    {
        var squareLow = ShiftRight(squareTwice, w, Direction.Down);
        var squareHigh = ShiftRight(squareTwice, w, Direction.Up);
        var sum = direction == Direction.Down ? low : high;
        for (var n = 1; high > BigInteger.One; n++)
        {
            low = ShiftRight(low * squareLow, w, Direction.Down) / factor(n);
            high = Divide(ShiftRight(high * squareHigh, w, Direction.Up), factor(n), Direction.Up);
            var isAdded = (n & 1) == 0;
            var useHigh = isAdded == (direction == Direction.Up);
            var term = Divide(useHigh ? high : low, divisor(n), useHigh ? Direction.Up : Direction.Down);
            sum += isAdded ? term : -term;
        }

        return direction == Direction.Up ? sum + high : sum - high;
    }

    private static BigInteger Root(BigInteger value, Direction direction)
    {
        var root = IntegerRoot.Floor(value);
        return direction == Direction.Up && root * root != value ? root + BigInteger.One : root;
    }
}
