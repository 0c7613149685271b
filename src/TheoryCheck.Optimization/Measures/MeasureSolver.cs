using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Bounds;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>Solves measure problems: atoms by searches in doubles, bounds over all measures by weak duality in exact and interval arithmetic.</summary>
/// <remarks>
/// <i>Accuracy:</i> the bounds enclose the value whatever the searches did; how far apart they are is the status. The same bits on any machine and
/// thread. <i>Cost:</i> for d ≤ 3 all cells of the arrangement per iteration; above, ascents, and a search over cones at the end.
/// </remarks>
public static class MeasureSolver
{
    /// <summary>The factor of the total variation, relative to the one that leaves nothing but the zero measure, that stands for none.</summary>
    internal const double Negligible = 1e-8;

    /// <summary>Solves a problem to the relative gap that is usual for its dimension.</summary>
    public static MeasureSolution Solve(MeasureProblem problem, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Solve(problem, MeasureSolverOptions.For(problem), cancellation);
    }

    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">Tolerance and budgets.</param>
    /// <param name="cancellation">Stops the searches early; the bounds stay valid.</param>
    public static MeasureSolution Solve(MeasureProblem problem, MeasureSolverOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        return problem.Loss switch
        {
            SeparableLoss loss when problem.Directions is { } directions => Dictionaries.DictionaryProblem.Solve(problem, directions, loss, options),
            _ when problem.Directions is not null => throw new ArgumentException("a finite set of directions is solved for smooth losses with a penalty only", nameof(problem)),
            MaximalMargin margin => MarginProblem.Of(
                Solve(new(problem.Inputs, problem.Feature, margin.Equivalent, 1, problem.IsNonnegative), options, cancellation), problem.NormBound, problem.Inputs.Max(static x => x.Sum(static v => Math.Abs(v.ToDouble()))), options.RelativeGap),
            SeparableLoss loss => Solve(problem, loss, options, cancellation),
            _ => throw new ArgumentException($"a loss of type {problem.Loss.GetType().Name} is neither separable nor a margin", nameof(problem)),
        };
    }

    private static MeasureSolution Solve(MeasureProblem problem, SeparableLoss loss, MeasureSolverOptions options, CancellationToken cancellation)
    {
        var isConstrained = Enumerable.Range(0, loss.Count).Any(i => loss.OutputRange(i) is not (null, null));
        if (isConstrained && FeatureSpan.Of(problem).Excludes(loss))
        {
            return Ended(problem.SampleCount, MeasureStatus.Infeasible, "the outputs of every measure satisfy a linear relation that no outputs with these targets do, as for repeated inputs with different targets");
        }

        if (problem is { IsNonnegative: true, Feature: { Right.Sign: >= 0, Left.Sign: <= 0 } } && Enumerable.Range(0, loss.Count).Any(i => loss.OutputRange(i).Upper is { Sign: < 0 }))
        {
            return Ended(problem.SampleCount, MeasureStatus.Infeasible, "a nonnegative measure of features that are nowhere negative has no negative output");
        }

        if (problem.Penalty.IsZero && problem.NormBound is null)
        {
            return ZeroPenalty.Solve(loss, other => Solve(problem with { Loss = other, Penalty = 1 }, options, cancellation), Nearly);
        }

        var run = new MeasureRun(problem, loss, options, cancellation);
        if (problem.NormBound is not null)
        {
            return ZeroPenalty.Within(problem, loss, NormBoundSearch.Solve(problem, loss, run, options), other => Solve(problem with { Loss = other, Penalty = 1, NormBound = null }, options, cancellation));
        }

        var penalty = problem.Penalty.ToDouble();
        run.Minimise(penalty);
        return run.Bounded(penalty);

        MeasureSolution Nearly()
        {
            var free = new MeasureRun(problem, loss, options, cancellation);
            var small = free.ZeroPotential * Negligible;
            if (small > 0)
            {
                free.Minimise(small);
            }

            return free.Bounded(small);
        }
    }

    internal static MeasureSolution Ended(int samples, MeasureStatus status, string reason, Rational? lower = null, Rational? upper = null)
    {
        var zeros = Enumerable.Repeat(Rational.Zero, samples).ToSequence();
        return new(status, reason, lower, upper, [], zeros, zeros, null, [], 0);
    }
}
