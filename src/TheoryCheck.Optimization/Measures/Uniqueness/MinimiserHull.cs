using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>What is certain of every minimiser of c/2·|y − f|² + λ·|ν|, whether or not there is one only.</summary>
/// <remarks>
/// The objective is c-strongly convex in the outputs, so a measure within a gap g of the optimum has dual variables q = c(y − f) with
/// |q − q*| ≤ √(2cg), and all minimisers share q*, hence the certificate and |ν| = (P* − |q*|²/(2c))/λ. Their mass lies where the certificate is ±1. Away from the stars
/// of its peaks it is below 1, by a search over cones. On the star of a peak it is at most ⟨θ, g⟩ for a vector g close to λ times the peak, so that a point with
/// ⟨θ, g⟩ ≥ λ is near g/|g|; and a closed cell has at most one such point of each sign.
/// </remarks>
/// <param name="Dual">Enclosures of the dual variables that all minimisers share, shape (n).</param>
/// <param name="Variation">An enclosure of their total variation.</param>
/// <param name="Contacts">Points on which they live, with enclosed weights; default where the search did not end.</param>
[Cites("duval2015", "Proposition 3")]
public sealed record MinimiserHull(ImmutableArray<Interval> Dual, Interval Variation, ImmutableArray<EnclosedAtom> Contacts)
{
    private const int Precision = 128;
    private const int MostContacts = 200;

    /// <summary>The hull; null for other losses, with a norm bound or a finite dictionary, and without bounds.</summary>
    public static MinimiserHull? Of(MeasureProblem problem, MeasureSolution solution, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (problem is not { Loss: HalfSquaredLoss loss, NormBound: null, Directions: null, Penalty.Sign: > 0 } || solution.LowerBound is not { } low
            || PrimalBound.Of(problem, loss, solution.Atoms) is not { } high)
        {
            return null;
        }

        var zero = Interval.FromRational(0, Precision);
        var radius = Interval.Sqrt(zero.Literal(2 * loss.Scale * (high > low ? high - low : Rational.Zero)));
        var outputs = PrimalBound.Outputs(problem, solution.Atoms);
        var dual = outputs.Select((f, i) => zero.Literal(loss.Scale * (loss.Targets[i] - f)) + Interval.Hull(-radius, radius)).ToImmutableArray();
        var fit = dual.Aggregate(zero, (sum, q) => sum + Interval.Power(q, 2)) / zero.Literal(2 * loss.Scale);
        var variation = Interval.Max((Interval.FromBounds(low, high, Precision) - fit) / zero.Literal(problem.Penalty), zero);
        return new(dual, variation, ContactsOf(problem, loss, dual, variation, cancellation));
    }

    private static ImmutableArray<EnclosedAtom> ContactsOf(MeasureProblem problem, HalfSquaredLoss loss, ImmutableArray<Interval> dual, Interval variation, CancellationToken cancellation)
    {
        var feature = new SampledFeature(problem);
        var center = dual.Select(q => q.LowerDouble / 2 + q.UpperDouble / 2).ToArray();
        var starts = feature.Dimension <= 3 ? [] : Spheres.SpreadDirections.Of(feature.Dimension, 64);
        var penalty = problem.Penalty.ToDouble();
        var slack = dual.Select((q, i) => (q.UpperDouble - q.LowerDouble) * feature.Lengths[i]).Sum() * (Math.Abs(feature.Right) + Math.Abs(feature.Left));
        var peaks = Spheres.SphereMaximiser.For(feature.Dimension, feature.Inputs)
            .Peaks(feature.Potential(center), Math.Max(0, penalty * (1 - 1e-9) - slack), problem.IsNonnegative, starts)
            .Select(p => MovingAtom.At(feature, p.Direction, p.Sign, 1)).ToList();
        if (peaks.Count > MostContacts || !CertificateElsewhere.IsBelow(problem, feature, peaks, [.. dual], cancellation))
        {
            return default;
        }

        var points = new List<(MovingAtom Atom, ImmutableArray<Interval> Direction)>();
        foreach (var peak in peaks)
        {
            if (Around(problem, feature, peak, dual, center) is not { } direction)
            {
                return default;
            }

            points.Add((peak, direction));
        }

        return ContactWeights.Of(problem, loss, [.. points.Select(p => (p.Atom.Sign, p.Direction))], dual, variation);
    }

    /// <summary>A box around the points of the star at which the certificate may be 1; null where the kinks do not bend downward for sure.</summary>
    private static ImmutableArray<Interval>? Around(MeasureProblem problem, SampledFeature feature, MovingAtom peak, ImmutableArray<Interval> dual, double[] center)
    {
        var d = feature.Dimension;
        var zero = Interval.FromRational(0, Precision);
        var shares = KinkShares.Of(feature, peak, center, problem.Penalty.ToDouble()).ToDictionary(s => s.Input, s => s.Share);
        var vector = Enumerable.Repeat(zero, d).ToArray();
        for (var i = 0; i < feature.Count; i++)
        {
            var slope = peak.Sides[i] > 0 ? problem.Feature.Right : problem.Feature.Left;
            if (peak.Sides[i] == 0 && feature.Lengths[i] > 0)
            {
                // φ(z) = left·z + jump·max(z, 0), and max(z, 0) ≥ share·z for a share in [0, 1].
                if ((dual[i] * zero.Literal(problem.Feature.Jump * peak.Sign)).Upper.Sign > 0)
                {
                    return null;
                }

                var share = shares.TryGetValue(i, out var known) && double.IsFinite(known) ? Math.Clamp(known, 0, 1) : 0.5;
                slope = problem.Feature.Left + problem.Feature.Jump * Rational.FromExact(share);
            }

            for (var k = 0; k < d; k++)
            {
                vector[k] += dual[i] * zero.Literal(slope * problem.Inputs[i][k] * peak.Sign);
            }
        }

        // With u any unit vector and g = γ·u + e: λ ≤ ⟨θ, g⟩ ≤ γ·⟨θ, u⟩ + |e|, and |θ - u|² = 2 - 2⟨θ, u⟩.
        var middle = vector.Select(v => Rational.FromExact(v.LowerDouble / 2 + v.UpperDouble / 2)).ToArray();
        var length = Interval.Sqrt(middle.Aggregate(zero, (sum, m) => sum + zero.Literal(m * m)));
        if (length.CertainSign != 1)
        {
            return null;
        }

        var rest = Interval.Sqrt(vector.Select((v, k) => Interval.Power(v - zero.Literal(middle[k]), 2)).Aggregate(zero, (sum, v) => sum + v));
        var distance = Interval.Sqrt(Interval.Max(zero.Literal(2) - zero.Literal(2) * (zero.Literal(problem.Penalty) - rest) / length, zero));
        return [.. middle.Select(m => zero.Literal(m) / length + Interval.Hull(-distance, distance))];
    }
}
