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
/// The least value of a quadratic and further convex functions under linear conditions. Quadratic programs with the second derivatives lead to a point (Newton); the value there is an upper bound. The
/// lower bound is the exact optimum of the quadratic program in which each further function is replaced by an affine one below it, or by the greatest of several where the quadratic alone does not bend in all directions; or,
/// where nothing binds, it follows from a ball in which the whole function certainly does. Norms that are 0 at the optimum are found by holding all of them there, and releasing one after another whose multipliers say so.
/// </summary>
[Cites("boyd-vandenberghe-2004", "section 9.1.2")]
internal sealed class CurvedProblem
{
    private const int MostRounds = 60;
    private const int Halvings = 30;
    private const int Precision = 256;

    private static readonly Rational Tolerance = Rational.Power(2, -100);
    private static readonly Rational Settling = Rational.Power(2, -40);
    private static readonly Rational[] Nearness = [Rational.Power(2, -40), Rational.Power(2, -14)];
    private static readonly Rational[] Radii = [Rational.Power(2, -30), Rational.Power(2, -20), Rational.Power(2, -12), Rational.Power(2, -8), new(1, 16)];
    private static readonly Rational[] Widths = [Rational.Power(2, -32), Rational.Power(2, -12)];

    private readonly ConvexProgram program;
    private readonly VanishingNorms held;
    private readonly ConvexPiece[] pieces;
    private readonly QuadraticProgram quadratic;
    private readonly int rowsBefore;

    private CurvedProblem(ConvexProgram program, FormParts objective, IReadOnlyCollection<int> roots)
    {
        (this.program, held) = (program, new(objective, roots));
        pieces =
        [
            .. objective.Curves.Select(static c => c.Curve is Lift.LogSum sum ? new LogSumPiece(ConvexProgram.Exact(c.Factor), sum) : (ConvexPiece)new CurvePiece(ConvexProgram.Exact(c.Factor), (Lift.Curve)c.Curve)),
            .. objective.Roots.Where((_, k) => !roots.Contains(k)).Select(static r => new NormPiece(ConvexProgram.Exact(r.Factor), r.Square)),
        ];
        var free = program.Minimising((Rational.One, objective));
        (quadratic, rowsBefore) = (held.On(free), free.Linear.Rows.Length);
    }

    /// <summary>The solution; null where none is proved.</summary>
    /// <param name="program">The conditions.</param>
    /// <param name="objective">What is minimised.</param>
    public static ConvexSolution? Solve(ConvexProgram program, FormParts objective)
    {
        var roots = Enumerable.Range(0, objective.Roots.Count).ToList();
        while (roots.Count > 0)
        {
            if (new CurvedProblem(program, objective, roots).Searched() is not var (solution, released) || solution?.Status == LinearProgramStatus.Infeasible)
            {
                // Not all of them are 0 at once: one of them, or none.
                return Enumerable.Range(0, objective.Roots.Count).Select(root => new CurvedProblem(program, objective, [root]).Searched()?.Solution)
                    .FirstOrDefault(static s => s?.Status == LinearProgramStatus.Optimal) ?? new CurvedProblem(program, objective, []).Searched()?.Solution;
            }

            if (solution is not null)
            {
                return solution;
            }

            roots.Remove(released);
        }

        return new CurvedProblem(program, objective, []).Searched()?.Solution;
    }

