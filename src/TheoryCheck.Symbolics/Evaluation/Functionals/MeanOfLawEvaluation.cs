using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The mean of a normal law, or Σ weight·point.</summary>
public sealed class MeanOfLawEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "mean";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term) => interpreter.Value(term.Arguments[0]) switch
    {
        Value<T>.Normal { Mean: var mean } => mean.Dimensions.IsEmpty ? new Value<T>.Real(mean.First) : new Value<T>.Tensor(mean),
        Value<T>.Measure measure => interpreter.Integral(measure, static point => point) ?? throw Interpreter<T>.NoChecker("the mean of the zero measure"),
        _ => throw Interpreter<T>.NoChecker("the mean of a law that is neither normal nor on finitely many points"),
    };
}
