using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>The explicit inverse of a basis matrix, n·n, row-major: row k belongs to the k-th basic variable.</summary>
/// <param name="n">The size.</param>
[Cites("maros2003", "section 5.1")]
internal sealed class BasisInverse(int n)
{
    private readonly double[] inverse = new double[n * n];

    /// <summary>The row of the k-th basic variable.</summary>
    public ReadOnlySpan<double> Row(int k) => inverse.AsSpan(k * n, n);

    /// <summary>target := B⁻¹ column.</summary>
    public void Apply(ReadOnlySpan<double> column, Span<double> target)
    {
        for (var k = 0; k < n; k++)
        {
            target[k] = Lanes.Dot(Row(k), column);
        }
    }

    /// <summary>target := weightsᵀ B⁻¹.</summary>
    public void ApplyTransposed(ReadOnlySpan<double> weights, Span<double> target)
    {
        target.Clear();
        for (var k = 0; k < n; k++)
        {
            if (weights[k] != 0)
            {
                Lanes.AddScaled(target, weights[k], Row(k));
            }
        }
    }

    /// <summary>The k-th basic column is replaced by one whose image B⁻¹a is <paramref name="image"/>; image[k] is the pivot, not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Replace(int k, ReadOnlySpan<double> image)
    {
        var pivotRow = inverse.AsSpan(k * n, n);
        var factor = 1 / image[k];
        foreach (ref var value in pivotRow)
        {
            value *= factor;
        }

        for (var i = 0; i < n; i++)
        {
            if (i != k && image[i] != 0)
            {
                Lanes.AddScaled(inverse.AsSpan(i * n, n), -image[i], pivotRow);
            }
        }
    }

    /// <summary>
    /// Inverts the matrix of the basic columns by Gauss-Jordan elimination with row pivoting.
    /// </summary>
    /// <param name="columns">The columns one after the other, n·n.</param>
    /// <param name="place">Receives for each column the row on which it was pivoted; -1 for a column that depends on the others.</param>
    /// <returns>Whether the columns are independent to working precision; the inverse is undefined if not.</returns>
    public bool TryInvert(ReadOnlySpan<double> columns, Span<int> place)
    {
        // Works on [Bᵀ stored by columns]: eliminating with column operations on B keeps both arrays in contiguous rows.
        var work = columns.ToArray();
        var identity = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            identity[i * n + i] = 1;
        }

        // Row c of work is column c of B. Column operations on B are row operations here and build B⁻¹ as B·T = P.
        var (owner, regular) = (new int[n], true);
        Array.Fill(owner, -1);
        place.Fill(-1);
        var scale = new double[n];
        for (var c = 0; c < n; c++)
        {
            foreach (var value in work.AsSpan(c * n, n))
            {
                scale[c] = Math.Max(scale[c], Math.Abs(value));
            }
        }

        for (var c = 0; c < n; c++)
        {
            var row = work.AsSpan(c * n, n);
            var best = -1;
            for (var i = 0; i < n; i++)
            {
                if (owner[i] < 0 && (best < 0 || Math.Abs(row[i]) > Math.Abs(row[best])))
                {
                    best = i;
                }
            }

            var pivot = best < 0 ? 0 : row[best];
            if (!(Math.Abs(pivot) > 1e-11 * scale[c]) || !double.IsFinite(pivot))
            {
                regular = false;
                continue;
            }

            (owner[best], place[c]) = (c, best);
            var transform = identity.AsSpan(c * n, n);
            for (var i = 0; i < n; i++)
            {
                row[i] /= pivot;
                transform[i] /= pivot;
            }

            for (var other = 0; other < n; other++)
            {
                var factor = work[other * n + best];
                if (other != c && factor != 0)
                {
                    Lanes.AddScaled(work.AsSpan(other * n, n), -factor, row);
                    Lanes.AddScaled(identity.AsSpan(other * n, n), -factor, transform);
                }
            }
        }

        if (!regular)
        {
            return false;
        }

        // Now row c of work is the unit vector of place[c]: Tᵀ Bᵀ = P, so B⁻¹ has column place[c] = row c of the transform.
        for (var c = 0; c < n; c++)
        {
            for (var k = 0; k < n; k++)
            {
                inverse[k * n + place[c]] = identity[c * n + k];
            }
        }

        return true;
    }
}
