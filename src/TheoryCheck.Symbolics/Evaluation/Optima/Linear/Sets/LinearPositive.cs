using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The real numbers above 0.</summary>
internal sealed class LinearPositive : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "positive";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => new Value<T>.Real(next());

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point) => [new(-inside.ScalarOf(point), false, true)];
}
