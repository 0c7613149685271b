using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// The multipliers of an atom held on kinks: τ with s·(g + Σ τᵢ·jump·qᵢ·xᵢ) = penalty·m/|m|, where g is the gradient of the potential with
/// the held inputs on their left side. The atom is optimal for its neighbourhood if all τ are in [0, 1].
/// </summary>
internal static class KinkShares
{
    /// <summary>One τ for each held input that is independent of those before it; NaN where the potential bends upward.</summary>
    internal static List<(int Input, double Share)> Of(SampledFeature feature, MovingAtom atom, double[] dual, double penalty)
    {
        var held = new List<int>();
        var basis = new List<double[]>();
        var triangle = new List<double[]>();
        for (var i = 0; i < atom.Sides.Length; i++)
        {
            if (atom.Sides[i] != 0 || feature.Lengths[i] == 0)
            {
                continue;
            }

            var rest = feature.Input(i).ToArray();
            var column = new double[basis.Count + 1];
            for (var a = 0; a < basis.Count; a++)
            {
                column[a] = RidgeSum.Dot(basis[a], rest);
                for (var k = 0; k < rest.Length; k++)
                {
                    rest[k] -= column[a] * basis[a][k];
                }
            }

            column[^1] = RidgeSum.Norm(rest);
            if (column[^1] > 1e-9 * feature.Lengths[i])
            {
                basis.Add(Array.ConvertAll(rest, r => r / column[^1]));
                triangle.Add(column);
                held.Add(i);
            }
        }

        var residual = new double[feature.Dimension];
        var magnitude = atom.Magnitude;
        for (var k = 0; k < residual.Length; k++)
        {
            residual[k] = penalty * atom.Moment[k] / magnitude;
        }

        for (var i = 0; i < atom.Sides.Length; i++)
        {
            var factor = atom.Sign * dual[i] * (atom.Sides[i] > 0 ? feature.Right : feature.Left);
            var x = feature.Input(i);
            for (var k = 0; k < residual.Length && factor != 0; k++)
            {
                residual[k] -= factor * x[k];
            }
        }

        var coefficients = new double[held.Count];
        for (var a = held.Count - 1; a >= 0; a--)
        {
            coefficients[a] = RidgeSum.Dot(basis[a], residual);
            for (var b = a + 1; b < held.Count; b++)
            {
                coefficients[a] -= triangle[b][a] * coefficients[b];
            }

            coefficients[a] /= triangle[a][a];
        }

        var shares = new List<(int, double)>();
        for (var a = 0; a < held.Count; a++)
        {
            var bend = atom.Sign * dual[held[a]] * feature.Jump;
            shares.Add((held[a], bend < 0 ? coefficients[a] / bend : double.NaN));
        }

        return shares;
    }
}
