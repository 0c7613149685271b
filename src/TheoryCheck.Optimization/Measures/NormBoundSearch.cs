using TheoryCheck.Optimization.Measures.Losses;

namespace TheoryCheck.Optimization.Measures;

/// <summary>
/// Problems with |ν| ≤ B: the constraint has a multiplier μ ≥ 0, and the minimiser with the penalty raised by μ has total variation B. The
/// variation falls as the penalty grows, so the multiplier is found by bracketing.
/// </summary>
internal static class NormBoundSearch
{
    private const int MaximalSteps = 80;

    internal static MeasureSolution Solve(MeasureProblem problem, SeparableLoss loss, MeasureRun run, MeasureSolverOptions options)
    {
        var (bound, penalty, top) = (problem.NormBound!.Value.ToDouble(), problem.Penalty.ToDouble(), run.ZeroPotential);
        if (!loss.IsFinite)
        {
            // A constraint on the outputs: the least variation does not depend on the bound, which is met or not.
            var multiplier = penalty > 0 ? penalty : 1;
            run.Minimise(multiplier);
            return Constrained(problem, loss, options, run, multiplier);
        }

        if (!loss.IsSmooth && run.Exchange(penalty, bound) is { } factor)
        {
            return run.Bounded(factor);
        }

        // Without a penalty the search begins where the multiplier's share of the value is below the tolerance.
        var low = penalty > 0 ? penalty : top * options.RelativeGap * 1e-2;
        if (top == 0)
        {
            return run.Bounded(penalty);
        }

        // Down from the penalty whose minimiser is 0, until the variation exceeds the bound.
        var (at, before) = (Math.Max(top, low), 0.0);
        var highLog = Math.Log2(2 * at);
        for (run.Minimise(at); run.Variation <= bound && at > low; run.Minimise(at))
        {
            (highLog, before) = (Math.Log2(at), run.Variation);
            at = Math.Max(low, at / 8);
        }

        if (run.Variation <= bound)
        {
            return run.Bounded(low);
        }

        var lowLog = Math.Log2(at);
        var (lowExcess, highExcess) = (run.Variation - bound, before - bound);
        for (var step = 0; step < MaximalSteps; step++)
        {
            // Illinois steps, kept away from the ends, with a bisection every third time.
            var share = step % 3 == 2 ? 0.5 : Math.Clamp(lowExcess / (lowExcess - highExcess), 0.01, 0.99);
            var middle = lowLog + share * (highLog - lowLog);
            run.Minimise(Math.Pow(2, middle));
            var excess = run.Variation - bound;
            if (Math.Abs(excess) <= options.RelativeGap / 64 * bound || highLog - lowLog < 1e-15 * Math.Abs(lowLog))
            {
                return run.Bounded(Math.Pow(2, middle));
            }

            if (excess > 0)
            {
                (lowLog, lowExcess, highExcess) = (middle, excess, highExcess / 2);
            }
            else
            {
                (highLog, highExcess, lowExcess) = (middle, excess, lowExcess / 2);
            }
        }

        return run.Bounded(Math.Pow(2, lowLog));
    }

    private static MeasureSolution Constrained(MeasureProblem problem, SeparableLoss loss, MeasureSolverOptions options, MeasureRun run, double multiplier)
    {
        // The value of the problem with penalty 1 and no bound is the least total variation.
        var free = new MeasureProblem(problem.Inputs, problem.Feature, loss, 1, problem.IsNonnegative);
        var least = MeasureSolver.Solve(free, options, CancellationToken.None);
        if (least.LowerBound > problem.NormBound)
        {
            return MeasureSolver.Ended(problem.SampleCount, MeasureStatus.Infeasible, "every measure that satisfies the constraints has a larger total variation than the bound allows");
        }

        return problem.Penalty.IsZero && least.UpperBound <= problem.NormBound
            ? least with { LowerBound = 0, UpperBound = 0 }
            : run.Bounded(multiplier);
    }
}
