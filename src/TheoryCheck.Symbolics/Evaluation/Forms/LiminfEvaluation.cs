using TheoryCheck.Symbolics.Evaluation.Recurrences;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The limit inferior of a run without chance where it is a limit.</summary>
public sealed class LiminfEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "liminf";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        RunLimit.Of(interpreter, term) ?? throw Interpreter<T>.NoChecker("'liminf' of a run that tends to nothing");
}
