using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The vectors with as many finite elements as the dimension says.</summary>
public sealed class VectorSpaceEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "vector";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        Shapes.Contains(interpreter, arguments, value);
}
