using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The tensor of the values at all indices; each is evaluated once.</summary>
public sealed class MatrixEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "matrix";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        var (lengths, grid) = interpreter.Grid(term.Binders);
        var parts = grid.Select(indices =>
        {
            var inner = interpreter;
            for (var i = 0; i < indices.Count; i++)
            {
                inner = inner.With(term.Binders[i].Symbol, new Value<T>.Exact(indices[i]));
            }

            return inner.Value(term.Body);
        });
        return interpreter.Stack(lengths, [.. parts], term.Type);
    }

}
