using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Optimization.Measures.Descent;

namespace TheoryCheck.Optimization.Measures;

/// <summary>The minimiser of scale/2·|y − Φ w|² + penalty·Σ|wₚ| over a finite dictionary, in doubles, with a duality gap.</summary>
/// <remarks>
/// An active set with Newton steps on the weights; it grows by the columns whose correlation exceeds the penalty most, until the duality gap is
/// below the tolerance. <i>Accuracy:</i> the gap is computed in doubles, relative error about n·2⁻⁵².
/// </remarks>
/// <param name="Weights">The weights, shape (P).</param>
/// <param name="Objective">The objective.</param>
/// <param name="Gap">Objective minus dual value.</param>
/// <param name="Rounds">Looks at the whole dictionary.</param>
[Cites("lawsonhanson1974", "chapter 23")]
public sealed record DictionaryLasso(double[] Weights, double Objective, double Gap, int Rounds)
{
    private const int InsertedAtOnce = 24;

    /// <summary>Solves.</summary>
    /// <param name="columns">Φ column by column, shape (P, n), row-major.</param>
    /// <param name="targets">y, shape (n).</param>
    /// <param name="penalty">Positive.</param>
    /// <param name="scale">Positive.</param>
    /// <param name="tolerance">The gap at which to stop, relative to scale/2·|y|².</param>
    /// <param name="maximalRounds">The budget.</param>
    public static DictionaryLasso Solve(double[] columns, double[] targets, double penalty, double scale, double tolerance = 1e-10, int maximalRounds = 10_000)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        if (targets.Length == 0 || columns.Length % targets.Length != 0)
        {
            throw new ArgumentException($"{columns.Length} numbers are not columns of length {targets.Length}", nameof(columns));
        }

        var n = targets.Length;
        var count = columns.Length / n;
        var (weights, residual) = (new double[count], (double[])targets.Clone());
        var active = new List<(int Column, int Sign)>();
        var size = scale / 2 * Lanes.Dot(targets, targets);
        var (rounds, gap, objective) = (0, double.PositiveInfinity, size);
        for (; rounds < maximalRounds; rounds++)
        {
            var correlations = new double[count];
            for (var p = 0; p < count; p++)
            {
                correlations[p] = scale * Lanes.Dot(columns.AsSpan(p * n, n), residual);
            }

            var before = gap;
            (objective, gap) = Measured(weights, residual, targets, penalty, scale, correlations.Length == 0 ? 0 : correlations.Max(Math.Abs));
            if (gap <= tolerance * size || gap == before)
            {
                break;
            }

            active.RemoveAll(entry => weights[entry.Column] == 0);
            active.AddRange(Enumerable.Range(0, count)
                .Where(p => Math.Abs(correlations[p]) > penalty && weights[p] == 0)
                .OrderByDescending(p => Math.Abs(correlations[p])).ThenBy(p => p)
                .Take(InsertedAtOnce)
                .Select(p => (p, Math.Sign(correlations[p]))));
            Descend(columns, targets, penalty, scale, active, weights, residual);
        }

        return new(weights, objective, gap, rounds);
    }

    /// <summary>Gives the active columns, with their signs, their best weights, and updates the residual.</summary>
    private static void Descend(double[] columns, double[] targets, double penalty, double scale, List<(int Column, int Sign)> active, double[] weights, double[] residual)
    {
        var n = targets.Length;
        var signed = active.ConvertAll(entry => Array.ConvertAll(columns.AsSpan(entry.Column * n, n).ToArray(), v => entry.Sign * v)).ToArray();
        var magnitudes = active.ConvertAll(entry => Math.Abs(weights[entry.Column])).ToArray();
        new WeightDescent(signed, penalty, (i, f) => new(scale / 2 * (targets[i] - f) * (targets[i] - f), scale * (targets[i] - f), scale)).Run(magnitudes);
        targets.CopyTo(residual, 0);
        for (var a = 0; a < active.Count; a++)
        {
            weights[active[a].Column] = active[a].Sign * magnitudes[a];
            Lanes.AddScaled(residual, -magnitudes[a], signed[a]);
        }
    }

    private static (double Objective, double Gap) Measured(double[] weights, double[] residual, double[] targets, double penalty, double scale, double largest)
    {
        var variation = 0.0;
        foreach (var w in weights)
        {
            variation += Math.Abs(w);
        }

        var objective = scale / 2 * Lanes.Dot(residual, residual) + penalty * variation;
        var share = largest <= penalty ? 1 : penalty / largest;
        var dual = scale * (share * Lanes.Dot(residual, targets) - share * share / 2 * Lanes.Dot(residual, residual));
        return (objective, objective - dual);
    }
}
