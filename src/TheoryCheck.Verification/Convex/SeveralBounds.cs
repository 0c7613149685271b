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
/// The least value of a convex quadratic f where several others, gⱼ, are at most numbers bⱼ: intersections of balls. For all multipliers pⱼ ≥ 0 the least value of f + Σ pⱼ(gⱼ - bⱼ), a quadratic program solved exactly, is a
/// lower bound. Multipliers come from quadratic programs in which each gⱼ is replaced by what touches it (Newton's method on the optimality conditions); the minimiser for them, moved a little toward a point
/// inside of all bounds, gives an upper bound. That there is no point at all is shown by multipliers for which the least value of Σ pⱼ(gⱼ - bⱼ) is above 0.
/// </summary>
/// <param name="program">The linear conditions and the bounds.</param>
/// <param name="objective">f.</param>
[Cites("boyd-vandenberghe-2004", "sections 5.2 and 5.8")]
internal sealed class SeveralBounds(ConvexProgram program, FormParts objective)
{
    private const int MostRounds = 40;
    private const int MostWeighings = 80;
    private const int Bits = 160;

    private static readonly Rational Settled = Rational.Power(2, -100);
    private static readonly Rational[] Shares = [Rational.Zero, .. new[] { -110, -90, -60, -40, -20, -8, -2, 0 }.Select(static e => Rational.Power(2, e))];

    private readonly List<(FormParts Square, Rational Most)> bounds = program.Bounds;

    /// <summary>The solution; null where none is proved.</summary>
    public ConvexSolution? Solve()
    {
        var free = program.Minimising((Rational.One, objective));
        var first = QuadraticOutcome.Of(free);
        if (first.Status == LinearProgramStatus.Infeasible)
        {
            return ConvexSolution.Without(first.Status);
        }

        if (first.Value is { } least && Excesses(first.Point).All(static e => e.Sign <= 0))
        {
            return ConvexSolution.At(least, first.Point, program.Modulus(free) is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, []);
        }

        return Inside() switch
        {
            null => TouchingBounds.OfPairs(program) is { } face ? ConvexOptimumEvaluation.Solution(face, objective) : null,
            { IsEmpty: true } => ConvexSolution.Without(LinearProgramStatus.Infeasible),
            { } inside => Bounded(inside),
        };
    }

    private ConvexSolution? Bounded(ImmutableArray<Rational> inside)
    {
        var multipliers = Multipliers(inside);
        var lagrangian = program.Minimising([(Rational.One, objective), .. bounds.Zip(multipliers, static (b, p) => (p, b.Square))]);
        if (QuadraticOutcome.Of(lagrangian) is not { Value: { } value, Point: var point })
        {
            return null;
        }

        var lower = bounds.Zip(multipliers).Aggregate(value, static (sum, b) => sum - (b.Second * b.First.Most));
        var share = Shares.First(s => Excesses(Between(point, inside, s)).All(static e => e.Sign <= 0));
        var upper = ConvexProgram.At(objective, Between(point, inside, share));
        var modulus = program.Modulus(lagrangian);
        return upper == lower
            ? ConvexSolution.At(upper, point, modulus is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, [])
            : new(LinearProgramStatus.Optimal, lower, upper, point, ConvexSolution.Reach(upper - lower, modulus), []);
    }

