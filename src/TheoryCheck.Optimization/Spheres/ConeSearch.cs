using System.Runtime.InteropServices;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.Spheres;

/// <summary>What a search over cones found.</summary>
/// <param name="Upper">A number certainly at least the supremum over the points that are not covered, and at least 0.</param>
/// <param name="Best">The largest value met, in doubles; 0 if none was positive.</param>
/// <param name="Argument">A unit vector with that value; null if none was positive.</param>
/// <param name="Cones">The number of cones looked at.</param>
/// <param name="IsComplete">Whether the search ended by itself: then Upper is within the tolerance of the larger of Best and the floor.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConeSearchResult(double Upper, double Best, double[]? Argument, long Cones, bool IsComplete);

/// <summary>A cell or the star of a face on which the supremum is known otherwise, and which a search may leave out.</summary>
/// <param name="Pattern">For each input 1 (active), -1 (inactive) or 0 (either).</param>
public sealed record CoveredStar(sbyte[] Pattern);

/// <summary>
/// The supremum of max(f, 0) over the unit sphere for a ridge sum f, from both sides, by branch and bound on simplicial cones. It
/// starts with the 2^d orthants. On a cone the summands with a sign are linear; of the others, one that bends upward is bounded by its
/// values at the edges of the cone, one that bends downward by a linear minorant of the kink; what results is ⟨w, θ⟩ with the
/// maximum |Projection of w on the cone|. A cone is cut where a kink crosses it or through its longest edge.
/// </summary>
/// <remarks>
/// <i>Accuracy:</i> Upper encloses for the function given: every bound is valid for any numbers the floating-point solves return, and the
/// rounding of products, of cuts and of sums is covered by margins. A cut moves a cone's edge by less than 8 units of rounding, so that points next to it may belong to no cone; such a point is √d times that
/// from one that does, between them f changes by at most that times the steepness of f on the cone that is cut, |gradient| + Σ|cᵢ||xᵢ| over the summands without a sign, and by as much again since the point
/// that does is not a unit vector: 16√d·2⁻⁵² times the steepness for each cut that led to a cone. Away from where f is steep, so near a maximum that is far below Σ|cᵢ||xᵢ|, that is little. The sums at the edges of a cone, whose combinations on the
/// sphere have coefficients that sum to at most √d, take √d(open + 2d)·2⁻⁵² times the steepness; the n additions in a gradient, of half a unit each, products beside 0 and the projection take (n + 32d + 64)·2⁻⁵²·(|b| + Σ|cᵢ||xᵢ|).
/// <i>Cost:</i> grows with the number of cells on which f is near its supremum; a budget of cones bounds it.
/// </remarks>
[Cites("horsttuy1996", "section IV.3, conical partitions")]
public sealed class ConeSearch
{
    private const int MaximalDepth = 400;
    private readonly RidgeSum function;
    private readonly int dimension;
    private readonly double tolerance;
    private readonly double floor;
    private readonly long budget;
    private readonly bool stopsAbove;
    private readonly IReadOnlyList<CoveredStar> covered;
    private readonly Level?[] levels = new Level?[MaximalDepth + 1];
    private readonly double[] lengths;
    private readonly double[] steepness;
    private readonly double[] gamma;
    private readonly ConeProjection projection;
    private readonly CancellationToken cancellation;
    private double best;
    private double[]? argument;
    private double upper;
    private long cones;
    private bool isComplete = true;
    private bool isStopped;

    private ConeSearch(
        RidgeSum function, double relative, double floor, double known, long budget, bool stopsAbove, IReadOnlyList<CoveredStar> covered, CancellationToken cancellation)
    {
        this.function = function;
        this.floor = floor;
        this.budget = budget;
        this.stopsAbove = stopsAbove;
        this.covered = covered;
        this.cancellation = cancellation;
        dimension = function.Dimension;
        tolerance = relative;
        best = known;
        gamma = new double[dimension];
        projection = new(dimension);
        lengths = new double[function.Count];
        steepness = new double[function.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = RidgeSum.Norm(function.Input(i));
            steepness[i] = Math.Abs(function.Factors[i]) * lengths[i];
        }
    }

