using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// Optimal transport between measures on finitely many points: min Σ γ_ij·c_ij over plans γ ≥ 0 with row sums a and column sums b,
/// by successive shortest paths. Masses are integers over one denominator, so every path saturates something and the search ends;
/// costs are read as exact rationals, where plan and potentials are optimal, or as doubles, where they are a candidate.
/// </summary>
/// <remarks><i>Cost:</i> O(n·m) for each path. Weights of 0, equal points, and single atoms are no special cases.</remarks>
[Cites("ahuja1993", "section 9.7")]
public sealed class DiscreteTransport<T>
    where T : IReal<T>
{
    private readonly Supply supply;
    private readonly T[] costs;
    private readonly T zero;
    private readonly int rows;
    private readonly int columns;
    private readonly BigInteger[] flow;
    private readonly T[] first;
    private readonly T[] second;
    private readonly T[] rowDistance;
    private readonly T[] distance;
    private readonly int[] rowParent;
    private readonly int[] columnParent;
    private readonly bool[] rowSettled;
    private readonly bool[] settled;

    private DiscreteTransport(Supply supply, T[] costs, T zero)
    {
        this.supply = supply;
        this.costs = costs;
        this.zero = zero;
        (rows, columns) = (supply.Left.Length, supply.Missing.Length);
        flow = new BigInteger[rows * columns];
        first = [.. Enumerable.Repeat(zero, rows)];
        second = [.. Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, rows).Select(i => costs[i * columns + j]).Aggregate(T.Min))];
        rowDistance = new T[rows];
        distance = new T[columns];
        rowParent = new int[rows];
        columnParent = new int[columns];
        rowSettled = new bool[rows];
        settled = new bool[columns];
    }

    /// <summary>The plan and the potentials; optimal when the reading decides all comparisons exactly.</summary>
    /// <param name="supplies">n ≥ 1 weights of at least 0.</param>
    /// <param name="demands">m ≥ 1 weights of at least 0 with the same sum.</param>
    /// <param name="costs">n·m costs, row-major.</param>
    /// <param name="zero">0 in the reading.</param>
    /// <param name="toRational">A rational for each number of the reading, to write the potentials with.</param>
    /// <exception cref="ArgumentException">A weight is negative, the masses differ, the sizes do not fit, or a cost is not a number.</exception>
    public static TransportPlan Solve(IReadOnlyList<Rational> supplies, IReadOnlyList<Rational> demands, T[] costs, T zero, Func<T, Rational> toRational)
    {
        if (supplies.Count == 0 || demands.Count == 0 || costs.Length != supplies.Count * demands.Count)
        {
            throw new ArgumentException("transport needs atoms on both sides and a cost for each pair", nameof(costs));
        }

        if (Array.Exists(costs, c => T.Compare(Relation.Equal, c - c, zero) != Certainty.True))
        {
            throw new ArgumentException("a transport cost is not a finite number", nameof(costs));
        }

        var search = new DiscreteTransport<T>(Supply.Of(supplies, demands), costs, zero);
        while (Array.Exists(search.supply.Left, w => !w.IsZero))
        {
            search.Augment();
        }

        return search.Result(toRational);
    }

    private static bool Less(T left, T right) => T.Compare(Relation.Less, left, right) == Certainty.True;

    private TransportPlan Result(Func<T, Rational> toRational)
    {
        var shipments = from k in Enumerable.Range(0, flow.Length)
                        where !flow[k].IsZero
                        select new Shipment(k / columns, k % columns, new Rational(flow[k], supply.Denominator));
        return new(shipments.ToSequence(), first.Select(toRational).ToSequence());
    }

    private void Augment()
    {
        Array.Fill(columnParent, -1);
        Array.Clear(rowSettled);
        Array.Clear(settled);
        for (var i = 0; i < rows; i++)
        {
            if (!supply.Left[i].IsZero)
            {
                Settle(i, -1, zero);
            }
        }

        var target = Nearest();
        while (supply.Missing[target].IsZero)
        {
            settled[target] = true;
            for (var i = 0; i < rows; i++)
            {
                if (!rowSettled[i] && !flow[i * columns + target].IsZero)
                {
                    Settle(i, target, distance[target]);
                }
            }

            target = Nearest();
        }

        Reprice(distance[target]);
        Ship(target);
    }

    /// <summary>Reaches a source over a target that it ships to, or as the start of a path, and looks at all targets from there.</summary>
    private void Settle(int row, int parent, T reached)
    {
        rowSettled[row] = true;
        rowParent[row] = parent;
        rowDistance[row] = reached;
        for (var j = 0; j < columns; j++)
        {
            if (settled[j])
            {
                continue;
            }

            var next = reached + T.Max(zero, costs[row * columns + j] - first[row] - second[j]);
            if (columnParent[j] < 0 || Less(next, distance[j]))
            {
                distance[j] = next;
                columnParent[j] = row;
            }
        }
    }

    private int Nearest()
    {
        var nearest = -1;
        for (var j = 0; j < columns; j++)
        {
            if (!settled[j] && (nearest < 0 || Less(distance[j], distance[nearest])))
            {
                nearest = j;
            }
        }

        return nearest;
    }

    /// <summary>Keeps all reduced costs at least 0, and those of the path at 0.</summary>
    private void Reprice(T length)
    {
        for (var i = 0; i < rows; i++)
        {
            first[i] = rowSettled[i] ? first[i] + (length - rowDistance[i]) : first[i];
        }

        for (var j = 0; j < columns; j++)
        {
            second[j] = settled[j] ? second[j] - (length - distance[j]) : second[j];
        }
    }

    private void Ship(int target)
    {
        var amount = supply.Missing[target];
        var row = columnParent[target];
        for (; rowParent[row] >= 0; row = columnParent[rowParent[row]])
        {
            amount = BigInteger.Min(amount, flow[row * columns + rowParent[row]]);
        }

        amount = BigInteger.Min(amount, supply.Left[row]);
        supply.Left[row] -= amount;
        supply.Missing[target] -= amount;
        for (var column = target; column >= 0; column = rowParent[row])
        {
            row = columnParent[column];
            flow[row * columns + column] += amount;
            if (rowParent[row] >= 0)
            {
                flow[row * columns + rowParent[row]] -= amount;
            }
        }
    }
}
