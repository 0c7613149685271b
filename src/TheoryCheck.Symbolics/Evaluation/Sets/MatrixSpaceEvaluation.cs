using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The matrices with finite elements of the given shape.</summary>
public sealed class MatrixSpaceEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "matrix";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        Shapes.Contains(interpreter, arguments, value);
}
