using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The integers from 0 on.</summary>
public sealed class NaturalsEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "naturals";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        interpreter.IsInteger(value).And(interpreter.Compare(Relation.GreaterOrEqual, value, new Value<T>.Exact(Rational.Zero)));
}
