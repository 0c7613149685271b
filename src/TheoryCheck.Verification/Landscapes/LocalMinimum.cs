using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Landscapes;

/// <summary>A proof that a function has a local minimum close to a point.</summary>
/// <param name="Center">The point.</param>
/// <param name="Distance">The minimum lies no farther than this from it; 0 when it is the point itself.</param>
/// <param name="Radius">The radius of the ball, or half the width of the box, over which it was shown.</param>
/// <param name="Words">What was shown.</param>
internal sealed record LocalMinimum(double[] Center, Rational Distance, Rational Radius, string Words);

/// <summary>
/// Shows local minima. <i>Strict:</i> if over the ball of radius r around x the Hessian is at least m·I and |∇F(x)| &lt; m·r/2, then F has
/// exactly one critical point in the ball, a strict local minimum, no farther from x than |∇F(x)|/m: on the sphere
/// F ≥ F(x) - |∇F|r + m r²/2 > F(x). <i>Plateau:</i> if the gradient is 0 all over a box, F is constant there.
/// </summary>
[Cites("safran-shamir-2018", "Section 4, for the use of certified Hessians")]
internal static class BallTest
{
    // Below this share of the greatest entry the least eigenvalue in doubles is rounding.
    private const double Degenerate = 1e-7;

    private static readonly double[] Radii = [1.0 / (1 << 13), 1.0 / (1 << 17), 1.0 / (1 << 10), 1.0 / (1 << 21), 1.0 / (1 << 25)];

    /// <summary>A proof in a reading, or null.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="found">Where a local minimum may be.</param>
    /// <param name="hessian">The Hessian there in doubles, which says what to try.</param>
    /// <param name="reading">Any number of an enclosing reading.</param>
    public static LocalMinimum? TryProve<T>(PointObjective objective, CriticalPoint found, double[] hessian, T reading)
        where T : IReal<T>
    {
        if (found.Slope == 0 && Plateau(objective, found, reading) is { } flat)
        {
            return flat;
        }

        var guess = SymmetricEigen.Least(hessian, objective.Size);
        return guess > Degenerate * hessian.Max(Math.Abs) ? Radii.Select(r => Strict(objective, found, hessian, guess, r, reading)).FirstOrDefault(p => p is not null) : null;
    }

    private static LocalMinimum? Strict<T>(PointObjective objective, CriticalPoint found, double[] hessian, double guess, double radius, T reading)
        where T : IReal<T>
    {
        var n = objective.Size;
        try
        {
            var box = Box(found.Point, radius, reading);
            if (objective.Record<T>(box, reading).In(reading).Run(box) is not { } run)
            {
                return null;
            }

            // H = C + (H - C) with C in doubles, and no eigenvalue of H - C is below minus its greatest absolute row sum.
            if (Above(Spread(run.Hessian(), hessian, n, reading), guess) is not { } spread)
            {
                return null;
            }

            var modulus = new[] { 0.75, 0.25, 1.0 / 16 }.Select(f => Rational.FromExact(f * guess)).Cast<Rational?>()
                .FirstOrDefault(m => IsPositiveDefinite(hessian, n, reading.Literal(spread + m!.Value)));
            if (modulus is not { } m)
            {
                return null;
            }

            var point = Box(found.Point, 0, reading);
            if (objective.Record<T>(point, reading).In(reading).Run(point) is not { } there)
            {
                return null;
            }

            var square = there.Gradient().Aggregate(reading.Literal(Rational.Zero), static (sum, g) => sum + T.Power(g, 2));
            var reach = new[] { radius / (1 << 20), 4 * found.Slope / m.ToDouble(), radius / (1 << 10), radius / 4 }
                .Where(d => d < radius / 2)
                .Select(Rational.FromExact).Cast<Rational?>()
                .FirstOrDefault(d => T.Compare(Relation.Less, square, reading.Literal(d!.Value * d.Value * m * m)) == Certainty.True);
            return reach is { } distance
                ? new LocalMinimum(found.Point, distance, Rational.FromExact(radius), FormattableString.Invariant(
                    $"over the ball of radius {radius:g3} the Hessian is at least {m.ToDouble():g4}, and the gradient at its centre is at most {(m * distance).ToDouble():g3}: one strict local minimum, no farther than {distance.ToDouble():g3} from it"))
                : null;
        }
        catch (Exception e) when (e is UndefinedException or NotRepresentableException)
        {
            return null;
        }
    }

