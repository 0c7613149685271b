using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>Of normal laws N(m, S) and N(n, R) with positive definite S and R: |R⁻¹(m-n)|² + tr (R⁻¹-S⁻¹)S(R⁻¹-S⁻¹).</summary>
public sealed class FisherInformationEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "fisher";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var pair = NormalPair<T>.Of(interpreter, term.Arguments[0], term.Arguments[1]);
        var reference = PositiveMatrix<T>.Of(pair.SecondCovariance);
        var score = reference.Solve(pair.Shift);
        var bend = reference.Inverse() - PositiveMatrix<T>.Of(pair.FirstCovariance).Inverse();
        return new Value<T>.Real(score.Dot(score) + (bend * pair.FirstCovariance).Dot(bend));
    }
}
