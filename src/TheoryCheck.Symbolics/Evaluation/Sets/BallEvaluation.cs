using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The vectors of length at most 1.</summary>
public sealed class BallEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "ball";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        Shapes.Contains(interpreter, arguments, value) is var isVector && isVector != Certainty.True
            ? isVector
            : interpreter.Compare(
                Relation.LessOrEqual,
                new Value<T>.Real(interpreter.TensorOf(value).Elements.ToArray().Aggregate(interpreter.Literal(Rational.Zero), static (sum, x) => sum + T.Power(x, 2))),
                new Value<T>.Exact(Rational.One));
}
