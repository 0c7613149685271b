using System.Numerics;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// Solves A x = b over the rationals for a square integer matrix by p-adic lifting: one inverse modulo a prime, then a digit of the solution a step.
/// Candidates are reconstructed after 4, 8, 16, ... digits and accepted only if A x = b holds exactly, so nothing is trusted.
/// </summary>
[Cites("dixon1982", "algorithm 1")]
internal sealed class IntegerSystem
{
    private static readonly uint[] Primes = [2147483647, 2147483629, 2147483587, 2147483579];

    private readonly BigInteger[][] matrix;
    private readonly ulong[][] inverse;
    private readonly uint prime;

    private IntegerSystem(BigInteger[][] matrix, ulong[][] inverse, uint prime) => (this.matrix, this.inverse, this.prime) = (matrix, inverse, prime);

    /// <summary>Prepares the matrix; null when it is singular modulo four primes, so almost surely singular.</summary>
    public static IntegerSystem? TryPrepare(BigInteger[][] matrix)
    {
        foreach (var prime in Primes)
        {
            if (ModularInverse.Of(matrix, prime) is { } inverse)
            {
                return new(matrix, inverse, prime);
            }
        }

        return null;
    }

    /// <summary>The solution as numerators over one positive denominator; exact.</summary>
    public (BigInteger[] Numerators, BigInteger Denominator) Solve(BigInteger[] right)
    {
        var n = right.Length;
        var (residual, solution, power) = ((BigInteger[])right.Clone(), new BigInteger[n], BigInteger.One);
        var digit = new ulong[n];
        for (int step = 1, check = 4; ; step++)
        {
            NextDigit(residual, digit);
            for (var i = 0; i < n; i++)
            {
                solution[i] += power * digit[i];
                var sum = residual[i];
                for (var j = 0; j < n; j++)
                {
                    if (!matrix[i][j].IsZero)
                    {
                        sum -= matrix[i][j] * digit[j];
                    }
                }

                residual[i] = sum / prime;
            }

            power *= prime;
            if (step == check)
            {
                if (Reconstruct(solution, power) is var (numerators, denominator) && denominator.Sign > 0 && Holds(numerators, denominator, right))
                {
                    return (numerators, denominator);
                }

                check *= 2;
            }
        }
    }

    private static (BigInteger[] Numerators, BigInteger Denominator) Reconstruct(BigInteger[] residues, BigInteger modulus)
    {
        var bound = Root(modulus / 2);
        var denominator = BigInteger.One;
        foreach (var residue in residues)
        {
            var value = Balanced(residue * denominator, modulus);
            if (BigInteger.Abs(value) <= bound)
            {
                continue;
            }

            // The first remainder below the bound in Euclid's algorithm gives numerator and denominator.
            var (high, low, above, below) = (modulus, value.Sign < 0 ? value + modulus : value, BigInteger.Zero, BigInteger.One);
            while (low > bound)
            {
                var quotient = high / low;
                (high, low) = (low, high - quotient * low);
                (above, below) = (below, above - quotient * below);
            }

            denominator *= BigInteger.Abs(below);
            if (denominator > bound || denominator.IsZero)
            {
                return ([], BigInteger.Zero);
            }
        }

        return ([.. residues.Select(residue => Balanced(residue * denominator, modulus))], denominator);
    }

    private static BigInteger Balanced(BigInteger value, BigInteger modulus)
    {
        value %= modulus;
        value += value.Sign < 0 ? modulus : BigInteger.Zero;
        return 2 * value > modulus ? value - modulus : value;
    }

    /// <summary>A number between half the square root and the square root: exactness is not needed for a bound.</summary>
    private static BigInteger Root(BigInteger value) => BigInteger.One << (int)((value.GetBitLength() - 1) / 2);

    private void NextDigit(BigInteger[] residual, ulong[] digit)
    {
        var residues = new ulong[residual.Length];
        for (var i = 0; i < residues.Length; i++)
        {
            residues[i] = ModularInverse.Residue(residual[i], prime);
        }

        for (var i = 0; i < digit.Length; i++)
        {
            var sum = 0UL;
            for (var j = 0; j < residues.Length; j++)
            {
                sum = (sum + inverse[i][j] * residues[j]) % prime;
            }

            digit[i] = sum;
        }
    }

    private bool Holds(BigInteger[] numerators, BigInteger denominator, BigInteger[] right)
    {
        for (var i = 0; i < right.Length; i++)
        {
            var sum = -right[i] * denominator;
            for (var j = 0; j < right.Length; j++)
            {
                sum += matrix[i][j].IsZero ? BigInteger.Zero : matrix[i][j] * numerators[j];
            }

            if (!sum.IsZero)
            {
                return false;
            }
        }

        return true;
    }
}
