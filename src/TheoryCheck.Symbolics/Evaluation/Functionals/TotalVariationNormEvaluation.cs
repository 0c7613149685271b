using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The sum of |weight| over the different points.</summary>
public sealed class TotalVariationNormEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "tvnorm";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term) =>
        interpreter.MeasureOf(term.Arguments[0]) is var measure && measure.Variation is { } known ? known : MergedMeasure<T>.Of(interpreter, measure).TotalVariation(interpreter);
}
