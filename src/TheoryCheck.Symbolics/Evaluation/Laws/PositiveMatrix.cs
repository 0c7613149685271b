using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A symmetric matrix that is certainly positive definite, with A = L·D·Lᵀ: no roots, so exact where the data are.</summary>
[Cites("golubvanloan2013", "section 4.1")]
internal sealed class PositiveMatrix<T>
    where T : IReal<T>
{
    private readonly DenseMatrix<T> lower;
    private readonly T[] pivots;

    private PositiveMatrix(DenseMatrix<T> lower, T[] pivots) => (this.lower, this.pivots) = (lower, pivots);

    /// <summary>The factored matrix.</summary>
    /// <exception cref="UndefinedException">It is certainly not positive definite.</exception>
    /// <exception cref="UndecidedException">The reading cannot tell.</exception>
    public static PositiveMatrix<T> Of(DenseMatrix<T> matrix) => TryOf(matrix) ?? throw new UndefinedException("a matrix that is not positive definite");

    /// <summary>The factored matrix, or null when it is certainly not positive definite.</summary>
    /// <exception cref="UndecidedException">The reading cannot tell.</exception>
    public static PositiveMatrix<T>? TryOf(DenseMatrix<T> matrix)
    {
        var (n, a) = (matrix.Rows, (T[])matrix.Elements.Clone());
        var zero = a[0].Literal(Rational.Zero);
        var lower = DenseMatrix<T>.Identity(n, zero).Elements;
        var pivots = new T[n];
        for (var k = 0; k < n; k++)
        {
            pivots[k] = a[(k * n) + k];
            switch (T.Compare(Relation.Greater, pivots[k], zero))
            {
                case Certainty.False:
                    return null;
                case Certainty.Unknown:
                    throw new UndecidedException("it is not decided whether a matrix is positive definite");
            }

            Reduce(a, n, k, (i, factor) => lower[(i * n) + k] = factor);
        }

        return new(new(n, n, lower), pivots);
    }

    /// <summary>Whether a symmetric matrix is positive semidefinite: a pivot of 0 must have zeros below it.</summary>
    public static Certainty IsSemidefinite(DenseMatrix<T> matrix)
    {
        var (n, a) = (matrix.Rows, (T[])matrix.Elements.Clone());
        var zero = a[0].Literal(Rational.Zero);
        for (var k = 0; k < n; k++)
        {
            var pivot = a[(k * n) + k];
            if (T.Compare(Relation.Greater, pivot, zero) == Certainty.True)
            {
                Reduce(a, n, k, static (_, _) => { });
                continue;
            }

            if (T.Compare(Relation.Less, pivot, zero) == Certainty.True)
            {
                return Certainty.False;
            }

            var below = Enumerable.Range(k + 1, n - k - 1).Select(i => T.Compare(Relation.Equal, a[(i * n) + k], zero)).Aggregate(Certainty.True, CertaintyLogic.And);
            if (T.Compare(Relation.Equal, pivot, zero) != Certainty.True || below == Certainty.Unknown)
            {
                return Certainty.Unknown;
            }

            if (below == Certainty.False)
            {
                return Certainty.False;
            }
        }

        return Certainty.True;
    }

    /// <summary>A⁻¹·B.</summary>
    public DenseMatrix<T> Solve(DenseMatrix<T> right)
    {
        var (n, columns, x) = (lower.Rows, right.Columns, (T[])right.Elements.Clone());
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < i; k++)
                {
                    x[(i * columns) + c] -= lower[i, k] * x[(k * columns) + c];
                }
            }

            for (var i = n - 1; i >= 0; i--)
            {
                x[(i * columns) + c] /= pivots[i];
                for (var k = i + 1; k < n; k++)
                {
                    x[(i * columns) + c] -= lower[k, i] * x[(k * columns) + c];
                }
            }
        }

        return new(n, columns, x);
    }

    /// <summary>A⁻¹.</summary>
    public DenseMatrix<T> Inverse() => Solve(DenseMatrix<T>.Identity(lower.Rows, pivots[0]));

    /// <summary>det A.</summary>
    public T Determinant() => pivots.Aggregate(static (a, b) => a * b);

    private static void Reduce(T[] a, int n, int k, Action<int, T> note)
    {
        for (var i = k + 1; i < n; i++)
        {
            var factor = a[(i * n) + k] / a[(k * n) + k];
            note(i, factor);
            for (var j = k + 1; j <= i; j++)
            {
                a[(i * n) + j] -= factor * a[(j * n) + k];
                a[(j * n) + i] = a[(i * n) + j];
            }
        }
    }
}