    /// <summary>Encloses the supremum of max(f, 0).</summary>
    /// <param name="function">f.</param>
    /// <param name="relative">The relative tolerance, positive: cones whose bound is below (1 + relative)·max(best, floor) are closed.</param>
    /// <param name="floor">A level below which the supremum need not be resolved, at least 0.</param>
    /// <param name="known">A value known to be met, from elsewhere; 0 if none.</param>
    /// <param name="budget">The number of cones after which the rest is closed with the bounds it has.</param>
    /// <param name="stopsAbove">Whether to stop at the first point above (1 + relative)·floor; Upper is then no bound but +∞.</param>
    /// <param name="covered">Stars that may be left out.</param>
    /// <param name="cancellation">Closes the rest.</param>
    public static ConeSearchResult Supremum(
        RidgeSum function,
        double relative,
        double floor = 0,
        double known = 0,
        long budget = 10_000_000,
        bool stopsAbove = false,
        IReadOnlyList<CoveredStar>? covered = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        var search = new ConeSearch(function, relative, floor, known, budget, stopsAbove, covered ?? [], cancellation);
        return search.Run();
    }

    private ConeSearchResult Run()
    {
        for (var orthant = 0; orthant < 1 << dimension && !isStopped; orthant++)
        {
            var root = At(0);
            Array.Clear(root.Edges);
            for (var k = 0; k < dimension; k++)
            {
                root.Edges[k * dimension + k] = (orthant >> k & 1) == 0 ? 1 : -1;
            }

            function.Linear.CopyTo(root.Gradient);
            root.Open = function.Count;
            for (var i = 0; i < function.Count; i++)
            {
                root.Inputs[i] = i;
                for (var k = 0; k < dimension; k++)
                {
                    root.Products[i * dimension + k] = function.Input(i)[k] * root.Edges[k * dimension + k];
                }
            }

            Settle(root);
            for (var k = 0; k < dimension; k++)
            {
                Meet(root, k);
            }

            Visit(0);
        }

        var margin = (function.Count + 32 * dimension + 64) * Math.ScaleB(function.Lipschitz, -52);
        var bound = isStopped || !double.IsFinite(function.Lipschitz) ? double.PositiveInfinity : Math.Max(upper, best) + margin;
        return new(Math.BitIncrement(bound), best, argument, cones, isComplete && !isStopped);
    }

    /// <summary>Bounds the cone at a depth, and closes or cuts it.</summary>
    private void Visit(int depth)
    {
        cones++;
        var cone = levels[depth]!;
        if (IsCovered(cone))
        {
            return;
        }

        var bound = Bound(cone);
        var target = Math.Max(best, floor) * (1 + tolerance);
        if (bound <= target)
        {
            Close(cone, bound);
            return;
        }

        if (cone.Open == 0)
        {
            // Linear on the cone: the projection is where the maximum is, if the cone was not too narrow to find it at once.
            var value = function.At(projection.Best);
            if (value > best)
            {
                Improve(value, projection.Best);
            }

            if (bound <= Math.Max(best, floor) * (1 + tolerance))
            {
                Close(cone, bound);
                return;
            }
        }

        if (cones >= budget || depth == MaximalDepth || double.IsNaN(bound) || (cones & 1023) == 0 && cancellation.IsCancellationRequested)
        {
            Close(cone, bound);
            isComplete = false;
            return;
        }

        var (first, second, share) = Cut(cone);
        for (var side = 0; side < 2 && !isStopped; side++)
        {
            Split(cone, At(depth + 1), side == 0 ? first : second, first, second, share, isNew: side == 0);
            Visit(depth + 1);
        }
    }

    /// <summary>Notes the bound of a cone, with what rounding on the way to it and at its edges may have taken away.</summary>
    private void Close(Level cone, double bound)
    {
        var above = bound + cone.Drift + Math.Sqrt(dimension) * (cone.Open + 2 * dimension) * Math.ScaleB(cone.Steepness, -52);
        upper = Math.Max(upper, double.IsNaN(above) ? double.PositiveInfinity : above);
    }

