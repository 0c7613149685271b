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

    // Around caps the errors of the tables count.
    private const double Fine = 1e-2;

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

    private SmoothSupremum(SmoothProblem problem, DoubleInterval[] dual, double[] factors, Rational offset)
    {
        this.problem = problem;
        this.offset = DoubleInterval.FromRational(offset);
        (this.dual, this.factors) = (dual, factors);
        inputs = [.. problem.Inputs.Select(static x => x.Select(DoubleInterval.FromRational).ToArray())];
        lengths = Array.ConvertAll(inputs, static x => DoubleInterval.Sqrt(x.Aggregate(DoubleInterval.FromExact(0), static (sum, v) => sum + DoubleInterval.Power(v, 2))));
        model = problem.Feature.Model;
        samples = [.. problem.Inputs.Select(static x => x.Select(static v => v.ToDouble()).ToArray())];
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

    private long Budget => Math.Clamp(MostEvaluations / inputs.Length, 1000, MostBoxes);

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
        return new SmoothSupremum(problem, [.. dual.Select(DoubleInterval.FromRational)], [.. dual.Select(static q => q.ToDouble())], offset).Search(relative, Math.Max(floor, highest * (1 + relative)), [.. peaks.Take(MostCaps).Select(static p => p.Point)]);
    }

    /// <summary>
    /// Whether, for certain, the sum is below a level, and above minus the level where measures have signs, everywhere but at atoms: points at which it is the level times their sign, with a gradient that is a multiple of them.
    /// </summary>
    /// <param name="problem">The samples and φ.</param>
    /// <param name="dual">Enclosures of the qᵢ.</param>
    /// <param name="level">An enclosure of the level.</param>
    /// <param name="atoms">Enclosures of the points, and their signs.</param>
    /// <param name="turn">The sign of the sum at the opposite of an atom over that at the atom, where it has the same modulus there; else 0.</param>
    internal static bool IsBelow(SmoothProblem problem, Interval[] dual, Interval level, IReadOnlyList<(DoubleInterval[] Point, int Sign)> atoms, int turn)
    {
        var enclosed = Array.ConvertAll(dual, DoubleInterval.From);
        var middle = Array.ConvertAll(enclosed, Middle);
        var search = new SmoothSupremum(problem, enclosed, middle, Rational.Zero);
        var size = Math.Max(Math.Abs(problem.Feature.Range.LowerDouble), Math.Abs(problem.Feature.Range.UpperDouble));
        var spread = enclosed.Select((q, i) => Math.Max(q.UpperDouble - middle[i], middle[i] - q.LowerDouble) * size).Sum() * (1 + 1e-9);
        var least = level.LowerDouble - spread;
        var caps = new List<(double[] Point, double Radius)>();
        foreach (var (point, sign) in atoms)
        {
            var radius = search.Concave(point, sign, least);
            double[] centre = Array.ConvertAll(point, Middle);
            caps.Add((centre, radius));
            if (turn != 0)
            {
                caps.Add((Array.ConvertAll(centre, static v => -v), radius));
            }
        }

        return caps.TrueForAll(static c => c.Radius > 0) && search.IsBelow(least - (1e-12 * Math.Abs(least)), caps);
    }

    private bool IsBelow(double level, List<(double[] Point, double Radius)> caps)
    {
        var open = new Stack<SphereBox>(SphereBox.Faces(problem.Dimension));
        for (var budget = Budget; open.TryPop(out var box);)
        {
            if (caps.Exists(cap => box.Distance(cap.Point) + box.Radius <= cap.Radius))
            {
                continue;
            }

            budget--;
            if (Quickly(box).Upper < level || (box.Radius < Fine && Over(Normalised(Array.ConvertAll(box.Centre(), DoubleInterval.FromExact)), box.Radius + Unit).Upper < level))
            {
                continue;
            }

            if (budget <= 0 || box.Radius < 1e-9)
            {
                return false;
            }

            foreach (var half in box.Halves())
            {
                open.Push(half);
            }
        }

        return true;
    }

    // A distance from an atom within which the sum is below its value at the atom, and above minus a level where measures have signs; 0 where none is found.
    private double Concave(DoubleInterval[] atom, int sign, double level)
    {
        for (var radius = Widest; radius >= Narrowest && problem.Dimension > 1; radius /= 3)
        {
            var (value, slant, radial, bend) = Local(atom, radius);
            var (turn, size) = (DoubleInterval.FromExact(sign), DoubleInterval.FromExact(radius));
            var own = Tangential(Array.ConvertAll(bend, b => turn * b), atom, size) - (turn * radial);
            if (own.UpperDouble < 0 && (problem.IsNonnegative || ((-turn * value) + Rise(slant, Greatest(bend, -sign) + (turn * radial), size)).UpperDouble < level))
            {
                return (radius * (1 - 1e-6)) - 1e-7;
            }
        }

        return problem.Dimension > 1 ? 0 : 1;
    }

    // At least ⟨v, M v⟩/|v|² for v = t - c with a unit vector t within a distance r of c: v is -(|v|²/2)·c and a tangential rest.
    private static DoubleInterval Tangential(DoubleInterval[] lower, DoubleInterval[] centre, DoubleInterval radius)
    {
        var (d, zero) = (centre.Length, DoubleInterval.FromExact(0));
        var image = new DoubleInterval[d];
        var along = zero;
        for (var k = 0; k < d; k++)
        {
            for (var l = 0; l < d; l++)
            {
                image[k] += lower[(Math.Max(k, l) * d) + Math.Min(k, l)] * centre[l];
            }

            along += centre[k] * image[k];
        }

        var (across, size) = (zero, zero);
        for (var k = 0; k < d; k++)
        {
            across += DoubleInterval.Power(image[k] - (along * centre[k]), 2);
            size += DoubleInterval.Abs(lower[(k * d) + k]);
        }

        // P M P - size·ccᵀ, of which c is no greatest direction.
        var projected = new DoubleInterval[d * d];
        for (var k = 0; k < d; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                projected[(k * d) + l] = lower[(k * d) + l] - (image[k] * centre[l]) - (centre[k] * image[l]) + ((along - size) * centre[k] * centre[l]);
            }
        }

        var tangential = SymmetricBound.Sharp(projected, d);
        var square = DoubleInterval.Power(radius, 2) / DoubleInterval.FromExact(4);
        return DoubleInterval.Max(tangential, tangential * (DoubleInterval.FromExact(1) - square)) + (radius * DoubleInterval.Sqrt(across)) + (square * DoubleInterval.Max(along, zero));
    }

    private static DoubleInterval Greatest(DoubleInterval[] lower, int sign) => SymmetricBound.Sharp(sign > 0 ? lower : Array.ConvertAll(lower, static b => -b), (int)Math.Sqrt(lower.Length));

    private static double Middle(DoubleInterval enclosure) => (enclosure.LowerDouble / 2) + (enclosure.UpperDouble / 2);

    private Interval Search(double relative, double level, double[][] peaks)
    {
        var best = 0.0;
        var caps = Array.ConvertAll(peaks, p => (Point: p, Radius: Settled(p, level, ref best)));
        var open = new PriorityQueue<SphereBox, double>();
        var budget = Budget;
        foreach (var face in SphereBox.Faces(problem.Dimension))
        {
            Take(face);
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

        void Take(SphereBox box)
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
        var (value, slant, radial, bend) = Local(centre, distance);
        var radius = DoubleInterval.FromExact(distance);
        var high = (value + Rise(slant, Greatest(bend, 1) - radial, radius)).UpperDouble;
        var low = problem.IsNonnegative ? 0 : (-value + Rise(slant, Greatest(bend, -1) + radial, radius)).UpperDouble;
        return problem.IsNonnegative ? (high, Math.Max(0, value.LowerDouble)) : (Math.Max(high, low), Math.Max(0, Math.Max(value.LowerDouble, (-value).LowerDouble)));
    }

    // At a centre on the sphere the value, the square of the tangential gradient and the radial slope; and the lower triangle of the second derivatives within a distance, row-major.
    private (DoubleInterval Value, DoubleInterval Slant, DoubleInterval Radial, DoubleInterval[] Bend) Local(DoubleInterval[] centre, double distance)
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

        return (value, slant, radial, bend);
    }

    // The same of a box in doubles, with all errors added.
    private (double Upper, double Attained) Quickly(SphereBox box)
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
}
