using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>Symmetric matrices of enclosures: definiteness by elimination, and exact rank.</summary>
internal static class Matrices
{
    /// <summary>
    /// Whether A - cI is positive semidefinite, by symmetric elimination: every pivot positive, or exactly 0 with nothing beside it
    /// in its row; a negative pivot denies it, by Sylvester's law of inertia.
    /// </summary>
    public static Certainty IsSemidefinite(Reals reals, Enclosure[,] matrix, Rational shift)
    {
        var n = matrix.GetLength(0);
        var a = (Enclosure[,])matrix.Clone();
        for (var i = 0; i < n; i++)
        {
            a[i, i] = reals.Subtract(a[i, i], shift);
        }

        for (var k = 0; k < n; k++)
        {
            var row = Enumerable.Range(k + 1, n - k - 1);
            if (a[k, k].High.Sign < 0)
            {
                return Certainty.False;
            }

            if (a[k, k] == 0)
            {
                if (row.All(j => a[k, j] == 0))
                {
                    continue;
                }

                return row.Any(j => Enclosure.Compare(Relation.NotEqual, a[k, j], 0) == Certainty.True) ? Certainty.False : Certainty.Unknown;
            }

            if (a[k, k].Low.Sign <= 0)
            {
                return Certainty.Unknown;
            }

            foreach (var i in row)
            {
                var factor = reals.Divide(a[i, k], a[k, k]);
                for (var j = i; j < n; j++)
                {
                    a[i, j] = a[j, i] = reals.Subtract(a[i, j], reals.Multiply(factor, a[k, j]));
                }
            }
        }

        return Certainty.True;
    }

    /// <summary>The least eigenvalue, by bisection over the shift from the bounds of Gershgorin.</summary>
    public static Enclosure LeastEigenvalue(Reals reals, Enclosure[,] matrix, int bits)
    {
        var n = matrix.GetLength(0);
        StrictJson.Require(n > 0, "an empty matrix has no eigenvalue");
        var norm = Enumerable.Range(0, n).Max(i => Enumerable.Range(0, n).Aggregate(Rational.Zero, (s, j) => s + matrix[i, j].Magnitude));
        var (low, high) = (-norm, norm);
        for (var (round, shift) = (0, Rational.Zero); round <= bits; round++, shift = (low + high) / 2)
        {
            switch (IsSemidefinite(reals, matrix, shift))
            {
                case Certainty.True:
                    low = Enclosure.Max(low, shift);
                    break;
                case Certainty.False:
                    high = Enclosure.Min(high, shift);
                    break;
                default:
                    return new(low, high);
            }
        }

        return new(low, high);
    }

    /// <summary>The exact rank of rows.</summary>
    public static int Rank(IEnumerable<Rational[]> rows)
    {
        var rest = rows.Select(r => (Rational[])r.Clone()).ToList();
        var rank = 0;
        for (var column = 0; rest.Count > 0 && column < rest[0].Length; column++)
        {
            var pivot = rest.FindIndex(r => !r[column].IsZero);
            if (pivot < 0)
            {
                continue;
            }

            var lead = rest[pivot];
            rest.RemoveAt(pivot);
            rank++;
            foreach (var row in rest.Where(r => !r[column].IsZero))
            {
                var factor = row[column] / lead[column];
                for (var j = column; j < row.Length; j++)
                {
                    row[j] -= factor * lead[j];
                }
            }
        }

        return rank;
    }
}
