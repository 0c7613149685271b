using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Smooth;

/// <summary>Solves problems with smooth features: atoms by searches in doubles, bounds over all measures by weak duality in enclosures.</summary>
[Cites("bach2017", "section 3")]
public static class SmoothSolver
{
    /// <summary>Solves a problem to the relative gap that is usual for its dimension.</summary>
    /// <exception cref="ArgumentException">The mass is given of measures that may be negative, or beside conditions on outputs.</exception>
    public static MeasureSolution Solve(SmoothProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem is { Mass: not null, IsNonnegative: false })
        {
            throw new ArgumentException("a given mass of measures that may be negative", nameof(problem));
        }

        var gap = MeasureSolverOptions.For(problem.Dimension).RelativeGap;
        return problem.Loss switch
        {
            MaximalMargin margin => Margin(problem, margin, gap),
            SeparableLoss loss => Solve(problem, loss, gap),
            _ => throw new ArgumentException($"a loss of type {problem.Loss.GetType().Name} is neither separable nor a margin", nameof(problem)),
        };
    }

    private static MeasureSolution Margin(SmoothProblem problem, MaximalMargin margin, double gap)
    {
        var least = Solve(problem with { Loss = margin.Equivalent, Penalty = 1, NormBound = null, Mass = null });
        var range = problem.Feature.Range;
        var found = MarginProblem.Of(least, problem.Mass ?? problem.NormBound, Math.Max(Math.Abs(range.LowerDouble), Math.Abs(range.UpperDouble)), gap);

        // A positive margin grows with the mass; any other may be worse with all of it than with less.
        return problem.Mass is null || found.LowerBound is { Sign: > 0 } ? found : found with { Status = MeasureStatus.GapLeft, LowerBound = null };
    }

    private static MeasureSolution Solve(SmoothProblem problem, SeparableLoss loss, double gap)
    {
        if (!loss.IsFinite)
        {
            if (problem.Mass is not null)
            {
                throw new ArgumentException("a given mass beside conditions on outputs", nameof(problem));
            }

            if (Excluded(problem, loss) is { } reason)
            {
                return MeasureSolver.Ended(loss.Count, MeasureStatus.Infeasible, reason);
            }

            if (problem.NormBound is { } bound)
            {
                return Within(Solve(problem with { Penalty = 1, NormBound = null }), problem.Penalty, bound);
            }
        }

        if (problem is { Penalty.IsZero: true, NormBound: null, Mass: null })
        {
            return ZeroPenalty.Solve(loss, other => Solve(problem with { Loss = other, Penalty = 1 }), () => Run(new(problem, loss, gap), static run => run.ZeroPotential * MeasureSolver.Negligible));
        }

        return Run(new(problem, loss, gap), _ => problem.Penalty.ToDouble());
    }

    private static MeasureSolution Run(SmoothRun run, Func<SmoothRun, double> penalty)
    {
        run.Minimise(penalty(run));
        return run.Bounded();
    }

    // Of the least variation, what it is with a factor where a bound leaves measures of that variation.
    private static MeasureSolution Within(MeasureSolution least, Rational penalty, Rational bound) =>
        least.LowerBound > bound ? least with { Status = MeasureStatus.Infeasible, Reason = "every measure that satisfies the constraints has a larger total variation than the bound allows", LowerBound = null, UpperBound = null }
            : least.UpperBound <= bound ? least with { LowerBound = penalty * least.LowerBound, UpperBound = penalty * least.UpperBound }
            : least with { LowerBound = penalty * least.LowerBound, UpperBound = null, Status = least.Status == MeasureStatus.Solved ? MeasureStatus.GapLeft : least.Status };

    // Equal inputs have equal outputs, and so have features of one sign where measures are nonnegative; null where that excludes nothing.
    private static string? Excluded(SmoothProblem problem, SeparableLoss loss)
    {
        for (var i = 0; i < loss.Count; i++)
        {
            var (low, high) = loss.OutputRange(i);
            if (problem.IsNonnegative && ((problem.Feature.Range.LowerDouble >= 0 && high is { Sign: < 0 }) || (problem.Feature.Range.UpperDouble <= 0 && low is { Sign: > 0 })))
            {
                return "a nonnegative measure of features of one sign has no output of the other";
            }

            for (var j = 0; j < i; j++)
            {
                var (other, most) = loss.OutputRange(j);
                if (problem.Inputs[i] == problem.Inputs[j] && (low > most || other > high))
                {
                    return "repeated inputs have one output, and their conditions exclude each other";
                }
            }
        }

        return null;
    }
}
