using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>
/// Linear inequalities for all points of a linear set, by the greatest value of what they claim to be at most 0; and for some point, by the points that satisfy the
/// conditions: decided by linear programs (Farkas).
/// </summary>
internal sealed class LinearQuantifier : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.ForAll or QuantifierKind.Exists } quantified || !LinearStatement.Concerns(quantified.Binders)
            || LinearStatement.Of(interpreter.Exactly(), quantified.Binders) is not { } statement)
        {
            return null;
        }

        return quantified.Kind == QuantifierKind.Exists ? Exists(statement, quantified.Body) : ForAll(statement, quantified.Body);
    }

    private static Certainty? Exists(LinearStatement statement, Term body)
    {
        if (!statement.TryRestrict(body) || statement.IsStrict || statement.Small(Number.Zero) is not { } nothing)
        {
            return null;
        }

        var (below, above) = EnclosedProgram.Solve(statement, nothing);
        return above?.Value is not null ? Certainty.True
            : below?.Status == LinearProgramStatus.Infeasible ? Certainty.False
            : Certainty.Unknown;
    }

    private static Certainty? ForAll(LinearStatement statement, Term body)
    {
        var claim = body;
        while (claim is Connective { Kind: ConnectiveKind.Implies, Children: [var guard, var then] } && statement.TryRestrict(guard))
        {
            claim = then;
        }

        return !statement.IsStrict && statement.Inequalities(claim) is { } inequalities
            ? inequalities.Aggregate(Certainty.True, (all, i) => all == Certainty.False ? all : all.And(Holds(EnclosedProgram.Solve(statement, -i.Form), i.IsStrict)))
            : null;
    }

    // The least value of -(a - b) is at least 0; above 0 for a < b, since a linear program attains its optimum.
    private static Certainty Holds((RationalOptimum? Below, RationalOptimum? Above) least, bool isStrict) =>
        least.Below?.Status == LinearProgramStatus.Infeasible || least.Below?.Value is { } low && (isStrict ? low.Sign > 0 : low.Sign >= 0) ? Certainty.True
        : least.Above?.Status == LinearProgramStatus.Unbounded || least.Above?.Value is { } high && (isStrict ? high.Sign <= 0 : high.Sign < 0) ? Certainty.False
        : Certainty.Unknown;
}
