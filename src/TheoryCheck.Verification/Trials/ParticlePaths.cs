using TheoryCheck.Numerics.Plans;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// Keeps where the rows of a state in the plane went during the first trial. With a second state of one number per row, the row w[j] with
/// a[j] is the particle |a[j]|·w[j]: its angle is the direction of the neuron, its distance from 0 the mass |a[j]|·|w[j]|.
/// </summary>
internal sealed class ParticlePaths
{
    private const int MostParticles = 48;
    private const int MostPositions = 40;

    private readonly Symbol rows;
    private readonly Symbol? weights;
    private readonly int count;
    private readonly long stride;
    private readonly List<double[]> kept = [];

    private ParticlePaths(Symbol rows, Symbol? weights, int count, long stride) => (this.rows, this.weights, this.count, this.stride) = (rows, weights, count, stride);

    /// <summary>A keeper for a block, or null when none of its states is a family of points of the plane.</summary>
    /// <param name="evolution">The block.</param>
    /// <param name="instance">What is bound.</param>
    /// <param name="evaluation">For the sizes.</param>
    /// <param name="horizon">The last step.</param>
    public static ParticlePaths? Of(Evolution evolution, Instance instance, ClosedEvaluation evaluation, int horizon)
    {
        int[]? Lengths(Symbol state) => state.Type is TensorType { Kind: not NumberKind.Integer } tensor && tensor.Axes.Items.Select(a => evaluation.TryRational(a.Length, instance)).ToList() is var lengths && lengths.TrueForAll(l => l is { IsInteger: true } n && n < int.MaxValue)
            ? [.. lengths.Select(l => (int)l!.Value.Numerator)]
            : null;
        var states = evolution.Rules.Items.Select(r => (r.State, Lengths: Lengths(r.State))).Where(s => s.Lengths is not null).ToList();
        if (horizon < 1 || states.Find(s => s.Lengths is [> 0 and <= MostParticles, 2]) is not { Lengths: { } found } plane)
        {
            return null;
        }

        var partner = states.Find(s => s.Lengths is [var length] && length == found[0]);
        return new ParticlePaths(plane.State, partner.State, found[0], (horizon + MostPositions - 1) / MostPositions);
    }

    /// <summary>Whether nothing was seen yet.</summary>
    public bool IsEmpty => kept.Count == 0;

    /// <summary>Looks at a step.</summary>
    public bool Look(long step, EvolutionRun run)
    {
        if (step % stride == 0)
        {
            var points = run.State(rows);
            for (var j = 0; j < count; j++)
            {
                var weight = weights is null ? 1 : run.State(weights)[j];
                kept.Add([j, Math.Abs(weight) * points[2 * j], Math.Abs(weight) * points[(2 * j) + 1], Math.Sign(weight)]);
            }
        }

        return true;
    }

    /// <summary>The picture.</summary>
    public FigureEvidence Evidence(string label)
    {
        var (title, data) = (weights is null ? $"The path of {rows.Name}[j]" : $"The path of |{weights.Name}[j]|·{rows.Name}[j]", kept.ToArray());
        return new FigureEvidence(() => data.Length <= count || !data.All(row => row.All(double.IsFinite)) ? [] :
            [new Figure("paths in the plane", label.Length > 0 ? $"{title}, {label}" : title, [FigureTable.Of("steps", ["particle", "x", "y", "sign"], data)])]);
    }
}
