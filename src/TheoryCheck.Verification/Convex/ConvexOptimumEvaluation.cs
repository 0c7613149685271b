using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Optimization.QuadraticPrograms;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Convex;

/// <summary>
/// Optima of convex functions (concave ones for a maximum) of finitely many numbers: quadratics with absolute values, positive parts and greatest terms are quadratic programs with rational optima; norms and
/// smooth convex functions of affine forms, and balls, are bounded from both sides. The problem is read from what the formulas mean.
/// </summary>
internal sealed class ConvexOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        var isMaximum = term.Form.Name is "sup" or "argmax";
        if ((!isMaximum && term.Form.Name is not ("inf" or "argmin")) || !term.Body.Type.IsScalar || LinearStatement.Of(exact, term.Binders, isCurved: true) is not { } statement
            || (isMaximum ? statement.Great(term.Body) : statement.Small(term.Body)) is not { } objective
            || (statement.PartsOf(objective).IsAffine && statement.Conditions.All(c => statement.PartsOf(c.Form).IsAffine))
            || new EnclosedProblem(statement, objective) is not { } problem || problem.Middle() is not var (program, coefficients, levels)
            || (coefficients + levels > 0 && IsOneNumber(statement)) || !HasInterior(statement))
        {
            return null;
        }

        // A norm is least where its square is.
        var norm = coefficients == 0 ? Norm(program) : null;
        ConvexSolution? Solve(ConvexProgram at) => Solution(at, (norm is null ? null : Norm(at)?.Square) ?? at.Objective);
        return (coefficients + levels == 0 ? Solve(program) : problem.Solve(coefficients, levels, Solve)) is { } solution
            ? new ConvexOptimum(statement, solution, isMaximum, norm is var (factor, _) ? (ConvexProgram.Exact(program.Objective.Constant), factor) : null)
            : null;
    }

    private static (Rational Factor, FormParts Square)? Norm(ConvexProgram program) =>
        program.Objective is { Roots: [var (factor, square)], Curves: [], Linear.Count: 0, Square.Count: 0 } ? (ConvexProgram.Exact(factor), square) : null;

    internal static ConvexSolution? Solution(ConvexProgram program, FormParts parts)
    {
        if (program.IsImpossible || TouchingBounds.Resolved(program) is not { } inside)
        {
            return ConvexSolution.Without(LinearProgramStatus.Infeasible);
        }

        program = inside;
        return (program.Bounds, parts) switch
        {
            ([], { Roots: [], Curves: [] }) => Quadratic(program, program.Minimising((Rational.One, parts))),
            ([], _) => CurvedProblem.Solve(program, parts),
            ([var bound], { Roots: [], Curves: [] }) => new BoundedProblem(program, parts, bound.Square, bound.Most).Solve(),
            ([var bound], _) => new BoundedCurves(program, parts, bound.Square, bound.Most).Solve(),
            (_, { Roots: [], Curves: [] }) => new SeveralBounds(program, parts).Solve(),
            _ => null,
        };
    }

    /// <summary>The exact optimum of a quadratic program; null where none is proved.</summary>
    internal static ConvexSolution? Quadratic(ConvexProgram program, QuadraticProgram quadratic)
    {
        var outcome = QuadraticOutcome.Of(quadratic);
        if (outcome.Status is LinearProgramStatus.Infeasible or LinearProgramStatus.Unbounded)
        {
            return ConvexSolution.Without(outcome.Status);
        }

        if (outcome.Value is not { } value)
        {
            return null;
        }

        var (uniqueness, other) = program.Modulus(quadratic) is not null ? (OptimumUniqueness.Unique, []) : outcome.Uniqueness(quadratic);
        return ConvexSolution.At(value, outcome.Point, uniqueness, other);
    }

    // What is irrational of one number is found exactly on the line, now and then.
    private static bool IsOneNumber(LinearStatement statement) => Enumerable.Range(0, statement.Size).Count(statement.IsOwn) == 1;

    // Where conditions leave their bounds out, some point must satisfy them: the value over the points with the bounds is the value then.
    private static bool HasInterior(LinearStatement statement) =>
        !statement.IsStrict || (statement.Conditions.All(c => statement.PartsOf(c.Form).IsAffine) && Linear.CaseDistinction.HasPoint(statement) == Certainty.True);
}
