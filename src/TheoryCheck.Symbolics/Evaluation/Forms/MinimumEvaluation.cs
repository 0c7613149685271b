using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The least value; undefined when there are no points.</summary>
public sealed class MinimumEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "min";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        Extremum.Over(interpreter, term, -1) ?? throw new UndefinedException("the least of nothing");

}
