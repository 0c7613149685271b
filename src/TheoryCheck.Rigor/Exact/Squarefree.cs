using System.Numerics;

namespace TheoryCheck.Rigor.Exact;

/// <summary>Writes integers as s²·r with r free of squares, as far as trial division reaches.</summary>
internal static class Squarefree
{
    private const int LargestDivisor = 1 << 12;

    /// <summary>s and r with n = s²·r.</summary>
    /// <exception cref="NotRepresentableException">A factor is left that may hide a square.</exception>
    internal static (BigInteger Root, BigInteger Radical) Split(BigInteger n)
    {
        var (root, radical) = (BigInteger.One, BigInteger.One);
        for (var d = 2; d <= LargestDivisor && (BigInteger)d * d <= n; d++)
        {
            var isOdd = false;
            while ((n % d).IsZero)
            {
                n /= d;
                root *= isOdd ? d : 1;
                isOdd = !isOdd;
            }

            radical *= isOdd ? d : 1;
        }

        // What is left has no divisor up to 2¹²: below 2³⁶ it is a prime, a product of two, or the square of one.
        var last = IntegerRoot.Floor(n);
        return last * last == n ? (root * last, radical)
            : n < BigInteger.One << 36 ? (root, radical * n)
            : throw new NotRepresentableException("a square root of an integer that is too hard to factor");
    }

    /// <summary>The least prime factor of a radical above 1.</summary>
    internal static BigInteger LeastFactor(BigInteger radical)
    {
        for (var d = 2; d <= LargestDivisor && (BigInteger)d * d <= radical; d++)
        {
            if ((radical % d).IsZero)
            {
                return d;
            }
        }

        // Two primes above 2¹² could be left: as a whole they serve as well, for they only ever occur together.
        return radical;
    }
}
