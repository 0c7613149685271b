using TheoryCheck.Optimization.Transport;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Transport;

/// <summary>The bounded-Lipschitz distance between signed measures on finitely many points, a transport with one more point.</summary>
internal sealed class WeakDistanceEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "weak_distance";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        // The distance moves by the total variation of a change at most.
        var ((first, one), (second, two)) = (AtomList<T>.Near(interpreter, term.Arguments[0]), AtomList<T>.Near(interpreter, term.Arguments[1]));
        T[][] points = [.. first.Points, .. second.Points];
        Rational[] weights = [.. first.Weights, .. second.Weights.Select(static w => -w)];
        var zero = interpreter.EvaluateScalar(new Number(Rational.Zero));
        var problem = BoundedLipschitz<T>.Of(weights, new PowerCost(Rational.One).Between(points, points, zero), zero);
        var least = LeastCost.Of([.. problem.Supplies], [.. problem.Demands], problem.Costs, zero);
        var off = one + two;
        return new Value<T>.Real(T.TryExact(off, out var exact) && exact.IsZero ? least : T.Either(T.Max(least - off, zero), least + off));
    }
}
