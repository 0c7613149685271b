using TheoryCheck.Core;
using TheoryCheck.Optimization.Spheres;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// An enclosure of sup |c + Σᵢ qᵢ φ(⟨t, xᵢ⟩)| over the sphere (of max(0, sup ...) for nonnegative measures), by branch and bound over boxes on the faces of a cube, seen from its centre.
/// </summary>
/// <remarks>
/// All points of a box are within r of its centre c, because to divide by a norm that is at least 1 moves no two points apart. There, with g = Σ qᵢ φ'(⟨c, xᵢ⟩) xᵢ and
/// Λ at least the greatest eigenvalue of Σ qᵢ φ'' xᵢxᵢᵀ, h(t) ≤ h(c) + |g - ⟨g, c⟩c|·r + max(0, Λ - ⟨g, c⟩)·r²/2, as ⟨t - c, c⟩ = -|t - c|²/2. Where Λ - ⟨g, c⟩ = -κ &lt; 0 the rise is at most |g - ⟨g, c⟩c|²/(2κ), so that the surroundings of a peak are settled by the
/// peak. <i>Accuracy:</i> encloses.
/// </remarks>
internal sealed class SmoothSupremum
{
    private const long MostEvaluations = 40_000_000;
    private const long MostBoxes = 500_000;
    private const int MostCaps = 64;
    private const double Widest = 1;
    private const double Narrowest = 1e-5;
    private const double DistanceRounding = 1e-7;

    private readonly SmoothProblem problem;
    private readonly DoubleInterval[] dual;
    private readonly DoubleInterval[][] inputs;
    private readonly DoubleInterval[] lengths;
    private readonly SmoothModel model;
    private readonly double[] factors;
    private readonly double[][] samples;
    private readonly double[] sizes;
    private readonly DoubleInterval offset;
    private readonly double valueError;
    private readonly double slopeError;

    private SmoothSupremum(SmoothProblem problem, Sequence<Rational> dual, Rational offset)
    {
        this.problem = problem;
        this.offset = DoubleInterval.FromRational(offset);
        this.dual = [.. dual.Select(DoubleInterval.FromRational)];
        inputs = [.. problem.Inputs.Select(static x => x.Select(DoubleInterval.FromRational).ToArray())];
        lengths = Array.ConvertAll(inputs, static x => DoubleInterval.Sqrt(x.Aggregate(DoubleInterval.FromExact(0), static (sum, v) => sum + DoubleInterval.Power(v, 2))));
        model = problem.Feature.Model;
        (factors, samples) = ([.. dual.Select(static q => q.ToDouble())], [.. problem.Inputs.Select(static x => x.Select(static v => v.ToDouble()).ToArray())]);
        sizes = Array.ConvertAll(lengths, static l => l.UpperDouble);
        valueError = (this.offset.UpperDouble - this.offset.LowerDouble) + (Unit * Math.Abs(this.offset.UpperDouble));
        for (var i = 0; i < sizes.Length; i++)
        {
            // Products with a centre are off by less than Unit·|x|, and sums by less than Unit times the sum of the moduli of their terms.
            var (shift, size) = (Unit * sizes[i], Math.Abs(factors[i]) * (1 + Unit));
            valueError += size * ((model.SteepestSlope * shift) + (Unit * Math.Abs(model.At(0).Value)) + (Unit * model.SteepestSlope * sizes[i]));
            slopeError += size * sizes[i] * ((model.StrongestBend * shift) + (Unit * model.SteepestSlope));
        }
    }

    // At least every relative error of sums of n + d terms in doubles.
    private double Unit => Math.ScaleB(samples.Length + (4 * problem.Dimension) + 16, -50);

    /// <summary>The enclosure.</summary>
    /// <param name="problem">The samples and φ.</param>
    /// <param name="dual">The qᵢ.</param>
    /// <param name="relative">The tolerance.</param>
    /// <param name="floor">A level below which the supremum need not be resolved.</param>
    /// <param name="peaks">Where it is thought to be attained, the highest first, without the offset.</param>
    /// <param name="offset">What is added to the sum.</param>
    internal static Interval Of(SmoothProblem problem, Sequence<Rational> dual, double relative, double floor, IReadOnlyList<(double[] Point, int Sign, double Value)> peaks, Rational offset = default)
    {
        var highest = peaks.Count > 0 ? peaks[0].Value + offset.ToDouble() : 0;
        return new SmoothSupremum(problem, dual, offset).Search(relative, Math.Max(floor, highest * (1 + relative)), [.. peaks.Take(MostCaps).Select(static p => p.Point)]);
    }

