using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>
/// ∫|x|ᵖ: of N(m, S) for p = 2, 4 in closed form, |m|² + tr S and (|m|² + tr S)² + 2 tr S² + 4 mᵀSm; Σ weight·|point|ᵖ on finitely many points for even p.
/// </summary>
public sealed class MomentEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "moment";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var order = interpreter.IntegerOf(term.Arguments[1]);
        switch (interpreter.Value(term.Arguments[0]))
        {
            case Value<T>.Normal law when order == 2 || order == 4:
                var size = law.Mean.Elements.Length;
                var (mean, covariance) = (DenseMatrix<T>.Column(law.Mean.Elements.ToArray()), new DenseMatrix<T>(size, size, law.Covariance.ToArray()));
                var second = mean.Dot(mean) + covariance.Trace();
                return new Value<T>.Real(order == 2 ? second
                    : (second * second) + (interpreter.Literal(2) * covariance.Dot(covariance)) + (interpreter.Literal(4) * (covariance * mean).Dot(mean)));
            case Value<T>.Measure measure when order.Sign > 0 && order.IsEven && order < 64:
                return interpreter.Integral(measure, point =>
                {
                    var numbers = DenseMatrix<T>.Column(interpreter.TensorOf(point).Elements.ToArray());
                    return new Value<T>.Real(T.Power(numbers.Dot(numbers), (int)order / 2));
                }) ?? new Value<T>.Exact(Rational.Zero);
            default:
                throw Interpreter<T>.NoChecker($"the moment of order {order} of this law");
        }
    }
}
