using System.Numerics;
using System.Runtime.InteropServices;
using TheoryCheck.Core;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// The two cheapest columns of a row after prices, and the bidding that is built on them: an auction whose stake shrinks from phase to phase
/// brings the prices near the optimal ones, so that the paths that are left are few and short.
/// </summary>
/// <remarks>
/// Every number is a difference that any number of lanes computes alike, and among equal columns the first is taken: the answer has the same
/// bits on any machine. Stakes are powers of two, so that bids on whole-numbered costs never round.
/// </remarks>
[Cites("bertsekas1988", "section 4")]
internal sealed class AssignmentBids(double[] costs, int n, int[] columnOf, int[] rowOf, double[] price)
{
    private const int PhaseRatio = 4;

    /// <summary>Lowers the prices by auctions with stakes from half the mean reduced cost down to 1/(30 n) of that. The assignment is left empty.</summary>
    public void Auction()
    {
        var mean = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                mean += (costs[i * n + j] - price[j]) / n / n;
            }
        }

        var least = mean / (60.0 * n);
        if (!double.IsFinite(mean) || !double.IsNormal(least))
        {
            return;
        }

        for (var stake = Math.ScaleB(1, Math.ILogB(mean / 2)); stake >= least; stake /= PhaseRatio)
        {
            Release();
            Settle([.. Enumerable.Range(0, n)], stake, 64L * n);
        }

        Release();
    }

    /// <summary>
    /// Lets each free row take its cheapest column and lower its price by the distance to the second and the stake; who loses a column is free
    /// again. Without a stake a row only takes a column from another if that changes the price.
    /// </summary>
    /// <returns>The rows that are free when the bids are used up.</returns>
    public List<int> Settle(List<int> free, double stake, long bids)
    {
        var left = new List<int>();
        var pending = new Stack<int>(Enumerable.Reverse(free));
        while (pending.TryPop(out var i))
        {
            var (best, least, second) = TwoLeast(costs.AsSpan(i * n, n), price);
            var owner = rowOf[best];
            if (owner >= 0 && (bids-- <= 0 || !(second > least || stake > 0)))
            {
                left.Add(i);
                continue;
            }

            price[best] -= (double.IsFinite(second) ? second - least : 0) + stake;
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

    /// <summary>The first column with the least cost after its price, that least, and the least over the other columns (∞ when there is none).</summary>
    internal static (int Column, double Least, double Second) TwoLeast(ReadOnlySpan<double> row, ReadOnlySpan<double> price)
    {
        var lanes = Vector<double>.Count;
        ref var cost = ref MemoryMarshal.GetReference(row);
        ref var paid = ref MemoryMarshal.GetReference(price);
        var infinity = new Vector<double>(double.PositiveInfinity);
        var (bestEven, nextEven, bestOdd, nextOdd) = (infinity, infinity, infinity, infinity);
        var (atEven, atOdd) = (Vector<double>.Zero, Vector<double>.Zero);
        var (even, odd) = (Vector.CreateSequence(0.0, 1.0), Vector.CreateSequence((double)lanes, 1.0));
        var step = new Vector<double>(2.0 * lanes);
        var j = 0;
        for (; j <= row.Length - (2 * lanes); j += 2 * lanes)
        {
            var left = Vector.LoadUnsafe(ref cost, (nuint)j) - Vector.LoadUnsafe(ref paid, (nuint)j);
            var right = Vector.LoadUnsafe(ref cost, (nuint)(j + lanes)) - Vector.LoadUnsafe(ref paid, (nuint)(j + lanes));
            nextEven = Vector.Min(nextEven, Vector.Max(bestEven, left));
            nextOdd = Vector.Min(nextOdd, Vector.Max(bestOdd, right));
            atEven = Vector.ConditionalSelect(Vector.LessThan(left, bestEven), even, atEven);
            atOdd = Vector.ConditionalSelect(Vector.LessThan(right, bestOdd), odd, atOdd);
            bestEven = Vector.Min(bestEven, left);
            bestOdd = Vector.Min(bestOdd, right);
            even += step;
            odd += step;
        }

        var found = (Column: 0, Least: double.PositiveInfinity, Second: double.PositiveInfinity);
        for (var lane = 0; lane < lanes; lane++)
        {
            found = Merged(found, (int)atEven[lane], bestEven[lane], nextEven[lane]);
            found = Merged(found, (int)atOdd[lane], bestOdd[lane], nextOdd[lane]);
        }

        for (; j < row.Length; j++)
        {
            found = Merged(found, j, row[j] - price[j], double.PositiveInfinity);
        }

        return found;
    }

    private static (int Column, double Least, double Second) Merged((int Column, double Least, double Second) known, int column, double least, double second)
    {
        var isFirst = least < known.Least || (least == known.Least && column < known.Column);
        return (isFirst ? column : known.Column, Math.Min(least, known.Least), Math.Min(Math.Max(least, known.Least), Math.Min(second, known.Second)));
    }

    private void Release()
    {
        Array.Fill(columnOf, -1);
        Array.Fill(rowOf, -1);
    }
}
