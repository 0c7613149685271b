namespace TheoryCheck.Optimization.Spheres;

/// <summary>Bounds max{Σ μⱼ γⱼ : θ = Σ μⱼ vⱼ, μ ≥ 0, |θ| = 1} for unit vectors vⱼ of one orthant.</summary>
/// <remarks>
/// For any w the maximum is at most |w| + √d·maxⱼ(γⱼ − ⟨w, vⱼ⟩)⁺, because Σ μⱼ ≤ √d on unit vectors of one orthant. The w are found by
/// projecting on the faces of the cone; a bad w makes the bound larger, never wrong.
/// </remarks>
internal sealed class ConeProjection(int dimension)
{
    private readonly double[] gram = new double[dimension * dimension];
    private readonly double[] factor = new double[dimension * dimension];
    private readonly double[] solution = new double[dimension];
    private readonly int[] face = new int[dimension];
    private readonly double[] vector = new double[dimension];

    /// <summary>The unit vector on the cone that gave the last bound: the maximiser when the bound is tight.</summary>
    internal double[] Best { get; } = new double[dimension];

    /// <summary>An upper bound; not made smaller than needed once it is below the target.</summary>
    internal double Bound(double[] edges, double[] values, double target)
    {
        // First the crude bound: the largest value over the least length of a convex combination of the edges.
        var (largest, longest) = (0.0, 0.0);
        for (var j = 0; j < dimension; j++)
        {
            largest = Math.Max(largest, values[j]);
            gram[j * dimension + j] = 1;
            for (var l = 0; l < j; l++)
            {
                var product = RidgeSum.Dot(edges.AsSpan(j * dimension, dimension), edges.AsSpan(l * dimension, dimension));
                gram[j * dimension + l] = gram[l * dimension + j] = product;
                longest = Math.Max(longest, 2 - 2 * product);
            }
        }

        if (largest == 0)
        {
            return 0;
        }

        var squaredLength = Math.Max(1 - longest / 2 * (1 - 1.0 / dimension), 1.0 / dimension);
        var crude = largest / Math.Sqrt(squaredLength) * (1 + 1e-15);
        if (crude <= target)
        {
            return crude;
        }

        var size = dimension;
        for (var j = 0; j < dimension; j++)
        {
            face[j] = j;
        }

        while (size > 0)
        {
            Solve(values, size);
            var (worst, least) = (-1, 0.0);
            for (var a = 0; a < size; a++)
            {
                if (solution[a] < least)
                {
                    (worst, least) = (a, solution[a]);
                }
            }

            if (size == dimension || worst < 0)
            {
                crude = Math.Min(crude, OfFace(edges, values, size));
                if (crude <= target)
                {
                    return crude;
                }
            }

            if (worst < 0)
            {
                return crude;
            }

            size--;
            face[worst] = face[size];
        }

        return crude;
    }

    /// <summary>Solves the Gram system of the face by Cholesky factorisation.</summary>
    private void Solve(double[] values, int size)
    {
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = gram[face[a] * dimension + face[b]];
                for (var k = 0; k < b; k++)
                {
                    sum -= factor[a * dimension + k] * factor[b * dimension + k];
                }

                factor[a * dimension + b] = a == b ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / factor[b * dimension + b];
            }

            var right = values[face[a]];
            for (var k = 0; k < a; k++)
            {
                right -= factor[a * dimension + k] * solution[k];
            }

            solution[a] = right / factor[a * dimension + a];
        }

        for (var a = size - 1; a >= 0; a--)
        {
            for (var b = a + 1; b < size; b++)
            {
                solution[a] -= factor[b * dimension + a] * solution[b];
            }

            solution[a] /= factor[a * dimension + a];
        }
    }

    private double OfFace(double[] edges, double[] values, int size)
    {
        Array.Clear(vector);
        for (var a = 0; a < size; a++)
        {
            for (var k = 0; k < dimension; k++)
            {
                vector[k] += solution[a] * edges[face[a] * dimension + k];
            }
        }

        var excess = 0.0;
        for (var j = 0; j < dimension; j++)
        {
            excess = Math.Max(excess, values[j] - RidgeSum.Dot(vector, edges.AsSpan(j * dimension, dimension)));
        }

        var norm = RidgeSum.Norm(vector);
        for (var k = 0; k < dimension; k++)
        {
            Best[k] = vector[k] / norm;
        }

        var bound = (norm + Math.Sqrt(dimension) * excess) * (1 + 1e-15);
        return double.IsNaN(bound) ? double.PositiveInfinity : bound;
    }
}
