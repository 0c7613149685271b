using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>All integers.</summary>
public sealed class IntegersEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "integers";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        interpreter.IsInteger(value);
}
