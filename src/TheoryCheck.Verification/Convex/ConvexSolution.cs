using System.Collections.Immutable;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Convex;

/// <summary>What is proved of the least value of a convex problem and of its minimisers.</summary>
/// <param name="Status">Whether there is a value, or none, or no bound.</param>
/// <param name="Lower">A number not above the value.</param>
/// <param name="Upper">A number not below the value.</param>
/// <param name="Point">A minimiser where the bounds meet, else a point near; all unknowns.</param>
/// <param name="Distance">No minimiser is farther from the point than this, and there is one; null where that is not known.</param>
/// <param name="Other">Another minimiser, where there is one and it is known; else empty.</param>
internal sealed record ConvexSolution(LinearProgramStatus Status, Rational Lower, Rational Upper, ImmutableArray<Rational> Point, Rational? Distance, ImmutableArray<Rational> Other)
{
    /// <summary>Whether value and point are exact.</summary>
    public bool IsExact => Status == LinearProgramStatus.Optimal && Lower == Upper;

    /// <summary>No points, or no bound.</summary>
    public static ConvexSolution Without(LinearProgramStatus status) => new(status, Rational.Zero, Rational.Zero, [], null, []);

    /// <summary>An exact optimum.</summary>
    public static ConvexSolution At(Rational value, ImmutableArray<Rational> point, OptimumUniqueness uniqueness, ImmutableArray<Rational> other) =>
        new(LinearProgramStatus.Optimal, value, value, point, uniqueness == OptimumUniqueness.Unique ? Rational.Zero : null, other);

    /// <summary>A bound of the distance of the minimisers of a function that grows by m·|u|² from its least value, at a point that is above that by a gap.</summary>
    public static Rational? Reach(Rational gap, Rational? modulus)
    {
        if (modulus is not { } m || gap.IsZero)
        {
            return modulus is null ? null : Rational.Zero;
        }

        // A power of 2 whose square is at least gap/m.
        var square = gap / m;
        var exponent = (int)((square.Numerator.GetBitLength() - square.Denominator.GetBitLength()) / 2) + 1;
        var reach = Rational.Power(2, exponent);
        return reach * reach >= square ? reach : 2 * reach;
    }
}
