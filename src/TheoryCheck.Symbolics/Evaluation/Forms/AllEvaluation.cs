using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Whether the formula holds at every point; true when there are none.</summary>
public sealed class AllEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "all";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        new Value<T>.Truth(interpreter.ForAll(term.Binders, term.Body));

}
