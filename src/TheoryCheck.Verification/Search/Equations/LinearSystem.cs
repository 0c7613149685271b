using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>Linear equations with rows a and right sides b: solved in rationals, or in doubles by the shortest solution.</summary>
internal static class LinearSystem
{
    private const double Ridge = 1e-13;

    /// <summary>A solution of a x = b in which unknowns without a pivot are 0; null when there is none.</summary>
    /// <param name="rows">a, shape (m, n).</param>
    /// <param name="right">b, shape (m).</param>
    /// <param name="preferences">How much an unknown is wanted as a pivot, which changes, shape (n).</param>
    public static Rational[]? Solve(IReadOnlyList<Rational[]> rows, IReadOnlyList<Rational> right, double[] preferences)
    {
        var pivots = Reduce(rows, right, preferences, out var reduced, out var values);
        for (var i = 0; i < reduced.Length; i++)
        {
            if (pivots[i] < 0 && !values[i].IsZero)
            {
                return null;
            }
        }

        var solution = new Rational[preferences.Length];
        for (var i = 0; i < reduced.Length; i++)
        {
            if (pivots[i] >= 0)
            {
                solution[pivots[i]] = values[i] / reduced[i][pivots[i]];
            }
        }

        return solution;
    }

    /// <summary>A basis of the x with a x = 0, one for each unknown without a pivot, which it names.</summary>
    /// <param name="rows">a, shape (m, n).</param>
    /// <param name="preferences">As for <see cref="Solve"/>.</param>
    public static IReadOnlyList<(int Free, Rational[] Direction)> Kernel(IReadOnlyList<Rational[]> rows, double[] preferences)
    {
        var pivots = Reduce(rows, [.. rows.Select(static _ => Rational.Zero)], preferences, out var reduced, out _);
        var basis = new List<(int Free, Rational[] Direction)>();
        foreach (var free in Enumerable.Range(0, preferences.Length).Except(pivots))
        {
            var direction = new Rational[preferences.Length];
            direction[free] = Rational.One;
            for (var i = 0; i < reduced.Length; i++)
            {
                if (pivots[i] >= 0)
                {
                    direction[pivots[i]] = -reduced[i][free] / reduced[i][pivots[i]];
                }
            }

            basis.Add((free, direction));
        }

        return basis;
    }

    /// <summary>The shortest x that makes |a x - b| as good as least, in doubles; entries may be infinite or not numbers.</summary>
    /// <param name="rows">a, shape (m, n).</param>
    /// <param name="right">b, shape (m).</param>
    /// <param name="unknowns">n.</param>
    public static double[] Shortest(IReadOnlyList<double[]> rows, double[] right, int unknowns)
    {
        // x = a'y with (a a' + ridge) y = b.
        var m = rows.Count;
        var gram = new double[m, m + 1];
        var greatest = 0.0;
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++)
            {
                for (var k = 0; k < unknowns; k++)
                {
                    gram[i, j] += rows[i][k] * rows[j][k];
                }
            }

            gram[i, m] = right[i];
            greatest = Math.Max(greatest, gram[i, i]);
        }

        for (var k = 0; k < m; k++)
        {
            gram[k, k] += Ridge * greatest;
            for (var i = 0; i < k; i++)
            {
                Subtract(gram, k, i, i);
            }
        }

        var multipliers = new double[m];
        for (var i = m - 1; i >= 0; i--)
        {
            multipliers[i] = gram[i, m];
            for (var j = i + 1; j < m; j++)
            {
                multipliers[i] -= gram[i, j] * multipliers[j];
            }

            multipliers[i] /= gram[i, i];
        }

        var shortest = new double[unknowns];
        for (var i = 0; i < m; i++)
        {
            for (var k = 0; k < unknowns; k++)
            {
                shortest[k] += multipliers[i] * rows[i][k];
            }
        }

        return shortest;
    }

    private static void Subtract(double[,] gram, int row, int pivot, int from)
    {
        var factor = gram[row, pivot] / gram[pivot, pivot];
        for (var j = from; j < gram.GetLength(1); j++)
        {
            gram[row, j] -= factor * gram[pivot, j];
        }
    }

    // Each row is left with one pivot, that of which the entry times the preference is greatest, or with none.
    private static int[] Reduce(IReadOnlyList<Rational[]> rows, IReadOnlyList<Rational> right, double[] preferences, out Rational[][] reduced, out Rational[] values)
    {
        reduced = [.. rows.Select(static r => (Rational[])r.Clone())];
        values = [.. right];
        var pivots = new int[reduced.Length];
        for (var i = 0; i < reduced.Length; i++)
        {
            var (row, best) = (reduced[i], -1);
            for (var k = 0; k < row.Length; k++)
            {
                best = !row[k].IsZero && (best < 0 || Math.Abs(row[k].ToDouble()) * preferences[k] > Math.Abs(row[best].ToDouble()) * preferences[best]) ? k : best;
            }

            pivots[i] = best;
            for (var j = 0; best >= 0 && j < reduced.Length; j++)
            {
                if (j == i || reduced[j][best].IsZero)
                {
                    continue;
                }

                var factor = reduced[j][best] / row[best];
                for (var k = 0; k < row.Length; k++)
                {
                    reduced[j][k] -= row[k].IsZero ? Rational.Zero : factor * row[k];
                }

                values[j] -= factor * values[i];
            }
        }

        return pivots;
    }
}
