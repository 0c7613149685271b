using TheoryCheck.Core;
using TheoryCheck.Rigor.Enclosures;
using TheoryCheck.Rigor.Exact;

namespace TheoryCheck.Rigor;

/// <summary>Enclosures of extreme eigenvalues of symmetric matrices that are known by enclosures of their elements.</summary>
/// <remarks>
/// One side is a Rayleigh quotient, which bounds the least eigenvalue from above for any vector v ≠ 0. The other is a Cholesky
/// factorisation of A - c·I in intervals: pivots that are all certainly positive prove it positive definite, so c is below all
/// eigenvalues. Floating point only proposes v. <i>Shapes:</i> matrices are row-major. <i>Cost:</i> O(n³) interval operations for
/// each of a few dozen proposals of c at most.
/// </remarks>
public static class SymmetricEigenvalueEnclosure
{
    /// <summary>The least eigenvalue of a symmetric matrix, in a reading that encloses or is exact.</summary>
    /// <param name="matrix">The elements, shape (n, n).</param>
    /// <param name="n">The number of rows, at least 1.</param>
    /// <exception cref="NotRepresentableException">The reading is none of those that <see cref="Reads{T}"/>, or it is exact and the eigenvalue is no rational.</exception>
    /// <exception cref="UndefinedException">The matrix is certainly not symmetric, or empty.</exception>
    public static T Least<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T>
    {
        RequireSquare(matrix, n);
        return matrix.ToArray() switch
        {
            Interval[] intervals => (T)(object)Least(intervals, n),
            DoubleInterval[] doubles => (T)(object)CertifiedEigenvalue.Least(doubles, n),
            Rational[] rationals => (T)(object)ExactEigenvalue.Least(rationals, n, static x => x.ToDouble()),
            ExactReal[] exact => (T)(object)ExactEigenvalue.Least(exact, n, static x => x.Enclose(Interval.DefaultPrecision).LowerDouble),
            _ => throw new NotRepresentableException("eigenvalues are known exactly or enclosed only"),
        };
    }

    /// <summary>Whether a reading is one whose eigenvalues are enclosed here, or found exactly where they are rational.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    public static bool Reads<T>()
        where T : IReal<T> =>
        typeof(T) == typeof(Interval) || typeof(T) == typeof(DoubleInterval) || typeof(T) == typeof(Rational) || typeof(T) == typeof(ExactReal);

    /// <summary>The greatest eigenvalue of a symmetric matrix, in a reading that encloses or is exact.</summary>
    /// <inheritdoc cref="Least{T}" path="/param"/>
    /// <inheritdoc cref="Least{T}" path="/exception"/>
    public static T Greatest<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T> => -Least<T>([.. matrix.ToArray().Select(static x => -x)], n);

    /// <summary>The greatest singular value √λmax(AᵀA), in a reading that encloses or is exact.</summary>
    /// <param name="matrix">The elements, shape (rows, columns).</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <exception cref="NotRepresentableException">As for <see cref="Least{T}"/>.</exception>
    public static T OperatorNorm<T>(ReadOnlySpan<T> matrix, int rows, int columns)
        where T : IReal<T>
    {
        return T.Sqrt(T.Max(Greatest<T>(Gram(matrix, rows, columns), columns), matrix[0].Literal(Rational.Zero)));
    }

    /// <summary>The greatest of the min(rows, columns) singular values over the least, √(λmax/λmin) of the smaller Gram matrix, in a reading that encloses or is exact.</summary>
    /// <inheritdoc cref="OperatorNorm{T}" path="/param"/>
    /// <exception cref="NotRepresentableException">As for <see cref="Least{T}"/>, or the least singular value is not known to be positive: then the quotient may be infinite.</exception>
    public static T ConditionNumber<T>(ReadOnlySpan<T> matrix, int rows, int columns)
        where T : IReal<T>
    {
        var size = Math.Min(rows, columns);
        var square = rows < columns ? Gram<T>(Transposed(matrix, rows, columns), columns, rows) : Gram(matrix, rows, columns);
        var least = Least<T>(square, size);
        return T.Compare(Relation.Greater, least, least.Literal(Rational.Zero)) == Certainty.True
            ? T.Sqrt(Greatest<T>(square, size) / least)
            : throw new NotRepresentableException("the least singular value is not known to be positive");
    }

    private static T[] Transposed<T>(ReadOnlySpan<T> matrix, int rows, int columns)
    {
        var transposed = new T[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            transposed[((i % columns) * rows) + (i / columns)] = matrix[i];
        }

        return transposed;
    }

