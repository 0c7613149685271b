using TheoryCheck.Optimization.Measures.Descent;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>Newton steps on the weights and the points of all atoms at once, damped where the objective would not fall.</summary>
/// <param name="problem">The problem.</param>
/// <param name="features">The same in doubles.</param>
internal sealed class SmoothDescent(SmoothProblem problem, SmoothRidgeSum features)
{
    private const int MaximalSteps = 30;

    private readonly double penalty = problem.Penalty.ToDouble();

    /// <summary>The outputs of atoms.</summary>
    internal double[] Outputs(IReadOnlyList<SmoothAtom> atoms)
    {
        var outputs = new double[features.Inputs.Length];
        foreach (var atom in atoms)
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] += atom.Sign * atom.Weight * problem.Feature.At(RidgeSum.Dot(features.Inputs[i], atom.Point)).Value;
            }
        }

        return outputs;
    }

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

    private double Objective(IReadOnlyList<SmoothAtom> atoms) => Outputs(atoms).Select((f, i) => Piece(i, f).Value).Sum() + (penalty * atoms.Sum(static a => a.Weight));

    private LossPiece Piece(int sample, double output) => problem.Loss.Piece(sample, output, 0, 1);

    private List<SmoothAtom>? Step(List<SmoothAtom> atoms, ref double objective)
    {
        var (d, n) = (features.Dimension, features.Inputs.Length);
        var size = d * atoms.Count;
        var pieces = Outputs(atoms).Select((f, i) => Piece(i, f)).ToArray();
        var tangents = atoms.ConvertAll(static a => SmoothRidgeSum.Tangents(a.Point));
        var places = atoms.ConvertAll(a => features.At(a.Point));
        var (gradient, hessian, row) = (new double[size], new double[size * size], new double[size]);
        for (var j = 0; j < atoms.Count; j++)
        {
            gradient[j * d] = penalty;
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < atoms.Count; j++)
            {
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
