using System.Numerics;

namespace TheoryCheck.Optimization.Transport;

/// <summary>
/// Shortest augmenting paths of an assignment: for each free row a tree of rows and columns grows by the nearest column until one is
/// free. A column of the tree is closed by an infinite surcharge, so that whole rows are read in vectors without a branch.
/// </summary>
internal sealed class AssignmentPaths(double[] costs, int n, int[] columnOf, int[] rowOf, double[] price)
{
    private readonly double[] distance = new double[n];
    private readonly double[] closed = new double[n];
    private readonly long[] parent = new long[n];
    private readonly int[] tree = new int[n];

    /// <summary>Assigns each free row.</summary>
    public void Augment(IEnumerable<int> free)
    {
        foreach (var row in free)
        {
            Augment(row);
        }
    }

    private void Augment(int free)
    {
        Array.Fill(distance, double.PositiveInfinity);
        Array.Clear(closed);
        var (row, reached, size) = (free, 0.0, 0);
        while (true)
        {
            var least = Relax(row, reached);
            var column = FirstAt(least);
            reached = least;
            if (rowOf[column] < 0)
            {
                for (var k = 0; k < size; k++)
                {
                    price[tree[k]] += distance[tree[k]] - reached;
                }

                Flip(column, free);
                return;
            }

            closed[column] = double.PositiveInfinity;
            tree[size++] = column;
            row = rowOf[column];
        }
    }

    /// <summary>Looks at all open columns from a row at a distance; returns the least distance of an open column.</summary>
    private double Relax(int row, double reached)
    {
        // The row's own column, if any, has reduced cost 0; distances from this row are relative to it.
        var offset = reached - (columnOf[row] >= 0 ? costs[row * n + columnOf[row]] - price[columnOf[row]] : 0);
        var line = costs.AsSpan(row * n, n);
        var lanes = Vector<double>.Count;
        var leasts = new Vector<double>(double.PositiveInfinity);
        var shift = new Vector<double>(offset);
        var source = new Vector<long>(row);
        var j = 0;
        for (; j <= n - lanes; j += lanes)
        {
            var surcharge = new Vector<double>(closed, j);
            var next = new Vector<double>(line[j..]) - new Vector<double>(price, j) + shift + surcharge;
            var known = new Vector<double>(distance, j);
            var nearer = Vector.LessThan(next, known);
            if (Vector.LessThanAny(next, known))
            {
                known = Vector.ConditionalSelect(nearer, next, known);
                known.CopyTo(distance, j);
                Vector.ConditionalSelect(nearer, source, new Vector<long>(parent, j)).CopyTo(parent, j);
            }

            leasts = Vector.Min(leasts, known + surcharge);
        }

        var least = double.PositiveInfinity;
        for (var lane = 0; lane < lanes; lane++)
        {
            least = Math.Min(least, leasts[lane]);
        }

        for (; j < n; j++)
        {
            var next = line[j] - price[j] + offset + closed[j];
            if (next < distance[j])
            {
                distance[j] = next;
                parent[j] = row;
            }

            least = Math.Min(least, distance[j] + closed[j]);
        }

        return least;
    }

    private int FirstAt(double least)
    {
        var first = -1;
        for (var j = 0; j < n; j++)
        {
            if (distance[j] == least && closed[j] == 0)
            {
                if (rowOf[j] < 0)
                {
                    return j;
                }

                first = first < 0 ? j : first;
            }
        }

        return first;
    }

    private void Flip(int column, int free)
    {
        while (true)
        {
            var row = (int)parent[column];
            rowOf[column] = row;
            (columnOf[row], column) = (column, columnOf[row]);
            if (row == free)
            {
                return;
            }
        }
    }
}
