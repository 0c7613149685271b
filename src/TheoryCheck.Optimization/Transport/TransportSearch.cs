using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>Chooses the search that fits a transport problem: sorting on a line, an assignment for equal weights, else shortest paths.</summary>
public static class TransportSearch
{
    private const int FewAtoms = 3;

    /// <summary>
    /// A candidate: optimal on a line, optimal for equal weights when the costs are multiples of a common unit with few digits, and
    /// otherwise up to rounding.
    /// </summary>
    /// <param name="supplies">n ≥ 1 weights of at least 0.</param>
    /// <param name="demands">m ≥ 1 weights of at least 0 with the same sum.</param>
    /// <param name="costs">n·m costs, row-major; exact, or near the true ones.</param>
    /// <param name="line">The points of both sides where they lie on a line and the cost is convex in their distance; else null.</param>
    /// <exception cref="ArgumentException">A weight is negative, the masses differ, or the sizes do not fit.</exception>
    public static TransportPlan Candidate(
        IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, IReadOnlyList<Rational> costs, (IReadOnlyList<Rational> From, IReadOnlyList<Rational> To)? line)
    {
        if (supplies.Count == 0 || demands.Count == 0 || costs.Count != supplies.Count * demands.Count)
        {
            throw new ArgumentException("transport needs atoms on both sides and a cost for each pair", nameof(costs));
        }

        if (line is var (from, to))
        {
            return LineTransport.Solve(from, to, supplies, demands, (i, j) => costs[i * demands.Count + j]);
        }

        var isAssignment = supplies.Count == demands.Count && supplies.Count > FewAtoms && supplies[0].Sign > 0 && supplies.Concat(demands).All(w => w == supplies[0]);
        return isAssignment ? Assigned(supplies[0], supplies.Count, costs)
            : DiscreteTransport<DoubleReal>.Solve(supplies, demands, [.. costs.Select(c => new DoubleReal(c.ToDouble()))], 0.0, static c => Rational.FromExact(c.Value));
    }

    private static TransportPlan Assigned(Rational weight, int n, IReadOnlyList<Rational> costs)
    {
        var unit = CommonUnit(costs);
        double[] scaled = [.. costs.Select(c => (c * unit).ToDouble())];
        var found = Assignment.Solve(scaled, n);
        var potentials = Enumerable.Range(0, n).Select(i =>
        {
            var column = found.Columns[i];
            var least = scaled[i * n + column] - found.Prices[column];
            for (var j = 0; j < n; j++)
            {
                least = Math.Min(least, scaled[i * n + j] - found.Prices[j]);
            }

            return Rational.FromExact(least) / unit;
        });
        return new(Enumerable.Range(0, n).Select(i => new Shipment(i, found.Columns[i], weight)).ToSequence(), potentials.ToSequence());
    }

    /// <summary>The least common denominator of the costs while it stays small, so that scaled costs are whole numbers; else 1.</summary>
    private static Rational CommonUnit(IReadOnlyList<Rational> costs)
    {
        var common = BigInteger.One;
        foreach (var cost in costs)
        {
            common *= cost.Denominator / BigInteger.GreatestCommonDivisor(common, cost.Denominator);
            if (common.GetBitLength() > 32)
            {
                return Rational.One;
            }
        }

        return common;
    }
}