    // AᵀA, shape (columns, columns): row by row, of the columns that are not 0 in it.
    private static T[] Gram<T>(ReadOnlySpan<T> matrix, int rows, int columns)
        where T : IReal<T>
    {
        var zero = matrix[0].Literal(Rational.Zero);
        var square = new T[columns * columns];
        Array.Fill(square, zero);
        var kept = new List<int>();
        for (var k = 0; k < rows; k++)
        {
            kept.Clear();
            for (var i = 0; i < columns; i++)
            {
                if (T.Compare(Relation.Equal, matrix[(k * columns) + i], zero) != Certainty.True)
                {
                    kept.Add(i);
                }
            }

            foreach (var i in kept)
            {
                foreach (var j in kept)
                {
                    if (j <= i)
                    {
                        var (one, other) = (matrix[(k * columns) + i], matrix[(k * columns) + j]);
                        square[(i * columns) + j] += i == j ? T.Power(one, 2) : one * other;
                    }
                }
            }
        }

        for (var i = 0; i < columns; i++)
        {
            for (var j = i + 1; j < columns; j++)
            {
                square[(i * columns) + j] = square[(j * columns) + i];
            }
        }

        return square;
    }

    /// <summary>Refuses what has no rows, or another number of columns.</summary>
    /// <inheritdoc cref="Least{T}" path="/param"/>
    internal static void RequireSquare<T>(ReadOnlySpan<T> matrix, int n)
    {
        if (n < 1 || matrix.Length != (long)n * n)
        {
            throw new UndefinedException("eigenvalues of something that is not a square matrix");
        }
    }

    private static Interval Least(Interval[] matrix, int n)
    {
        var undecided = Array.FindIndex(matrix, x => x.IsUndecided);
        if (undecided >= 0)
        {
            return matrix[undecided];
        }

        RequireSymmetric(matrix, n);
        if (Array.Exists(matrix, x => !x.IsBounded))
        {
            return Interval.Line(matrix[0].Precision);
        }

        var vector = EigenvectorGuess.OfLeast([.. matrix.Select(x => x.LowerDouble / 2 + x.UpperDouble / 2)], n);
        var above = RayleighQuotient(matrix, vector, n);
        return Interval.Hull(Below(matrix, n, above), above);
    }

    /// <summary>Refuses matrices that are certainly not symmetric.</summary>
    /// <inheritdoc cref="Least{T}" path="/param"/>
    internal static void RequireSymmetric<T>(T[] matrix, int n)
        where T : IReal<T>
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (T.Compare(Relation.Equal, matrix[(i * n) + j], matrix[(j * n) + i]) == Certainty.False)
                {
                    throw new UndefinedException("eigenvalues in order of a matrix that is not symmetric");
                }
            }
        }
    }

    private static Interval RayleighQuotient(Interval[] matrix, double[] vector, int n)
    {
        var one = matrix[0];
        var v = vector.Select(x => one.Literal(Rational.FromExact(x))).ToArray();
        var numerator = one.Literal(Rational.Zero);
        var denominator = numerator;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                numerator += matrix[i * n + j] * (v[i] * v[j] * one.Literal(2));
            }

            var square = Interval.Power(v[i], 2);
            numerator += matrix[i * n + i] * square;
            denominator += square;
        }

        return numerator / denominator;
    }

    /// <summary>A proven lower bound close below the proposal: the room is widened until the factorisation succeeds.</summary>
    private static Interval Below(Interval[] matrix, int n, Interval proposal)
    {
        var start = proposal.Literal(proposal.Lower);
        var scale = Gershgorin(matrix, n, start.Literal(Rational.Zero)).Radius;
        var room = scale * start.Literal(Rational.Power(2, 8 - start.Precision));
        for (var attempt = 0; attempt * 4 < start.Precision + 16 && room.CertainSign > 0; attempt++)
        {
            var candidate = start - room;
            if (IsPositiveDefinite(matrix, n, candidate))
            {
                return candidate;
            }

            room *= start.Literal(16);
        }

        return Gershgorin(matrix, n, start.Literal(Rational.Zero)).Least;
    }

    /// <summary>Every eigenvalue is at least min (aᵢᵢ - Σ |aᵢⱼ|), and at most max Σ |aᵢⱼ| in magnitude.</summary>
    [Cites("golubvanloan2013", "Theorem 8.1.3")]
    private static (Interval Least, Interval Radius) Gershgorin(Interval[] matrix, int n, Interval zero)
    {
        Interval? least = null;
        var radius = zero;
        for (var i = 0; i < n; i++)
        {
            var sum = zero;
            for (var j = 0; j < n; j++)
            {
                sum += j == i ? zero : Interval.Abs(matrix[i * n + j]);
            }

            var disc = matrix[i * n + i] - sum;
            least = least is { } other ? Interval.Min(other, disc) : disc;
            radius = Interval.Max(radius, sum + Interval.Abs(matrix[i * n + i]));
        }

        return (least!.Value, radius);
    }

    private static bool IsPositiveDefinite(Interval[] matrix, int n, Interval shift)
    {
        var factor = new Interval[n * n];
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j * n + j] - shift;
            for (var k = 0; k < j; k++)
            {
                pivot -= Interval.Power(factor[j * n + k], 2);
            }

            if (pivot.CertainSign is not > 0)
            {
                return false;
            }

            var root = Interval.Sqrt(pivot);
            factor[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i * n + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i * n + k] * factor[j * n + k];
                }

                factor[i * n + j] = sum / root;
            }
        }

        return true;
    }
}
