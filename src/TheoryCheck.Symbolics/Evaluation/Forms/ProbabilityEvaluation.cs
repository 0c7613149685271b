using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>A probability as the expectation of the event's indicator.</summary>
public sealed class ProbabilityEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "prob";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        interpreter.Value(new Binding(OperationCatalogue.Get<Expect>(), term.Type, [], term.Binders, [new Conditional(term.Body, Number.One, Number.Zero)], term.Given));
}
