using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>Of normal laws N(m, S) and N(n, R) with positive definite R: (tr R⁻¹S - d + (m-n)ᵀR⁻¹(m-n) + ln det R/det S)/2, infinity where S is singular.</summary>
public sealed class RelativeEntropyEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "kl";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var pair = NormalPair<T>.Of(interpreter, term.Arguments[0], term.Arguments[1]);
        var reference = PositiveMatrix<T>.Of(pair.SecondCovariance);
        if (PositiveMatrix<T>.TryOf(pair.FirstCovariance) is not { } own)
        {
            return new Value<T>.Infinite(1);
        }

        var half = interpreter.Literal(new Rational(1, 2));
        var shift = pair.Shift.Dot(reference.Solve(pair.Shift));
        var spread = reference.Solve(pair.FirstCovariance).Trace() - interpreter.Literal(pair.Size);
        return new Value<T>.Real(half * (spread + shift + T.Log(reference.Determinant() / own.Determinant())));
    }
}
