using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// Optimal transport on the line for any cost h(|x - y|) with h convex: the atoms in increasing order exchange their mass in that order,
/// which is the coupling by quantiles. The potentials follow the same staircase.
/// </summary>
/// <remarks><i>Cost:</i> O((n + m) log(n + m)) and as many costs.</remarks>
[Cites("villani2003", "section 2.2")]
public static class LineTransport
{
    /// <summary>The plan and the potentials; optimal in exact arithmetic.</summary>
    /// <param name="from">n ≥ 1 points.</param>
    /// <param name="to">m ≥ 1 points.</param>
    /// <param name="supplies">n weights of at least 0.</param>
    /// <param name="demands">m weights of at least 0 with the same sum.</param>
    /// <param name="cost">The cost between the i-th source and the j-th target; convex in their distance.</param>
    /// <exception cref="ArgumentException">A weight is negative, or the masses differ.</exception>
    public static TransportPlan Solve(
        IReadOnlyList<Rational> from, IReadOnlyList<Rational> to, IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, Func<int, int, Rational> cost)
    {
        var supply = Supply.Of(supplies, demands);
        var rows = Enumerable.Range(0, from.Count).OrderBy(i => from[i]).ToList();
        var columns = Enumerable.Range(0, to.Count).OrderBy(j => to[j]).ToList();
        var first = new Rational[rows.Count];
        var shipments = new List<Shipment>();
        var (i, j) = (0, 0);
        var second = cost(rows[0], columns[0]);
        while (true)
        {
            var (row, column) = (rows[i], columns[j]);
            var amount = BigInteger.Min(supply.Left[row], supply.Missing[column]);
            supply.Left[row] -= amount;
            supply.Missing[column] -= amount;
            if (!amount.IsZero)
            {
                shipments.Add(new(row, column, new Rational(amount, supply.Denominator)));
            }

            if (i + 1 < rows.Count && (supply.Left[row].IsZero || j + 1 == columns.Count))
            {
                i++;
                first[rows[i]] = cost(rows[i], column) - second;
            }
            else if (j + 1 < columns.Count)
            {
                j++;
                second = cost(row, columns[j]) - first[row];
            }
            else
            {
                return new(shipments.OrderBy(s => s.From).ThenBy(s => s.To).ToSequence(), first.ToSequence());
            }
        }
    }
}
