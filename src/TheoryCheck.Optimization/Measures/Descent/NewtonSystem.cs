using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.Spheres;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>Gradient and Hessian of loss plus penalty in the free coordinates of the atoms, and the Newton step.</summary>
internal sealed class NewtonSystem
{
    private readonly List<MovingAtom> atoms;
    private readonly double[][][] free;
    private readonly int[] offsets;
    private readonly double[] gradient;
    private readonly double[] hessian;
    private readonly int size;

    internal NewtonSystem(SampledFeature feature, List<MovingAtom> atoms, double[] dual, double[] curvature, double penalty)
    {
        this.atoms = atoms;
        free = [.. atoms.Select(atom => atom.FreeDirections(feature))];
        offsets = new int[atoms.Count + 1];
        for (var j = 0; j < atoms.Count; j++)
        {
            offsets[j + 1] = offsets[j] + free[j].Length;
        }

        size = offsets[^1];
        gradient = new double[size];
        hessian = new double[size * size];
        var row = new double[size];
        for (var i = 0; i < feature.Count; i++)
        {
            var x = feature.Input(i);
            for (var j = 0; j < atoms.Count; j++)
            {
                var slope = atoms[j].Sign * feature.Slope(atoms[j].Sides[i]);
                for (var a = 0; a < free[j].Length; a++)
                {
                    row[offsets[j] + a] = slope == 0 ? 0 : slope * RidgeSum.Dot(x, free[j][a]);
                }
            }

            for (var a = 0; a < size; a++)
            {
                if (row[a] != 0)
                {
                    gradient[a] -= row[a] * dual[i];
                    if (curvature[i] != 0)
                    {
                        Lanes.AddScaled(hessian.AsSpan(a * size, a + 1), row[a] * curvature[i], row.AsSpan(0, a + 1));
                    }
                }
            }
        }

        for (var j = 0; j < atoms.Count; j++)
        {
            var magnitude = atoms[j].Magnitude;
            var direction = Array.ConvertAll(free[j], unit => RidgeSum.Dot(unit, atoms[j].Moment) / magnitude);
            for (var a = 0; a < direction.Length; a++)
            {
                gradient[offsets[j] + a] += penalty * direction[a];
                for (var b = 0; b <= a; b++)
                {
                    hessian[(offsets[j] + a) * size + offsets[j] + b] += penalty / magnitude * ((a == b ? 1 : 0) - direction[a] * direction[b]);
                }
            }
        }

        Residual = gradient.Length == 0 ? 0 : gradient.Max(Math.Abs);
    }

    /// <summary>The largest entry of the gradient.</summary>
    internal double Residual { get; }

    /// <summary>Gradient times moves: the slope of the objective along them.</summary>
    internal double Descent(double[][] moves)
    {
        var sum = 0.0;
        for (var j = 0; j < atoms.Count; j++)
        {
            for (var a = 0; a < free[j].Length; a++)
            {
                sum += gradient[offsets[j] + a] * RidgeSum.Dot(free[j][a], moves[j]);
            }
        }

        return sum;
    }

    /// <summary>The Newton step for each atom, with at least the given damping and as little more as makes the Hessian positive definite.</summary>
    internal bool TrySolve(ref double damping, out double[][] moves)
    {
        var largest = 0.0;
        for (var a = 0; a < size; a++)
        {
            largest = Math.Max(largest, hessian[a * size + a]);
        }

        var factor = new double[size * size];
        var solution = new double[size];
        var floor = 1e-3 * largest + Residual / atoms.Max(atom => atom.Magnitude);
        for (; damping < 1e12; damping *= 100)
        {
            hessian.CopyTo(factor, 0);
            for (var a = 0; a < size; a++)
            {
                // Relative to each diagonal entry: the tangential curvature of a small atom is large and says nothing of the others.
                factor[a * size + a] += damping * (factor[a * size + a] + floor);
            }

            if (DenseCholesky.TryFactor(factor, size))
            {
                for (var a = 0; a < size; a++)
                {
                    solution[a] = -gradient[a];
                }

                DenseCholesky.Substitute(factor, solution, size);
                if (Array.TrueForAll(solution, double.IsFinite))
                {
                    moves = [.. atoms.Select((_, j) => Move(solution, j))];
                    return true;
                }
            }
        }

        moves = [];
        return false;
    }

    private double[] Move(double[] solution, int j)
    {
        var move = new double[atoms[j].Moment.Length];
        for (var a = 0; a < free[j].Length; a++)
        {
            for (var k = 0; k < move.Length; k++)
            {
                move[k] += solution[offsets[j] + a] * free[j][a][k];
            }
        }

        return move;
    }
}
