using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Multiplies from the first point to the last; 1 when there are none.</summary>
public sealed class ProductEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "prod";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        interpreter.CertainPoints(term.Binders)
            .Aggregate((Value<T>)new Value<T>.Exact(Rational.One), (product, inner) => inner.Multiply(product, inner.Value(term.Body)));

}
