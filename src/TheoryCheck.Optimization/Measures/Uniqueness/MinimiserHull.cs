using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>What is certain of every minimiser of a smooth loss with a factor of |ν| or a bound on it, whether or not there is one only.</summary>
/// <remarks>
/// Where ℓᵢ'' ≤ Lᵢ the dual value is 1/Lᵢ-strongly concave in qᵢ, so that dual variables q whose value is within a gap g of the optimum have Σᵢ (qᵢ − qᵢ*)²/(2Lᵢ) ≤ g, and all minimisers
/// share q* and the outputs at which it is minus the slope. Their mass lies where the certificate Σᵢ qᵢ* φ(⟨θ, xᵢ⟩) is ± its level: the penalty λ, or under a bound |ν| ≤ B its supremum m, if that is above λ, and
/// then |ν| = B; without a bound λ·|ν| is the least value less the loss. If m &lt; λ they are 0. Away from the stars
/// of its peaks the certificate is below the level, by a search over cones. On the star of a peak it is at most ⟨θ, g⟩ for a vector g close to the level times the peak, so that a point with
/// ⟨θ, g⟩ at least the level is near g/|g|; and a closed cell has at most one such point of each sign.
/// </remarks>
/// <param name="Dual">Enclosures of the dual variables that all minimisers share, shape (n).</param>
/// <param name="Variation">An enclosure of their total variation.</param>
/// <param name="Level">An enclosure of the value of the certificate on their supports.</param>
/// <param name="Contacts">Points on which they live, with enclosed weights; default where the search did not end.</param>
[Cites("duval2015", "Proposition 3")]
public sealed record MinimiserHull(ImmutableArray<Interval> Dual, Interval Variation, Interval Level, ImmutableArray<EnclosedAtom> Contacts)
{
    private const int Precision = 128;
    private const int MostContacts = 200;

    /// <summary>The hull; null for losses with corners, over a finite dictionary, and without bounds.</summary>
    public static MinimiserHull? Of(MeasureProblem problem, MeasureSolution solution, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        if (problem is not { Loss: SeparableLoss { IsSmooth: true } loss, Directions: null } || (problem.NormBound is null && problem.Penalty.Sign <= 0) || solution.LowerBound is not { } low
            || PrimalBound.Of(problem, loss, solution.Atoms) is not { } high)
        {
            return null;
        }

        var zero = Interval.FromRational(0, Precision);
        var dual = SharedDual(loss, solution.DualPoint, low, high);
        var (level, variation) = problem.NormBound is { } bound ? Bounded(problem, bound, dual) : (zero.Literal(problem.Penalty), Free(problem, loss, dual, Interval.FromBounds(low, high, Precision)));
        return new(dual, variation, level, variation.Upper.IsZero ? [] : ContactsOf(problem, loss, dual, level, variation, cancellation));
    }

    /// <summary>The hull of the multiples that have a total variation.</summary>
    internal MinimiserHull WithVariation(Rational total) => this with { Contacts = SparseOptimum.Multiplied(Contacts, Variation.Literal(total) / Variation), Variation = Variation.Literal(total) };

    /// <summary>Enclosures of the dual variables that all minimisers share.</summary>
    /// <param name="loss">A smooth loss.</param>
    /// <param name="dual">Dual variables.</param>
    /// <param name="low">Their dual value, or less.</param>
    /// <param name="high">At least the least value of the problem.</param>
    internal static ImmutableArray<Interval> SharedDual(SeparableLoss loss, Sequence<Rational> dual, Rational low, Rational high)
    {
        var gap = Interval.FromRational(2 * (high > low ? high - low : Rational.Zero), Precision);
        return [.. dual.Select((q, i) => gap.Literal(q) + Symmetric(Interval.Sqrt(gap * gap.Literal(loss.Steepness(i, q, high)!.Value))))];
    }

