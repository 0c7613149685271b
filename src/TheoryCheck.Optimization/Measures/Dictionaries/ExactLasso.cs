using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Dictionaries;

/// <summary>
/// The minimiser of c/2·|y − Φw|² + λ·Σ|wₚ| in exact rationals, from a proposal: on its support A with its signs s the weights solve
/// c·Φ_Aᵀ(y − Φ_A w) = λ·s, and they are optimal exactly if no wₚ contradicts its sign and |c·Φₚᵀ(y − Φw)| ≤ λ for all p.
/// </summary>
/// <param name="Weights">The wₚ, shape (P).</param>
/// <param name="Dual">q = c·(y − Φw), shape (n).</param>
/// <param name="Value">The least value.</param>
/// <param name="IsUnique">Whether the columns with |Φₚᵀq| = λ are independent: then no other weights are optimal.</param>
internal sealed record ExactLasso(Rational[] Weights, Sequence<Rational> Dual, Rational Value, bool IsUnique)
{
    private const int MostWeights = 24;

    /// <summary>The exact minimiser; null where the support proposed is not that of one, is dependent, or too large.</summary>
    /// <param name="columns">Φ column by column, shape (P, n).</param>
    /// <param name="loss">y and c.</param>
    /// <param name="penalty">λ &gt; 0.</param>
    /// <param name="isNonnegative">Whether w ≥ 0 is required.</param>
    /// <param name="proposal">Weights in doubles, shape (P).</param>
    internal static ExactLasso? Settle(Sequence<Sequence<Rational>> columns, HalfSquaredLoss loss, Rational penalty, bool isNonnegative, double[] proposal)
    {
        var total = proposal.Sum(Math.Abs);
        var support = Enumerable.Range(0, proposal.Length).Where(p => Math.Abs(proposal[p]) > 1e-9 * total).ToArray();
        if (support.Length > MostWeights)
        {
            return null;
        }

        var gram = new Rational[support.Length, support.Length];
        for (var a = 0; a < support.Length; a++)
        {
            for (var b = 0; b < support.Length; b++)
            {
                gram[a, b] = DictionaryProblem.Product(columns[support[a]], columns[support[b]]);
            }
        }

        var right = support.Select(p => DictionaryProblem.Product(columns[p], loss.Targets) - penalty / loss.Scale * Math.Sign(proposal[p])).ToSequence();
        if (FullRankSystem.Solve(gram, right) is not { } solved || support.Where((p, a) => solved[a].Sign != Math.Sign(proposal[p])).Any())
        {
            return null;
        }

        var weights = new Rational[proposal.Length];
        for (var a = 0; a < support.Length; a++)
        {
            weights[support[a]] = solved[a];
        }

        var dual = loss.Targets.Map((y, i) => loss.Scale * (y - support.Aggregate(Rational.Zero, (f, p) => f + weights[p] * columns[p][i])));
        var slopes = columns.Map(c => DictionaryProblem.Product(c, dual));
        if (slopes.Any(h => (isNonnegative ? h : DictionaryProblem.Magnitude(h)) > penalty))
        {
            return null;
        }

        var contact = Enumerable.Range(0, columns.Count).Where(p => (isNonnegative ? slopes[p] : DictionaryProblem.Magnitude(slopes[p])) == penalty).ToArray();
        var matrix = new Rational[loss.Count, contact.Length];
        for (var i = 0; i < loss.Count; i++)
        {
            for (var c = 0; c < contact.Length; c++)
            {
                matrix[i, c] = columns[contact[c]][i];
            }
        }

        // The zero vector is in the span; that it is so in one way only says that the columns are independent.
        var isUnique = contact.Length <= loss.Count && FullRankSystem.Solve(matrix, loss.Targets.Map(_ => Rational.Zero)) is not null;
        var value = DictionaryProblem.Product(dual, dual) / (2 * loss.Scale) + penalty * weights.Aggregate(Rational.Zero, (sum, w) => sum + DictionaryProblem.Magnitude(w));
        return new(weights, dual, value, isUnique);
    }
}