    // A solution, or the norm that is not to be held; null where neither is found.
    private (ConvexSolution? Solution, int Released)? Searched()
    {
        var start = QuadraticOutcome.Of(pieces.Length == 0 ? quadratic : held.On(program.Nearest()));
        if (start.Status != LinearProgramStatus.Optimal)
        {
            return start.Status == LinearProgramStatus.Infeasible ? (ConvexSolution.Without(start.Status), 0) : null;
        }

        if (!held.VanishAt(start.Point))
        {
            return (ConvexSolution.Without(LinearProgramStatus.Infeasible), 0);
        }

        var modulus = program.Modulus(quadratic);
        if (pieces.Length == 0)
        {
            return held.Released(start.Multipliers, rowsBefore) is { } longest ? (null, longest)
                : (ConvexSolution.At(start.Value!.Value, start.Point, modulus is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, []), 0);
        }

        if (Started(start.Point) is not { } point)
        {
            return null;
        }

        var (value, best, released) = (At(point), default(ConvexSolution), default(int?));
        for (var round = 0; round < MostRounds; round++)
        {
            if (Supports(point) is not { } supports || !value.IsBounded)
            {
                break;
            }

            // Without a quadratic that bends in all directions a bound costs much, and is near only where the steps end.
            var step = Step(point, value, supports);
            if (modulus is not null || held.IsAny || round + 1 == MostRounds || step is null || value.Lower - step.Value.Value.Upper < Settling * (Rational.One + (value.Upper.Sign < 0 ? -value.Upper : value.Upper)))
            {
                (var bounded, released) = Bounded(point, value, supports, modulus);
                if (bounded is not null && !(best is not null && best.Upper - best.Lower <= bounded.Upper - bounded.Lower))
                {
                    best = bounded;
                    if (IsClose(best.Lower, best.Upper))
                    {
                        break;
                    }
                }
            }

            if (step is not var (next, at))
            {
                break;
            }

            var isLast = IsClose(at.Upper, value.Lower);
            (point, value) = (next, at);
            if (isLast)
            {
                break;
            }
        }

        return best is not null ? (Nearness.Select(radius => Simple(best, modulus, radius)).FirstOrDefault(static s => s is not null) ?? best, 0) : released is { } root ? (null, root) : null;
    }

    // The point, or one at which all logarithms have values; null where none is found.
    private ImmutableArray<Rational>? Started(ImmutableArray<Rational> point) =>
        program.Logarithms is not { Count: > 0 } forms ? point : program.Positive(held.On) is { } inside ? forms.All(form => ConvexProgram.At(form, point).Sign > 0) ? point : inside : null;

    private static bool IsClose(Rational lower, Rational upper) => upper - lower <= Tolerance * (Rational.One + (upper.Sign < 0 ? -upper : upper));

    // The simplest point near, where it is proved to be the optimum: all norms have rational values there.
    private ConvexSolution? Simple(ConvexSolution near, Rational? modulus, Rational radius)
    {
        if (!program.IsFree || near.IsExact)
        {
            return null;
        }

        ImmutableArray<Rational> point = [.. near.Point.Select(x => Rational.SimplestBetween(x - radius, x + radius))];
        return held.VanishAt(point) && Array.TrueForAll(pieces, p => p.Exactly(point) is not null) && Supports(point) is { } supports
            && QuadraticOutcome.Of(With(supports, [])) is { Value: { } lower, Multipliers: var multipliers } && held.Released(multipliers, rowsBefore) is null
            && lower == pieces.Aggregate(quadratic.At(point), (sum, p) => sum + p.Exactly(point)!.Value)
            ? ConvexSolution.At(lower, point, modulus is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, [])
            : null;
    }

    // Unbounded where a piece has no value.
    private Interval At(IReadOnlyList<Rational> point)
    {
        try
        {
            return pieces.Aggregate(Interval.FromRational(quadratic.At(point), Precision), (sum, p) => sum + p.At(point));
        }
        catch (UndefinedException)
        {
            return Interval.Line();
        }
    }

