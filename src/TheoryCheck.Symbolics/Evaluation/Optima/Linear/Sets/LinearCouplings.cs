using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear.Sets;

/// <summary>The couplings of two measures on finitely many points: a weight of at least 0 at each pair of points, with the weights of the measures for sums.</summary>
[Cites("villani2003", "chapter 1")]
internal sealed class LinearCouplings : LinearSet
{
    /// <inheritdoc/>
    public override string Set => "couplings";

    /// <inheritdoc/>
    public override Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next)
    {
        var (first, second) = (Atoms(interpreter, arguments[0]), Atoms(interpreter, arguments[1]));
        return new Value<T>.Measure(first.SelectMany(a => second.Select(b => new Value<T>.WeightedPoint(new Value<T>.Real(next()), new Value<T>.Tuple([a.Point, b.Point])))).ToSequence());
    }

    /// <inheritdoc/>
    public override IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point)
    {
        var (first, second) = (Atoms(inside, arguments[0]), Atoms(inside, arguments[1]));
        var weights = ((Value<AffineForm>.Measure)point).Atoms.Map(a => inside.ScalarOf(a.Weight));
        AffineForm Sum(IEnumerable<int> places) => places.Aggregate(inside.Literal(Rational.Zero), (sum, k) => sum + weights[k]);
        return
        [
            .. weights.Select(static w => new LinearCondition(-w, false)),
            .. first.Select((a, i) => new LinearCondition(Sum(Enumerable.Range(i * second.Count, second.Count)) - inside.ScalarOf(a.Weight), true)),
            .. second.Select((b, j) => new LinearCondition(Sum(Enumerable.Range(0, first.Count).Select(i => (i * second.Count) + j)) - inside.ScalarOf(b.Weight), true)),
        ];
    }

    // Each point once, so that different weights are different couplings.
    private static Sequence<Value<T>.WeightedPoint> Atoms<T>(Interpreter<T> interpreter, Term measure)
        where T : IReal<T> => interpreter.Merged(interpreter.MeasureOf(measure)).Atoms;
}
