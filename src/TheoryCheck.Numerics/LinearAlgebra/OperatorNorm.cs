using System.Buffers;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>The greatest singular value of a matrix.</summary>
public static class OperatorNorm
{
    /// <summary>√λ_max of A Aᵀ or Aᵀ A, whichever is smaller, after scaling; NaN when an element is not finite; 0 when there are none.</summary>
    public static double Of(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var size = 0.0;
        foreach (var x in matrix)
        {
            if (!double.IsFinite(x))
            {
                return double.NaN;
            }

            size = Math.Max(size, Math.Abs(x));
        }

        if (size == 0)
        {
            return 0;
        }

        var scale = Math.ScaleB(1, Math.Clamp(Math.ILogB(size), -1000, 1000));
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var buffer = ArrayPool<double>.Shared.Rent(count * (length + count));
        try
        {
            var vectors = buffer.AsSpan(0, count * length);
            var gram = buffer.AsSpan(count * length, count * count);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < length; j++)
                {
                    vectors[i * length + j] = (rows <= columns ? matrix[i * columns + j] : matrix[j * columns + i]) / scale;
                }
            }

            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    gram[i * count + j] = Lanes.Dot(vectors.Slice(i * length, length), vectors.Slice(j * length, length));
                    gram[j * count + i] = gram[i * count + j];
                }
            }

            return Math.Sqrt(SymmetricEigen.Greatest(gram, count)) * scale;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }
}
