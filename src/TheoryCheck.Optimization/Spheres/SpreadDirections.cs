using TheoryCheck.Numerics.Random;

namespace TheoryCheck.Optimization.Spheres;

/// <summary>Directions spread over the sphere: normalised normal vectors from a fixed key, the same on every machine.</summary>
internal static class SpreadDirections
{
    /// <summary>The first unit vectors of the sequence in a dimension.</summary>
    internal static List<double[]> Of(int dimension, int count)
    {
        var key = new DrawKey(0x7370_6865_7265, (ulong)dimension, 0);
        var result = new List<double[]>(count);
        for (var r = 0; r < count; r++)
        {
            var vector = new double[dimension];
            IndexedDraws.FillNormal(key, (long)r * dimension, vector);
            var norm = RidgeSum.Norm(vector);
            result.Add(Array.ConvertAll(vector, v => v / norm));
        }

        return result;
    }
}
