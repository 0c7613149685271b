using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The tensor of the values at all indices; each is evaluated once. A sequence without end is a function of its index.</summary>
public sealed class MatrixEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "matrix";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        if (term.Binders is [{ Domain: IndexRange { Upper: Constant, Lower: var lower } } index])
        {
            return new Value<T>.Function(arguments => arguments is [Value<T>.Exact { Number: { IsInteger: true } at }]
                ? at >= interpreter.IntegerOf(lower) ? interpreter.With(index.Symbol, arguments[0]).Value(term.Body) : throw new UndefinedException($"the index {at} lies before the first of a sequence")
                : throw new NotRepresentableException("a sequence at several indices"));
        }

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
