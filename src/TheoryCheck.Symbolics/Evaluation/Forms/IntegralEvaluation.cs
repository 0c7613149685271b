using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The integral against a measure on finitely many points: Σ weight·value; 0 of the body's shape against the zero measure.
/// Against a normal law the mean of a polynomial of degree two, and over a whole space the integral of the exponential of one.</summary>
public sealed class IntegralEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "integral";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (Integral.Joint(term.Binders) is { } joint)
        {
            Interpreter<T> At(Value<T> point) => term.Binders.Zip(((Value<T>.Tuple)point).Items).Aggregate(interpreter, static (inner, p) => inner.With(p.First.Symbol, p.Second));
            return interpreter.Integral(interpreter.MeasureOf(joint), point => At(point).Value(term.Body)) ?? SumEvaluation.Zero(interpreter, term);
        }

        if (term.Binders is not [{ Domain: { Type: MeasureType } domain, Where: null } binder])
        {
            return GaussianFunction<T>.Of(interpreter, term).Integral();
        }

        if (interpreter.Value(domain) is Value<T>.Normal law)
        {
            var variables = NormalVariables<T>.None.With(binder.Symbol, interpreter, law);
            var forms = interpreter.Among(variables);
            var integrand = forms.TensorOf(forms.Value(interpreter.Written(term.Body)));
            T[] means = [.. integrand.Elements.ToArray().Select(variables.MeanOf)];
            return integrand.Dimensions.IsEmpty ? new Value<T>.Real(means[0]) : new Value<T>.Tensor(new(integrand.Dimensions, means));
        }

        return interpreter.Integral(interpreter.MeasureOf(domain), point => interpreter.With(binder.Symbol, point).Value(term.Body))
            ?? SumEvaluation.Zero(interpreter, term);
    }
}
