using TheoryCheck.Symbolics.Evaluation.Recurrences;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The limit superior of a run without chance where it is a limit.</summary>
public sealed class LimsupEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "limsup";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        RunLimit.Of(interpreter, term) ?? throw Interpreter<T>.NoChecker("'limsup' of a run that tends to nothing");
}
