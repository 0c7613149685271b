using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>
/// The objective Σᵢ ℓᵢ(fᵢ) + penalty·|ν| of atoms, where the last of the fᵢ may be |ν| itself, and Newton steps on the weights and the points of all atoms at once, damped where it would not fall.
/// </summary>
/// <param name="features">The features of the samples.</param>
/// <param name="penalty">The factor of the total variation.</param>
/// <param name="piece">The ℓᵢ.</param>
/// <param name="rows">Their number: one for each sample, and one more if there is one for |ν|.</param>
internal sealed class SmoothDescent(SmoothRidgeSum features, double penalty, Func<int, double, LossPiece> piece, int rows)
{
    private const int MaximalSteps = 30;

    /// <summary>What an atom of weight 1 adds to each fᵢ.</summary>
    internal double[] Column(SmoothAtom atom) => [.. features.At(atom.Point).Select(v => atom.Sign * v.Value), .. Enumerable.Repeat(1.0, rows - features.Inputs.Length)];

    /// <summary>The fᵢ of atoms.</summary>
    internal double[] Outputs(IReadOnlyList<SmoothAtom> atoms)
    {
        var outputs = new double[rows];
        foreach (var atom in atoms)
        {
            var column = Column(atom);
            for (var i = 0; i < rows; i++)
            {
                outputs[i] += atom.Weight * column[i];
            }
        }

        return outputs;
    }

    /// <summary>The qᵢ = -ℓᵢ' at atoms.</summary>
    internal double[] Dual(IReadOnlyList<SmoothAtom> atoms) => [.. Outputs(atoms).Select((f, i) => piece(i, f).Dual)];

    /// <summary>The objective of atoms.</summary>
    internal double Objective(IReadOnlyList<SmoothAtom> atoms) => Outputs(atoms).Select((f, i) => piece(i, f).Value).Sum() + (penalty * atoms.Sum(static a => a.Weight));

    /// <summary>The atoms moved to where the objective is stationary, as far as it falls; those whose weight would fall below 0 stay.</summary>
    internal List<SmoothAtom> Slide(List<SmoothAtom> atoms)
    {
        var objective = Objective(atoms);
        for (var step = 0; step < MaximalSteps && atoms.Count > 0; step++)
        {
            if (Step(atoms, ref objective) is not { } moved)
            {
                break;
            }

            atoms = moved;
        }

        return atoms;
    }

    private List<SmoothAtom>? Step(List<SmoothAtom> atoms, ref double objective)
    {
        var (d, n) = (features.Dimension, features.Inputs.Length);
        var size = d * atoms.Count;
        var pieces = Outputs(atoms).Select((f, i) => piece(i, f)).ToArray();
        var tangents = atoms.ConvertAll(static a => SmoothRidgeSum.Tangents(a.Point));
        var places = atoms.ConvertAll(a => features.At(a.Point));
        var (gradient, hessian, row) = (new double[size], new double[size * size], new double[size]);
        for (var j = 0; j < atoms.Count; j++)
        {
            gradient[j * d] = penalty;
        }

        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < atoms.Count; j++)
            {
                if (i == n)
                {
                    Array.Clear(row, j * d, d);
                    row[j * d] = 1;
                    continue;
                }

                var ((z, value, slope, curvature), s, w) = (places[j][i], atoms[j].Sign, atoms[j].Weight);
                row[j * d] = s * value;
                for (var a = 1; a < d; a++)
                {
                    var product = RidgeSum.Dot(tangents[j][a - 1], features.Inputs[i]);
                    row[j * d + a] = s * w * slope * product;
                    var cross = pieces[i].Dual * s * slope * product;
                    hessian[(j * d + a) * size + (j * d)] -= cross;
                    hessian[(j * d + a) * size + (j * d) + a] += pieces[i].Dual * s * w * slope * z;
                    for (var b = 1; b <= a; b++)
                    {
                        hessian[(j * d + a) * size + (j * d) + b] -= pieces[i].Dual * s * w * curvature * product * RidgeSum.Dot(tangents[j][b - 1], features.Inputs[i]);
                    }
                }
            }

            for (var a = 0; a < size; a++)
            {
                gradient[a] -= pieces[i].Dual * row[a];
                for (var b = 0; b <= a; b++)
                {
                    hessian[a * size + b] += pieces[i].Curvature * row[a] * row[b];
                }
            }
        }

        for (var damping = 1e-13; damping < 1e4; damping *= 100)
        {
            var factor = (double[])hessian.Clone();
            for (var a = 0; a < size; a++)
            {
                factor[a * size + a] += damping * (Math.Abs(factor[a * size + a]) + 1e-12);
            }

            var move = Array.ConvertAll(gradient, static g => -g);
            if (!DenseCholesky.TryFactor(factor, size))
            {
                continue;
            }

            DenseCholesky.Substitute(factor, move, size);
            List<SmoothAtom> moved = [.. atoms.Select((atom, j) => atom with { Weight = atom.Weight + move[j * d], Point = SmoothRidgeSum.Moved(atom.Point, tangents[j], move.AsSpan(j * d + 1, d - 1)) })];
            if (moved.TrueForAll(static a => a.Weight > 0) && Objective(moved) is var value && value < objective)
            {
                objective = value;
                return moved;
            }
        }

        return null;
    }
}
