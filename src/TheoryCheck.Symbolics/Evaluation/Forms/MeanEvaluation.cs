using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The sum over the number of points; undefined when there are none.</summary>
public sealed class MeanEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "mean";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        Value<T>? sum = null;
        var count = 0L;
        foreach (var inner in interpreter.CertainPoints(term.Binders))
        {
            var next = inner.Value(term.Body);
            sum = sum is null ? next : inner.Add(sum, next);
            count++;
        }

        return interpreter.Divide(sum ?? throw new UndefinedException("the mean of nothing"), new Value<T>.Exact(count));
    }

}
