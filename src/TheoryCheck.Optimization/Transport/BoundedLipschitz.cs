using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// sup Σ w_i·f_i over |f_i| ≤ 1 and |f_i - f_j| ≤ d_ij, the distance that metrises weak convergence, as a transport problem: one more
/// point, where f is 0, at distance 1 from all others takes the surplus. With distances cut off at 2 the cost is a metric, so the
/// least cost of moving the positive to the negative part is the supremum (Kantorovich and Rubinstein).
/// </summary>
/// <typeparam name="T">The reading of the distances.</typeparam>
/// <param name="Supplies">The positive parts of the weights, and what the last point gives.</param>
/// <param name="Demands">The negative parts, and what the last point takes.</param>
/// <param name="Costs">(n + 1)² costs, row-major.</param>
[Cites("villani2003", "theorem 1.14")]
public sealed record BoundedLipschitz<T>(Sequence<Rational> Supplies, Sequence<Rational> Demands, T[] Costs)
    where T : IReal<T>
{
    /// <summary>States the problem.</summary>
    /// <param name="weights">n weights of any sign.</param>
    /// <param name="distances">n·n distances of a metric, row-major; equal points may occur.</param>
    /// <param name="zero">0 in the reading.</param>
    public static BoundedLipschitz<T> Of(IReadOnlyList<Rational> weights, T[] distances, T zero)
    {
        var size = weights.Count + 1;
        var (one, two) = (zero.Literal(Rational.One), zero.Literal(2));
        var costs = new T[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                costs[i * size + j] = i == j ? zero : i == weights.Count || j == weights.Count ? one : T.Min(two, distances[i * weights.Count + j]);
            }
        }

        var positive = weights.Select(w => w.Sign > 0 ? w : Rational.Zero).ToList();
        var negative = weights.Select(w => w.Sign < 0 ? -w : Rational.Zero).ToList();
        var gives = negative.Aggregate(Rational.Zero, (sum, w) => sum + w);
        var takes = positive.Aggregate(Rational.Zero, (sum, w) => sum + w);
        return new(positive.Append(gives).ToSequence(), negative.Append(takes).ToSequence(), costs);
    }
}