    private List<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)>? Supports(IReadOnlyList<Rational> point)
    {
        try
        {
            var found = pieces.Select(p => p.Below(point)).ToList();
            return found.TrueForAll(static s => s is not null) ? found.ConvertAll(static s => s!.Value) : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    private (ConvexSolution? Solution, int? Released) Bounded(ImmutableArray<Rational> point, Interval value, List<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> supports, Rational? modulus)
    {
        if (modulus is null && program.IsFree && !held.IsAny && InBall(point, value) is { } inside)
        {
            return (inside, null);
        }

        // Affine functions below the pieces do where the quadratic bends in all directions, and near the optimum on a bounded set.
        var best = default(ConvexSolution);
        foreach (var below in modulus is not null ? [With(supports, [])] : Widths.Select(width => Above(point, width)).Prepend(With(supports, [])))
        {
            if (QuadraticOutcome.Of(below) is not { Value: { } lower, Multipliers: var multipliers })
            {
                continue;
            }

            if (held.Released(multipliers, rowsBefore) is { } released)
            {
                return best is null ? (null, released) : (best, null);
            }

            best = best is not null && best.Lower >= lower ? best
                : new(LinearProgramStatus.Optimal, lower, value.Upper, point, ConvexSolution.Reach(value.Upper - lower, modulus) ?? Near(point, value.Upper - lower), []);
            if (value.Upper - best.Lower <= Settling)
            {
                break;
            }
        }

        return (best, null);
    }

    // The quadratic program with an unknown more for each piece that is at least the affine functions below the piece.
    private QuadraticProgram Above(IReadOnlyList<Rational> point, Rational width)
    {
        var (linear, rows) = (quadratic.Linear, quadratic.Linear.Rows.ToBuilder());
        var columns = linear.Columns.Select(static c => (c.Cost, c.Bounds, Entries: c.Entries.ToBuilder())).ToList();
        foreach (var piece in pieces)
        {
            columns.Add((Rational.One, RationalBounds.Free, ImmutableArray.CreateBuilder<(int, Rational)>()));
            foreach (var (constant, slopes) in piece.About(point, width))
            {
                columns[^1].Entries.Add((rows.Count, Rational.One));
                foreach (var (k, slope) in slopes.Where(static s => !s.Value.IsZero))
                {
                    columns[k].Entries.Add((rows.Count, -slope));
                }

                rows.Add(new(constant, null));
            }
        }

        return quadratic with { Linear = linear with { Rows = rows.ToImmutable(), Columns = [.. columns.Select(static c => new RationalColumn(c.Cost, c.Bounds, c.Entries.ToImmutable()))] } };
    }

    // With the Hessian at least m·I and |∇f(x)| < m·r/2 on the ball of radius r around x, f is above f(x) on its edge, so convex f has its only minimiser inside, no farther than 2|∇f(x)|/m, and
    // is at least f(x) - |∇f(x)|²/(2m).
    private ConvexSolution? InBall(ImmutableArray<Rational> point, Interval value)
    {
        var n = point.Length;
        var gradient = quadratic.Linear.Columns.Select(static c => Interval.FromRational(c.Cost, Precision)).ToArray();
        foreach (var (i, j, q) in quadratic.Square)
        {
            gradient[i] += Interval.FromRational(2 * q * point[j], Precision);
        }

        foreach (var piece in pieces)
        {
            if (piece.SlopesAt(point) is not { } slopes)
            {
                return null;
            }

            foreach (var (i, slope) in slopes)
            {
                gradient[i] += slope;
            }
        }

        int[] own = [.. Enumerable.Range(0, n).Where(program.IsOwn)];
        var length = Interval.Sqrt(own.Aggregate(Interval.FromRational(Rational.Zero, Precision), (sum, i) => sum + Interval.Power(gradient[i], 2)));
        foreach (var radius in Radii)
        {
            if (Modulus(point, own, radius) is not { } m || !length.IsBounded || length.Upper * 2 >= m * radius)
            {
                continue;
            }

            var steep = length.Upper;
            return new(LinearProgramStatus.Optimal, value.Lower - (steep * steep / (2 * m)), value.Upper, point, 2 * steep / m, []);
        }

        return null;
    }

    // Where the Hessian is at least m·I on the ball of radius r around a point x of the convex set, f(x) is at least m·r²/2 above what f is on the way from the edge to a minimiser outside, and no more than the
    // gap above any value: with a gap below m·r²/2 all minimisers are inside, no farther than √(2·gap/m), and there is only one.
    private Rational? Near(ImmutableArray<Rational> point, Rational gap)
    {
        if (quadratic.Square.Any(q => program.IsOwn(q.Row) != program.IsOwn(q.Column)))
        {
            return null;
        }

        int[] own = [.. Enumerable.Range(0, point.Length).Where(program.IsOwn)];
        return Radii.Select(radius => Modulus(point, own, radius) is { } m && 2 * gap < m * radius * radius ? ConvexSolution.Reach(gap, m / 2) : null).FirstOrDefault(static reach => reach is not null);
    }

    private Rational? Modulus(ImmutableArray<Rational> point, int[] own, Rational radius)
    {
        var n = own.Length;
        var hessian = new DoubleInterval[n * n];
        Array.Fill(hessian, DoubleInterval.FromExact(0));
        void Add(int i, int j, DoubleInterval value) => hessian[(Array.BinarySearch(own, i) * n) + Array.BinarySearch(own, j)] += value;
        foreach (var (i, j, q) in quadratic.Square.Where(q => program.IsOwn(q.Row) && program.IsOwn(q.Column)))
        {
            Add(i, j, DoubleInterval.FromRational(2 * q));
        }

        foreach (var piece in pieces)
        {
            piece.AddBendAround(point, radius, Add);
        }

        return CertifiedEigenvalue.Least(hessian, n) is { IsUndecided: false, LowerDouble: > 0 and < double.PositiveInfinity } least ? least.Lower : null;
    }

    // The quadratic program with affine functions in place of the pieces, and more second derivatives around a point.
    private QuadraticProgram With(List<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> supports, Dictionary<(int, int), Rational> square, IReadOnlyList<Rational>? around = null)
    {
        var (offset, costs) = (quadratic.Linear.Offset, quadratic.Linear.Columns.Select(static c => c.Cost).ToArray());
        foreach (var (constant, slopes) in supports)
        {
            offset += constant;
            foreach (var (k, slope) in slopes)
            {
                costs[k] += slope;
            }
        }

        var sum = quadratic.Square.ToDictionary(static q => (q.Row, q.Column), static q => q.Value);
        foreach (var ((i, j), h) in square)
        {
            sum[(i, j)] = sum.GetValueOrDefault((i, j)) + (h / 2);
            costs[i] -= h * around![j];
        }

        return new(quadratic.Linear with { Offset = offset, Columns = [.. quadratic.Linear.Columns.Select((c, k) => c with { Cost = costs[k] })] }, [.. sum.OrderBy(static q => q.Key).Select(static q => (q.Key.Item1, q.Key.Item2, q.Value))]);
    }

    // Newton's step under the conditions, halved until the value falls.
    private (ImmutableArray<Rational> Point, Interval Value)? Step(ImmutableArray<Rational> point, Interval value, List<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> supports)
    {
        var bends = new Dictionary<(int, int), double>();
        foreach (var piece in pieces)
        {
            piece.Bend(point, bends);
        }

        // Rounded, and a little more than that along the diagonal, so that it stays convex.
        var greatest = bends.Values.Select(Math.Abs).Append(1e-9).Max();
        if (!double.IsFinite(greatest))
        {
            return null;
        }

        var unit = Math.ScaleB(1, Math.ILogB(greatest) - 30);
        var extra = Math.ScaleB(1, Math.ILogB(greatest) - 18);
        var square = bends.ToDictionary(static b => b.Key, b => Rational.FromExact(unit * Math.Round(((bends[(b.Key.Item1, b.Key.Item2)] + bends[(b.Key.Item2, b.Key.Item1)]) / 2 / unit))));
        foreach (var i in bends.Keys.Select(static k => k.Item1).Distinct())
        {
            square[(i, i)] += Rational.FromExact(extra);
        }

        Rational[] around = [.. point.Select(static x => Fractions.Rounded(x, 160))];
        if (QuadraticOutcome.Of(With(supports, square, around)) is not { Status: LinearProgramStatus.Optimal, Point: var next })
        {
            return null;
        }

        var share = Rational.One;
        for (var k = 0; k < Halvings; k++, share /= 2)
        {
            var trial = k == 0 ? next : [.. point.Zip(next, (a, b) => a + (share * (b - a)))];
            var at = At(trial);
            if (at.IsBounded && at.Lower < value.Lower)
            {
                return (trial, at);
            }
        }

        return null;
    }
}