    /// <summary>An upper bound of max(f, 0) on the cone, without the margins.</summary>
    private double Bound(Level cone)
    {
        for (var j = 0; j < dimension; j++)
        {
            gamma[j] = RidgeSum.Dot(cone.Gradient, cone.Edges.AsSpan(j * dimension, dimension));
        }

        cone.Kink = -1;
        cone.Slack = 0;
        cone.Steepness = RidgeSum.Norm(cone.Gradient);
        var largest = 0.0;
        for (var u = 0; u < cone.Open; u++)
        {
            var products = cone.Products.AsSpan(u * dimension, dimension);
            var (positive, negative, high, low) = (0.0, 0.0, 0.0, 0.0);
            for (var j = 0; j < products.Length; j++)
            {
                var z = products[j];
                if (z > 0)
                {
                    positive += z;
                    high = Math.Max(high, z);
                }
                else
                {
                    negative -= z;
                    low = Math.Max(low, -z);
                }
            }

            cone.Steepness += steepness[cone.Inputs[u]];
            var c = function.Factors[cone.Inputs[u]];
            if (c > 0)
            {
                for (var j = 0; j < products.Length; j++)
                {
                    gamma[j] += c * Math.Max(0, products[j]);
                }
            }
            else
            {
                var slope = c * (positive / (positive + negative));
                for (var j = 0; j < products.Length; j++)
                {
                    gamma[j] += slope * products[j];
                }
            }

            var slack = Math.Abs(c) * (high * low / (high + low));
            cone.Slack += slack;
            if (slack > largest)
            {
                (largest, cone.Kink) = (slack, u);
            }
        }

        cone.KinkSlack = largest;
        return projection.Bound(cone.Edges, gamma, Math.Max(best, floor) * (1 + tolerance));
    }

    /// <summary>The edge to cut, as two edges of the cone and the share of the second: at the kink that matters most, or the longest.</summary>
    private (int First, int Second, double Share) Cut(Level cone)
    {
        if (cone.Kink >= 0 && (cone.Open <= dimension || cone.KinkSlack >= 0.3 * cone.Slack))
        {
            var products = cone.Products.AsSpan(cone.Kink * dimension, dimension);
            var (high, low) = (0, 0);
            for (var j = 1; j < dimension; j++)
            {
                high = products[j] > products[high] ? j : high;
                low = products[j] < products[low] ? j : low;
            }

            return (high, low, products[high] / (products[high] - products[low]));
        }

        var (first, second, longest) = (0, dimension - 1, -1.0);
        for (var j = 0; j < dimension; j++)
        {
            for (var l = j + 1; l < dimension; l++)
            {
                var square = 0.0;
                for (var k = 0; k < dimension; k++)
                {
                    var difference = cone.Edges[j * dimension + k] - cone.Edges[l * dimension + k];
                    square += difference * difference;
                }

                if (square > longest)
                {
                    (first, second, longest) = (j, l, square);
                }
            }
        }

        return (first, second, 0.5);
    }

    /// <summary>Fills the child in which the edge <paramref name="replaced"/> is moved to the cut.</summary>
    private void Split(Level parent, Level child, int replaced, int first, int second, double share, bool isNew)
    {
        parent.Edges.CopyTo(child.Edges, 0);
        parent.Gradient.CopyTo(child.Gradient, 0);
        var edge = child.Edges.AsSpan(replaced * dimension, dimension);
        var norm = 0.0;
        for (var k = 0; k < dimension; k++)
        {
            edge[k] = (1 - share) * parent.Edges[first * dimension + k] + share * parent.Edges[second * dimension + k];
            norm += edge[k] * edge[k];
        }

        norm = Math.Sqrt(norm);
        for (var k = 0; k < dimension; k++)
        {
            edge[k] /= norm;
        }

        child.Drift = parent.Drift + 16 * Math.Sqrt(dimension) * Math.ScaleB(parent.Steepness, -52);
        child.Open = parent.Open;
        for (var u = 0; u < parent.Open; u++)
        {
            var input = child.Inputs[u] = parent.Inputs[u];
            parent.Products.AsSpan(u * dimension, dimension).CopyTo(child.Products.AsSpan(u * dimension));
            child.Products[u * dimension + replaced] = RidgeSum.Dot(function.Input(input), edge);
        }

        if (covered.Count > 0)
        {
            parent.States.CopyTo(child.States, 0);
        }

        Settle(child);
        if (isNew)
        {
            Meet(child, replaced);
        }
    }

