using System.Collections.Immutable;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>What is proved of a linear program with rational data.</summary>
/// <param name="Status">Which of the three cases of linear programming it is, proved; <see cref="LinearProgramStatus.Failed"/> when none is.</param>
/// <param name="Outcome">How the optimum was settled, with a second optimal point where there is one; null in the other cases.</param>
public sealed record RationalOptimum(LinearProgramStatus Status, ExactOutcome? Outcome)
{
    private const int MostPivots = 400;

    private static readonly RationalOptimum Failed = new(LinearProgramStatus.Failed, null);

    /// <summary>The optimal value; null when there is none, or none is proved.</summary>
    public Rational? Value => Outcome?.Certificate?.Value;

    /// <summary>
    /// Solves the program with the embedded simplex, whose bytes are the same everywhere, and settles the answer exactly. That no point is feasible is the exact
    /// optimum above 0 of the program that minimises the violation; that there is no bound, a feasible point and a direction of recession that improves.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="withUniqueness">Whether it is asked if the optimal point is the only one.</param>
    public static RationalOptimum Of(RationalProgram program, bool withUniqueness = true)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (program.Rows.Concat(program.Columns.Select(c => c.Bounds)).Any(static b => b.Lower > b.Upper))
        {
            return new(LinearProgramStatus.Infeasible, null);
        }

        if (Settled(program, withUniqueness) is { Certificate: not null } outcome)
        {
            return new(LinearProgramStatus.Optimal, outcome);
        }

        return Settled(Violation(program), false)?.Certificate is not { } violation ? Failed
            : violation.Value.Sign > 0 ? new(LinearProgramStatus.Infeasible, null)
            : Settled(Recession(program), false) is { Certificate.Value.IsZero: false } ? new(LinearProgramStatus.Unbounded, null)
            : Failed;
    }

    private static ExactOutcome? Settled(RationalProgram program, bool withUniqueness) =>
        program.Rounded() is { } rounded && new EmbeddedSimplex().Solve(rounded, LinearProgramRequest.Default) is { Status: LinearProgramStatus.Optimal, Basis: { } basis }
            ? ExactLinearProgram.Settle(program, basis, MostPivots, withUniqueness)
            : null;

    /// <summary>min Σ |v| over rows that v moves into their bounds.</summary>
    private static RationalProgram Violation(RationalProgram program)
    {
        IEnumerable<RationalColumn> Moves(int sign) => program.Rows.Select((_, i) => new RationalColumn(Rational.One, RationalBounds.Nonnegative, [(i, sign)]));
        return new(
            ObjectiveSense.Minimise,
            program.Rows,
            [.. program.Columns.Select(static c => c with { Cost = Rational.Zero }), .. Moves(1), .. Moves(-1)],
            Rational.Zero);
    }

    /// <summary>The program of the directions along which no bound is left, cut off at length 1.</summary>
    private static RationalProgram Recession(RationalProgram program)
    {
        static RationalBounds Along(RationalBounds bounds, Rational? most) => new(bounds.Lower is null ? -most : Rational.Zero, bounds.Upper is null ? most : Rational.Zero);
        return new(
            program.Sense,
            [.. program.Rows.Select(static r => Along(r, null))],
            [.. program.Columns.Select(static c => c with { Bounds = Along(c.Bounds, Rational.One) })],
            Rational.Zero);
    }
}
