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
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        if (interpreter.Value(term.Arguments[0]) is Value<T>.UnlistedMeasure unlisted)
        {
            return unlisted.Variation ?? throw Interpreter<T>.NoChecker("the total variation of measures of which nothing bounds it");
        }

        var measure = interpreter.MeasureOf(term.Arguments[0]);
        return measure.Variation is { } known ? known : MergedMeasure<T>.Of(interpreter, measure).TotalVariation(interpreter);
    }
}
