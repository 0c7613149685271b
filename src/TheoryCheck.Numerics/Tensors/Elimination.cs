using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Numerics.Tensors;

/// <summary>
/// Gaussian elimination in any reading of the reals. A pivot must be certainly not zero; where the reading cannot tell, the
/// matrix has no value in it.
/// </summary>
internal static class Elimination
{
    /// <summary>The size of a square matrix with at least one element.</summary>
    /// <exception cref="UndefinedException">It is not square.</exception>
    public static int SizeOf<T>(string name, TensorValue<T> matrix)
    {
        var n = matrix.Dimensions[0];
        return matrix.Dimensions[1] != n ? throw new UndefinedException($"'{name}' needs a square matrix")
            : n == 0 ? throw new NotRepresentableException("an empty matrix has no reading of numbers")
            : n;
    }

    /// <summary>The determinant. The array is destroyed.</summary>
    public static T Determinant<T>(T[] a, int n)
        where T : IReal<T>
    {
        var product = a[0].Literal(1);
        for (var k = 0; k < n; k++)
        {
            var pivot = FindPivot(a, n, n, k, k);
            if (pivot < 0)
            {
                return product.Literal(0);
            }

            if (pivot != k)
            {
                Exchange(a, n, pivot, k);
                product = -product;
            }

            product *= a[k * n + k];
            Eliminate(a, n, n, k, k);
        }

        return product;
    }

    /// <summary>The number of pivots. The array is destroyed.</summary>
    public static int Rank<T>(T[] a, int rows, int columns)
        where T : IReal<T>
    {
        var rank = 0;
        for (var column = 0; column < columns && rank < rows; column++)
        {
            var pivot = FindPivot(a, rows, columns, rank, column);
            if (pivot >= 0)
            {
                Exchange(a, columns, pivot, rank);
                Eliminate(a, rows, columns, rank, column);
                rank++;
            }
        }

        return rank;
    }

    /// <summary>The inverse. The array is destroyed.</summary>
    /// <exception cref="UndefinedException">The matrix is singular.</exception>
    public static T[] Inverse<T>(T[] a, int n)
        where T : IReal<T>
    {
        var identity = new T[n * n];
        for (var i = 0; i < identity.Length; i++)
        {
            identity[i] = a[0].Literal(i % (n + 1) == 0 ? 1 : 0);
        }

        return Solve(a, n, identity, n);
    }

    /// <summary>The solution of A X = B with several columns. Both arrays are destroyed.</summary>
    /// <exception cref="UndefinedException">The matrix is singular.</exception>
    public static T[] Solve<T>(T[] a, int n, T[] right, int columns)
        where T : IReal<T>
    {
        for (var k = 0; k < n; k++)
        {
            var pivot = FindPivot(a, n, n, k, k);
            if (pivot < 0)
            {
                throw new UndefinedException("the matrix is singular");
            }

            Exchange(a, n, pivot, k);
            Exchange(right, columns, pivot, k);
            for (var i = 0; i < n; i++)
            {
                if (i == k)
                {
                    continue;
                }

                var factor = a[i * n + k] / a[k * n + k];
                for (var j = k + 1; j < n; j++)
                {
                    a[i * n + j] -= factor * a[k * n + j];
                }

                for (var j = 0; j < columns; j++)
                {
                    right[i * columns + j] -= factor * right[k * columns + j];
                }
            }
        }

        for (var i = 0; i < right.Length; i++)
        {
            var row = i / columns;
            right[i] /= a[row * n + row];
        }

        return right;
    }

    /// <summary>The row at or below <paramref name="row"/> with the greatest certain magnitude in the column, or -1 when the column is certainly zero there.</summary>
    private static int FindPivot<T>(T[] a, int rows, int columns, int row, int column)
        where T : IReal<T>
    {
        var best = -1;
        var isZero = Certainty.True;
        for (var i = row; i < rows; i++)
        {
            var x = a[i * columns + column];
            var zero = x.Literal(0);
            isZero = isZero.And(T.Compare(Relation.Equal, x, zero));
            if (T.Compare(Relation.NotEqual, x, zero) == Certainty.True
                && (best < 0 || T.Compare(Relation.Greater, x * x, a[best * columns + column] * a[best * columns + column]) == Certainty.True))
            {
                best = i;
            }
        }

        return best >= 0 || isZero == Certainty.True ? best
            : throw new NotRepresentableException("whether a pivot is zero is not decided in this arithmetic");
    }

    private static void Exchange<T>(T[] a, int columns, int first, int second)
    {
        for (var j = 0; j < columns && first != second; j++)
        {
            (a[first * columns + j], a[second * columns + j]) = (a[second * columns + j], a[first * columns + j]);
        }
    }

    private static void Eliminate<T>(T[] a, int rows, int columns, int row, int column)
        where T : IReal<T>
    {
        for (var i = row + 1; i < rows; i++)
        {
            var factor = a[i * columns + column] / a[row * columns + column];
            for (var j = column + 1; j < columns; j++)
            {
                a[i * columns + j] -= factor * a[row * columns + j];
            }
        }
    }
}
