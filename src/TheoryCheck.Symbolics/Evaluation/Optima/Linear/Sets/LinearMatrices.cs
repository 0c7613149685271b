using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The matrices of a size: their entries, no conditions.</summary>
internal sealed class LinearMatrices : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "matrix";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => LinearVectors.Tensor(interpreter, arguments, next);
}
