using TheoryCheck.Core;

namespace TheoryCheck.Numerics.LinearAlgebra;

/// <summary>Singular values by one-sided Jacobi rotations: small ones come out as accurately as the data allows.</summary>
[Cites("golubvanloan2013", "section 8.6.3")]
public static class SingularValues
{
    /// <summary>The min(rows, columns) singular values, descending.</summary>
    /// <returns>False when an element is not finite or 60 sweeps did not make the vectors orthogonal.</returns>
    public static bool TryCompute(ReadOnlySpan<double> matrix, int rows, int columns, Span<double> values)
    {
        var size = 0.0;
        foreach (var x in matrix)
        {
            if (!double.IsFinite(x))
            {
                return false;
            }

            size = Math.Max(size, Math.Abs(x));
        }

        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        if (size == 0)
        {
            values[..count].Clear();
            return true;
        }

        // The shorter way round: `count` vectors of `length` numbers, made orthogonal to each other.
        var scale = Math.ScaleB(1, Math.Clamp(Math.ILogB(size), -1000, 1000));
        var vectors = new double[count * length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < length; j++)
            {
                vectors[i * length + j] = (rows <= columns ? matrix[i * columns + j] : matrix[j * columns + i]) / scale;
            }
        }

        for (var sweep = 0; sweep < 60; sweep++)
        {
            if (!Sweep(vectors, count, length))
            {
                for (var i = 0; i < count; i++)
                {
                    var vector = vectors.AsSpan(i * length, length);
                    values[i] = -Math.Sqrt(Lanes.Dot(vector, vector)) * scale;
                }

                values[..count].Sort();
                foreach (ref var x in values[..count])
                {
                    x = -x;
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>Rotates every pair once; returns whether any pair was still not orthogonal.</summary>
    private static bool Sweep(Span<double> vectors, int count, int length)
    {
        var rotated = false;
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                var x = vectors.Slice(i * length, length);
                var y = vectors.Slice(j * length, length);
                var (a, b, c) = (Lanes.Dot(x, x), Lanes.Dot(y, y), Lanes.Dot(x, y));
                if (Math.Abs(c) <= 4e-16 * Math.Sqrt(a) * Math.Sqrt(b))
                {
                    continue;
                }

                rotated = true;
                var zeta = (b - a) / (2 * c);
                var t = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(Math.FusedMultiplyAdd(zeta, zeta, 1)));
                var cosine = 1 / Math.Sqrt(Math.FusedMultiplyAdd(t, t, 1));
                Lanes.Rotate(x, y, cosine, cosine * t);
            }
        }

        return rotated;
    }
}
