using System.Numerics;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>Weights of two measures of one mass, as integers over a common denominator: sums and differences of them never round.</summary>
internal sealed class Supply
{
    private Supply(BigInteger[] left, BigInteger[] missing, BigInteger denominator)
    {
        Left = left;
        Missing = missing;
        Denominator = denominator;
    }

    /// <summary>What is still to be taken from each source.</summary>
    public BigInteger[] Left { get; }

    /// <summary>What each target still lacks.</summary>
    public BigInteger[] Missing { get; }

    /// <summary>The common denominator.</summary>
    public BigInteger Denominator { get; }

    /// <exception cref="ArgumentException">A weight is negative, or the masses differ.</exception>
    public static Supply Of(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands)
    {
        var all = supplies.Concat(demands).ToList();
        if (all.Exists(w => w.Sign < 0))
        {
            throw new ArgumentException("transport needs weights of at least 0", nameof(supplies));
        }

        var denominator = BigInteger.One;
        foreach (var weight in all)
        {
            denominator *= weight.Denominator / BigInteger.GreatestCommonDivisor(denominator, weight.Denominator);
        }

        var left = supplies.Select(w => w.Numerator * (denominator / w.Denominator)).ToArray();
        var missing = demands.Select(w => w.Numerator * (denominator / w.Denominator)).ToArray();
        var surplus = left.Aggregate(BigInteger.Zero, (sum, w) => sum + w) - missing.Aggregate(BigInteger.Zero, (sum, w) => sum + w);
        return surplus.IsZero ? new(left, missing, denominator) : throw new ArgumentException("transport needs two measures of one mass", nameof(demands));
    }
}
