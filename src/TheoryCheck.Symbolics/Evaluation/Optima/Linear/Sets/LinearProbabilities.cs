using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The probability measures on a set of listed points: a weight of at least 0 at each, with sum 1.</summary>
internal sealed class LinearProbabilities : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "probabilities";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next) =>
        new Value<T>.Measure(interpreter.Enumerate(interpreter.Value(arguments[0])).Select(p => new Value<T>.WeightedPoint(new Value<T>.Real(next()), p)).ToSequence());

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point) =>
        LinearSimplex.Shares(inside, [.. ((Value<AffineForm>.Measure)point).Atoms.Select(a => inside.ScalarOf(a.Weight))], inside.Literal(Rational.One));
}
