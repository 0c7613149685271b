using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>Symmetric matrices of enclosures: definiteness by elimination.</summary>
internal static class Matrices
{
    /// <summary>The symmetric matrix of some entries on and below the diagonal.</summary>
    public static Enclosure[,] Of(int n, Func<int, int, Enclosure> entry)
    {
        var matrix = new Enclosure[n, n];
        for (var (i, j) = (0, 0); i < n; (i, j) = j == i ? (i + 1, 0) : (i, j + 1))
        {
            matrix[i, j] = matrix[j, i] = entry(i, j);
        }

        return matrix;
    }

    /// <summary>
    /// Whether A - cI is positive semidefinite, by symmetric elimination: every pivot positive, or exactly 0 with nothing beside it
    /// in its row; a negative pivot denies it, by Sylvester's law of inertia. Where it has to be definite, no pivot may be 0. Numbers are rounded early, and
    /// kept as long as they can be where that does not decide.
    /// </summary>
    public static Certainty IsSemidefinite(Reals reals, Enclosure[,] matrix, Rational shift, bool isDefinite = false, bool isRounded = true)
    {
        var (n, r) = (matrix.GetLength(0), isRounded ? reals.Rounding : reals);
        var a = Of(n, (i, j) => i == j ? r.Subtract(matrix[i, j], shift) : matrix[i, j]);

        for (var k = 0; k < n; k++)
        {
            var row = Enumerable.Range(k + 1, n - k - 1).ToList();
            var isFlat = a[k, k] == 0 && !isDefinite && row.TrueForAll(j => a[k, j] == 0);
            if (a[k, k].Low.Sign <= 0 && !isFlat)
            {
                var isDenied = a[k, k].High.Sign < 0 || (a[k, k] == 0 && (isDefinite || row.Exists(j => a[k, j].Low.Sign > 0 || a[k, j].High.Sign < 0)));
                return isDenied ? Certainty.False : isRounded ? IsSemidefinite(reals, matrix, shift, isDefinite, isRounded: false) : Certainty.Unknown;
            }

            foreach (var i in row.Where(i => a[i, k] != 0))
            {
                var factor = r.Divide(a[i, k], a[k, k]);
                foreach (var j in row.Where(j => j >= i))
                {
                    a[i, j] = a[j, i] = r.Subtract(a[i, j], r.Multiply(factor, a[k, j]));
                }
            }
        }

        return Certainty.True;
    }

    /// <summary>The least eigenvalue, by bisection over the shift from the bounds of Gershgorin.</summary>
    public static Enclosure LeastEigenvalue(Reals reals, Enclosure[,] matrix, int bits)
    {
        reals.IsExact = false;
        var norm = matrix.Cast<Enclosure>().Select(e => e.Magnitude).Chunk(matrix.GetLength(0)).Max(row => row.Aggregate((s, x) => s + x));
        var (low, high, answer) = (-norm, norm, Certainty.True);
        for (var (round, shift) = (0, Rational.Zero); round <= bits && answer != Certainty.Unknown; round++, shift = (low + high) / 2)
        {
            answer = IsSemidefinite(reals, matrix, shift);
            low = answer == Certainty.True ? Enclosure.Max(low, shift) : low;
            high = answer == Certainty.False ? Enclosure.Min(high, shift) : high;
        }

        return new(low, high);
    }
}
