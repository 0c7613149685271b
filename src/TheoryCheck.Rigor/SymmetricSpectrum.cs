using TheoryCheck.Core;
using TheoryCheck.Rigor.Enclosures;

namespace TheoryCheck.Rigor;

/// <summary>Enclosures of all eigenvalues of a symmetric matrix that is known by enclosures of its elements.</summary>
/// <remarks>
/// With any Q for which |QᵀQ - I| ≤ ε &lt; 1, the k-th greatest eigenvalue of QᵀAQ is that of A times a number of [1 - ε, 1 + ε] (Ostrowski), and with QᵀAQ = D + F, D diagonal, it lies no
/// farther than |F| from the k-th greatest entry of D (Weyl). Floating point only proposes Q, by Jacobi rotations, so enclosures are some n·2⁻⁵²·|A| wide at any precision.
/// </remarks>
public static class SymmetricSpectrum
{
    private const int Precision = 96;

    /// <summary>The eigenvalues with multiplicity, descending.</summary>
    /// <param name="matrix">The elements, shape (n, n), row-major.</param>
    /// <param name="n">The number of rows, at least 1.</param>
    /// <exception cref="NotRepresentableException">The reading is none of those that <see cref="SymmetricEigenvalueEnclosure.Reads{T}"/>, or it is exact and the matrix not diagonal.</exception>
    /// <exception cref="UndefinedException">The matrix is certainly not symmetric, or not of that shape.</exception>
    public static T[] Of<T>(ReadOnlySpan<T> matrix, int n)
        where T : IReal<T>
    {
        SymmetricEigenvalueEnclosure.RequireSquare(matrix, n);
        var elements = matrix.ToArray();
        SymmetricEigenvalueEnclosure.RequireSymmetric(elements, n);
        return elements switch
        {
            Interval[] intervals => (T[])(object)Enclosed(intervals, n),
            DoubleInterval[] doubles => (T[])(object)Array.ConvertAll(Enclosed(Array.ConvertAll(doubles, Widened), n), DoubleInterval.From),
            _ when SymmetricEigenvalueEnclosure.Reads<T>() => Diagonal(elements, n),
            _ => throw new NotRepresentableException("eigenvalues are known exactly or enclosed only"),
        };
    }

    private static Interval Widened(DoubleInterval value) =>
        value.IsUndecided || !value.IsBounded ? Interval.Line(Precision) : Interval.FromBounds(value.Lower, value.Upper, Precision);

    private static T[] Diagonal<T>(T[] matrix, int n)
        where T : IReal<T>
    {
        var zero = matrix[0].Literal(Rational.Zero);
        for (var i = 0; i < matrix.Length; i++)
        {
            if (i % (n + 1) != 0 && T.Compare(Relation.Equal, matrix[i], zero) != Certainty.True)
            {
                throw new NotRepresentableException("the eigenvalues of a matrix that is not diagonal, exactly");
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => matrix[i * (n + 1)]).Order(Comparer<T>.Create(static (a, b) => T.Compare(Relation.Greater, a, b) switch
        {
            Certainty.True => -1,
            Certainty.False => T.Compare(Relation.Less, a, b) == Certainty.True ? 1 : 0,
            _ => throw new NotRepresentableException("the order of eigenvalues"),
        }))];
    }

    [Cites("horn-johnson-2013", "Theorems 4.3.1 and 4.5.9")]
    private static Interval[] Enclosed(Interval[] matrix, int n)
    {
        if (Array.Exists(matrix, static x => x.IsUndecided || !x.IsBounded))
        {
            return [.. Enumerable.Repeat(Interval.Line(matrix[0].Precision), n)];
        }

        var one = matrix[0].Literal(Rational.One);
        var q = Array.ConvertAll(EigenvectorGuess.All([.. matrix.Select(Midpoint.Of)], n), x => one.Literal(Rational.FromExact(double.IsFinite(x) ? x : 0)));
        var image = Product(matrix, q, n, isTransposed: false);
        var (turned, square) = (Product(q, image, n, isTransposed: true), Product(q, q, n, isTransposed: true));
        var middle = Enumerable.Range(0, n).Select(i => turned[i * (n + 1)].Midpoint).ToArray();
        var (near, skew) = (Distance(turned, i => middle[i], n), Distance(square, static _ => Rational.One, n));
        if (skew >= Rational.One)
        {
            return [.. Enumerable.Repeat(Interval.Line(matrix[0].Precision), n)];
        }

        var stretch = Interval.FromBounds(Rational.One - skew, Rational.One + skew, one.Precision);
        return [.. middle.OrderDescending().Select(d => Interval.FromBounds(d - near, d + near, one.Precision) / stretch)];
    }

    // No less than the norm of a matrix minus a diagonal one: its greatest sum of a row, by absolute values.
    private static Rational Distance(Interval[] matrix, Func<int, Rational> diagonal, int n)
    {
        var greatest = Rational.Zero;
        for (var i = 0; i < n; i++)
        {
            var row = Rational.Zero;
            for (var j = 0; j < n; j++)
            {
                row += Interval.Abs(i == j ? matrix[(i * n) + j] - matrix[0].Literal(diagonal(i)) : matrix[(i * n) + j]).Upper;
            }

            greatest = row > greatest ? row : greatest;
        }

        return greatest;
    }

    // AB, or AᵀB.
    private static Interval[] Product(Interval[] a, Interval[] b, int n, bool isTransposed)
    {
        var product = new Interval[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = a[0].Literal(Rational.Zero);
                for (var k = 0; k < n; k++)
                {
                    sum += a[isTransposed ? (k * n) + i : (i * n) + k] * b[(k * n) + j];
                }

                product[(i * n) + j] = sum;
            }
        }

        return product;
    }
}
