using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Figures;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// An event compiled for one instance: array plans for its trajectories and its comparisons, recipes for its draws. A trial
/// is a function of its number alone; any number of threads gives the same records.
/// </summary>
internal sealed class TrialProgram : TrialRuns
{
    private const int CurveTrials = 200;
    private const int CurvePoints = 120;

    private readonly TrialParts parts;
    private readonly SortedDictionary<long, PathRecord> curves = [];
    private readonly ImmutableArray<ParticlePaths?> particles;
    private readonly HashSet<Symbol> readByLaws;
    private int compared;
    private string? disagreement;

    /// <summary>A program of compiled parts.</summary>
    public TrialProgram(TrialParts parts)
    {
        this.parts = parts;
        particles = [.. parts.Stages.Select(s => ParticlePaths.Of(s.Evolution, parts.Instance, parts.Evaluation, parts.Steps - 1 + parts.Ahead))];
        readByLaws = [.. parts.Draws.SelectMany(d => d.Arguments).SelectMany(a => Unfold.Definitions(a).FreeSymbols())];
    }

    /// <summary>Whether the event speaks of all steps, of which only those up to the horizon are run.</summary>
    public override bool HasPath => parts.HasPath;

    /// <summary>The last step of the runs; 0 without one.</summary>
    public int Horizon => Math.Max(0, parts.Steps - 1);

    /// <summary>The length of a step of a flow in time; 1 for discrete steps.</summary>
    public double StepLength => parts.Stages.FirstOrDefault(static s => s.Evolution.IsFlow)?.StepLength ?? 1;

    /// <summary>Whether a flow is run.</summary>
    public bool IsFlow => parts.Stages.Any(static s => s.Evolution.IsFlow);

    /// <summary>Whether a flow with noise is run by Euler-Maruyama steps, whose bias nothing bounds here.</summary>
    public override bool HasBias => parts.Stages.Any(s => s.HasNoise);

    /// <summary>Whether time is continuous in the event, so that what is computed is a discretisation.</summary>
    public override bool HasFlow => parts.Stages.Any(s => s.Evolution.IsFlow);

    /// <summary>Whether a trial follows a trajectory, along which rounding may grow.</summary>
    public override bool HasTrajectory => !parts.Stages.IsEmpty || parts.Slopes.Any(s => s.Points.Any(p => p.HasTrajectory));

    /// <inheritdoc/>
    public override bool IsCharged => true;

    /// <summary>Roughly how many floating-point operations a trial takes.</summary>
    public override double OperationsPerTrial =>
        1000 + parts.Slopes.Sum(s => s.Points.Sum(p => p.OperationsPerTrial)) + parts.Plan.EstimatedOperations(Stage.Run) + parts.Draws.Sum(d => 20.0 * d.Size) + parts.Stages.Sum(s => s.Plan.EstimatedOperationsPerStep * parts.Steps * (s.Evolution.IsFlow ? 8 : 1));

    /// <summary>Roughly how many bytes a thread holds.</summary>
    public override double BytesPerThread => parts.Plan.EstimatedBytes + parts.Stages.Sum(s => s.Plan.EstimatedBytes);

    /// <summary>Sentences for the report.</summary>
    public override IEnumerable<string> Remarks => (HasBias ? new[] { "the flow's noise is run by Euler-Maruyama steps, whose bias is not bounded" } : [])
        .Concat(parts.Stages.Any(s => s.Evolution.IsFlow && !s.HasNoise) ? ["the flow is integrated by a Runge-Kutta method of order 4; sides closer than 20 times the estimated relative error are left undecided, and so are runs with an error above 5e-3"] : [])
        .Concat(HasPath
        ? [string.Create(CultureInfo.InvariantCulture, $"run to the horizon {parts.ClockName} = {parts.Steps - 1}{(parts.Stages.Any(s => s.Evolution.IsFlow) ? string.Create(CultureInfo.InvariantCulture, $" steps of length {parts.Stages[0].StepLength:R}") : "")}; the claim itself has no horizon")]
        : [])
        .Concat(compared > 0 ? ["the gradients in the steps agree with differences of their values at the first state"] : []);

