using TheoryCheck.Core;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// The assignment problem, transport between equally many atoms of equal weights: the permutation σ with the least Σ c(i, σ(i)), by
/// auctions with a shrinking stake, then without one (augmenting row reduction), and shortest augmenting paths for the rows that are left.
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
        search.LowerToColumns();
        var bids = new AssignmentBids(costs, n, search.columnOf, search.rowOf, search.price);
        bids.Auction();
        var free = Enumerable.Range(0, n).ToList();
        for (var pass = 0; pass < 2; pass++)
        {
            free = bids.Settle(free, 0, 4L * free.Count);
        }

        new AssignmentPaths(costs, n, search.columnOf, search.rowOf, search.price).Augment(free);
        return search;
    }

    /// <summary>The greatest prices at which no cost of a column lies below its price.</summary>
    private void LowerToColumns()
    {
        costs.AsSpan(0, n).CopyTo(price);
        for (var i = 1; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                price[j] = Math.Min(price[j], costs[i * n + j]);
            }
        }
    }
}
