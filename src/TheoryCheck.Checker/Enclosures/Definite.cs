using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// A - mI is positive semidefinite by a sum of squares: with integers R and a scale s, E = 4^s (A - mI) - R Rᵀ is diagonally
/// dominant, so A - mI = 4^-s (R Rᵀ + E) with both parts semidefinite.
/// </summary>
internal static class Definite
{
    /// <summary>Whether the factor shows it for every matrix in the enclosures.</summary>
    public static bool Shows(Enclosure[,] matrix, Rational margin, int scale, Rational[][] factor)
    {
        var (n, square) = (matrix.GetLength(0), Rational.Power(4, scale));
        StrictJson.Require(factor.Length == n && factor.All(r => r.Length == n && r.All(x => x.IsInteger)), "the factor is no matrix of integers of the right size");
        Enclosure Rest(int i, int j)
        {
            var product = Enumerable.Range(0, n).Aggregate(Rational.Zero, (s, k) => s + (factor[i][k] * factor[j][k]));
            var shift = i == j ? margin : Rational.Zero;
            return new(square * (matrix[i, j].Low - shift) - product, square * (matrix[i, j].High - shift) - product);
        }

        return Enumerable.Range(0, n).All(i => Rest(i, i).Low >= Enumerable.Range(0, n).Where(j => j != i).Aggregate(Rational.Zero, (s, j) => s + Rest(i, j).Magnitude));
    }
}
