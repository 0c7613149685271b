using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Verification.Line;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// The least value of a convex quadratic f where another one, g, is at most a number: projections onto balls. For every multiplier p ≥ 0 the least value of f + p·(g - most) is a
/// lower bound; its minimiser is feasible for large p and gives an upper bound. Each is a quadratic program solved exactly, so the bounds hold for any p; the right one is searched for,
/// and where it is a simple number value and minimiser are exact.
/// </summary>
/// <param name="program">The linear conditions.</param>
/// <param name="objective">f.</param>
/// <param name="bounded">g.</param>
/// <param name="most">What g is at most; it is below that somewhere.</param>
[Cites("boyd-vandenberghe-2004", "section 5.2")]
internal sealed class BoundedProblem(ConvexProgram program, FormParts objective, FormParts bounded, Rational most)
{
    private const int MostRounds = 160;
    private const int MultiplierBits = 160;

    private static readonly Rational Tolerance = Rational.Power(2, -90);

    private Rational? lower;

    /// <summary>The solution; null where none is proved.</summary>
    public ConvexSolution? Solve()
    {
        var free = program.Minimising((Rational.One, objective));
        var first = QuadraticOutcome.Of(free);
        switch (first.Status)
        {
            case LinearProgramStatus.Infeasible:
                return ConvexSolution.Without(first.Status);
            case LinearProgramStatus.Optimal when ConvexProgram.At(bounded, first.Point) <= most:
                var isOnly = program.Modulus(free) is not null || first.Uniqueness(free).Uniqueness == OptimumUniqueness.Unique;
                return ConvexSolution.At(first.Value!.Value, first.Point, isOnly ? OptimumUniqueness.Unique : OptimumUniqueness.Undecided, []);
        }

        var (low, high) = (Rational.Zero, Rational.One);
        var above = Try(high);
        for (var round = 0; round < 60 && above is not { Excess.Sign: <= 0 }; round++)
        {
            (low, high) = (high, 2 * high);
            above = Try(high);
        }

        if (above is not { Excess.Sign: <= 0 } best)
        {
            return null;
        }

        for (var round = 0; round < MostRounds && !best.Excess.IsZero && best.Value - lower!.Value > Tolerance * (Rational.One + Abs(best.Value)); round++)
        {
            // Now and then the simplest number between the ends, which may be the multiplier itself.
            var middle = round % 6 == 5 ? Rational.SimplestBetween(low, high) : Fractions.Rounded((low + high) / 2, MultiplierBits);
            if (Try(middle) is { Excess.Sign: <= 0 } better)
            {
                (high, best) = (middle, better);
            }
            else
            {
                low = middle;
            }
        }

        var made = program.Minimising((Rational.One, objective), (high, bounded));
        var modulus = program.Modulus(made);
        return best.Excess.IsZero
            ? ConvexSolution.At(best.Value, best.Point, modulus is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, [])
            : new(LinearProgramStatus.Optimal, lower!.Value, best.Value, best.Point, ConvexSolution.Reach(-high * best.Excess, modulus), []);
    }

    private static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    // The minimiser for a multiplier, f there, and how far g is above its bound; notes the lower bound.
    private (ImmutableArray<Rational> Point, Rational Value, Rational Excess)? Try(Rational multiplier)
    {
        var outcome = QuadraticOutcome.Of(program.Minimising((Rational.One, objective), (multiplier, bounded)));
        if (outcome.Value is not { } value)
        {
            return null;
        }

        var bound = value - (multiplier * most);
        lower = lower is { } known && known >= bound ? known : bound;
        return (outcome.Point, ConvexProgram.At(objective, outcome.Point), ConvexProgram.At(bounded, outcome.Point) - most);
    }
}
