using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The variance E[e²] - E[e]², where both expectations have a value.</summary>
public sealed class VarianceEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "var";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        var mean = Mean(term.Body);
        return new Value<T>.Real(Mean(Build.Power(term.Body, Build.Num(2))) - mean * mean);

        T Mean(Term of) => interpreter.EvaluateScalar(new Binding(OperationCatalogue.Get<Expect>(), term.Type, [], term.Binders, [of], term.Given));
    }
}
