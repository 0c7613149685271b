using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>The points of the sphere in the directions of a box on a face of the cube [-1, 1]^d.</summary>
internal sealed class SphereBox(int axis, int side, double[] middle, double[] widths)
{
    private const double DistanceRounding = 1e-7;

    /// <summary>At least the distance of any of them from the one at the middle.</summary>
    public double Radius { get; } = Math.BitIncrement(Math.BitIncrement(Math.Sqrt(widths.Sum(static w => w * w)) * (1 + 1e-12)));

    /// <summary>Boxes that hold all points of the sphere.</summary>
    public static IEnumerable<SphereBox> Faces(int dimension) => Enumerable.Range(0, dimension)
        .SelectMany(axis => new[] { 1, -1 }.Select(side => new SphereBox(axis, side, new double[dimension - 1], [.. Enumerable.Repeat(1.0, dimension - 1)])));

    /// <summary>The point at the middle, to rounding.</summary>
    public double[] Centre()
    {
        double[] point = [.. middle[..axis], side, .. middle[axis..]];
        var norm = RidgeSum.Norm(point);
        return Array.ConvertAll(point, v => v / norm);
    }

    /// <summary>How far a point of the sphere is from the one at the middle, to rounding.</summary>
    public double Distance(double[] point)
    {
        var (product, square, place) = (side * point[axis], 1.0, 0);
        for (var k = 0; k < point.Length; k++)
        {
            if (k != axis)
            {
                product += middle[place] * point[k];
                square += middle[place] * middle[place];
                place++;
            }
        }

        return Math.Sqrt(Math.Max(0, 2 - (2 * product / Math.Sqrt(square)))) + DistanceRounding;
    }

    /// <summary>Its halves along the longest edge; edges and middles are dyadic, so that nothing rounds.</summary>
    public IEnumerable<SphereBox> Halves()
    {
        var edge = Array.IndexOf(widths, widths.Max());
        foreach (var step in new[] { -1, 1 })
        {
            var (place, size) = ((double[])middle.Clone(), (double[])widths.Clone());
            size[edge] /= 2;
            place[edge] += step * size[edge];
            yield return new(axis, side, place, size);
        }
    }
}
