using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The real numbers: one number, no conditions.</summary>
internal sealed class LinearReals : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "reals";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => new Value<T>.Real(next());
}
