using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>
/// Optima of convex piecewise affine functions of finitely many numbers, of points of intervals and simplices, of probabilities on listed points and of couplings, under linear conditions: linear programs.
/// </summary>
internal sealed class LinearOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        var isMaximum = term.Form.Name is "sup" or "argmax";
        if ((!isMaximum && term.Form.Name is not ("inf" or "argmin")) || !term.Body.Type.IsScalar || LinearStatement.Of(exact, term.Binders) is not { } statement
            || (isMaximum ? statement.Great(term.Body) : statement.Small(term.Body)) is not { } objective)
        {
            return null;
        }

        // Over strict conditions the value is that over their bounds too, once a point satisfies them: all points beside the bounds are limits of such points.
        switch (statement.IsStrict ? CaseDistinction.HasPoint(statement) : Certainty.True)
        {
            case Certainty.True:
                var (below, above) = EnclosedProgram.Solve(statement, objective);
                return new LinearOptimum(statement, below, above, isMaximum);
            case Certainty.False:
                var none = new RationalOptimum(LinearProgramStatus.Infeasible, null);
                return new LinearOptimum(statement, none, none, isMaximum);
            default:
                return null;
        }
    }
}
