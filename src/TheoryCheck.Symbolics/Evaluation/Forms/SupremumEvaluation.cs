using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The greatest value over finitely many points, -∞ when there are none; over a space, what a solver proves of it.</summary>
public sealed class SupremumEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "sup";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) =>
        OptimumEvaluation.Searched(interpreter, term) is { } searched
            ? OptimumEvaluation.ValueOf(interpreter, searched)
            : Extremum.Over(interpreter, term, 1) ?? new Value<T>.Infinite(-1);
}