    private Interval Search(double relative, double level, double[][] peaks)
    {
        var best = 0.0;
        var caps = Array.ConvertAll(peaks, p => (Point: p, Radius: Settled(p, level, ref best)));
        var open = new PriorityQueue<Box, double>();
        var budget = Math.Clamp(MostEvaluations / inputs.Length, 1000, MostBoxes);
        for (var axis = 0; axis < problem.Dimension; axis++)
        {
            foreach (var side in new[] { 1, -1 })
            {
                Take(new Box(axis, side, new double[problem.Dimension - 1], Enumerable.Repeat(1.0, problem.Dimension - 1).ToArray()));
            }
        }

        while (open.TryDequeue(out var box, out var bound))
        {
            if (-bound <= level)
            {
                break;
            }

            if (budget <= 0 || box.Radius < 1e-13)
            {
                level = -bound;
                break;
            }

            foreach (var half in box.Halves())
            {
                Take(half);
            }
        }

        return double.IsFinite(level) ? Interval.FromBounds(Rational.FromExact(Math.Min(best, level)), Rational.FromExact(level)) : Interval.AtLeast(0);

        void Take(Box box)
        {
            if (Array.Exists(caps, cap => box.Distance(cap.Point) + box.Radius <= cap.Radius))
            {
                return;
            }

            budget--;
            var (upper, attained) = Quickly(box);
            best = Math.Max(best, attained);
            level = Math.Max(level, attained * (1 + relative));
            if (!(upper <= level))
            {
                open.Enqueue(box, double.IsNaN(upper) ? double.NegativeInfinity : -upper);
            }
        }
    }

    // A distance from a point within which nothing is above a level; 0 where none is found.
    private double Settled(double[] point, double level, ref double best)
    {
        var centre = Normalised(Array.ConvertAll(point, DoubleInterval.FromExact));
        for (var radius = Widest; radius >= Narrowest; radius /= 3)
        {
            var (upper, attained) = Over(centre, radius);
            best = Math.Max(best, attained);
            if (upper <= level)
            {
                return radius;
            }
        }

        return 0;
    }

    private static DoubleInterval[] Normalised(DoubleInterval[] vector)
    {
        var norm = DoubleInterval.Sqrt(vector.Aggregate(DoubleInterval.FromExact(0), static (sum, v) => sum + DoubleInterval.Power(v, 2)));
        return Array.ConvertAll(vector, v => v / norm);
    }

    // A bound over all points of the sphere within a distance of a centre on it, and what is certainly attained there.
    private (double Upper, double Attained) Over(DoubleInterval[] centre, double distance)
    {
        var zero = DoubleInterval.FromExact(0);
        var radius = DoubleInterval.FromExact(distance);
        var value = offset;
        var gradient = new DoubleInterval[centre.Length];
        var bend = new DoubleInterval[centre.Length * centre.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var product = zero;
            for (var k = 0; k < centre.Length; k++)
            {
                product += centre[k] * inputs[i][k];
            }

            var (at, slope) = problem.Feature.At(product);
            value += dual[i] * at;
            for (var k = 0; k < centre.Length; k++)
            {
                gradient[k] += dual[i] * slope * inputs[i][k];
            }

            var reach = radius * lengths[i];
            var curvature = dual[i] * problem.Feature.Bend((product - reach).LowerDouble, (product + reach).UpperDouble);
            for (var k = 0; k < centre.Length; k++)
            {
                for (var l = 0; l <= k; l++)
                {
                    bend[(k * centre.Length) + l] += curvature * inputs[i][k] * inputs[i][l];
                }
            }
        }

        var radial = zero;
        for (var k = 0; k < centre.Length; k++)
        {
            radial += gradient[k] * centre[k];
        }

        var slant = zero;
        for (var k = 0; k < centre.Length; k++)
        {
            slant += DoubleInterval.Power(gradient[k] - radial * centre[k], 2);
        }

        var high = (value + Rise(slant, SymmetricBound.Sharp(bend, centre.Length) - radial, radius)).UpperDouble;
        var low = problem.IsNonnegative ? 0 : (-value + Rise(slant, SymmetricBound.Sharp(Array.ConvertAll(bend, static b => -b), centre.Length) + radial, radius)).UpperDouble;
        return problem.IsNonnegative ? (high, Math.Max(0, value.LowerDouble)) : (Math.Max(high, low), Math.Max(0, Math.Max(value.LowerDouble, (-value).LowerDouble)));
    }

