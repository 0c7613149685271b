using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.QuadraticPrograms;

/// <summary>What is proved of a convex quadratic program with rational data.</summary>
/// <param name="Status">Whether it has an optimum, no point or no bound, proved; <see cref="LinearProgramStatus.Failed"/> when none is.</param>
/// <param name="Point">An optimal point; empty in the other cases.</param>
/// <param name="Value">The optimal value; null in the other cases.</param>
/// <param name="Multipliers">Multipliers of the rows that prove it; empty in the other cases.</param>
public sealed record QuadraticOutcome(LinearProgramStatus Status, ImmutableArray<Rational> Point, Rational? Value, ImmutableArray<Rational> Multipliers)
{
    /// <summary>
    /// Solves the program by complementary pivoting. An optimum counts where exact multipliers prove it; that there is no point or no bound is settled as for linear programs: a convex
    /// quadratic falls without end exactly along a direction in which it is linear.
    /// </summary>
    [Cites("cottle-pang-stone-1992", "section 1.2")]
    public static QuadraticOutcome Of(QuadraticProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (program.Linear.Rows.Concat(program.Linear.Columns.Select(static c => c.Bounds)).Any(static b => b.Lower > b.Upper))
        {
            return Without(LinearProgramStatus.Infeasible);
        }

        var form = new ComplementaryForm(program);
        if (form.Solve() is var (point, multipliers) && Refusal(program, point, multipliers) is null)
        {
            return new(LinearProgramStatus.Optimal, point, program.At(point), multipliers);
        }

        var free = program.Linear with { Columns = [.. program.Linear.Columns.Select(static c => c with { Cost = Rational.Zero })] };
        return RationalOptimum.Of(free, withUniqueness: false) switch
        {
            { Status: LinearProgramStatus.Infeasible } => Without(LinearProgramStatus.Infeasible),
            { Outcome.Certificate.Primal: var feasible } when RationalOptimum.Of(program.Level(program.Linear, feasible), withUniqueness: false).Status == LinearProgramStatus.Unbounded =>
                Without(LinearProgramStatus.Unbounded),
            _ => Without(LinearProgramStatus.Failed),
        };
    }

    /// <summary>Checks that a point is optimal from the program and multipliers alone, exactly.</summary>
    /// <param name="program">The program; that Q is positive semidefinite is the caller's.</param>
    /// <param name="point">The point.</param>
    /// <param name="multipliers">One number for each row.</param>
    /// <returns>Null when it is; otherwise what is wrong.</returns>
    public static string? Refusal(QuadraticProgram program, ImmutableArray<Rational> point, ImmutableArray<Rational> multipliers)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (point.Length != program.Linear.Columns.Length)
        {
            return "the lengths are not those of the program";
        }

        var touching = program.Touching(point);
        var value = touching.Columns.Select((c, j) => c.Cost * point[j]).Aggregate(touching.Offset, static (sum, t) => sum + t);
        return LinearProgramCertificateCheck.Refusal(touching, new(point, multipliers, value));
    }

    /// <summary>Whether <see cref="Point"/> is the only optimal one, with another where there is one.</summary>
    public (OptimumUniqueness Uniqueness, ImmutableArray<Rational> Other) Uniqueness(QuadraticProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return RationalOptimum.Of(program.Level(program.Touching(Point), Point)).Outcome switch
        {
            { Uniqueness: OptimumUniqueness.Unique, Certificate.Primal: var only } when only.SequenceEqual(Point) => (OptimumUniqueness.Unique, []),
            { Uniqueness: OptimumUniqueness.NotUnique, Certificate.Primal: var one, Other: var two } => one.SequenceEqual(Point) ? two is null ? default : (OptimumUniqueness.NotUnique, two.Primal) : (OptimumUniqueness.NotUnique, one),
            _ => default,
        };
    }

    private static QuadraticOutcome Without(LinearProgramStatus status) => new(status, [], null, []);
}
