using System.Buffers;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix in doubles. Backward stable: the results are exact for a matrix within a
/// modest multiple of n·2⁻⁵³·‖A‖. A matrix that is not finite or not symmetric (<see cref="SymmetricMatrix"/>) has none: NaN or false.
/// </summary>
public static class SymmetricEigen
{
    /// <summary>The least eigenvalue, or NaN.</summary>
    /// <param name="matrix">n·n numbers, row-major.</param>
    /// <param name="n">The size, at least 1.</param>
    public static double Least(ReadOnlySpan<double> matrix, int n) => At(matrix, n, 0);

    /// <summary>The greatest eigenvalue, or NaN.</summary>
    public static double Greatest(ReadOnlySpan<double> matrix, int n) => At(matrix, n, n - 1);

    /// <summary>Eigenvalue number <paramref name="index"/> from below, or NaN.</summary>
    public static double At(ReadOnlySpan<double> matrix, int n, int index)
    {
        if (n < 1 || index < 0 || index >= n)
        {
            return double.NaN;
        }

        var stride = Tridiagonalisation.Stride(n);
        var buffer = ArrayPool<double>.Shared.Rent((n + 6) * stride);
        try
        {
            var work = buffer.AsSpan(0, (n + 6) * stride);
            if (!TryLoad(matrix, n, work[..(n * stride)], out var scale))
            {
                return double.NaN;
            }

            var diagonal = work.Slice(n * stride, n);
            var off = work.Slice((n + 1) * stride, n);
            Tridiagonalisation.Reduce(work[..(n * stride)], n, diagonal, off, work[((n + 2) * stride)..], []);
            return TridiagonalEigenvalues.One(diagonal, off, index) * scale;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    /// <summary>All eigenvalues, descending.</summary>
    /// <returns>False when there are none or the iteration failed.</returns>
    public static bool TryValues(ReadOnlySpan<double> matrix, int n, Span<double> values) => TryDecompose(matrix, n, values, []);

    /// <summary>All eigenvalues, descending, and an orthonormal eigenvector for each.</summary>
    /// <param name="matrix">n·n numbers, row-major.</param>
    /// <param name="n">The size.</param>
    /// <param name="values">Receives n eigenvalues.</param>
    /// <param name="vectors">Empty, or receives n rows: row i is the eigenvector of value i.</param>
    /// <returns>False when there are none or the iteration failed.</returns>
    public static bool TryDecompose(ReadOnlySpan<double> matrix, int n, Span<double> values, Span<double> vectors)
    {
        if (n < 1)
        {
            return false;
        }

        var stride = Tridiagonalisation.Stride(n);
        var wantsVectors = !vectors.IsEmpty;
        var length = ((wantsVectors ? 2 * n : n) + 7) * stride;
        var buffer = ArrayPool<double>.Shared.Rent(length);
        var order = ArrayPool<int>.Shared.Rent(n);
        try
        {
            var work = buffer.AsSpan(0, length);
            var a = work[..(n * stride)];
            if (!TryLoad(matrix, n, a, out var scale))
            {
                return false;
            }

            var rest = work[(n * stride)..];
            var diagonal = rest[..n];
            var off = rest.Slice(stride, n);
            var scales = rest.Slice(2 * stride, n);
            Tridiagonalisation.Reduce(a, n, diagonal, off, rest.Slice(3 * stride, 4 * stride), wantsVectors ? scales : []);
            var q = wantsVectors ? rest.Slice(7 * stride, n * stride) : [];
            if (wantsVectors)
            {
                Tridiagonalisation.FormTransposed(a, scales, n, q);
            }

            if (!TridiagonalEigenvalues.TryAll(diagonal, off, q, stride))
            {
                return false;
            }

            var places = order.AsSpan(0, n);
            for (var i = 0; i < n; i++)
            {
                places[i] = i;
                values[i] = -diagonal[i];
            }

            values[..n].Sort(places);
            for (var i = 0; i < n; i++)
            {
                values[i] = -values[i] * scale;
                if (wantsVectors)
                {
                    q.Slice(places[i] * stride, n).CopyTo(vectors.Slice(i * n, n));
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
            ArrayPool<int>.Shared.Return(order);
        }
    }

    /// <summary>Copies into padded rows, divided by a power of two that brings the largest element to 1..2, mirrored elements averaged.</summary>
    private static bool TryLoad(ReadOnlySpan<double> matrix, int n, Span<double> rows, out double scale)
    {
        scale = 1;
        if (!SymmetricMatrix.TryScale(matrix, n, out var size))
        {
            return false;
        }

        scale = size == 0 ? 1 : Math.ScaleB(1, Math.Clamp(Math.ILogB(size), -1000, 1000));
        var inverse = 1 / scale;
        var stride = Tridiagonalisation.Stride(n);
        rows.Clear();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                rows[i * stride + j] = 0.5 * (matrix[i * n + j] * inverse) + 0.5 * (matrix[j * n + i] * inverse);
            }
        }

        return true;
    }
}
