using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>All finite scalars above 0.</summary>
public sealed class PositiveEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "positive";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        interpreter.IsFinite(value).And(interpreter.Compare(Relation.Greater, value, new Value<T>.Exact(Rational.Zero)));
}
