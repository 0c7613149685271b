using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The points with the least value: listed where the domain is finite, described by a solver over a space.</summary>
public sealed class ArgminEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "argmin";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) => OptimumEvaluation.Searched(interpreter, term) is { } searched
        ? OptimumEvaluation.PointsOf(interpreter, searched)
        : OptimalPoints.Of(interpreter, term, Relation.LessOrEqual);
}
