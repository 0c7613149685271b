using System.Globalization;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Benchmarks;

/// <summary>The largest value of Σᵢ pᵢ max(xᵢ·θ, 0) over the sphere: all arcs for d = 2, all cells for d = 3.</summary>
internal static class SphereMaxima
{
    public static bool Compare(int n, int d)
    {
        var instance = new Instance(new(n, d, n));
        var maximiser = SphereMaximiser.For(d, instance.X);
        var function = new RidgeSum(d, instance.X, instance.A);
        if (maximiser.Peaks(function, 0)[0].Sign < 0)
        {
            // The larger side is the one below 0: turn the instance over for both sides.
            for (var i = 0; i < n; i++)
            {
                instance.A[i] = -instance.A[i];
            }
        }

        var value = maximiser.Peaks(function, 0, onlyPositive: true)[0].Value;
        var seconds = Timing.Best(() => maximiser.Peaks(function, value * 0.999, onlyPositive: true), 5, 0.1);
        var built = Timing.Best(() => SphereMaximiser.For(d, instance.X), 3, 0.1);
        var bound = ConeSearch.Supremum(function, 1e-9, 0, value);
        var proved = Timing.Best(() => ConeSearch.Supremum(function, 1e-9, 0, value), 3, 0.1);
        var arcs = d == 2 ? 2.0 * n : 2.0 * n * (n - 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sphere maximum, n = {n}, d = {d}: {seconds / arcs * 1e9:F1} ns per arc, order once {built / arcs * 1e9:F1} ns per arc; proof {proved * 1e6:F0} us, {bound.Cones} cones, relative width {(bound.Upper - bound.Best) / bound.Best:E1}"));
        return Table.Print("  the same", seconds, value, PeerResult.Run("spheres.py", instance), 1e-9);
    }
}

/// <summary>Exact maxima over the sphere.</summary>
internal sealed class SphereMaximaComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "spheres";

    /// <inheritdoc/>
    public override bool Run() => SphereMaxima.Compare(200, 2) & SphereMaxima.Compare(1000, 2) & SphereMaxima.Compare(50, 3) & SphereMaxima.Compare(200, 3);
}