    // A point with all gⱼ below bⱼ; empty where there is certainly none with all at most that; null where neither is found.
    private ImmutableArray<Rational>? Inside()
    {
        var weights = Enumerable.Repeat(1.0, bounds.Count).ToArray();
        Rational[]? sum = null;
        for (var round = 1; round <= MostWeighings; round++)
        {
            var total = weights.Sum();
            var shares = weights.Select(w => Rational.FromExact(Math.ScaleB(Math.Round(Math.ScaleB(w / total, 40)), -40))).ToArray();
            var outcome = QuadraticOutcome.Of(program.Minimising([.. bounds.Zip(shares, static (b, w) => (w, b.Square))]));
            if (outcome.Value is not { } value)
            {
                return outcome.Status == LinearProgramStatus.Infeasible ? [] : null;
            }

            if (bounds.Zip(shares).Aggregate(value, static (rest, b) => rest - (b.Second * b.First.Most)).Sign > 0)
            {
                return [];
            }

            sum = sum is null ? [.. outcome.Point] : [.. sum.Zip(outcome.Point, static (a, b) => a + b)];
            foreach (var point in new[] { outcome.Point, [.. sum.Select(s => s / round)] })
            {
                if (Excesses(point).All(static e => e.Sign < 0))
                {
                    return point;
                }
            }

            var worst = Excesses(outcome.Point).Select(static (e, j) => (Excess: e.ToDouble(), j)).Max().j;
            weights[worst] *= 1 + (1 / Math.Sqrt(round));
        }

        return null;
    }

    // About the multipliers of the bounds; nothing of them is trusted but that they are at least 0.
    private Rational[] Multipliers(ImmutableArray<Rational> inside)
    {
        var multipliers = bounds.Select(static _ => Rational.One).ToArray();
        IReadOnlyList<Rational> point = inside;
        for (var round = 0; round < MostRounds; round++)
        {
            var touching = Touching([.. point.Select(static x => Fractions.Rounded(x, Bits))], multipliers);
            if (QuadraticOutcome.Of(touching) is not { Status: LinearProgramStatus.Optimal } outcome)
            {
                break;
            }

            var next = outcome.Multipliers.TakeLast(bounds.Count).Select(static y => y.Sign < 0 ? Fractions.Rounded(-y, Bits) : Rational.Zero).ToArray();
            var isSettled = next.Zip(multipliers).All(static p => p.First - p.Second <= Settled && p.Second - p.First <= Settled);
            (multipliers, point) = (next, outcome.Point);
            if (isSettled)
            {
                break;
            }
        }

        return multipliers;
    }

    // f with the second derivatives of the bounds, which are replaced by what touches them at a point.
    private QuadraticProgram Touching(IReadOnlyList<Rational> point, Rational[] multipliers)
    {
        var made = program.Minimising([(Rational.One, objective), .. bounds.Zip(multipliers, static (b, p) => (p, b.Square))]);
        var (rows, columns) = (made.Linear.Rows.ToBuilder(), made.Linear.Columns.Select(static c => (c.Cost, c.Bounds, Entries: c.Entries.ToBuilder())).ToArray());
        foreach (var ((square, most), multiplier) in bounds.Zip(multipliers))
        {
            var slopes = square.Linear.ToDictionary(static t => t.Key, static t => ConvexProgram.Exact(t.Value));
            foreach (var ((i, j), q) in square.Square)
            {
                slopes[i] = slopes.GetValueOrDefault(i) + (2 * ConvexProgram.Exact(q) * point[j]);
            }

            foreach (var (k, slope) in slopes.Where(static s => !s.Value.IsZero))
            {
                columns[k].Cost -= multiplier * slope;
                columns[k].Entries.Add((rows.Count, slope));
            }

            rows.Add(new(null, slopes.Aggregate(most - ConvexProgram.At(square, point), (sum, s) => sum + (s.Value * point[s.Key]))));
        }

        return made with { Linear = made.Linear with { Rows = rows.ToImmutable(), Columns = [.. columns.Select(static c => new RationalColumn(c.Cost, c.Bounds, c.Entries.ToImmutable()))] } };
    }

    private IEnumerable<Rational> Excesses(IReadOnlyList<Rational> point) => bounds.Select(b => ConvexProgram.At(b.Square, point) - b.Most);

    private static Rational[] Between(IReadOnlyList<Rational> from, IReadOnlyList<Rational> to, Rational share) => [.. from.Zip(to, (a, b) => a + (share * (b - a)))];
}