    // The least value less the loss, both known, over the penalty.
    private static Interval Free(MeasureProblem problem, SeparableLoss loss, ImmutableArray<Interval> dual, Interval least)
    {
        var rest = least;
        for (var i = 0; i < dual.Length; i++)
        {
            if (loss.ValueAt(i, dual[i]) is not { } value)
            {
                return Interval.FromBounds(Rational.Zero, least.Upper / problem.Penalty, Precision);
            }

            rest -= value;
        }

        return Interval.Max(rest / rest.Literal(problem.Penalty), rest.Literal(0));
    }

    private static (Interval Level, Interval Variation) Bounded(MeasureProblem problem, Rational bound, ImmutableArray<Interval> dual)
    {
        var penalty = Interval.FromRational(problem.Penalty, Precision);
        var supremum = RidgeSupremum.Of(problem, dual, !problem.IsNonnegative);
        return supremum.Lower > problem.Penalty ? (supremum, penalty.Literal(bound))
            : supremum.Upper < problem.Penalty ? (penalty, penalty.Literal(0))
            : (Interval.Max(supremum, penalty), Interval.FromBounds(Rational.Zero, bound, Precision));
    }

    private static ImmutableArray<EnclosedAtom> ContactsOf(
        MeasureProblem problem, SeparableLoss loss, ImmutableArray<Interval> dual, Interval level, Interval variation, CancellationToken cancellation)
    {
        var feature = new SampledFeature(problem);
        var center = dual.Select(q => q.LowerDouble / 2 + q.UpperDouble / 2).ToArray();
        var starts = feature.Dimension <= 3 ? [] : Spheres.SpreadDirections.Of(feature.Dimension, 64);
        var least = level.LowerDouble;
        var slack = dual.Select((q, i) => (q.UpperDouble - q.LowerDouble) * feature.Lengths[i]).Sum() * (Math.Abs(feature.Right) + Math.Abs(feature.Left));
        var peaks = Spheres.SphereMaximiser.For(feature.Dimension, feature.Inputs)
            .Peaks(feature.Potential(center), Math.Max(0, least * (1 - 1e-9) - slack), problem.IsNonnegative, starts)
            .Select(p => MovingAtom.At(feature, p.Direction, p.Sign, 1)).ToList();
        if (peaks.Count > MostContacts || !CertificateElsewhere.IsBelow(problem, feature, peaks, [.. dual], level, cancellation))
        {
            return default;
        }

        var points = new List<(MovingAtom Atom, ImmutableArray<Interval> Direction)>();
        foreach (var peak in peaks)
        {
            if (Around(problem, feature, peak, dual, center, level) is not { } direction)
            {
                return default;
            }

            points.Add((peak, direction));
        }

        var outputs = dual.Select((q, i) => loss.OutputAt(i, q)).ToArray();
        return ContactWeights.Of(problem, [.. points.Select(p => (p.Atom.Sign, p.Direction))], Array.TrueForAll(outputs, f => f is not null) ? Array.ConvertAll(outputs, f => f!.Value) : null, variation);
    }

    /// <summary>A box around the points of the star at which the certificate may be 1; null where the kinks do not bend downward for sure.</summary>
    private static ImmutableArray<Interval>? Around(MeasureProblem problem, SampledFeature feature, MovingAtom peak, ImmutableArray<Interval> dual, double[] center, Interval level)
    {
        var d = feature.Dimension;
        var zero = Interval.FromRational(0, Precision);
        var shares = KinkShares.Of(feature, peak, center, level.LowerDouble).ToDictionary(s => s.Input, s => s.Share);
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
        var distance = Interval.Sqrt(Interval.Max(zero.Literal(2) - zero.Literal(2) * (zero.Literal(level.Lower) - rest) / length, zero));
        return [.. middle.Select(m => zero.Literal(m) / length + Interval.Hull(-distance, distance))];
    }

    private static Interval Symmetric(Interval radius) => Interval.Hull(-radius, radius);
}
