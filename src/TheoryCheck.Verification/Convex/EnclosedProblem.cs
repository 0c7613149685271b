using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// A convex problem of which some coefficients of the objective, or some constants of conditions, are only enclosed: bounds from the rational problems at the middle and at the corners of the enclosures.
/// </summary>
/// <remarks>
/// The least value v is a concave function of the coefficients, which enter linearly: at least the least v at a corner, and at most 2v(middle) - that, since the middle is halfway between any point and its
/// reflection. It is a convex function of the constants, so the same holds the other way round.
/// </remarks>
/// <param name="statement">The unknowns and their conditions.</param>
/// <param name="objective">What is minimised.</param>
[Cites("boyd-vandenberghe-2004", "sections 3.2.5 and 5.6.1")]
internal sealed class EnclosedProblem(LinearStatement statement, AffineForm objective)
{
    private const int MostPlaces = 6;

    /// <summary>The problem at the middle of all enclosures, and how many numbers of the objective and of the conditions are only enclosed; null where more than these are.</summary>
    public (ConvexProgram Program, int Coefficients, int Levels)? Middle()
    {
        var (coefficients, levels) = (new Corner(null), new Corner(null));
        return ConvexProgram.Of(statement, objective, coefficients.Pick, levels.Pick) is { } program && coefficients.Places + levels.Places <= MostPlaces
            ? (program, coefficients.Places, levels.Places)
            : null;
    }

    /// <summary>What is proved of the least value.</summary>
    /// <param name="coefficients">How many numbers of the objective are only enclosed.</param>
    /// <param name="levels">How many of the conditions are.</param>
    /// <param name="solve">Solves a rational problem.</param>
    public ConvexSolution? Solve(int coefficients, int levels, Func<ConvexProgram, ConvexSolution?> solve)
    {
        if (At(coefficients, null, solve) is not var (below, middle, distance))
        {
            return null;
        }

        if (levels == 0)
        {
            return middle with { Lower = below, Upper = (2 * middle.Upper) - below, Distance = distance };
        }

        var above = default(Rational?);
        for (var corner = 0; corner < 1 << levels; corner++)
        {
            if (At(coefficients, corner, solve) is not var (low, at, _))
            {
                return null;
            }

            var high = coefficients == 0 ? at.Upper : (2 * at.Upper) - low;
            above = above is { } known && known >= high ? known : high;
        }

        return middle with { Lower = (2 * below) - above!.Value, Upper = above.Value, Distance = null };
    }

    // The least value at the corners of the coefficients, what holds at their middle, and how far the minimisers are from the point there; all at one place of the constants.
    private (Rational Below, ConvexSolution Middle, Rational? Distance)? At(int coefficients, int? levels, Func<ConvexProgram, ConvexSolution?> solve)
    {
        ConvexProgram? Program(int? corner) => ConvexProgram.Of(statement, objective, new Corner(corner).Pick, new Corner(levels).Pick);
        if (Program(null) is not { } middle || solve(middle) is not { Status: LinearProgramStatus.Optimal } solution)
        {
            return null;
        }

        var (below, above, modulus) = (solution.Lower, solution.Lower, default(Rational?));
        for (var corner = 0; coefficients > 0 && corner < 1 << coefficients; corner++)
        {
            if (Program(corner) is not { } program || solve(program) is not { Status: LinearProgramStatus.Optimal } found)
            {
                return null;
            }

            var quadratic = program.Minimising((Rational.One, program.Objective));
            var (value, bend) = (quadratic.At(solution.Point), program.Modulus(quadratic) ?? Rational.Zero);
            (below, above, modulus) = (found.Lower < below ? found.Lower : below, value > above ? value : above, modulus < bend ? modulus : bend);
        }

        // The point is feasible, and no value there is above the greatest at a corner: the objective is affine in its coefficients.
        var isQuadratic = middle.Objective is { Roots: [], Curves: [] } && middle.Bounds.Count == 0 && modulus is { Sign: > 0 };
        return (below, solution, coefficients == 0 ? solution.Distance : isQuadratic ? ConvexSolution.Reach(above - below, modulus) : null);
    }

    /// <summary>A rational in place of each number that is only enclosed: the middle, or the ends that the bits of a number say.</summary>
    private sealed class Corner(int? bits)
    {
        /// <summary>How many there were.</summary>
        public int Places { get; private set; }

        public Rational Pick(Enclosed number)
        {
            if (Enclosed.TryExact(number, out var exact))
            {
                return exact;
            }

            var (low, high) = number is { Lower: { } l, Upper: { } u } ? (l, u) : throw new NotRepresentableException("a number of which no bounds are known");
            var place = Places++;
            return bits is not { } ends ? (low + high) / 2 : ((ends >> place) & 1) == 0 ? low : high;
        }
    }
}
