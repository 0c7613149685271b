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
/// lower bound is the exact optimum of the quadratic program in which each further function is replaced by an affine one below it; or, where nothing binds and the quadratic alone
/// does not bend in all directions, it follows from a ball in which the whole function certainly does.
/// </summary>
/// <param name="program">The conditions.</param>
/// <param name="objective">What is minimised.</param>
[Cites("boyd-vandenberghe-2004", "section 9.1.2")]
internal sealed class CurvedProblem(ConvexProgram program, FormParts objective)
{
    private const int MostRounds = 60;
    private const int Halvings = 30;
    private const int Precision = 256;

    private static readonly Rational Tolerance = Rational.Power(2, -100);

    private readonly ConvexPiece[] pieces =
    [
        .. objective.Curves.Select(static c => (ConvexPiece)new CurvePiece(ConvexProgram.Exact(c.Factor), c.Curve)),
        .. objective.Roots.Select(static r => new NormPiece(ConvexProgram.Exact(r.Factor), r.Square)),
    ];

    private readonly QuadraticProgram quadratic = program.Minimising((Rational.One, objective));

    /// <summary>The solution; null where none is proved.</summary>
    public ConvexSolution? Solve() => objective is { Roots: [var (factor, square)], Curves: [] } && Vanishing(ConvexProgram.Exact(factor), square) is { } exact ? exact : Searched();

    // Where the norm of the root is 0, with Qw = -l/2 for its square wᵀQw + l·w + c: multipliers y of these rows say that the rest is at least its value there plus y·(Qw + l/2), and the norm
    // times its factor is at least -y·(Qw + l/2) if yᵀQy is at most the factor squared.
    private ConvexSolution? Vanishing(Rational factor, FormParts square)
    {
        int[] unknowns = [.. square.Linear.Keys.Concat(square.Square.Keys.Select(static k => k.Item1)).Distinct().Order()];
        var (linear, at) = (quadratic.Linear, quadratic.Linear.Rows.Length);
        var entries = square.Square.ToLookup(static q => q.Key.Item2, q => (at + Array.BinarySearch(unknowns, q.Key.Item1), ConvexProgram.Exact(q.Value)));
        RationalBounds Level(int unknown) => -ConvexProgram.Exact(square.Linear.GetValueOrDefault(unknown)) / 2 is var level ? new(level, level) : default;
        var outcome = QuadraticOutcome.Of(quadratic with
        {
            Linear = linear with { Rows = [.. linear.Rows, .. unknowns.Select(Level)], Columns = [.. linear.Columns.Select((c, k) => c with { Entries = [.. c.Entries, .. entries[k]] })] },
        });
        if (outcome.Value is not { } value || !ConvexProgram.At(square, outcome.Point).IsZero)
        {
            return null;
        }

        Rational Multiplier(int unknown) => outcome.Multipliers[at + Array.BinarySearch(unknowns, unknown)];
        var length = square.Square.Aggregate(Rational.Zero, (sum, q) => sum + (Multiplier(q.Key.Item1) * ConvexProgram.Exact(q.Value) * Multiplier(q.Key.Item2)));
        return length > factor * factor ? null : ConvexSolution.At(value, outcome.Point, program.Modulus(quadratic) is null ? OptimumUniqueness.Undecided : OptimumUniqueness.Unique, []);
    }

    private ConvexSolution? Searched()
    {
        var start = QuadraticOutcome.Of(program.Nearest());
        if (start.Status != LinearProgramStatus.Optimal)
        {
            return start.Status == LinearProgramStatus.Infeasible ? ConvexSolution.Without(start.Status) : null;
        }

        var modulus = program.Modulus(quadratic);
        var (point, value, best) = (start.Point, At(start.Point), default(ConvexSolution));
        for (var round = 0; round < MostRounds; round++)
        {
            if (Supports(point) is not { } supports || !value.IsBounded)
            {
                break;
            }

            if (Bounded(point, value, supports, modulus) is { } bounded && !(best is not null && best.Upper - best.Lower <= bounded.Upper - bounded.Lower))
            {
                best = bounded;
                if (best.Upper - best.Lower <= Tolerance * (Rational.One + (best.Upper.Sign < 0 ? -best.Upper : best.Upper)))
                {
                    break;
                }
            }

            if (Step(point, value, supports) is not var (next, at))
            {
                break;
            }

            (point, value) = (next, at);
        }

        return best;
    }

    private Interval At(IReadOnlyList<Rational> point) => pieces.Aggregate(Interval.FromRational(quadratic.At(point), Precision), (sum, p) => sum + p.At(point));

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

    private ConvexSolution? Bounded(ImmutableArray<Rational> point, Interval value, List<(Rational Constant, IReadOnlyDictionary<int, Rational> Slopes)> supports, Rational? modulus)
    {
        if (modulus is null)
        {
            return program.IsFree && Array.TrueForAll(pieces, static p => p is CurvePiece) ? InBall(point, value) : null;
        }

        return QuadraticOutcome.Of(With(supports, [])).Value is { } lower
            ? new(LinearProgramStatus.Optimal, lower, value.Upper, point, ConvexSolution.Reach(value.Upper - lower, modulus), [])
            : null;
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

        foreach (var piece in pieces.Cast<CurvePiece>())
        {
            var slope = piece.SlopeAt(point);
            foreach (var (i, a) in piece.Slopes)
            {
                gradient[i] += slope * Interval.FromRational(a, Precision);
            }
        }

        int[] own = [.. Enumerable.Range(0, n).Where(program.IsOwn)];
        var length = Interval.Sqrt(own.Aggregate(Interval.FromRational(Rational.Zero, Precision), (sum, i) => sum + Interval.Power(gradient[i], 2)));
        foreach (var radius in (Rational[])[Rational.Power(2, -30), Rational.Power(2, -12), new(1, 16)])
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

    private Rational? Modulus(ImmutableArray<Rational> point, int[] own, Rational radius)
    {
        var n = own.Length;
        var hessian = new DoubleInterval[n * n];
        Array.Fill(hessian, DoubleInterval.FromExact(0));
        void Add(int i, int j, DoubleInterval value) => hessian[(Array.BinarySearch(own, i) * n) + Array.BinarySearch(own, j)] += value;
        foreach (var (i, j, q) in quadratic.Square)
        {
            Add(i, j, DoubleInterval.FromRational(2 * q));
        }

        foreach (var piece in pieces.Cast<CurvePiece>())
        {
            var bend = DoubleInterval.From(piece.BendAround(point, radius));
            foreach (var (i, a) in piece.Slopes)
            {
                foreach (var (j, b) in piece.Slopes)
                {
                    Add(i, j, bend * DoubleInterval.FromRational(a * b));
                }
            }
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
