using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The greatest value; undefined when there are no points.</summary>
public sealed class MaximumEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "max";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        Extremum.Over(interpreter, term, 1) ?? throw new UndefinedException("the greatest of nothing");

}
