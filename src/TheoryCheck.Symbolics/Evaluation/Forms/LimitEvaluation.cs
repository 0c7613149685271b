using TheoryCheck.Symbolics.Evaluation.Recurrences;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Where a run without chance tends; undefined where it certainly tends to nothing.</summary>
public sealed class LimitEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "limit";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        RunLimit.Of(interpreter, term) ?? throw new Rigor.UndefinedException("a limit that does not exist");
}