    // A power of 2 times the limit that is certainly not below a number; null when that is the limit itself or more.
    private static Rational? Above<T>(T number, double limit)
        where T : IReal<T> => Enumerable.Range(0, 40)
        .Select(k => Rational.FromExact(limit * Math.Pow(2, k - 40)))
        .Cast<Rational?>()
        .FirstOrDefault(bound => T.Compare(Relation.LessOrEqual, number, number.Literal(bound!.Value)) == Certainty.True);

    private static T Spread<T>(T[] enclosure, double[] center, int n, T reading)
        where T : IReal<T>
    {
        var greatest = reading.Literal(Rational.Zero);
        for (var i = 0; i < n; i++)
        {
            var row = reading.Literal(Rational.Zero);
            for (var j = 0; j < n; j++)
            {
                row += T.Abs(enclosure[(i * n) + j] - reading.Literal(Rational.FromExact(center[(i * n) + j])));
            }

            greatest = T.Max(greatest, row);
        }

        return greatest;
    }

    /// <summary>Whether a symmetric matrix of doubles minus c·I is certainly positive definite: all pivots of its factorisation LDLᵀ in enclosures are positive.</summary>
    private static bool IsPositiveDefinite<T>(double[] matrix, int n, T shift)
        where T : IReal<T>
    {
        var zero = shift.Literal(Rational.Zero);
        var rows = new T[n][];
        var pivots = new T[n];
        for (var i = 0; i < n; i++)
        {
            var row = rows[i] = new T[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var value = shift.Literal(Rational.FromExact(matrix[(i * n) + j]));
                if (j == i)
                {
                    row[i] = value - shift;
                    break;
                }

                // row[k] holds L[i,k]·D[k] as yet, the finished rows hold L[j,k].
                for (var k = 0; k < j; k++)
                {
                    value -= row[k] * rows[j][k];
                }

                row[j] = value;
            }

            for (var k = 0; k < i; k++)
            {
                var scaled = row[k] / pivots[k];
                row[i] -= scaled * row[k];
                row[k] = scaled;
            }

            pivots[i] = row[i];
            if (T.Compare(Relation.Greater, pivots[i], zero) != Certainty.True)
            {
                return false;
            }
        }

        return true;
    }

    private static LocalMinimum? Plateau<T>(PointObjective objective, CriticalPoint found, T reading)
        where T : IReal<T>
    {
        var zero = reading.Literal(Rational.Zero);
        foreach (var radius in Radii)
        {
            try
            {
                var box = Box(found.Point, radius, reading);
                if (objective.Record<T>(box, reading).In(reading).Run(box) is { } run
                    && Array.TrueForAll(run.Gradient(), g => T.Compare(Relation.Equal, g, zero) == Certainty.True))
                {
                    return new LocalMinimum(found.Point, Rational.Zero, Rational.FromExact(radius), FormattableString.Invariant(
                        $"the gradient is exactly 0 over the box of half-width {radius:g3}: a plateau, so a local minimum that is not strict"));
                }
            }
            catch (Exception e) when (e is UndefinedException or NotRepresentableException)
            {
                // A smaller box may be free of the case distinction that this one meets.
            }
        }

        return null;
    }

    /// <summary>The box around a point.</summary>
    public static T[] Box<T>(double[] center, double radius, T reading)
        where T : IReal<T> => radius == 0
        ? [.. center.Select(c => reading.Literal(Rational.FromExact(c)))]
        : [.. center.Select(c => T.Either(reading.Literal(Rational.FromExact(c) - Rational.FromExact(radius)), reading.Literal(Rational.FromExact(c) + Rational.FromExact(radius))))];
}
