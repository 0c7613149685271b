using System.Numerics;

namespace TheoryCheck.Rigor;

/// <summary>Square roots of integers.</summary>
public static class IntegerRoot
{
    /// <summary>⌊√value⌋ for value ≥ 0, by Newton's iteration from above. Exact.</summary>
    public static BigInteger Floor(BigInteger value)
    {
        if (value.IsZero)
        {
            return BigInteger.Zero;
        }

        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