    /// <summary>Moves the summands that have a sign on the cone out of the open ones.</summary>
    private void Settle(Level cone)
    {
        var kept = 0;
        for (var u = 0; u < cone.Open; u++)
        {
            var input = cone.Inputs[u];
            var zero = Math.ScaleB(lengths[input] * dimension, -51);
            var products = cone.Products.AsSpan(u * dimension, dimension);
            var (high, low) = (double.NegativeInfinity, double.PositiveInfinity);
            foreach (var z in products)
            {
                high = Math.Max(high, z);
                low = Math.Min(low, z);
            }

            if (high <= zero || function.Factors[input] == 0)
            {
                cone.States[input] = (sbyte)(high <= zero ? -1 : low >= -zero ? 1 : 0);
                continue;
            }

            if (low >= -zero)
            {
                cone.States[input] = 1;
                var x = function.Input(input);
                for (var k = 0; k < dimension; k++)
                {
                    cone.Gradient[k] += function.Factors[input] * x[k];
                }

                continue;
            }

            cone.States[input] = 0;
            cone.Inputs[kept] = input;
            products.CopyTo(cone.Products.AsSpan(kept * dimension));
            kept++;
        }

        cone.Open = kept;
    }

    /// <summary>Evaluates f at an edge of the cone.</summary>
    private void Meet(Level cone, int place)
    {
        // With stars left out an edge may belong to one of them, although the cone does not.
        if (covered.Count > 0)
        {
            return;
        }

        var edge = cone.Edges.AsSpan(place * dimension, dimension);
        var value = RidgeSum.Dot(cone.Gradient, edge);
        for (var u = 0; u < cone.Open; u++)
        {
            value += function.Factors[cone.Inputs[u]] * Math.Max(0, cone.Products[u * dimension + place]);
        }

        if (value > best)
        {
            Improve(value, edge);
        }
    }

    private void Improve(double value, ReadOnlySpan<double> point)
    {
        best = value;
        argument = point.ToArray();
        isStopped = stopsAbove && value > floor * (1 + tolerance);
    }

    private bool IsCovered(Level cone)
    {
        foreach (var star in covered)
        {
            var fits = true;
            for (var i = 0; i < star.Pattern.Length && fits; i++)
            {
                fits = star.Pattern[i] == 0 || star.Pattern[i] == cone.States[i];
            }

            if (fits)
            {
                return true;
            }
        }

        return false;
    }

    private Level At(int depth) => levels[depth] ??= new(dimension, function.Count);

    /// <summary>The buffers of a cone at one depth of the search.</summary>
    private sealed class Level(int dimension, int count)
    {
        /// <summary>Unit vectors, one a row.</summary>
        internal double[] Edges { get; } = new double[dimension * dimension];

        /// <summary>The gradient of the summands that are linear on the cone.</summary>
        internal double[] Gradient { get; } = new double[dimension];

        /// <summary>The summands without a sign, the first <see cref="Open"/> entries.</summary>
        internal int[] Inputs { get; } = new int[count];

        /// <summary>Their products with the edges.</summary>
        internal double[] Products { get; } = new double[count * dimension];

        /// <summary>1, -1 or 0 (open) for each input.</summary>
        internal sbyte[] States { get; } = new sbyte[count];

        internal int Open { get; set; }

        internal int Kink { get; set; }

        internal double KinkSlack { get; set; }

        internal double Slack { get; set; }

        /// <summary>What f changes by on the cone for a step of length 1, at most.</summary>
        internal double Steepness { get; set; }

        /// <summary>What the cuts on the way to the cone may have lost.</summary>
        internal double Drift { get; set; }
    }
}
