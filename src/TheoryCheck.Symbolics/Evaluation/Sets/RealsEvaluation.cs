using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>All finite scalars.</summary>
public sealed class RealsEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "reals";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        interpreter.IsFinite(value);
}
