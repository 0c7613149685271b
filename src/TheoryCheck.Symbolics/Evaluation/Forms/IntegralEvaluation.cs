using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The integral against a measure on finitely many points: Σ weight·value; 0 of the body's shape against the zero measure.</summary>
public sealed class IntegralEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "integral";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders is not [{ Domain: { Type: MeasureType } domain, Where: null } binder])
        {
            throw Interpreter<T>.NoChecker("an integral over a set");
        }

        return interpreter.Integral(interpreter.MeasureOf(domain), point => interpreter.With(binder.Symbol, point).Value(term.Body))
            ?? SumEvaluation.Zero(interpreter, term);
    }
}
