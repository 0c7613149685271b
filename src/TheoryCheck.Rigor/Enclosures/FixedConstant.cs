using System.Collections.Concurrent;
using System.Numerics;

namespace TheoryCheck.Rigor.Enclosures;

/// <summary>π and ln 2 in fixed point, each computed once for each length.</summary>
/// <remarks>
/// <i>Accuracy:</i> with 32 guard bits, each term of a series Σ q^-(2n+1)/(2n+1) is below its exact value by less than 3 units
/// (2 of the running power, 1 of the division), and fewer than w + 34 terms are summed; the coefficients add up to at most 28. So
/// the error is below 28·(3·(w + 34) + 2) units, less than 2²⁴ for w ≤ 190000; the bounds below leave exactly that room.
/// </remarks>
internal static class FixedConstant
{
    private const int Guard = 32;
    private const int LongestBits = 190_000;

    private static readonly ConcurrentDictionary<int, BigInteger> PiCache = new();
    private static readonly ConcurrentDictionary<int, BigInteger> LogTwoCache = new();

    /// <summary>π = 16·arctan(1/5) - 4·arctan(1/239) (Machin).</summary>
    internal static BigInteger Pi(int w, Direction direction) =>
        Bound(PiCache.GetOrAdd(Checked(w), static w => 16 * Series(5, w + Guard, -1) - 4 * Series(239, w + Guard, -1)), direction);

    /// <summary>ln 2 = 18·artanh(1/26) - 2·artanh(1/4801) + 8·artanh(1/8749).</summary>
    internal static BigInteger LogTwo(int w, Direction direction) =>
        Bound(
            LogTwoCache.GetOrAdd(Checked(w), static w => 18 * Series(26, w + Guard, 1) - 2 * Series(4801, w + Guard, 1) + 8 * Series(8749, w + Guard, 1)),
            direction);

    private static int Checked(int w) =>
        w <= LongestBits ? w : throw new NotRepresentableException($"more than {LongestBits} bits would be needed");

    private static BigInteger Bound(BigInteger value, Direction direction)
    {
        var room = BigInteger.One << 24;
        return FixedPoint.ShiftRight(direction == Direction.Up ? value + room : value - room, Guard, direction);
    }

    /// <summary>Σ sⁿ·q^-(2n+1)/(2n+1) for s = ±1: artanh(1/q) or arctan(1/q).</summary>
    private static BigInteger Series(int q, int w, int sign)
    {
        var power = (BigInteger.One << w) / q;
        var sum = power;
        BigInteger square = (long)q * q;
        for (var n = 1; !power.IsZero; n++)
        {
            power /= square;
            var term = power / (2 * n + 1);
            sum += sign < 0 && (n & 1) == 1 ? -term : term;
        }

        return sum;
    }
}
