using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>∫ρ ln ρ of N(m, S) in d dimensions: -(d + d ln 2π + ln det S)/2, infinity where S is singular.</summary>
public sealed class EntropyEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "entropy";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var law = interpreter.NormalOf(term.Arguments[0]);
        var size = law.Mean.Elements.Length;
        if (PositiveMatrix<T>.TryOf(new(size, size, law.Covariance.ToArray())) is not { } covariance)
        {
            return new Value<T>.Infinite(1);
        }

        var logTwoPi = T.Log(interpreter.Literal(2) * interpreter.Literal(Rational.One).LiteralPi());
        return new Value<T>.Real(-(interpreter.Literal(size) * (interpreter.Literal(Rational.One) + logTwoPi) + T.Log(covariance.Determinant())) / interpreter.Literal(2));
    }
}
