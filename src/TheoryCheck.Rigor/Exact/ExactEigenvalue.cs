using TheoryCheck.Core;
using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Rigor.Exact;

/// <summary>
/// A rational least eigenvalue, proved: doubles propose a number c, and exact elimination shows that A - c·I has no negative pivot
/// and one that is 0, so that it is positive semidefinite and singular.
/// </summary>
internal static class ExactEigenvalue
{
    private const int LargestOrder = 48;
    private const int LargestDenominator = 10_000;

    /// <summary>The least eigenvalue of a symmetric matrix, shape (n, n), row-major.</summary>
    /// <param name="matrix">The elements.</param>
    /// <param name="n">The number of rows, at least 1.</param>
    /// <param name="approximate">A double near an element.</param>
    /// <exception cref="NotRepresentableException">It is not a rational with a small denominator, or not decided.</exception>
    /// <exception cref="UndefinedException">The matrix is not symmetric.</exception>
    internal static T Least<T>(T[] matrix, int n, Func<T, double> approximate)
        where T : IReal<T>
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (T.Compare(Relation.Equal, matrix[i * n + j], matrix[j * n + i]) != Certainty.True)
                {
                    throw new UndefinedException("eigenvalues in order of a matrix that is not symmetric");
                }
            }
        }

        if (n > LargestOrder)
        {
            throw new NotRepresentableException($"exact eigenvalues of a matrix with more than {LargestOrder} rows");
        }

        var candidate = matrix[0].Literal(Nearby(Guess([.. matrix.Select(approximate)], n)));
        return IsLeast(matrix, n, candidate) ? candidate : throw new NotRepresentableException("the least eigenvalue is not a rational with a small denominator");
    }

    private static double Guess(double[] matrix, int n)
    {
        var v = EigenvectorGuess.OfLeast((double[])matrix.Clone(), n);
        var (numerator, denominator) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                numerator += v[i] * matrix[i * n + j] * v[j];
            }

            denominator += v[i] * v[i];
        }

        return numerator / denominator;
    }

    /// <summary>The last convergent of a double's continued fraction with a small denominator.</summary>
    private static Rational Nearby(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new NotRepresentableException("no guess of the least eigenvalue");
        }

        var x = Rational.FromExact(value);
        var (before, last) = (new Rational(1, 1), Rational.Floor(x));
        var (p, pBefore, q, qBefore) = (last.Numerator, before.Numerator, System.Numerics.BigInteger.One, System.Numerics.BigInteger.Zero);
        for (var rest = x - last; !rest.IsZero;)
        {
            var next = 1 / rest;
            var digit = Rational.Floor(next);
            var (pNext, qNext) = (digit.Numerator * p + pBefore, digit.Numerator * q + qBefore);
            if (qNext > LargestDenominator)
            {
                break;
            }

            (pBefore, p, qBefore, q) = (p, pNext, q, qNext);
            rest = next - digit;
        }

        return new(p, q);
    }

    /// <summary>Whether A - c·I is positive semidefinite and singular, by symmetric elimination.</summary>
    private static bool IsLeast<T>(T[] matrix, int n, T candidate)
        where T : IReal<T>
    {
        var zero = candidate.Literal(Rational.Zero);
        var a = (T[])matrix.Clone();
        for (var i = 0; i < n; i++)
        {
            a[i * n + i] -= candidate;
        }

        var isSingular = false;
        for (var k = 0; k < n; k++)
        {
            var pivot = a[k * n + k];
            if (T.Compare(Relation.Equal, pivot, zero) == Certainty.True)
            {
                // A 0 on the diagonal of a semidefinite matrix has a row of zeros.
                isSingular = true;
                for (var j = k + 1; j < n; j++)
                {
                    if (T.Compare(Relation.Equal, a[k * n + j], zero) != Certainty.True)
                    {
                        return false;
                    }
                }

                continue;
            }

            if (T.Compare(Relation.Greater, pivot, zero) != Certainty.True)
            {
                return false;
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i * n + k] / pivot;
                for (var j = k + 1; j <= i; j++)
                {
                    a[i * n + j] -= factor * a[k * n + j];
                    a[j * n + i] = a[i * n + j];
                }
            }
        }

        return isSingular;
    }
}
