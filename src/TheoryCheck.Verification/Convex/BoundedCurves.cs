using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// The least value of a convex function f with norms and smooth parts where a quadratic g is at most a number b: logistic regression on a ball. For each multiplier p ≥ 0 a proven lower bound of f + p·(g - b) bounds
/// from below, and where g is at most b at the point found for it, the value there from above. The multiplier at which g is b there is searched for by false position.
/// </summary>
/// <param name="program">The linear conditions.</param>
/// <param name="objective">f.</param>
/// <param name="bounded">g.</param>
/// <param name="most">b, which is above the least value of g.</param>
[Cites("boyd-vandenberghe-2004", "section 5.2")]
internal sealed class BoundedCurves(ConvexProgram program, FormParts objective, FormParts bounded, Rational most)
{
    private const int MostRounds = 40;
    private const int Bits = 96;

    private static readonly Rational Tolerance = Rational.Power(2, -64);

    private readonly ConvexProgram free = program.With([], []);
    private Rational? lower;

    /// <summary>The solution; null where none is proved.</summary>
    public ConvexSolution? Solve()
    {
        if (CurvedProblem.Solve(free, objective) is { } without && (without.Status == LinearProgramStatus.Infeasible || (without.Status == LinearProgramStatus.Optimal && Excess(without).Sign <= 0)))
        {
            return without;
        }

        var (low, high, above) = (Rational.Zero, Rational.One, default(Rational?));
        var best = At(high);
        for (var round = 0; round < MostRounds && best is not null && Excess(best).Sign > 0; round++)
        {
            (low, above, high) = (high, Excess(best), 2 * high);
            best = At(high);
        }

        for (var round = 0; round < MostRounds && best is not null && Excess(best) is { Sign: < 0 } below && best.Upper - lower!.Value > Tolerance; round++)
        {
            var share = above is { } excess && round % 3 != 2 ? excess / (excess - below) : new Rational(1, 2);
            var middle = Fractions.Rounded(low + (share * (high - low)), Bits);
            if (At(middle) is not { } tried)
            {
                break;
            }

            if (Excess(tried).Sign > 0)
            {
                (low, above) = (middle, Excess(tried));
            }
            else
            {
                (high, best) = (middle, tried);
            }
        }

        return best is not null && Excess(best).Sign <= 0 ? best with { Lower = lower!.Value, Distance = null } : null;
    }

    private Rational Excess(ConvexSolution solution) => ConvexProgram.At(bounded, solution.Point) - most;

    // What is found for a multiplier, with f at the point for its upper bound; notes the lower one.
    private ConvexSolution? At(Rational multiplier)
    {
        if (CurvedProblem.Solve(free, objective.Plus(multiplier, bounded)) is not { Status: LinearProgramStatus.Optimal } solution)
        {
            return null;
        }

        var bound = solution.Lower - (multiplier * most);
        lower = lower is { } known && known >= bound ? known : bound;
        return solution with { Upper = solution.Upper - (multiplier * ConvexProgram.At(bounded, solution.Point)) };
    }
}
