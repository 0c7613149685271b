using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>Gram-Schmidt with pivoting: picks, one after another, the column farthest from the span of those picked before.</summary>
internal static class PivotedColumns
{
    /// <summary>The positions of at most <paramref name="count"/> columns; fewer when the rest are dependent to 1e-10.</summary>
    internal static List<int> Choose(double[][] columns, int count)
    {
        var rest = Array.ConvertAll(columns, column => (double[])column.Clone());
        var scale = rest.Length == 0 ? 0 : rest.Max(column => RidgeSum.Norm(column));
        var chosen = new List<int>();
        while (chosen.Count < count)
        {
            var (best, farthest) = (-1, 1e-10 * scale);
            for (var j = 0; j < rest.Length; j++)
            {
                var norm = RidgeSum.Norm(rest[j]);
                if (norm > farthest)
                {
                    (best, farthest) = (j, norm);
                }
            }

            if (best < 0)
            {
                return chosen;
            }

            chosen.Add(best);
            var unit = Array.ConvertAll(rest[best], v => v / farthest);
            foreach (var column in rest)
            {
                var product = RidgeSum.Dot(unit, column);
                for (var k = 0; k < column.Length; k++)
                {
                    column[k] -= product * unit[k];
                }
            }
        }

        return chosen;
    }
}
