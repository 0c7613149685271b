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
        var (first, second) = (AtomList<T>.Of(interpreter, term.Arguments[0]), AtomList<T>.Of(interpreter, term.Arguments[1]));
        T[][] points = [.. first.Points, .. second.Points];
        Rational[] weights = [.. first.Weights, .. second.Weights.Select(static w => -w)];
        var zero = interpreter.EvaluateScalar(new Number(Rational.Zero));
        var problem = BoundedLipschitz<T>.Of(weights, new PowerCost(Rational.One).Between(points, points, zero), zero);
        return new Value<T>.Real(LeastCost.Of([.. problem.Supplies], [.. problem.Demands], problem.Costs, zero));
    }
}
