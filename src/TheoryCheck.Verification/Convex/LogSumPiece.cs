using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>A multiple of log Σ cₖ·exp(tₖ) with affine forms tₖ: log-sum-exp.</summary>
[Cites("boyd-vandenberghe-2004", "sections 3.1.5 and 3.3.1")]
internal sealed class LogSumPiece : ConvexPiece
{
    private readonly Rational factor;
    private readonly (Rational Factor, Rational Constant, Dictionary<int, Rational> Slopes)[] terms;
    private readonly int[] unknowns;

    /// <summary>The piece.</summary>
    /// <param name="factor">The factor, at least 0.</param>
    /// <param name="sum">cₖ and tₖ, rational.</param>
    public LogSumPiece(Rational factor, Lift.LogSum sum)
    {
        this.factor = factor;
        terms = [.. sum.Terms.Select(static t => (ConvexProgram.Exact(t.Factor), ConvexProgram.Exact(t.At.Constant), t.At.Terms.ToDictionary(static a => a.Unknown, static a => ConvexProgram.Exact(a.Factor))))];
        unknowns = [.. terms.SelectMany(static t => t.Slopes.Keys).Distinct().Order()];
    }

    /// <inheritdoc/>
    public override Interval At(IReadOnlyList<Rational> point)
    {
        var (exponents, greatest) = Exponents(point);
        var sum = terms.Zip(exponents, static (t, e) => Of(t.Factor) * Interval.Exp(Of(e))).Aggregate(Of(Rational.Zero), static (all, t) => all + t);
        return Of(factor) * (Of(greatest) + Interval.Log(sum));
    }

    /// <inheritdoc/>
    /// <remarks>For all shares λ with sum 1: log Σ cₖ exp(tₖ) ≥ Σ λₖ(tₖ + log cₖ - log λₖ), as the logarithm is concave.</remarks>
    public override (Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)? Below(IReadOnlyList<Rational> point)
    {
        var shares = Shares(point);
        var constant = Of(Rational.Zero);
        foreach (var (share, term) in shares.Zip(terms).Where(static s => s.First.Sign > 0))
        {
            constant += Of(share) * (Of(term.Constant) + Interval.Log(Of(term.Factor)) - Interval.Log(Of(share)));
        }

        return constant.IsBounded ? (factor * constant.Lower, unknowns.ToDictionary(static k => k, k => factor * Mean(shares, k))) : null;
    }

    /// <inheritdoc/>
    /// <remarks>The slopes a little to both sides in each unknown: first order in the width, they are about the slope at the point. Each tₖ + log cₖ is below too, which bounds it far from all points.</remarks>
    public override IEnumerable<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> About(IReadOnlyList<Rational> point, Rational width) =>
        unknowns.SelectMany(_ => new[] { width, -width }, (k, step) => Below([.. point.Select((x, i) => i == k ? x + step : x)])).OfType<(Rational, IReadOnlyDictionary<int, Rational>)>()
            .Concat(terms.Select(t => (factor * (t.Constant + Interval.Log(Of(t.Factor)).Lower), (IReadOnlyDictionary<int, Rational>)t.Slopes.ToDictionary(static s => s.Key, s => factor * s.Value))));

    /// <inheritdoc/>
    public override void Bend(IReadOnlyList<Rational> point, Dictionary<(int, int), double> bends)
    {
        var shares = Shares(point).ConvertAll(static s => s.ToDouble());
        var scale = factor.ToDouble();
        double Slope(int term, int k) => terms[term].Slopes.GetValueOrDefault(k).ToDouble();
        var mean = unknowns.ToDictionary(static k => k, k => shares.Index().Sum(s => s.Item * Slope(s.Index, k)));
        foreach (var i in unknowns)
        {
            foreach (var j in unknowns)
            {
                var bend = shares.Index().Sum(s => s.Item * (Slope(s.Index, i) - mean[i]) * (Slope(s.Index, j) - mean[j]));
                bends[(i, j)] = bends.GetValueOrDefault((i, j)) + (scale * bend);
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, Interval>? SlopesAt(IReadOnlyList<Rational> point)
    {
        var shares = SharesAround(point, Rational.Zero);
        return unknowns.ToDictionary(static k => k, k => Of(factor) * Mean(shares, k));
    }

    /// <inheritdoc/>
    public override void AddBendAround(IReadOnlyList<Rational> point, Rational radius, Action<int, int, DoubleInterval> add)
    {
        var shares = SharesAround(point, radius);
        var mean = unknowns.ToDictionary(static k => k, k => Mean(shares, k));
        foreach (var i in unknowns)
        {
            foreach (var j in unknowns)
            {
                var bend = shares.Zip(terms).Aggregate(-(mean[i] * mean[j]), (sum, s) => sum + (s.First * Of(s.Second.Slopes.GetValueOrDefault(i) * s.Second.Slopes.GetValueOrDefault(j))));
                add(i, j, DoubleInterval.From(Of(factor) * bend));
            }
        }
    }

    private static Interval Of(Rational number) => Interval.FromRational(number, Precision);

    private Interval Mean(List<Interval> shares, int k) => shares.Zip(terms).Aggregate(Of(Rational.Zero), (sum, s) => sum + (s.First * Of(s.Second.Slopes.GetValueOrDefault(k))));

    private Rational Mean(List<Rational> shares, int k) => shares.Zip(terms).Aggregate(Rational.Zero, (sum, s) => sum + (s.First * s.Second.Slopes.GetValueOrDefault(k)));

    // tₖ less the greatest of them, and that.
    private (Rational[] Exponents, Rational Greatest) Exponents(IReadOnlyList<Rational> point)
    {
        var places = terms.Select(t => Fractions.Rounded(t.Slopes.Aggregate(t.Constant, (sum, s) => sum + (s.Value * point[s.Key])), Bits + 40)).ToArray();
        var greatest = places.Max();
        return ([.. terms.Select(t => t.Slopes.Aggregate(t.Constant, (sum, s) => sum + (s.Value * point[s.Key])) - greatest)], greatest);
    }

    // About cₖ·exp(tₖ)/Σ, rational with sum 1: all that is said of them.
    private List<Rational> Shares(IReadOnlyList<Rational> point)
    {
        var shares = SharesAround(point, Rational.Zero).ConvertAll(static s => s.IsBounded ? Fractions.Rounded(s.Midpoint, Bits) : Rational.Zero);
        var largest = shares.IndexOf(shares.Max());
        shares[largest] += Rational.One - shares.Aggregate(Rational.Zero, static (sum, s) => sum + s);
        return shares;
    }

    // cₖ·exp(tₖ)/Σ at all points no farther than a radius in each coordinate.
    private List<Interval> SharesAround(IReadOnlyList<Rational> point, Rational radius)
    {
        var (exponents, _) = Exponents(point);
        var values = terms.Zip(exponents, (t, e) =>
        {
            var reach = t.Slopes.Values.Aggregate(Rational.Zero, static (sum, s) => sum + (s.Sign < 0 ? -s : s)) * radius;
            return Of(t.Factor) * Interval.Exp(Interval.FromBounds(e - reach, e + reach, Precision));
        }).ToList();
        var sum = values.Aggregate(Of(Rational.Zero), static (all, v) => all + v);
        return values.ConvertAll(v => v / sum);
    }
}