    // The same of a box in doubles, with all errors added.
    private (double Upper, double Attained) Quickly(Box box)
    {
        var d = problem.Dimension;
        var centre = box.Centre();
        var radius = box.Radius + Unit;
        var (value, loose, valueOff, slopeOff) = (offset.UpperDouble, 0.0, valueError, slopeError);
        var (gradient, bend) = (new double[d], new double[d * d]);
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, product) = (samples[i], 0.0);
            for (var k = 0; k < d; k++)
            {
                product += centre[k] * x[k];
            }

            var (at, slope, _, off, slant) = model.At(product);
            value += factors[i] * at;
            valueOff += Math.Abs(factors[i]) * (1 + Unit) * off;
            slopeOff += Math.Abs(factors[i]) * (1 + Unit) * sizes[i] * slant;
            var reach = (radius + Unit) * sizes[i];
            var (middle, around) = model.Over(product - reach, product + reach);
            loose += Math.Abs(factors[i]) * sizes[i] * sizes[i] * (around + (Unit * Math.Abs(middle)));
            for (var k = 0; k < d; k++)
            {
                gradient[k] += factors[i] * slope * x[k];
                for (var l = 0; l <= k; l++)
                {
                    bend[(k * d) + l] += factors[i] * middle * x[k] * x[l];
                }
            }
        }

        var radial = RidgeSum.Dot(gradient, centre);
        var steep = slopeOff;
        var squares = 0.0;
        for (var k = 0; k < d; k++)
        {
            var part = gradient[k] - (radial * centre[k]);
            squares += part * part;
        }

        steep += Math.Sqrt(squares) + (Unit * RidgeSum.Norm(gradient));
        var (mean, spread) = SymmetricBound.Spectrum(bend, d);
        spread += loose + slopeOff + (Unit * (Math.Abs(mean) + spread + RidgeSum.Norm(gradient)));
        var high = value + Rise(steep, mean + spread - radial, radius);
        var low = -value + Rise(steep, spread - mean + radial, radius);
        var sure = (problem.IsNonnegative ? value : Math.Abs(value)) - (2 * valueOff);
        return ((problem.IsNonnegative ? high : Math.Max(high, low)) + (2 * valueOff) + (Unit * Math.Abs(value)), Math.Max(0, sure));

        double Rise(double slope, double curve, double within) => (1 + Unit) * (curve < 0 && slope < -curve * within ? slope * slope / (-2 * curve) : (slope * within) + (Math.Max(0, curve) * within * within / 2));
    }

    // At least sup over s in [0, r] of √slant·s + bend·s²/2.
    private static DoubleInterval Rise(DoubleInterval slant, DoubleInterval bend, DoubleInterval radius)
    {
        var (zero, two) = (DoubleInterval.FromExact(0), DoubleInterval.FromExact(2));
        var rise = (DoubleInterval.Sqrt(slant) * radius) + (DoubleInterval.Max(bend, zero) * DoubleInterval.Power(radius, 2) / two);
        return bend.UpperDouble < 0 ? DoubleInterval.Min(rise, slant / (-two * bend)) : rise;
    }

    /// <summary>The points of the sphere in the directions of a box on a face of the cube [-1, 1]^d.</summary>
    private sealed class Box(int axis, int side, double[] middle, double[] widths)
    {
        /// <summary>At least the distance of any of them from the one at the middle.</summary>
        public double Radius { get; } = Math.BitIncrement(Math.BitIncrement(Math.Sqrt(widths.Sum(static w => w * w)) * (1 + 1e-12)));

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
        public IEnumerable<Box> Halves()
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
}
