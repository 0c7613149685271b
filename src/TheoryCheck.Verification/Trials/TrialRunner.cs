using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Statistics;
using TheoryCheck.Verification.Instances;

namespace TheoryCheck.Verification.Trials;

/// <summary>Runs trials of a program on one thread: a workspace, the runs of its trajectories, its draws.</summary>
internal sealed class TrialRunner : EventReader, IDisposable
{
    private readonly TrialProgram program;
    private readonly TrialParts parts;
    private readonly ulong disturbance;
    private readonly Workspace workspace;
    private readonly EvolutionRun[] runs;
    private readonly double[][] drawn;
    private readonly ImmutableArray<ImmutableArray<TrialRunner>> points;
    private double error;

    /// <summary>Makes room for one trial at a time.</summary>
    /// <param name="program">The program.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="disturbance">How states are disturbed; 0 for not at all.</param>
    public TrialRunner(TrialProgram program, TrialParts parts, ulong disturbance)
    {
        this.program = program;
        this.parts = parts;
        this.disturbance = disturbance;
        workspace = parts.Plan.CreateWorkspace();
        runs = [.. parts.Stages.Select(s => s.Plan.CreateRun())];
        drawn = [.. parts.Draws.Select(d => new double[d.Size])];
        points = [.. parts.Slopes.Select(s => s.Points.Select(p => p.CreateRunner(disturbance)).ToImmutableArray())];
        foreach (var (symbol, values) in parts.Constants)
        {
            values.CopyTo(workspace.Input(symbol));
        }

        for (var s = 0; s < runs.Length; s++)
        {
            parts.Stages[s].FillConstants(runs[s]);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Output(string name) => workspace.Output(name);

    /// <summary>Runs one trial.</summary>
    public TrialRecord Run(long trial)
    {
        Reset();
        Draw(trial);
        var diverged = -1;
        error = 0;
        for (var s = 0; s < runs.Length; s++)
        {
            if (trial == 0 && disturbance == 0)
            {
                program.Report(parts.Stages[s].CompareGradients(runs[s], parts.Draws, drawn, new DrawKey(parts.Key, (ulong)trial, 0), parts.Instance, parts.Evaluation));
            }

            var outcome = parts.Stages[s].Run(runs[s], parts.Draws, drawn, new DrawKey(parts.Key, (ulong)trial, 0), parts.Instance, parts.Evaluation, parts.Steps - 1 + parts.Ahead, disturbance, program.Observer(s, trial, disturbance));
            if (outcome.End == EvolutionEnd.NotFinite)
            {
                diverged = (int)outcome.Step;
            }

            error = Math.Max(error, parts.Stages[s].RelativeError(runs[s], outcome));
            parts.Stages[s].CopyRecords(runs[s], workspace);
        }

        for (var s = 0; s < points.Length; s++)
        {
            (workspace.Input(parts.Slopes[s].Input)[0], var uncertain) = SlopeOver(points[s], trial);
            error = Math.Max(error, uncertain);
        }

        Margin = Math.Max(NumericDecision.RelativeMargin, NumericDecision.FlowMarginFactor * error);

        workspace.Run(Stage.Run);
        Span<Certainty> truth = stackalloc Certainty[1];
        truth[0] = Certainty.True;
        parts.Condition?.Evaluate(this, truth);
        var condition = truth[0];
        Reset();
        parts.Event.Evaluate(this, truth);
        if (disturbance == 0)
        {
            program.KeepCurve(trial, workspace);
        }

        var isBelieved = error <= NumericDecision.FlowTolerance;
        var value = isBelieved && parts.Value.Length > 0 ? workspace.Output(parts.Value)[0] : double.NaN;
        return new TrialRecord(condition, isBelieved ? truth[0] : Certainty.Unknown, TightestLeft, TightestRight, DecidedUntil, diverged, value, Margin) { IsCut = IsCut };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        workspace.Dispose();
        foreach (var point in points.SelectMany(p => p))
        {
            point.Dispose();
        }

        foreach (var run in runs)
        {
            run.Dispose();
        }
    }

    // One value of the slope's two bodies per swept value, in one trial: the draws are shared, the sizes differ.
    private static (double Slope, double Error) SlopeOver(ImmutableArray<TrialRunner> points, long trial)
    {
        var (x, y) = (new double[points.Length], new double[points.Length]);
        var error = 0.0;
        for (var p = 0; p < points.Length; p++)
        {
            points[p].Run(trial);
            error = Math.Max(error, points[p].error);
            y[p] = points[p].workspace.Output("side0")[0];
            x[p] = points[p].workspace.Output("side2")[0];
        }

        return (x.Concat(y).All(double.IsFinite) ? LeastSquaresSlope.Of(x, y).Slope : double.NaN, error);
    }

    private void Draw(long trial)
    {
        var at = parts.Instance;
        for (var d = 0; d < drawn.Length; d++)
        {
            var recipe = parts.Draws[d];
            recipe.Fill(new DrawKey(parts.Key, (ulong)trial, recipe.Stream), drawn[d], at, parts.Evaluation);
            if (program.IsReadByLaws(recipe.Symbol) && drawn[d].All(double.IsFinite))
            {
                at = at.With(recipe.Symbol, ClosedValue.Of(recipe.Dimensions.AsSpan(), (ReadOnlySpan<double>)drawn[d]));
            }

            if (parts.Plan.HasInput(recipe.Symbol))
            {
                drawn[d].CopyTo(workspace.Input(recipe.Symbol));
            }
        }
    }
}
