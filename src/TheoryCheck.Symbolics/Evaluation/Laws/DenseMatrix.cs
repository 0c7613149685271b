using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A matrix in a reading of the reals, row-major; a vector is a matrix of one column.</summary>
/// <param name="Rows">The number of rows, at least 1.</param>
/// <param name="Columns">The number of columns, at least 1.</param>
/// <param name="Elements">The elements.</param>
internal sealed record DenseMatrix<T>(int Rows, int Columns, T[] Elements)
    where T : IReal<T>
{
    /// <summary>The element in a row and a column.</summary>
    public T this[int row, int column] => Elements[(row * Columns) + column];

    public static DenseMatrix<T> operator +(DenseMatrix<T> left, DenseMatrix<T> right) =>
        left with { Elements = [.. left.Elements.Zip(right.Elements, static (a, b) => a + b)] };

    public static DenseMatrix<T> operator -(DenseMatrix<T> left, DenseMatrix<T> right) =>
        left with { Elements = [.. left.Elements.Zip(right.Elements, static (a, b) => a - b)] };

    public static DenseMatrix<T> operator *(DenseMatrix<T> left, DenseMatrix<T> right) => Of(left.Rows, right.Columns, (i, j) =>
    {
        var sum = left[i, 0] * right[0, j];
        for (var k = 1; k < left.Columns; k++)
        {
            sum += left[i, k] * right[k, j];
        }

        return sum;
    });

    public static DenseMatrix<T> operator *(DenseMatrix<T> matrix, T scale) => matrix.Map(x => x * scale);

    /// <summary>The matrix with given elements.</summary>
    public static DenseMatrix<T> Of(int rows, int columns, Func<int, int, T> element)
    {
        var elements = new T[rows * columns];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = element(i / columns, i % columns);
        }

        return new(rows, columns, elements);
    }

    /// <summary>A column.</summary>
    public static DenseMatrix<T> Column(IReadOnlyList<T> elements) => new(elements.Count, 1, [.. elements]);

    /// <summary>The identity.</summary>
    /// <param name="size">The number of rows.</param>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    public static DenseMatrix<T> Identity(int size, T one) => Of(size, size, (i, j) => one.Literal(i == j ? Rational.One : Rational.Zero));

    /// <summary>The matrix of zeros.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="one">Any number in the reading and precision wanted.</param>
    public static DenseMatrix<T> Zero(int rows, int columns, T one) => Of(rows, columns, (_, _) => one.Literal(Rational.Zero));

    /// <summary>Rows and columns exchanged.</summary>
    public DenseMatrix<T> Transposed() => Of(Columns, Rows, (i, j) => this[j, i]);

    /// <summary>Each element mapped.</summary>
    public DenseMatrix<T> Map(Func<T, T> function) => this with { Elements = [.. Elements.Select(function)] };

    /// <summary>The sum of the diagonal.</summary>
    public T Trace() => Enumerable.Range(0, Rows).Select(i => this[i, i]).Aggregate(static (a, b) => a + b);

    /// <summary>The sum of the products of equally placed elements.</summary>
    public T Dot(DenseMatrix<T> other) => Elements.Zip(other.Elements, static (a, b) => a * b).Aggregate(static (a, b) => a + b);

    /// <summary>The greatest magnitude of an element.</summary>
    public T Magnitude() => Elements.Select(T.Abs).Aggregate(T.Max);

    /// <summary>Whether all elements are 0.</summary>
    public Certainty IsZero() => Elements
        .Select(static x => T.Compare(Relation.Equal, x, x.Literal(Rational.Zero)))
        .Aggregate(Certainty.True, CertaintyLogic.And);
}
