using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures.Descent;

/// <summary>
/// The weights of atoms with fixed directions: minimise Σᵢ ℓᵢ(Σⱼ aⱼ φⱼᵢ) + penalty·Σⱼ aⱼ over a ≥ 0 by Newton steps on the positive weights. A
/// weight that reaches 0 leaves; when the rest is optimal, the weight whose gradient is most negative enters.
/// </summary>
[Cites("lawsonhanson1974", "chapter 23")]
internal sealed class WeightDescent(double[][] columns, double penalty, Func<int, double, LossPiece> piece)
{
    private const int EnteringAtOnce = 16;

    private readonly int samples = columns.Length == 0 ? 0 : columns[0].Length;
    private readonly double[] dual = new double[columns.Length == 0 ? 0 : columns[0].Length];
    private readonly double[] curvature = new double[columns.Length == 0 ? 0 : columns[0].Length];

    /// <summary>Moves the weights to their optimum, up to rounding.</summary>
    internal void Run(double[] weights)
    {
        var free = new List<int>();
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] > 0)
            {
                free.Add(j);
            }
        }

        var objective = Evaluate(weights);
        for (var step = 0; step < 20 + 6 * columns.Length; step++)
        {
            var gradient = free.ConvertAll(Gradient);
            var noise = 1e-13 * penalty;
            var isStill = gradient.TrueForAll(g => Math.Abs(g) <= noise);
            if (isStill || !Step(weights, free, gradient, ref objective))
            {
                var entering = Enumerable.Range(0, weights.Length).Where(j => weights[j] == 0).Select(j => (Column: j, Gradient: Gradient(j)))
                    .Where(e => e.Gradient < -1e-12 * penalty).OrderBy(e => e.Gradient).ThenBy(e => e.Column).Take(EnteringAtOnce).Select(e => e.Column).ToList();
                free.RemoveAll(j => weights[j] == 0);
                if (!Enter(weights, free, entering, ref objective) && !Enter(weights, free, entering[..Math.Min(1, entering.Count)], ref objective))
                {
                    return;
                }
            }
        }
    }

    /// <summary>One step with more free weights; without a gain they leave again.</summary>
    private bool Enter(double[] weights, List<int> free, List<int> entering, ref double objective)
    {
        var before = objective;
        free.AddRange(entering);
        if (entering.Count > 0 && Step(weights, free, free.ConvertAll(Gradient), ref objective) && objective < before)
        {
            return true;
        }

        free.RemoveAll(j => weights[j] == 0);
        return false;
    }

    private double Gradient(int j) => penalty - Lanes.Dot(columns[j], dual);

    /// <summary>One damped Newton step on the free weights, cut where the first of them reaches 0; whether it gained.</summary>
    private bool Step(double[] weights, List<int> free, List<double> gradient, ref double objective)
    {
        var size = free.Count;
        if (size == 0)
        {
            return false;
        }

        var hessian = new double[size * size];
        var scaled = new double[samples];
        for (var a = 0; a < size; a++)
        {
            for (var i = 0; i < samples; i++)
            {
                scaled[i] = curvature[i] * columns[free[a]][i];
            }

            for (var b = 0; b <= a; b++)
            {
                hessian[a * size + b] = Lanes.Dot(scaled, columns[free[b]]);
            }
        }

        // Where the loss is flat the step is limited by the gradient alone.
        var floor = Math.Max(1e-300, gradient.Max(Math.Abs));
        for (var a = 0; a < size; a++)
        {
            floor = Math.Max(floor, hessian[a * size + a]);
        }

        for (var damping = 1e-15; damping < 1e9; damping *= 1000)
        {
            var factor = (double[])hessian.Clone();
            for (var a = 0; a < size; a++)
            {
                factor[a * size + a] += damping * (factor[a * size + a] + 1e-3 * floor);
            }

            var move = gradient.Select(g => -g).ToArray();
            if (!DenseCholesky.TryFactor(factor, size))
            {
                continue;
            }

            DenseCholesky.Substitute(factor, move, size);
            if (Array.TrueForAll(move, double.IsFinite) && Advance(weights, free, move, ref objective))
            {
                return true;
            }
        }

        return false;
    }

    private bool Advance(double[] weights, List<int> free, double[] move, ref double objective)
    {
        var (longest, blocking) = (1.0, -1);
        for (var a = 0; a < move.Length; a++)
        {
            if (move[a] < 0 && weights[free[a]] < -move[a] * longest)
            {
                (longest, blocking) = (weights[free[a]] / -move[a], a);
            }
        }

        var old = free.ConvertAll(j => weights[j]);
        for (var length = longest; length > 1e-9 * longest; length /= 4)
        {
            for (var a = 0; a < move.Length; a++)
            {
                weights[free[a]] = a == blocking && length == longest ? 0 : Math.Max(0, old[a] + length * move[a]);
            }

            var value = Evaluate(weights);
            if (value < objective || blocking >= 0 && length == longest && value <= objective + 1e-14 * Math.Abs(objective))
            {
                objective = value;
                free.RemoveAll(j => weights[j] == 0);
                return true;
            }
        }

        for (var a = 0; a < move.Length; a++)
        {
            weights[free[a]] = old[a];
        }

        Evaluate(weights);
        return false;
    }

    private double Evaluate(double[] weights)
    {
        var outputs = new double[samples];
        var objective = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] > 0)
            {
                objective += penalty * weights[j];
                Lanes.AddScaled(outputs, weights[j], columns[j]);
            }
        }

        for (var i = 0; i < samples; i++)
        {
            var at = piece(i, outputs[i]);
            objective += at.Value;
            (dual[i], curvature[i]) = (at.Dual, at.Curvature);
        }

        return objective;
    }
}
