using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>The outputs of the directions at which a potential peaks, with the sign of the peak: how the heights of the peaks follow the dual variables, to first order.</summary>
internal static class ActiveColumns
{
    private const double Ridge = 1e-12;

    /// <summary>One column for each peak; 0 at the dual variables that are not free.</summary>
    internal static double[][] Of(SampledFeature feature, IReadOnlyList<Peak> peaks, Func<int, bool> isFree) =>
        [.. peaks.Select(peak => feature.Column(peak.Direction).Select((z, i) => isFree(i) ? peak.Sign * z : 0).ToArray())];

    /// <summary>Adds to the dual variables the least change that raises the peaks by given heights, as far as it can; nothing where that is not a finite change.</summary>
    internal static void Shift(double[] dual, double[][] active, double[] heights)
    {
        var size = active.Length;
        var (gram, change) = (new double[size * size], new double[size]);
        for (var entry = 0; entry < gram.Length; entry++)
        {
            gram[entry] = RidgeSum.Dot(active[entry / size], active[entry % size]);
        }

        if (size > active.SelectMany(column => Enumerable.Range(0, dual.Length).Where(i => column[i] != 0)).Distinct().Count())
        {
            // More heights than variables: the least change that comes nearest to them.
            var ridge = Ridge * Enumerable.Range(0, size).Max(j => gram[(j * size) + j]);
            for (var j = 0; j < size; j++)
            {
                gram[(j * size) + j] += ridge;
            }
        }

        LuFactorisation.Solve(gram, size, heights, 1, change);
        for (var j = 0; j < size && Array.TrueForAll(change, double.IsFinite); j++)
        {
            Lanes.AddScaled(dual, change[j], active[j]);
        }
    }
}
