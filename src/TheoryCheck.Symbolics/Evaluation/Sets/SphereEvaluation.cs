using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The vectors of length 1.</summary>
public sealed class SphereEvaluation : SetEvaluation
{
    /// <inheritdoc/>
    public override string Set => "sphere";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) =>
        Shapes.Contains(interpreter, arguments, value) is var isVector && isVector != Certainty.True
            ? isVector
            : interpreter.Compare(
                Relation.Equal,
                new Value<T>.Real(interpreter.TensorOf(value).Elements.ToArray().Aggregate(interpreter.Literal(Rational.Zero), static (sum, x) => sum + T.Power(x, 2))),
                new Value<T>.Exact(Rational.One));
}
