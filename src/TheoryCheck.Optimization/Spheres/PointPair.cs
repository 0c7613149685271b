namespace TheoryCheck.Optimization.Spheres;

/// <summary>The sphere of the line: the points 1 and -1.</summary>
internal sealed class PointPair : SphereMaximiser
{
    /// <inheritdoc/>
    protected override void Collect(RidgeSum function, double cutoff, bool onlyPositive, IReadOnlyList<double[]> starts, List<Peak> found)
    {
        foreach (var point in new[] { 1.0, -1.0 })
        {
            Offer(function, [point], 1, cutoff, found);
            if (!onlyPositive)
            {
                Offer(function, [point], -1, cutoff, found);
            }
        }
    }
}
