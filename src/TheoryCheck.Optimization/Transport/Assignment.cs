using System.Numerics;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// The assignment problem, transport between equally many atoms of equal weights: the permutation σ with the least Σ c(i, σ(i)), by
/// column reduction, augmenting row reduction, and shortest augmenting paths over whole rows.
/// </summary>
/// <remarks>
/// <i>Accuracy:</i> the cost is that of a permutation, so it bounds the least cost from above; <see cref="LowerBound"/> bounds it from below,
/// both up to rounding of the sums.
/// </remarks>
[Cites("jonker1987", "sections 2 and 4")]
public sealed class Assignment
{
    private readonly double[] costs;
    private readonly int n;
    private readonly int[] columnOf;
    private readonly int[] rowOf;
    private readonly double[] price;

    private Assignment(double[] costs, int n)
    {
        this.costs = costs;
        this.n = n;
        columnOf = new int[n];
        rowOf = new int[n];
        price = new double[n];
        Array.Fill(columnOf, -1);
        Array.Fill(rowOf, -1);
    }

    /// <summary>σ: for each row its column.</summary>
    public ReadOnlySpan<int> Columns => columnOf;

    /// <summary>The potentials v of the columns.</summary>
    public ReadOnlySpan<double> Prices => price;

    /// <summary>Σ c(i, σ(i)).</summary>
    public double Cost
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                sum += costs[i * n + columnOf[i]];
            }

            return sum;
        }
    }

    /// <summary>Σ v_j + Σ min_j (c_ij - v_j), which is at most the cost of any permutation.</summary>
    public double LowerBound
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                var least = double.PositiveInfinity;
                for (var j = 0; j < n; j++)
                {
                    least = Math.Min(least, costs[i * n + j] - price[j]);
                }

                sum += least + price[i];
            }

            return sum;
        }
    }

    /// <summary>Finds the assignment.</summary>
    /// <param name="costs">n·n finite costs, row-major.</param>
    /// <param name="n">The size.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a cost is not finite.</exception>
    public static Assignment Solve(double[] costs, int n)
    {
        if (costs.LongLength != (long)n * n || Array.Exists(costs, c => !double.IsFinite(c)))
        {
            throw new ArgumentException("an assignment needs n·n finite costs", nameof(costs));
        }

        var search = new Assignment(costs, n);
        search.ReduceColumns();
        var free = search.ReduceRows(search.ReduceRows(Enumerable.Range(0, n).Where(i => search.columnOf[i] < 0).ToList()));
        new AssignmentPaths(costs, n, search.columnOf, search.rowOf, search.price).Augment(free);
        return search;
    }

    private void ReduceColumns()
    {
        var argmin = new int[n];
        costs.AsSpan(0, n).CopyTo(price);
        for (var i = 1; i < n; i++)
        {
            var row = costs.AsSpan(i * n, n);
            for (var j = 0; j < n; j++)
            {
                if (row[j] < price[j])
                {
                    price[j] = row[j];
                    argmin[j] = i;
                }
            }
        }

        for (var j = n - 1; j >= 0; j--)
        {
            if (columnOf[argmin[j]] < 0)
            {
                columnOf[argmin[j]] = j;
                rowOf[j] = argmin[j];
            }
        }
    }

    /// <summary>Lets each free row take its cheapest column and lower its price by the distance to the second; who loses a column is free again.</summary>
    private List<int> ReduceRows(List<int> free)
    {
        var left = new List<int>();
        var pending = new Stack<int>(Enumerable.Reverse(free));
        var budget = 4 * free.Count;
        while (pending.TryPop(out var i))
        {
            var (best, least, second) = TwoLeast(i);
            var owner = rowOf[best];
            if (owner >= 0 && (budget-- <= 0 || !(second > least)))
            {
                left.Add(i);
                continue;
            }

            price[best] -= double.IsFinite(second) ? second - least : 0;
            columnOf[i] = best;
            rowOf[best] = i;
            if (owner >= 0)
            {
                columnOf[owner] = -1;
                pending.Push(owner);
            }
        }

        return left;
    }

    private (int Best, double Least, double Second) TwoLeast(int i)
    {
        var row = costs.AsSpan(i * n, n);
        var lanes = Vector<double>.Count;
        var best = new Vector<double>(double.PositiveInfinity);
        var next = best;
        var j = 0;
        for (; j <= n - lanes; j += lanes)
        {
            var reduced = new Vector<double>(row[j..]) - new Vector<double>(price, j);
            next = Vector.Min(next, Vector.Max(best, reduced));
            best = Vector.Min(best, reduced);
        }

        var (least, second) = (double.PositiveInfinity, double.PositiveInfinity);
        void Take(double value) => (least, second) = value < least ? (value, least) : (least, Math.Min(second, value));
        for (var lane = 0; lane < lanes; lane++)
        {
            Take(best[lane]);
            Take(next[lane]);
        }

        for (; j < n; j++)
        {
            Take(row[j] - price[j]);
        }

        var column = 0;
        while (row[column] - price[column] != least)
        {
            column++;
        }

        return (column, least, second);
    }
}
