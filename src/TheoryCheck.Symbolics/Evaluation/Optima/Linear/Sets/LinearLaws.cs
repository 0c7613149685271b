using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The laws on a set of listed points, which are its probability measures.</summary>
internal sealed class LinearLaws : LinearSet
{
    private static readonly LinearProbabilities Probabilities = new();

    /// <inheritdoc/>
    public override string Set => "laws";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) => Probabilities.Point(interpreter, arguments, next);

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point) => Probabilities.Conditions(inside, arguments, point);
}
