using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>Symmetric matrices of enclosures: definiteness by elimination.</summary>
internal static class Matrices
{
    /// <summary>The symmetric matrix of some entries on and below the diagonal: row i has i + 1 of them.</summary>
    public static Enclosure[][] Of(int n, Func<int, int, Enclosure> entry) =>
        [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, i + 1).Select(j => entry(i, j)).ToArray())];

    /// <summary>
    /// Whether A - cI is positive semidefinite, by symmetric elimination: every pivot positive, or exactly 0 with nothing beside it
    /// in its row; a negative pivot denies it, by Sylvester's law of inertia. Where it has to be definite, no pivot may be 0. Numbers are rounded early, and
    /// kept as long as they can be where that does not decide.
    /// </summary>
    public static Certainty IsSemidefinite(Reals reals, Enclosure[][] matrix, Rational shift, bool isDefinite = false)
    {
        Certainty With(Reals r) => Eliminate(r, Of(matrix.Length, (i, j) => i == j ? r.Subtract(matrix[i][j], shift) : matrix[i][j]), isDefinite);
        return With(reals.Rounding) is var answer && answer != Certainty.Unknown ? answer : With(reals);
    }

    // What the first pivot and its row say, and then what they leave of the other rows.
    private static Certainty Eliminate(Reals r, Enclosure[][] a, bool isDefinite)
    {
        Enclosure[] row = [.. a.Select(column => column[0])];
        Enclosure Left(int i, int j) => row[i] == 0 || row[j] == 0 ? a[i][j] : r.Subtract(a[i][j], r.Multiply(r.Divide(row[i], row[0]), row[j]));
        return row.Length == 0 ? Certainty.True
            : row[0].Low.Sign > 0 || (!isDefinite && row.All(e => e == 0)) ? Eliminate(r, Of(row.Length - 1, (i, j) => Left(i + 1, j + 1)), isDefinite)
            : row[0].High.Sign < 0 || (row[0] == 0 && (isDefinite || row.Any(e => e.Low.Sign > 0 || e.High.Sign < 0))) ? Certainty.False : Certainty.Unknown;
    }

    /// <summary>
    /// The least eigenvalue, by bisection over the shift from the bounds of Gershgorin; the simplest number left, where A less so much is semidefinite and
    /// not definite.
    /// </summary>
    public static Enclosure LeastEigenvalue(Reals reals, Enclosure[][] matrix, int bits)
    {
        var norm = matrix.Select((_, i) => matrix.Select((_, j) => matrix[Math.Max(i, j)][Math.Min(i, j)].Magnitude).Aggregate((s, x) => s + x)).Max();
        var (low, high, answer) = (-norm, norm, Certainty.True);
        for (var (round, shift) = (0, Rational.Zero); round <= bits && answer != Certainty.Unknown; round++, shift = (low + high) / 2)
        {
            answer = IsSemidefinite(reals, matrix, shift);
            (low, high) = answer switch { Certainty.True => (shift, high), Certainty.False => (low, shift), _ => (low, high) };
        }

        var simplest = Rational.SimplestBetween(low, high);
        var isExact = IsSemidefinite(reals, matrix, simplest) == Certainty.True && IsSemidefinite(reals, matrix, simplest, isDefinite: true) == Certainty.False;
        return isExact ? simplest : new Enclosure(low, high);
    }
}