    /// <inheritdoc/>
    /// <exception cref="DerivativeMismatchException">A gradient in the steps disagrees with differences at the first state of trial 0.</exception>
    public override IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation, ulong disturbance = 0)
    {
        var records = new List<TrialRecord>(count);
        ParallelTrials.Run(first, count, Math.Max(1, Math.Min(count, 256)), Math.Min(threads, parts.Threads), () => CreateRunner(disturbance), (trial, local) => local.Run(trial), (_, record) =>
        {
            records.Add(record);
            return true;
        }, cancellation);
        return Disagreement is { } found ? throw new DerivativeMismatchException(found) : records;
    }

    private string? Disagreement => disagreement ?? parts.Slopes.SelectMany(s => s.Points).Select(p => p.Disagreement).FirstOrDefault(d => d is not null);

    /// <summary>What one thread needs to run trials.</summary>
    internal TrialRunner CreateRunner(ulong disturbance) => new(this, parts, disturbance);

    /// <summary>The two sides along the run over the first trials: median and band of the bounded side, median of the bound.</summary>
    public override IEnumerable<CurveEvidence> Curves(string label)
    {
        if (curves.Count == 0)
        {
            yield break;
        }

        var positions = CurvePositions().ToArray();
        var trials = curves.Values.ToList();
        yield return new CurveEvidence(
            label,
            parts.ClockName,
            positions.Select(p => p * StepLength).ToSequence(),
            trials.Count > 1 || IsBracketed ? Across(t => t.Low, 0.05) : [],
            Across(t => t.Left, 0.5),
            trials.Count > 1 || IsBracketed ? Across(t => t.High, 0.95) : [],
            Across(t => t.Right, 0.5))
        {
            Band = string.Join(", ", new[] { (trials.Count > 1, "5% to 95% of the trials"), (IsBracketed, "between the bounds on the optimum") }.Where(p => p.Item1).Select(p => p.Item2)),
        };

        Sequence<double> Across(Func<PathRecord, double[]> side, double quantile) => positions.Select((_, i) =>
        {
            var sorted = trials.Select(t => side(t)[i]).Where(v => !double.IsNaN(v)).Order().ToArray();
            return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, quantile * sorted.Length)];
        }).ToSequence();
    }

    private bool IsBracketed => parts.PathSides.Length > 1;

    /// <inheritdoc/>
    public override IEnumerable<FigureEvidence> Figures(string label)
    {
        Obligation? First() => DrawRecipe.Drawn(parts.Draws, parts.Key, 0, parts.Instance, parts.Evaluation) is { } drawn
            ? new Obligation(Constant.True, [], new Scope(drawn, label, IsPilot: false), Rational.One)
            : null;
        return particles.OfType<ParticlePaths>().Select(p => p.Evidence(label)).Append(new FigureEvidence(static () => []) { Place = First });
    }

    /// <summary>Who looks at the steps of a stage in a trial, or null.</summary>
    internal StepObserver? Observer(int stage, long trial, ulong disturbance) => trial == 0 && disturbance == 0 && particles[stage] is { IsEmpty: true } paths ? paths.Look : null;

    /// <inheritdoc/>
    public override void Dispose()
    {
        curves.Clear();
        base.Dispose();
    }

    /// <summary>Whether the laws of later draws read a draw.</summary>
    internal bool IsReadByLaws(Symbol symbol) => readByLaws.Contains(symbol);

    /// <summary>Takes what the comparison of gradients found at the first state.</summary>
    internal void Report((int Compared, string? Disagreement) found)
    {
        // Only trial 0 reports, on whichever thread; its stages come one after the other.
        compared += found.Compared;
        disagreement ??= found.Disagreement;
    }

    /// <summary>Keeps what a trial contributes to the curves.</summary>
    internal void KeepCurve(long trial, Workspace workspace)
    {
        if (parts.PathSides.IsEmpty || trial >= CurveTrials)
        {
            return;
        }

        var lefts = parts.PathSides.Select(s => At(s.Left, workspace)).ToList();
        var rights = parts.PathSides.Select(s => At(s.Right, workspace)).ToList();
        var record = new PathRecord(Over(lefts, Math.Min), Middle(lefts), Over(lefts, Math.Max), Middle(rights));
        lock (curves)
        {
            curves[trial] = record;
        }
    }

    private double[] At(string output, Workspace workspace)
    {
        var values = workspace.Output(output);
        var taken = new List<double>();
        foreach (var position in CurvePositions())
        {
            taken.Add(values[position]);
        }

        return [.. taken];
    }

    private static double[] Over(List<double[]> sides, Func<double, double, double> choose) => sides.Aggregate((a, b) => [.. a.Zip(b, choose)]);

    private static double[] Middle(List<double[]> sides) => sides.Count == 1 ? sides[0] : [.. Over(sides, Math.Min).Zip(Over(sides, Math.Max), (low, high) => low + ((high - low) / 2))];

    // The two sides along one trial; the left one at the ends of what is known of an optimum in it, and in their middle.
    private sealed record PathRecord(double[] Low, double[] Left, double[] High, double[] Right);

    private IEnumerable<int> CurvePositions()
    {
        var stride = Math.Max(1, (parts.Steps - 1 + CurvePoints - 1) / CurvePoints);
        for (var k = 0; k < parts.Steps; k += stride)
        {
            yield return k;
        }
    }
}
