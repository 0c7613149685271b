using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;

namespace TheoryCheck.Symbolics.Evaluation.Recurrences;

/// <summary>
/// Where all states of x ← Ax + b, or of dx/dt = Ax + b, tend together, in exact rationals; null where that they do is not proved. With M = I - A for steps and M = -A for a flow, limits are solutions of Mx = b.
/// </summary>
/// <remarks>
/// <i>Symmetric</i> M with eigenvalues in [0, ∞), below 2 for steps: if Mz = b has a solution z, then x - z loses its part in the range of M and keeps the one in its kernel, so that the limit is z + P(x₀ - z), P the projection on
/// the kernel. So gradient descent on least squares, with fewer samples than unknowns too, tends to the solution nearest to its start.
/// <i>Others:</i> if ‖B^m‖ &lt; 1 for a power of two m, B = A for steps, all eigenvalues of B have modulus below 1 and the limit is the one solution. For a flow B = (I - cA)⁻¹(I + cA) with c &gt; 0, which maps eigenvalues with
/// negative real part, and only these, to modulus below 1.
/// <i>Cost:</i> O(n³) rational operations.
/// </remarks>
internal static class LinearConvergence
{
    private const int MostSquarings = 24;

    /// <summary>The limit of the states, or null.</summary>
    /// <param name="map">A.</param>
    /// <param name="shift">b.</param>
    /// <param name="start">x₀, a column.</param>
    /// <param name="isFlow">Whether time is continuous.</param>
    public static DenseMatrix<Rational>? Limit(DenseMatrix<Rational> map, DenseMatrix<Rational> shift, DenseMatrix<Rational> start, bool isFlow)
    {
        var identity = DenseMatrix<Rational>.Identity(map.Rows, Rational.One);
        var matrix = isFlow ? map * -Rational.One : identity - map;
        var isSymmetric = (map - map.Transposed()).IsZero() == Certainty.True;
        var tends = isSymmetric
            ? PositiveMatrix<Rational>.IsSemidefinite(matrix) == Certainty.True && (isFlow || PositiveMatrix<Rational>.TryOf(identity + map) is not null)
            : IsContraction(isFlow ? Cayley(map, identity) : map);
        if (!tends || LinearEquations.Solve(matrix, shift) is not { } fixedPoints)
        {
            return null;
        }

        if (fixedPoints.Kernel is not { } kernel)
        {
            return fixedPoints.Solution;
        }

        // Only where M is symmetric, since a contraction has one fixed point.
        var gram = PositiveMatrix<Rational>.Of(kernel.Transposed() * kernel);
        return fixedPoints.Solution + (kernel * gram.Solve(kernel.Transposed() * (start - fixedPoints.Solution)));
    }

    // Null where cA has the eigenvalue 1.
    private static DenseMatrix<Rational>? Cayley(DenseMatrix<Rational> map, DenseMatrix<Rational> identity)
    {
        var scale = map.Magnitude() * map.Rows;
        var scaled = map * (Rational.One / (scale.IsZero ? Rational.One : scale));
        var (left, right) = (identity - scaled, identity + scaled);
        var columns = Enumerable.Range(0, map.Rows).Select(c => LinearEquations.Solve(left, DenseMatrix<Rational>.Column([.. Enumerable.Range(0, map.Rows).Select(r => right[r, c])]))).ToList();
        return columns.Exists(static c => c is not { Kernel: null }) ? null : DenseMatrix<Rational>.Of(map.Rows, map.Rows, (r, c) => columns[c]!.Solution[r, 0]);
    }

    private static bool IsContraction(DenseMatrix<Rational>? map)
    {
        if (map is null)
        {
            return false;
        }

        var power = new DenseMatrix<DoubleInterval>(map.Rows, map.Columns, [.. map.Elements.Select(DoubleInterval.FromRational)]);
        for (var squarings = 0; squarings <= MostSquarings; squarings++, power *= power)
        {
            var norm = Enumerable.Range(0, power.Rows).Select(i => Enumerable.Range(0, power.Columns).Select(j => DoubleInterval.Abs(power[i, j])).Aggregate(static (a, b) => a + b)).Aggregate(DoubleInterval.Max);
            if (DoubleInterval.Compare(Relation.Less, norm, DoubleInterval.FromRational(Rational.One)) == Certainty.True)
            {
                return true;
            }
        }

        return false;
    }
}
