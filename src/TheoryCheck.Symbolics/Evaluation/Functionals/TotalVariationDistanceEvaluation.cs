using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>
/// Half the variation of the difference. Of normal laws with one positive definite covariance S and means m apart erf(δ/√8) with δ² = mᵀS⁻¹m, the mass between the
/// means and the plane halfway.
/// </summary>
public sealed class TotalVariationDistanceEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "tvdist";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var (one, other) = (term.Arguments[0], term.Arguments[1]);
        if (interpreter.Value(one) is Value<T>.Normal first && interpreter.Value(other) is Value<T>.Normal second)
        {
            var pair = NormalPair<T>.Of(first, second);
            return (pair.FirstCovariance - pair.SecondCovariance).IsZero() == Certainty.True
                ? new Value<T>.Real(ErrorFunction.Of(T.Sqrt(pair.Shift.Dot(PositiveMatrix<T>.Of(pair.FirstCovariance).Solve(pair.Shift)) / interpreter.Literal(8))))
                : throw Interpreter<T>.NoChecker("'tvdist' of normal laws with different covariances");
        }

        var difference = new Call(OperationCatalogue.Get<TotalVariationNorm>(), TermType.Real, [Build.Subtract(one, other)]);
        return interpreter.Divide(interpreter.Value(difference), new Value<T>.Exact(2));
    }
}
