using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>
/// ∫|x|ᵖ: of N(m, S) for p = 2, 4 in closed form, |m|² + tr S and (|m|² + tr S)² + 2 tr S² + 4 mᵀSm; Σ weight·|point|ᵖ on finitely many points.
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
            case Value<T>.Measure measure when order.Sign > 0 && order < 64:
                return interpreter.Integral(measure, point =>
                {
                    T[] numbers = [.. interpreter.TensorOf(point).Elements.Span];
                    var column = DenseMatrix<T>.Column(numbers);
                    return new Value<T>.Real(order.IsEven ? T.Power(column.Dot(column), (int)order / 2) : T.Power(numbers is [var number] ? T.Abs(number) : T.Sqrt(column.Dot(column)), (int)order));
                }) ?? new Value<T>.Exact(Rational.Zero);
            default:
                throw Interpreter<T>.NoChecker($"the moment of order {order} of this law");
        }
    }
}
