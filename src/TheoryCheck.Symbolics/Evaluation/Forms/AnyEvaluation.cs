using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Whether the formula holds at some point; false when there are none.</summary>
public sealed class AnyEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "any";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        new Value<T>.Truth(interpreter.Exists(term.Binders, term.Body));

}
