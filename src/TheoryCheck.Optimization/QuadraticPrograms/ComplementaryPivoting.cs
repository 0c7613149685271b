using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.QuadraticPrograms;

/// <summary>
/// Lemke's method for w = Mz + q, w ≥ 0, z ≥ 0, wᵀz = 0: an artificial variable makes the start feasible and is driven out along pairs of complementary variables. Ties are broken
/// lexicographically, so that it ends in exact numbers; for M positive semidefinite it ends with a solution where there is one.
/// </summary>
[Cites("lemke1965", "section 2")]
internal static class ComplementaryPivoting
{
    private const int PivotsPerVariable = 20;

    /// <summary>The values of z, and which of them are in the final basis; null where the method ends along a ray or takes too long.</summary>
    /// <param name="size">The number of pairs.</param>
    /// <param name="matrix">The entries of M.</param>
    /// <param name="constants">The entries of q.</param>
    /// <param name="sign">The sign of a number, as far as it is trusted.</param>
    public static (T[] Values, int[] Basis)? Solve<T>(int size, Func<int, int, T> matrix, Func<int, T> constants, Func<T, int> sign)
        where T : IReal<T>
    {
        if (size == 0)
        {
            return ([], []);
        }

        // Columns: w, z, the artificial variable, the right side; in the rows of the basis, at first w.
        var (artificial, right) = (2 * size, (2 * size) + 1);
        var tableau = new T[size][];
        var zero = constants(0).Literal(Rational.Zero);
        var one = zero.Literal(Rational.One);
        for (var i = 0; i < size; i++)
        {
            var row = tableau[i] = new T[right + 1];
            for (var j = 0; j < size; j++)
            {
                (row[j], row[size + j]) = (i == j ? one : zero, -matrix(i, j));
            }

            (row[artificial], row[right]) = (-one, constants(i));
        }

        var basis = Enumerable.Range(0, size).ToArray();
        var leaving = Enumerable.Range(0, size).Aggregate((a, b) => Compare(tableau[a], one, tableau[b], one) <= 0 ? a : b);
        if (sign(tableau[leaving][right]) < 0)
        {
            var entering = artificial;
            for (var pivots = 0; ; pivots++)
            {
                if (pivots > PivotsPerVariable * size)
                {
                    return null;
                }

                Pivot(leaving, entering);
                var left = basis[leaving];
                basis[leaving] = entering;
                if (left == artificial)
                {
                    break;
                }

                entering = left < size ? left + size : left - size;
                leaving = -1;
                for (var i = 0; i < size; i++)
                {
                    if (sign(tableau[i][entering]) > 0 && (leaving < 0 || Compare(tableau[i], tableau[i][entering], tableau[leaving], tableau[leaving][entering]) < 0
                        || (basis[i] == artificial && sign((tableau[i][right] / tableau[i][entering]) - (tableau[leaving][right] / tableau[leaving][entering])) == 0)))
                    {
                        leaving = i;
                    }
                }

                if (leaving < 0)
                {
                    return null;
                }
            }
        }

        var values = Enumerable.Repeat(zero, size).ToArray();
        foreach (var (i, variable) in basis.Index().Where(b => b.Item >= size))
        {
            values[variable - size] = tableau[i][right];
        }

        return (values, [.. basis.Where(b => b >= size).Select(b => b - size).Order()]);

        // Rows over their pivots: the right side first, then the columns that began as the identity.
        int Compare(T[] first, T firstPivot, T[] second, T secondPivot)
        {
            for (var k = -1; k < size; k++)
            {
                var column = k < 0 ? right : k;
                if (sign((first[column] / firstPivot) - (second[column] / secondPivot)) is var order and not 0)
                {
                    return order;
                }
            }

            return 0;
        }

        void Pivot(int row, int column)
        {
            var by = tableau[row][column];
            for (var j = 0; j <= right; j++)
            {
                tableau[row][j] /= by;
            }

            for (var i = 0; i < size; i++)
            {
                if (i != row && sign(tableau[i][column]) is not 0 && tableau[i][column] is var factor)
                {
                    for (var j = 0; j <= right; j++)
                    {
                        tableau[i][j] -= factor * tableau[row][j];
                    }
                }
            }
        }
    }
}
