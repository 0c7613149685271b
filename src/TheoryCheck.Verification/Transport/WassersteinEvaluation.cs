using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Transport;

/// <summary>The Wasserstein distance of rational order between nonnegative measures of one mass on finitely many points, and of order 2 between normal laws.</summary>
internal sealed class WassersteinEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "wasserstein";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var order = AtomList<T>.Exact(interpreter.Evaluate(term.Arguments[0]));
        if (order < 1)
        {
            throw new UndefinedException("a Wasserstein distance of an order below 1");
        }

        if (order == 2 && NormalTransport.Distance(interpreter, term.Arguments[1], term.Arguments[2]) is { } closed)
        {
            return closed;
        }

        var (first, second) = (AtomList<T>.Of(interpreter, term.Arguments[1]), AtomList<T>.Of(interpreter, term.Arguments[2]));
        var zero = interpreter.EvaluateScalar(new Number(Rational.Zero));
        if (first.Weights.Concat(second.Weights).Any(w => w.Sign < 0))
        {
            throw new UndefinedException("a Wasserstein distance of a measure with a negative weight");
        }

        // Sums of doubles miss the common mass by their rounding.
        Rational[] demands = typeof(T) == typeof(DoubleReal) && !second.Mass.IsZero ? [.. second.Weights.Select(w => w * first.Mass / second.Mass)] : second.Weights;
        if (demands.Aggregate(Rational.Zero, static (sum, w) => sum + w) != first.Mass || (typeof(T) == typeof(DoubleReal) && !Close(first.Mass, second.Mass)))
        {
            throw new UndefinedException("a Wasserstein distance between measures of different mass");
        }

        if (first.Mass.IsZero)
        {
            return new Value<T>.Exact(Rational.Zero);
        }

        var cost = new PowerCost(order);
        var isLine = first.Points.Concat(second.Points).All(static p => p.Length == 1);
        var least = LeastCost.Of(
            first.Weights,
            demands,
            cost.Between(first.Points, second.Points, zero),
            zero,
            isLine ? ([.. first.Points.Select(static p => p[0])], [.. second.Points.Select(static p => p[0])]) : null);
        return new Value<T>.Real(cost.Root(least, zero));
    }

    private static bool Close(Rational left, Rational right) => Math.Abs(left.ToDouble() - right.ToDouble()) <= 1e-9 * (left.ToDouble() + right.ToDouble());
}
