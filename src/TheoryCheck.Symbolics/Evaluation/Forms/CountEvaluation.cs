using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The number of points at which the formula holds.</summary>
public sealed class CountEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "count";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        new Value<T>.Exact(interpreter.CertainPoints(term.Binders).Sum(inner => inner.TruthOf(term.Body) switch
        {
            Certainty.True => 1L,
            Certainty.False => 0L,
            _ => throw new UndecidedException("it is not decided how many points satisfy a formula"),
        }));

}
